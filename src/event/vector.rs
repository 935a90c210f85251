//! What an article is about, as a vector of words.

use crate::{lang::Packs, model::Article, normalize::words};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Words of an article that count; the rarest tell the most.
const WORDS: usize = 100;
/// Words from the start that count double: headline and lead say what happened.
const LEAD: usize = 60;
/// Unseen articles that every set is thought to be part of, so that the words of a small set are not all common.
const BACKGROUND: f32 = 100.0;

/// Word and weight; of length one, by word.
pub(super) type Vector = Vec<(u64, f32)>;

/// The vector of each article.
pub(super) fn vectors(articles: &[Article], packs: &Packs) -> Vec<Vector> {
    let counts: Vec<Vec<(u64, f32)>> = articles.par_iter().map(|article| counts(article, packs)).collect();
    let mut frequency: FxHashMap<u64, u32> = FxHashMap::default();
    for (word, _) in counts.iter().flatten() {
        *frequency.entry(*word).or_default() += 1;
    }
    let all = articles.len() as f32 + BACKGROUND;
    let vector = |counts: Vec<(u64, f32)>| {
        let weigh =
            |(word, count): (u64, f32)| (word, (1.0 + count.ln()) * (all / frequency[&word] as f32).ln());
        let mut vector: Vector = counts.into_iter().map(weigh).collect();
        vector.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        vector.truncate(WORDS);
        let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
        vector.sort_unstable_by_key(|(word, _)| *word);
        vector
    };
    counts.into_par_iter().map(vector).collect()
}

/// How often each content word stands in an article, by word.
fn counts(article: &Article, packs: &Packs) -> Vec<(u64, f32)> {
    let mut words: Vec<(u64, f32)> = words(article, packs)
        .into_iter()
        .enumerate()
        .map(|(n, word)| (word, if n < LEAD { 2.0 } else { 1.0 }))
        .collect();
    words.sort_unstable_by_key(|(word, _)| *word);
    words.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    words
}
