//! What scoring looks at, computed once a claim.

use super::{Compared, Frequencies};
use crate::{
    lang::{Role, plain_into},
    model::Claim,
    normalize::{Content, NormToken, TokenKind},
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
    /// The clauses of a statement of several, each with its terms.
    pub clauses: Vec<Feature>,
    /// Of a statement with an anaphor: the words of what it stands for, by sense.
    pub antecedent: Vec<Term>,
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
        let mut list: Vec<Feature> = compared
            .contents
            .par_iter()
            .zip(compared.claims)
            .map(|(content, claim)| {
                let text = &compared.articles[claim.article.index()].text;
                let clauses = clauses(content, frequencies);
                Feature {
                    bigrams: bigrams(text, claim),
                    clauses,
                    ..feature(content, &content.tokens, frequencies)
                }
            })
            .collect();
        for n in 0..list.len() {
            if let Some(before) = antecedent(compared, n) {
                list[n].antecedent = list[before].terms.clone();
            }
        }
        Self { list, rare: milli(frequencies.rare()) }
    }
}

/// The claim that an anaphor in claim `n` stands for: the nearest of the same speaker that ends before it.
fn antecedent(compared: &Compared<'_>, n: usize) -> Option<usize> {
    let claim = &compared.claims[n];
    let start = claim.attribution.content.first()?.start;
    let before = |m: &usize| {
        let other = &compared.claims[*m];
        other.article == claim.article
            && other.speaker == claim.speaker
            && other.attribution.headline == claim.attribution.headline
            && other.attribution.sentence + NEAR >= claim.attribution.sentence
            && other.attribution.content.last().is_some_and(|s| s.end <= start)
    };
    compared.contents[n].anaphoric.then(|| (0..n).rev().take(WITHIN).find(before))?
}

/// Sentences between an anaphor and what it stands for, at most.
const NEAR: u32 = 2;
/// Claims between them, at most.
const WITHIN: usize = 4;

/// The clauses long enough to say something; none for a statement of one.
fn clauses(content: &Content, frequencies: &Frequencies) -> Vec<Feature> {
    let one = |tokens: &[NormToken]| tokens.first().map(|t| t.clause) == tokens.last().map(|t| t.clause);
    if one(&content.tokens) {
        return Vec::new();
    }
    let parts = content.tokens.chunk_by(|a, b| a.clause == b.clause);
    let features = parts.map(|tokens| feature(content, tokens, frequencies));
    features.filter(|f| f.terms.len() + f.figures.len() >= CLAUSE).collect()
}

/// Fewest words of a clause that is compared by itself.
const CLAUSE: usize = 3;

fn feature(content: &Content, tokens: &[NormToken], frequencies: &Frequencies) -> Feature {
    let mut feature = Feature::default();
    for token in tokens.iter().filter(|t| t.is_content()) {
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
