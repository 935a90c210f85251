//! What a word does in a statement.

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// What a word does in a statement, named as in the `[roles]` table of `compare.toml`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Role { $($(#[$doc])* $variant),* }

        impl Role {
            pub(super) const ALL: &[(Self, &str)] = &[$((Self::$variant, $name)),*];
        }
    };
}

roles! {
    /// Says nothing a reader would miss: article, complementizer, title before a name.
    Filler = "filler",
    /// Function word: seen in a difference, without weight in an alignment.
    Stop = "stop",
    /// Content word so common that sharing it means little.
    Light = "light",
    /// How much of a whole: all, some.
    Quantifier = "quantifier",
    /// Which of several: first, second.
    Ordinal = "ordinal",
    /// Negates the clause.
    Negator = "negator",
    /// Negates the noun it governs: «عدم».
    Lack = "lack",
    /// Negates an adjective: «غير».
    Privative = "privative",
    /// Takes the negation back in the same clause: «سوى», "except".
    Exceptive = "exceptive",
    /// Negates only where an exceptive follows, which takes it back: «ما» in «ما هو إلا خطأ».
    Restrictive = "restrictive",
    /// Behind a statement it negates no more than the noun that follows: «وليس الحرب», "and not the river".
    Aside = "aside",
    /// A phrase that holds a negator and negates nothing: «لا شك», "no doubt".
    Unnegated = "unnegated",
    /// A word whose negation asserts: «يستبعد», "rule out".
    Reversing = "reversing",
    /// Starts a clause of its own against the one before: «بل», "but".
    Contrast = "contrast",
    /// Opens a relative clause.
    Relative = "relative",
    /// Opens a conditional clause.
    Conditional = "conditional",
    /// Leaves open whether it is so: "unclear whether".
    Uncertain = "uncertain",
    /// May.
    Possible = "possible",
    /// May, before a verb in the present tense: «قد».
    PossibleBefore = "possible-before-present",
    /// Must.
    Necessary = "necessary",
    /// Should.
    Advised = "advised",
    /// Will.
    Future = "future",
    /// Around the number that follows.
    About = "about",
    /// The number that follows or more.
    More = "more",
    /// The number that follows or less.
    Less = "less",
    /// Per cent.
    Percent = "percent",
    /// Names the doer of a passive: "by".
    Passive = "passive",
    /// A year follows: «عام».
    Year = "year",
    /// A weekday follows: «يوم».
    Day = "day",
    /// Joins the parts of a number: "and".
    Joining = "joining",
    /// Indefinite although it looks otherwise: a negator after it belongs to the main clause, «أحدا».
    Anyone = "anyone",
    /// Who holds the same function elsewhere: «نظير», "counterpart".
    Counterpart = "counterpart",
    /// Stands for what was said before: «ذلك», "it".
    Anaphor = "anaphor",
    /// A state, its people or its capital: every form in `places`.
    Place = "place",
}

/// A set of [`Role`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u64);

impl Roles {
    /// True where `role` is one of them.
    pub fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u64) != 0
    }

    /// True where there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These and `role`.
    pub fn with(self, role: Role) -> Self {
        Self(self.0 | 1 << role as u64)
    }

    /// These and those.
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These without `role`.
    pub fn without(self, role: Role) -> Self {
        Self(self.0 & !(1 << role as u64))
    }

    /// Those of these that `other` has too.
    pub fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        roles.into_iter().fold(Self::default(), Self::with)
    }
}
