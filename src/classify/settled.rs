//! Pairs that differ although their articles agree.
//!
//! In: the pairs of a group. Out: which of them tell nothing about their articles, because both claims have an equal in the
//! other's article: a headline and a body that both articles share differ from each other, but the articles agree.

use crate::model::{ArticleId, ClaimId, Pair, Relation};
use rustc_hash::FxHashSet;

pub(super) struct Settled<F> {
    /// A claim and an article that has its equal.
    equals: FxHashSet<(ClaimId, ArticleId)>,
    article: F,
}

impl<F: Fn(ClaimId) -> ArticleId> Settled<F> {
    pub fn of(pairs: &[Pair], article: F) -> Self {
        let agreeing = pairs.iter().filter(|p| p.relation == Relation::Agreement);
        let equals =
            agreeing.flat_map(|p| [(p.left, article(p.right)), (p.right, article(p.left))]).collect();
        Self { equals, article }
    }

    pub fn holds(&self, pair: &Pair) -> bool {
        let equal = |claim: ClaimId, other: ClaimId| self.equals.contains(&(claim, (self.article)(other)));
        pair.relation != Relation::Agreement && equal(pair.left, pair.right) && equal(pair.right, pair.left)
    }
}
