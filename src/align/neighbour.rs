//! Weak pairs that their neighbours support.
//!
//! In: the edges, best first. Out: those over their threshold, and of the weaker ones those whose claims are each other's best
//! between two articles, closeness to such a pair counted in, by one speaker, have no stronger partner there, and stand close to a pair that is over its threshold, on the same
//! side of it in both articles. Outlets that rewrite one source keep its order, so what stands between two statements that
//! both have is likely the same too.

use super::{AlignOptions, Compared, Tie, candidate::Edge};
use crate::model::ArticleId;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a step closer to a supporting pair is worth among several weak pairs, in thousandths.
const CLOSE: i64 = 25;

/// A claim against another article.
type Seat = (u32, ArticleId);

pub(super) fn supported(compared: &Compared<'_>, edges: Vec<Edge>, options: &AlignOptions) -> Vec<Edge> {
    let article = |n: u32| compared.claims[n as usize].article;
    let seats = |e: &Edge| -> [Seat; 2] { [(e.left, article(e.right)), (e.right, article(e.left))] };
    let across = |e: &Edge| article(e.left) != article(e.right);
    // What two languages share has passed a threshold of its own.
    let foreign = |e: &Edge| compared.is_across(e.left as usize, e.right as usize);
    let strong = |e: &Edge| !across(e) || foreign(e) || e.score.total >= options.threshold;
    let mut taken: FxHashSet<Seat> = FxHashSet::default();
    let mut anchors: FxHashMap<(ArticleId, ArticleId), Vec<(i64, i64)>> = FxHashMap::default();
    for edge in edges.iter().filter(|e| across(e) && strong(e)) {
        taken.extend(seats(edge));
        let (pair, place) = place(compared, edge);
        anchors.entry(pair).or_default().push(place);
    }
    let near = i64::from(options.near);
    // How close the nearest supporting pair stands: 0 for none, `near` for the very next claims.
    let support = |e: &Edge| {
        let (pair, at) = place(compared, e);
        let closeness = |a: &(i64, i64)| {
            let (l, r) = (a.0 - at.0, a.1 - at.1);
            if l.signum() * r.signum() > 0 { near + 1 - l.abs().max(r.abs()) } else { 0 }
        };
        anchors.get(&pair).into_iter().flatten().map(closeness).max().unwrap_or(0).max(0)
    };
    // What stands in its place counts for more.
    let weight = |e: &Edge| i64::from(e.score.total.0) + CLOSE * support(e);
    let mut best: FxHashMap<Seat, i64> = FxHashMap::default();
    for edge in edges.iter().filter(|e| across(e)) {
        for seat in seats(edge) {
            let known = best.entry(seat).or_default();
            *known = weight(edge).max(*known);
        }
    }
    let tied = |e: &Edge| matches!(compared.tie(e.left as usize, e.right as usize), Tie::Same | Tie::Tied);
    let mut edges = edges;
    edges.retain(|e| {
        strong(e)
            || (tied(e)
                && seats(e).iter().all(|seat| !taken.contains(seat) && best[seat] == weight(e))
                && support(e) > 0)
    });
    edges
}

/// The articles of an edge, the lower first, and the numbers of its claims in them.
fn place(compared: &Compared<'_>, edge: &Edge) -> ((ArticleId, ArticleId), (i64, i64)) {
    let at = |n: u32| {
        let claim = &compared.claims[n as usize];
        (claim.article, i64::from(claim.number))
    };
    let (l, r) = (at(edge.left), at(edge.right));
    if l.0 <= r.0 { ((l.0, r.0), (l.1, r.1)) } else { ((r.0, l.0), (r.1, l.1)) }
}
