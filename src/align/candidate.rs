//! Which pairs are worth scoring: claims that share a rare word.
//!
//! In: the features. Out: the scored pairs over their threshold, best first. An index from senses to claims replaces the
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

/// The edges over their threshold, best first; ties by the claims' own identity, so that input order does not matter.
pub(super) fn edges(
    compared: &Compared<'_>,
    features: &Features,
    scorer: &Scorer<'_>,
    options: &AlignOptions,
) -> Vec<Edge> {
    let (twins, firsts) = collapse(compared);
    let mut edges = twins
        .into_iter()
        .map(|(left, right)| Edge { left, right, score: scorer.score(left as usize, right as usize) })
        .collect::<Vec<_>>();
    let limit = if compared.claims.len() <= SMALL { usize::MAX } else { LONGEST };
    let mut postings: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    for &n in &firsts {
        let feature = &features.list[n as usize];
        for sense in feature.terms.iter().map(|t| t.sense).chain(feature.figures.iter().map(|f| f.sense)) {
            postings.entry(sense).or_default().push(n);
        }
    }
    let mut shared: Vec<u32> = vec![0; compared.claims.len()];
    let mut touched: Vec<u32> = Vec::new();
    for &n in &firsts {
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
            // Less than a fifth of the shorter claim can never reach a threshold.
            if u64::from(weight) * 5 < u64::from(shorter) {
                continue;
            }
            let score = scorer.score(n as usize, other as usize);
            if score.total >= least(compared, n, other, options) {
                edges.push(Edge { left: n, right: other, score });
            }
        }
        touched.clear();
    }
    edges.sort_by_cached_key(|e| {
        let key = |n: u32| identity(compared, n);
        let (a, b) = (key(e.left), key(e.right));
        (Reverse(e.score.total), Reverse(e.score.overlap), a.clone().min(b.clone()), a.max(b))
    });
    edges
}

fn least(compared: &Compared<'_>, left: u32, right: u32, options: &AlignOptions) -> Permille {
    let (l, r) = (&compared.claims[left as usize], &compared.claims[right as usize]);
    let headline = l.attribution.headline != r.attribution.headline;
    if l.article == r.article && !headline { options.within } else { options.threshold }
}

/// What a claim is whatever its place in the input.
fn identity(compared: &Compared<'_>, n: u32) -> (u64, String, u32) {
    let claim = &compared.claims[n as usize];
    (claim.key, compared.articles[claim.article.index()].id.clone(), claim.number)
}

/// Equal claims by one speaker as pairs with their first, and the first of each.
fn collapse(compared: &Compared<'_>) -> (Vec<(u32, u32)>, Vec<u32>) {
    let mut seen: FxHashMap<(u64, u32), u32> = FxHashMap::default();
    let mut twins = Vec::new();
    let mut firsts = Vec::new();
    for (n, (claim, content)) in compared.claims.iter().zip(compared.contents).enumerate() {
        let n = n as u32;
        if content.tokens.is_empty() {
            firsts.push(n);
            continue;
        }
        match seen.get(&(content.key, claim.speaker.0)) {
            Some(&first) => twins.push((first, n)),
            None => {
                seen.insert((content.key, claim.speaker.0), n);
                firsts.push(n);
            }
        }
    }
    (twins, firsts)
}
