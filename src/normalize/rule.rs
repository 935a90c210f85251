//! The named rules: what a comparison may ignore. Each can be switched off, and the report counts what each hid.

use std::fmt;

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// One thing that normalization ignores.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Rule { $($(#[$doc])* $variant),* }

        impl Rule {
            /// Every rule, in the order in which they are applied.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in options and outputs.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

rules! {
    /// Alef forms and hamza seats.
    Hamza = "hamza",
    /// Alef maqsura and ya.
    Ya = "ya",
    /// Ta marbuta and ha.
    TaMarbuta = "ta-marbuta",
    /// Vowel marks and accents.
    Diacritics = "diacritics",
    /// Lengthening strokes.
    Tatweel = "tatweel",
    /// Letters that fonts once needed: «ﻻ».
    PresentationForms = "presentation-forms",
    /// Arabic-Indic and Persian digits.
    Digits = "digits",
    /// White space, no-break spaces, direction marks.
    Spacing = "spacing",
    /// The style of quotation marks and apostrophes.
    Quotes = "quotes",
    /// Other marks between words.
    Punctuation = "punctuation",
    /// Upper and lower case.
    Case = "case",
    /// Hyphens and dots within a word.
    Hyphens = "hyphens",
    /// Two accepted spellings of one word.
    Spelling = "spelling",
    /// Two spellings of one name.
    Names = "names",
    /// Short forms: "won't".
    Contractions = "contractions",
    /// Conjunctions, prepositions and the article written on a word.
    Clitics = "clitics",
    /// Endings and forms of one word.
    Inflection = "inflection",
    /// Numbers in words, digits or other units.
    Numbers = "numbers",
    /// Dates in another order or with other names of the month.
    Dates = "dates",
    /// Words that say nothing here: articles, complementizers, titles before a name.
    Particles = "particles",
}

impl Rule {
    /// The rule of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|r| r.name() == name)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of rules; all by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rules(u32);

impl Default for Rules {
    fn default() -> Self {
        Self((1 << Rule::ALL.len()) - 1)
    }
}

impl Rules {
    /// No rule at all: every difference shows.
    pub const NONE: Self = Self(0);

    /// True where `rule` applies.
    pub fn has(self, rule: Rule) -> bool {
        self.0 & (1 << rule as u8) != 0
    }

    /// These without `rule`.
    #[must_use]
    pub fn without(self, rule: Rule) -> Self {
        Self(self.0 & !(1 << rule as u8))
    }

    /// These and `rule`.
    #[must_use]
    pub fn with(self, rule: Rule) -> Self {
        Self(self.0 | (1 << rule as u8))
    }

    /// True where every rule applies.
    pub fn is_all(self) -> bool {
        self == Self::default()
    }
}
