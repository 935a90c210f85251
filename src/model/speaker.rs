//! Who stands behind one or more mentions, across all articles compared.

use super::ArticleId;

/// A person, organisation, role or group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name seen; empty where unresolved.
    pub name: String,
    /// What it is.
    pub kind: SpeakerKind,
    /// Other spellings and namings seen, sorted.
    pub aliases: Vec<String>,
    /// States and organisations that it stands for, sorted: the Kremlin for Russia, a spokesman for his ministry.
    pub related: Vec<String>,
    /// The articles that quote this speaker, ascending.
    pub articles: Vec<ArticleId>,
}

/// What a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeakerKind {
    /// A person known by name.
    Person,
    /// An organisation, a state or an office.
    Organisation,
    /// A function whose holder is not named.
    Role,
    /// Several people.
    Group,
    /// A document or report.
    Document,
    /// Not resolved, or an unnamed source.
    Unknown,
}

/// How the speaker of a claim was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResolvedBy {
    /// Named where the claim stands.
    Name,
    /// By a function that the article ties to a name, or that stands for itself.
    Role,
    /// By a pronoun.
    Pronoun,
    /// By the subject of the clause or claim before.
    Implied,
    /// Not known.
    Unresolved,
}
