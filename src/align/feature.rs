//! What scoring looks at, computed once a claim.

use super::{Compared, Frequencies};
use crate::{
    lang::Role,
    normalize::{Content, TokenKind},
};

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
}

/// The features of all claims.
pub(super) struct Features {
    pub list: Vec<Feature>,
    /// Weight of a word that stands in one claim.
    pub rare: u32,
}

impl Features {
    pub fn of(compared: &Compared<'_>, frequencies: &Frequencies) -> Self {
        let list = compared.contents.iter().map(|c| feature(c, frequencies)).collect();
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

fn milli(weight: f64) -> u32 {
    (weight * 1000.0).round() as u32
}
