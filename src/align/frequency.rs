//! How rare a word is among the claims compared.
//!
//! In: the contents of all claims. Out: a weight for every sense. The weight is the inverse document frequency of Spärck
//! Jones (1972) with a background of unseen claims, so that tiny sets behave. The frequency is the mean over the articles
//! that have the word, not the sum: that several outlets carry one statement does not make its words common.

use crate::{
    model::Claim,
    normalize::{Content, NormToken},
};
use rustc_hash::FxHashMap;

/// Unseen claims that every set is thought to be part of.
const BACKGROUND: f64 = 30.0;

/// Weights of senses over one set of claims.
#[derive(Clone, Debug, Default)]
pub struct Frequencies {
    /// Sense to (claims, articles) that have it.
    counts: FxHashMap<u64, (u32, u32)>,
    /// Claims an article, on average.
    mean: f64,
}

impl Frequencies {
    /// Counts over `contents`, which stand parallel to `claims`.
    pub fn of(claims: &[Claim], contents: &[Content]) -> Self {
        let mut counts: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
        let mut last: FxHashMap<u64, u32> = FxHashMap::default();
        let mut seen: Vec<u64> = Vec::new();
        let mut articles = 0_u32;
        for (n, (claim, content)) in claims.iter().zip(contents).enumerate() {
            if n == 0 || claims[n - 1].article != claim.article {
                articles += 1;
            }
            seen.clear();
            seen.extend(content.tokens.iter().filter(|t| t.is_content()).map(|t| t.sense));
            seen.sort_unstable();
            seen.dedup();
            for sense in &seen {
                let entry = counts.entry(*sense).or_default();
                entry.0 += 1;
                if last.insert(*sense, articles) != Some(articles) {
                    entry.1 += 1;
                }
            }
        }
        Self { counts, mean: claims.len() as f64 / f64::from(articles.max(1)) }
    }

    /// The weight of a token.
    pub fn weight(&self, token: &NormToken) -> f64 {
        let (claims, articles) = self.counts.get(&token.sense).copied().unwrap_or((1, 1));
        self.idf(f64::from(claims) / f64::from(articles.max(1)))
    }

    /// The weight of a word that stands in one claim.
    pub fn rare(&self) -> f64 {
        self.idf(1.0)
    }

    fn idf(&self, frequency: f64) -> f64 {
        ((self.mean + BACKGROUND) / (frequency + 0.5)).ln()
    }
}
