//! Which pairs are worth scoring: claims that share a rare word.
//!
//! In: the features. Out: the scored pairs that may count, best first. An index from senses to claims replaces the
//! comparison of all pairs; senses that too many claims have are left out, which loses next to nothing (a rare-token index
//! kept 99.9 % of true pairs where MinHash lost most short ones). Claims that are equal after normalization are collapsed
//! first: one boilerplate sentence otherwise makes millions of pairs.

use super::{AlignOptions, Compared, feature::Features, score::Scorer};
use crate::model::{Permille, Score};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Sets up to this size use every sense.
const SMALL: usize = 600;
/// Longest list of claims that a sense may have in a larger set.
const LONGEST: usize = 120;

/// Two claims that may be one statement; `left < right`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub left: u32,
    pub right: u32,
    pub score: Score,
}

/// The edges that may count, best first; ties by the claims' own identity, so that input order does not matter.
pub(super) fn edges(
    compared: &Compared<'_>,
    features: &Features,
    scorer: &Scorer<'_>,
    options: &AlignOptions,
) -> Vec<Edge> {
    let twins = collapse(compared);
    let mut edges = Vec::new();
    for list in &twins {
        for &other in &list[1..] {
            edges.push(Edge {
                left: list[0],
                right: other,
                score: scorer.score(list[0] as usize, other as usize),
            });
        }
    }
    let mut firsts: Vec<(u32, &[u32])> = twins.iter().map(|list| (list[0], list.as_slice())).collect();
    firsts.sort_unstable();
    let twins: FxHashMap<u32, &[u32]> = firsts.iter().copied().collect();
    let limit = if compared.claims.len() <= SMALL { usize::MAX } else { LONGEST };
    let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for &(n, _) in &firsts {
        let feature = &features.list[n as usize];
        for sense in feature.terms.iter().map(|t| t.sense).chain(feature.figures.iter().map(|f| f.sense)) {
            postings.entry(sense).or_default().push(n);
        }
    }
    let mut shared: Vec<u32> = vec![0; compared.claims.len()];
    let mut touched: Vec<u32> = Vec::new();
    for &(n, _) in &firsts {
        let feature = &features.list[n as usize];
        let terms = feature.terms.iter().map(|t| (t.sense, t.weight));
        for (sense, weight) in terms.chain(feature.figures.iter().map(|f| (f.sense, f.weight))) {
            let list = &postings[&sense];
            if list.len() > limit {
                continue;
            }
            // Only those after this one: every pair once.
            for &other in &list[list.partition_point(|&o| o <= n)..] {
                if shared[other as usize] == 0 {
                    touched.push(other);
                }
                shared[other as usize] += weight;
            }
        }
        touched.sort_unstable();
        for &other in &touched {
            let weight = std::mem::take(&mut shared[other as usize]);
            let shorter = feature.total.min(features.list[other as usize].total);
            let foreign = compared.is_across(n as usize, other as usize);
            // Less than a quarter of the shorter claim can never reach a threshold.
            if !foreign && u64::from(weight) * 4 < u64::from(shorter) {
                continue;
            }
            let score = scorer.score(n as usize, other as usize);
            let least =
                if foreign { options.across } else { least(compared, twins[&n], twins[&other], options) };
            if score.total >= least {
                edges.push(Edge { left: n, right: other, score });
            }
        }
        touched.clear();
    }
    edges.sort_by_key(|e| {
        let (a, b) = (compared.rank(e.left as usize), compared.rank(e.right as usize));
        (Reverse(e.score.total), Reverse(e.score.overlap), a.min(b), a.max(b))
    });
    edges
}

/// The threshold between two lists of equal claims: that of one article only where all stand in one.
fn least(compared: &Compared<'_>, left: &[u32], right: &[u32], options: &AlignOptions) -> Permille {
    let claim = |n: &u32| &compared.claims[*n as usize];
    let apart = |l: &u32, r: &u32| {
        let (l, r) = (claim(l), claim(r));
        l.article != r.article || l.attribution.headline != r.attribution.headline
    };
    let across = left.iter().any(|l| right.iter().any(|r| apart(l, r)));
    if across { options.threshold.min(options.supported) } else { options.within }
}

/// Lists of claims that are equal and by one speaker, each by rank; the first of a list stands for it.
fn collapse(compared: &Compared<'_>) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = (0..compared.claims.len() as u32).collect();
    order.sort_unstable_by_key(|n| compared.rank(*n as usize));
    let mut known: FxHashMap<(u64, u32), usize> = FxHashMap::default();
    let mut out: Vec<Vec<u32>> = Vec::new();
    for n in order {
        let (claim, content) = (&compared.claims[n as usize], &compared.contents[n as usize]);
        let at = *known.entry((content.key, claim.speaker.0)).or_insert(out.len());
        match out.get_mut(at) {
            Some(list) => list.push(n),
            None => out.push(vec![n]),
        }
    }
    out
}
