//! What happened to each statement from version to version.
//!
//! In: the groups over versions of one article, oldest first, and where each claim stands. Out: their timelines; for
//! statements that the newest version no longer carries or the oldest did not yet carry, the relation that says so. Of the
//! pairs only those of a version and the next one with the statement are kept: the others tell no step of its history.

use crate::model::{ArticleId, ClaimId, Event, Group, Placement, Relation, TimelineEntry};

/// Sets timelines and relations of versions; `place` is the version and the placement of a claim.
pub(super) fn follow(
    groups: &mut [Group],
    place: impl Fn(ClaimId) -> (ArticleId, Placement),
    versions: usize,
) {
    for group in groups {
        group.timeline = timeline(group, &place, versions);
        let has = |event| group.timeline.iter().any(|e| e.event == event);
        if group.timeline.last().is_some_and(|e| e.event == Event::Dropped) {
            group.relation = Relation::Dropped;
        } else if group.articles.first().is_some_and(|a| a.index() > 0) && !has(Event::Reworded) {
            group.relation = Relation::New;
        }
    }
}

fn timeline(
    group: &Group,
    place: &impl Fn(ClaimId) -> (ArticleId, Placement),
    versions: usize,
) -> Vec<TimelineEntry> {
    let mut out: Vec<TimelineEntry> = Vec::new();
    let mut last: Option<(ArticleId, Placement)> = None;
    for article in (0..versions).map(ArticleId::new) {
        let places = group.claims.iter().map(|c| place(*c)).filter(|p| p.0 == article);
        let placement = places.map(|p| p.1).max();
        let event = match (placement, last) {
            (None, None) => continue,
            (Some(_), None) => Event::First,
            (None, Some(_)) => {
                if out.last().is_some_and(|e| e.event == Event::Dropped) {
                    continue;
                }
                Event::Dropped
            }
            (Some(_), Some((before, _))) if before.index() + 1 < article.index() => Event::Restored,
            (Some(_), Some((before, _))) if reworded(group, place, before, article) => Event::Reworded,
            (Some(here), Some((_, there))) if here != there => Event::Moved,
            (Some(_), Some(_)) => Event::Same,
        };
        if let Some(placement) = placement {
            last = Some((article, placement));
        }
        out.push(TimelineEntry { article, event, placement });
    }
    out
}

/// True where no claim of the version before stands in this one unchanged.
fn reworded(
    group: &Group,
    place: &impl Fn(ClaimId) -> (ArticleId, Placement),
    before: ArticleId,
    now: ArticleId,
) -> bool {
    let between = |p: &&crate::model::Pair| (place(p.left).0, place(p.right).0) == (before, now);
    group.pairs.iter().filter(between).all(|p| p.relation != Relation::Agreement)
}
