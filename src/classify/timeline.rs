//! What happened to each statement from version to version.
//!
//! In: the groups over versions of one article, oldest first, and where each claim stands. Out: their timelines, and the
//! relation that sums them up.

use super::carried::Carried;
use crate::model::{ArticleId, ClaimId, Event, Group, Pair, Placement, Relation, Severity, TimelineEntry};

/// Sets timelines and relations of versions; `place` is the version and the placement of a claim.
pub(super) fn follow(
    groups: &mut [Group],
    place: impl Fn(ClaimId) -> (ArticleId, Placement),
    versions: usize,
    carried: &Carried<'_>,
) {
    for group in groups {
        let Group { pairs, .. } = group;
        pairs.iter_mut().for_each(|p| carried.settle(p));
        // A claim that stands unchanged in the next version does not differ from what else says the same there.
        let equal: Vec<(ClaimId, ClaimId)> =
            pairs.iter().filter(|p| !is_change(p)).map(|p| (p.left, p.right)).collect();
        pairs.retain(|p| !is_change(p) || equal.iter().all(|e| e.0 != p.left && e.1 != p.right));
        group.timeline = timeline(group, &place, versions);
        let told = || group.pairs.iter().filter(|p| is_change(p));
        let severity = told().flat_map(|p| &p.differences).map(|d| d.severity).max();
        let relation = told().map(|p| p.relation).max();
        let later = group.articles.first().is_some_and(|a| a.index() > 0);
        group.severity = severity.unwrap_or(Severity::Cosmetic);
        group.relation = match relation {
            _ if group.timeline.last().is_some_and(|e| e.event == Event::Dropped) => Relation::Dropped,
            Some(relation) => relation,
            None if later => Relation::New,
            None => Relation::Agreement,
        };
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

/// True where a claim of the version before and one of this one, neither of which stands in both, differ.
fn reworded(
    group: &Group,
    place: &impl Fn(ClaimId) -> (ArticleId, Placement),
    before: ArticleId,
    now: ArticleId,
) -> bool {
    group.pairs.iter().any(|p| is_change(p) && (place(p.left).0, place(p.right).0) == (before, now))
}

fn is_change(pair: &Pair) -> bool {
    pair.relation != Relation::Agreement
}
