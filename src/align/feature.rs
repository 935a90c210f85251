//! What scoring looks at, computed once a claim.

use super::{Compared, Frequencies};
use crate::{
    lang::{Role, plain_into},
    model::Claim,
    normalize::{Content, TokenKind},
};
use rayon::prelude::*;

/// Share of its weight that a word keeps which is common in all news.
const LIGHT: f64 = 0.35;

/// Thousandths of the numbers that stand in every other statement.
const SMALL_NUMBER: i64 = 12_000;

/// One distinct word of a claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub sense: u64,
    pub stem: u64,
    /// In thousandths, whole, so that sums do not depend on their order.
    pub weight: u32,
    pub strength: u8,
}

/// A number or date of a claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub sense: u64,
    pub weight: u32,
    pub kind: TokenKind,
    pub value: u16,
}

/// What is looked at of one claim.
#[derive(Clone, Debug, Default)]
pub(super) struct Feature {
    /// By sense, each once.
    pub terms: Vec<Term>,
    /// Numbers and dates.
    pub figures: Vec<Figure>,
    /// Weight of all terms.
    pub total: u32,
    /// Pairs of letters that stand next to each other, sorted; empty for a long content, where the words tell enough.
    pub bigrams: Vec<u64>,
}

/// Longest content, in bytes, whose characters are compared.
const CHARACTERS: usize = 1200;

/// The features of all claims.
pub(super) struct Features {
    pub list: Vec<Feature>,
    /// Weight of a word that stands in one claim.
    pub rare: u32,
}

impl Features {
    pub fn of(compared: &Compared<'_>, frequencies: &Frequencies) -> Self {
        let list = compared
            .contents
            .par_iter()
            .zip(compared.claims)
            .map(|(content, claim)| {
                let text = &compared.articles[claim.article.index()].text;
                Feature { bigrams: bigrams(text, claim), ..feature(content, frequencies) }
            })
            .collect();
        Self { list, rare: milli(frequencies.rare()) }
    }
}

fn feature(content: &Content, frequencies: &Frequencies) -> Feature {
    let mut feature = Feature::default();
    for token in content.tokens.iter().filter(|t| t.is_content()) {
        let full = frequencies.weight(token);
        let weight = milli(if token.roles.has(Role::Light) { full * LIGHT } else { full });
        if matches!(token.kind, TokenKind::Quantity | TokenKind::Date) {
            // A large or measured number points to one statement; three of something do not.
            let telling = token.kind == TokenKind::Quantity && {
                let q = content.quantities[token.value as usize];
                q.milli.abs() > SMALL_NUMBER || q.dimension != 0 || q.percent
            };
            let weight = if telling { weight + weight / 2 } else { weight };
            feature.figures.push(Figure { sense: token.sense, weight, kind: token.kind, value: token.value });
        } else {
            feature.terms.push(Term {
                sense: token.sense,
                stem: token.stem,
                weight,
                strength: token.strength,
            });
        }
    }
    feature.terms.sort_by_key(|t| (t.sense, t.stem));
    feature.terms.dedup_by_key(|t| t.sense);
    feature.total = feature.terms.iter().map(|t| t.weight).sum();
    feature
}

fn bigrams(text: &str, claim: &Claim) -> Vec<u64> {
    let mut plain = String::new();
    for span in &claim.attribution.content {
        plain_into(span.of(text), &mut plain);
        plain.push(' ');
    }
    if plain.len() > CHARACTERS {
        return Vec::new();
    }
    let letters: Vec<u64> = plain.chars().filter(|c| !c.is_whitespace()).map(u64::from).collect();
    let mut out: Vec<u64> = letters.windows(2).map(|w| w[0] << 32 | w[1]).collect();
    out.sort_unstable();
    out
}

fn milli(weight: f64) -> u32 {
    (weight * 1000.0).round() as u32
}
