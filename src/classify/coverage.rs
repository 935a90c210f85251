//! Who carries what.
//!
//! In: the groups. Out: the [`Coverage`] of a report: how each article carries each statement against the first article that
//! has it, whom each article quotes, and what it alone has.

use super::settled::Settled;
use crate::model::{
    ArticleId, Claim, ClaimId, Coverage, Group, GroupId, Relation, ResolvedBy, Share, SpeakerId, Standing,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// The coverage of `groups` over as many articles.
pub fn coverage(articles: usize, claims: &[Claim], groups: &[Group]) -> Coverage {
    let article_of = |c: ClaimId| claims[c.index()].article;
    let standings = groups
        .iter()
        .map(|g| {
            let settled = Settled::of(&g.pairs, article_of);
            (0..articles).map(|n| standing(g, &settled, ArticleId::new(n), article_of)).collect()
        })
        .collect();
    let articles = (0..articles).map(|n| share(ArticleId::new(n), claims, groups)).collect();
    Coverage { standings, articles }
}

fn standing<F: Fn(ClaimId) -> ArticleId>(
    group: &Group,
    settled: &Settled<F>,
    article: ArticleId,
    article_of: F,
) -> Standing {
    let Some(&first) = group.articles.first().filter(|_| group.articles.contains(&article)) else {
        return Standing::Absent;
    };
    if article == first {
        return Standing::First;
    }
    let with = |earlier: &dyn Fn(ArticleId) -> bool| {
        group
            .pairs
            .iter()
            .filter(|p| article_of(p.right) == article && earlier(article_of(p.left)))
            .filter(|p| !settled.holds(p))
            .map(|p| p.relation)
            .max()
    };
    // Parts of one statement that share no words with the first article's part still stand against another's.
    match with(&|a| a == first).or_else(|| with(&|_| true)) {
        Some(Relation::Conflict) => Standing::Conflict,
        Some(Relation::Attribution) => Standing::Attribution,
        Some(Relation::Agreement) => Standing::Agreement,
        _ => Standing::Wording,
    }
}

fn share(article: ArticleId, claims: &[Claim], groups: &[Group]) -> Share {
    let mut share = Share::default();
    let mut sources: BTreeMap<SpeakerId, u32> = BTreeMap::new();
    for claim in claims.iter().filter(|c| c.article == article) {
        share.claims += 1;
        if claim.resolved_by == ResolvedBy::Unresolved {
            share.unresolved += 1;
        } else {
            *sources.entry(claim.speaker).or_default() += 1;
        }
    }
    share.sources = sources.into_iter().collect();
    share.sources.sort_by_key(|(_, count)| Reverse(*count));
    let alone = |(n, g): (usize, &Group)| (g.articles == [article]).then(|| GroupId::new(n));
    share.only = groups.iter().enumerate().filter_map(alone).collect();
    share
}
