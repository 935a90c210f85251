//! Claims to groups of claims that report one statement.
//!
//! In: the claims of all articles with their normalized contents. Out: the groups, every claim in exactly one, and the
//! [`Score`] of every pair of claims of different articles within a group. Promises: the order of articles and claims does
//! not matter, nor does their layout; a group is consistent (no two of its claims in different articles score under the
//! floor); results are the same on every run. Precision comes first: a false merge says that two newsrooms corroborated
//! each other.

mod candidate;
mod feature;
mod frequency;
mod group;
mod score;
mod speaker;

pub use frequency::Frequencies;
pub(crate) use speaker::{Tie, Ties};

use crate::{
    model::{Article, Claim, Permille, Score, Speaker},
    normalize::Content,
};
use feature::Features;
use score::Scorer;

/// When two claims are held to be one statement. All thresholds of this stage stand here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlignOptions {
    /// Least score of a pair that joins two claims of different articles.
    pub threshold: Permille,
    /// The same within one article, where a reporter seldom says a thing twice; headlines aside.
    pub within: Permille,
    /// Least score between any two claims of different articles in one group.
    pub floor: Permille,
}

impl Default for AlignOptions {
    fn default() -> Self {
        Self { threshold: Permille(470), within: Permille(600), floor: Permille(260) }
    }
}

/// The claims that are compared, with everything that scoring looks at.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The articles.
    pub articles: &'a [Article],
    /// The speakers of all articles.
    pub speakers: &'a [Speaker],
    /// The claims of all articles.
    pub claims: &'a [Claim],
    /// Their contents, in the same order.
    pub contents: &'a [Content],
    /// Whether word order tells who does what, by claim.
    pub fixed_order: &'a [bool],
}

/// Claims that report one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// Indices of the claims, ascending.
    pub claims: Vec<u32>,
    /// Pairs of different articles as indices of claims, ascending, with their score.
    pub pairs: Vec<(u32, u32, Score)>,
}

/// The groups of all claims, by their first claim.
pub fn alignments(
    compared: &Compared<'_>,
    frequencies: &Frequencies,
    options: &AlignOptions,
) -> Vec<Alignment> {
    let features = Features::of(compared, frequencies);
    let scorer = Scorer::new(compared, &features);
    let edges = candidate::edges(compared, &features, &scorer, options);
    group::groups(compared, &scorer, edges, options)
}
