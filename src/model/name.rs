//! What the closed sets of the model are called in inputs, outputs and options.

use super::{
    ChangeKind, DifferenceKind, Event, Placement, Polarity, ResolvedBy, Severity, SpeakerKind, Stance,
    Standing, Style,
};

macro_rules! names {
    ($($set:ident { $($variant:ident = $name:literal),* $(,)? })*) => {$(
        impl $set {
            /// Every value, in the order of its declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in inputs, outputs and options.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The value called so.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    )*};
}

names! {
    Stance {
        Neutral = "neutral", Stress = "stress", Deny = "deny", Doubt = "doubt", Accuse = "accuse", Direct = "direct",
        Commit = "commit",
    }
    Style { Direct = "direct", Indirect = "indirect", Mixed = "mixed" }
    Polarity { Positive = "positive", Negative = "negative", Uncertain = "uncertain" }
    SpeakerKind {
        Person = "person", Organisation = "organisation", Role = "role", Group = "group", Document = "document",
        Unknown = "unknown",
    }
    ResolvedBy {
        Name = "name", Role = "role", Pronoun = "pronoun", Implied = "implied", Unresolved = "unresolved",
    }
    Severity { Cosmetic = "cosmetic", Minor = "minor", Major = "major" }
    DifferenceKind {
        Polarity = "polarity", Number = "number", Date = "date", Name = "name", Modality = "modality",
        Speaker = "speaker", Cue = "cue", Quotation = "quotation", Addition = "addition", Omission = "omission",
        Placement = "placement", Wording = "wording",
    }
    Event {
        First = "first", Reworded = "reworded", Moved = "moved", Dropped = "dropped", Restored = "restored", Same = "same",
    }
    ChangeKind {
        Added = "added", Removed = "removed", Changed = "changed", Moved = "moved", Merged = "merged", Split = "split",
    }
    Placement { Body = "body", Lead = "lead", Headline = "headline" }
    Standing {
        Absent = "absent", First = "first", Agreement = "agreement", Wording = "wording", Attribution = "attribution",
        Conflict = "conflict",
    }
}
