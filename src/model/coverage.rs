//! Who carries what: the groups against the articles.

use super::{GroupId, SpeakerId};

/// Which article carries which statement, whom each quotes, and what it alone has. Empty for `extract`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How each group stands in each article: parallel to [`Report::groups`](super::Report::groups), each row parallel to
    /// [`Report::articles`](super::Report::articles).
    pub standings: Vec<Vec<Standing>>,
    /// Parallel to [`Report::articles`](super::Report::articles).
    pub articles: Vec<Share>,
}

/// How one article carries a statement, told against the first article that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It does not.
    Absent,
    /// It is the first, in input order, that does.
    First,
    /// As the first does.
    Agreement,
    /// In other words.
    Wording,
    /// From another speaker.
    Attribution,
    /// It contradicts.
    Conflict,
}

/// What one article contributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Its claims.
    pub claims: u32,
    /// Its claims whose speaker is not known.
    pub unresolved: u32,
    /// Whom it quotes and how often, the most quoted first, then in the order of the speakers.
    pub sources: Vec<(SpeakerId, u32)>,
    /// The groups that no other article carries.
    pub only: Vec<GroupId>,
}
