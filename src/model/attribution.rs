//! Source, cue and content, as the literature on quotation attribution has it (PARC, PolNeAR).

use super::{Permille, Span};
use std::borrow::Cow;

/// One statement that the text attributes to someone, as places in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who is named as the source, and how.
    pub mention: Mention,
    /// The reporting word.
    pub cue: Cue,
    /// Outlet through which it was said; where none is named, the occasion.
    pub medium: Option<Phrase>,
    /// The people spoken to: «للصحفيين», "told reporters".
    pub addressee: Option<Phrase>,
    /// The act of speaking it was part of: «في مؤتمر صحفي», "at a rally".
    pub occasion: Option<Phrase>,
    /// The person who passed it on: «نقل الوزير عن المدير قوله …».
    pub via: Option<Span>,
    /// What was said, in text order; several spans where the reporter splits a quotation.
    pub content: Vec<Span>,
    /// Wholly, partly or not in quotation marks.
    pub style: Style,
    /// True where it stands in the headline.
    pub headline: bool,
    /// Number of the sentence of the cue, from 0.
    pub sentence: u32,
    /// First byte of that sentence; `None` for imported claims.
    pub sentence_start: Option<u32>,
    /// Whether it asserts or denies, where the input said so with the claim.
    pub polarity: Option<super::Polarity>,
    /// How sure the rule is.
    pub confidence: Permille,
    /// Which shape and slot found it.
    pub rule: Rule,
}

impl Attribution {
    /// The words of the content as they stand in the article's `text`; parts of a split quotation have a space between them.
    pub fn content_of<'a>(&self, text: &'a str) -> Cow<'a, str> {
        Span::joined(&self.content, text)
    }
}

/// Words that name something beside the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Where they stand; `None` where only the input gave them.
    pub span: Option<Span>,
    /// What the input calls it, where that is not what stands in the text.
    pub given: Option<String>,
}

impl Phrase {
    /// What it is called, in the words of the article's `text` or of the input.
    pub fn of<'a>(&'a self, text: &'a str) -> &'a str {
        self.given.as_deref().or(self.span.map(|s| s.of(text))).unwrap_or_default()
    }
}

impl From<Span> for Phrase {
    fn from(span: Span) -> Self {
        Self { span: Some(span), given: None }
    }
}

/// The words that name the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where they stand; `None` where the subject is hidden in the verb or participle.
    pub span: Option<Span>,
    /// The proper name in it, or in its antecedent, without titles and descriptions.
    pub name: Option<Span>,
    /// The words without a description behind them: "the Globe" of "the Globe, a morning paper"; `None` where all of them name the source.
    pub core: Option<Span>,
    /// What kind of naming it is.
    pub kind: MentionKind,
    /// Words elsewhere in the article that a hidden or pronominal subject refers to, where the sentence shows them.
    pub antecedent: Option<Span>,
    /// The resolved name, where the input gave it with the claim.
    pub given: Option<String>,
}

/// How a source is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// By a person's name, with or without a title.
    Name,
    /// By a function alone: «الوزير», "the minister".
    Role,
    /// By an organisation's, a state's or an office's name.
    Organisation,
    /// Several people: «حكومات أوروبية», "witnesses".
    Group,
    /// One unnamed person or source: «مصدر», "an official".
    Unnamed,
    /// A document: «بيان», "a report".
    Document,
    /// By a pronoun.
    Pronoun,
    /// Kept from the reader: "it was reported that".
    Hidden,
    /// Not named at all: hidden in the verb, or the subject of the clause before.
    Implied,
}

/// The reporting word and what it says about the reporter's stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where it stands; `None` for imported claims that name none.
    pub span: Option<Span>,
    /// The reporter's stance.
    pub stance: Stance,
    /// True where the cue word is itself negated: «لم يستبعد», "did not rule out".
    pub negated: bool,
}

/// What the reporting word says about the statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Said, added, told.
    #[default]
    Neutral,
    /// Stressed, confirmed.
    Stress,
    /// Denied, rejected, ruled out.
    Deny,
    /// Claimed, alleged.
    Doubt,
    /// Accused, criticised.
    Accuse,
    /// Called for, urged, warned.
    Direct,
    /// Pledged, threatened.
    Commit,
}

/// How much of the content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// Which rule made a claim, for `--explain`; printed as `<lang>.<shape>.<slot>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule {
    /// How cue and source stand to each other.
    pub shape: Shape,
    /// What introduces the content.
    pub slot: Slot,
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every variant with its name in packs and outputs.
            pub const ALL: &[(Self, &str)] = &[$((Self::$variant, $text)),*];

            /// The name in packs and outputs.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }
    };
}

named! {
    /// The closed set of sentence shapes: where the source stands relative to its cue.
    Shape {
        /// The source follows the verb: «قال سامر إن …», `"…," said Lind`.
        VerbSubject = "verb-subject",
        /// The source stands before the verb: "Lind said …".
        SubjectVerb = "subject-verb",
        /// The verb hides its subject: «وأضاف أن …», "and added that …".
        Implied = "implied",
        /// A participle goes on with the subject of the clause before: «مضيفا أن …», ", adding that …".
        Participle = "participle",
        /// A preposition names the source: «بحسب …», "according to …".
        AccordingTo = "according-to",
        /// A medium passes a source on: «نقلت صحيفة … عن … قوله …».
        Relay = "relay",
        /// A noun carries the statement: «تصريح … ذكر فيه …», "the claim that …".
        Noun = "noun",
        /// The verb names no source: "it was reported that …".
        Passive = "passive",
        /// A name and a colon: «الكرملين: …».
        Colon = "colon",
        /// A clause around the content says who says it: "…, wie die Polizei mitteilte".
        Parenthetical = "parenthetical",
        /// A word points back to the source before: "demnach".
        Anaphor = "anaphor",
        /// The mood of the verb shows that somebody else says it: "Das sei falsch".
        Mood = "mood",
        /// A quotation without any cue, in the run of the same speaker's quotations.
        Quotation = "quotation",
        /// The claim came with the input.
        Given = "given",
    }
}

named! {
    /// What introduces the content.
    Slot {
        /// A complementizer: «أن», "that".
        That = "that",
        /// A quotation mark.
        Quote = "quote",
        /// A colon without quotation marks.
        Colon = "colon",
        /// Nothing: the clause follows at once.
        Clause = "clause",
        /// A noun phrase: «أكد ضرورة …».
        Noun = "noun",
        /// A marker the cue asks for: «دعا إلى …», "urged … to …".
        Marker = "marker",
        /// A description: «وصف … بأنه …», "called … a …".
        Label = "label",
        /// A medium, the source and the content: «نقلت … عن … قوله …».
        Relay = "relay",
        /// Target and deed: «اتهم … بـ…», "accused … of …".
        Target = "target",
        /// The content stands before the cue.
        Before = "before",
        /// The claim came with the input.
        Given = "given",
    }
}
