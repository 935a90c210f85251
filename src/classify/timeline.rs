//! What happened to each statement from version to version.
//!
//! In: the groups over versions of one article, oldest first. Out: their timelines, and for statements that the newest
//! version no longer carries or the oldest did not yet carry, the relation that says so.

use crate::model::{ArticleId, ClaimId, Event, Group, Relation, TimelineEntry};

/// Sets timelines and relations of versions.
pub(super) fn follow(groups: &mut [Group], article_of: impl Fn(ClaimId) -> ArticleId, versions: usize) {
    for group in groups {
        group.timeline = timeline(group, &article_of, versions);
        match group.timeline.last().map(|e| e.event) {
            Some(Event::Dropped) => group.relation = Relation::Dropped,
            _ if group.articles.first().is_some_and(|a| a.index() > 0) && group.articles.len() == 1 => {
                group.relation = Relation::New;
            }
            _ => {}
        }
    }
}

fn timeline(
    group: &Group,
    article_of: &impl Fn(ClaimId) -> ArticleId,
    versions: usize,
) -> Vec<TimelineEntry> {
    let mut out: Vec<TimelineEntry> = Vec::new();
    let mut last: Option<ArticleId> = None;
    for n in 0..versions {
        let article = ArticleId::new(n);
        let here = group.articles.contains(&article);
        let event = match (here, last) {
            (false, None) => continue,
            (true, None) => Event::First,
            (false, Some(_)) => {
                if out.last().is_some_and(|e| e.event == Event::Dropped) {
                    continue;
                }
                Event::Dropped
            }
            (true, Some(before)) if before.index() + 1 < n => Event::Restored,
            (true, Some(before)) if reworded(group, article_of, before, article) => Event::Reworded,
            (true, Some(_)) => Event::Same,
        };
        if here {
            last = Some(article);
        }
        out.push(TimelineEntry { article, event });
    }
    out
}

/// True where no claim of the version before stands in this one unchanged.
fn reworded(
    group: &Group,
    article_of: &impl Fn(ClaimId) -> ArticleId,
    before: ArticleId,
    now: ArticleId,
) -> bool {
    let between = |p: &&crate::model::Pair| {
        let (l, r) = (article_of(p.left), article_of(p.right));
        l == before && r == now
    };
    group.pairs.iter().filter(between).all(|p| p.relation != Relation::Agreement)
}
