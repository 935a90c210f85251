//! What two claims have in common.
//!
//! In: the features of two claims. Out: the weight of the words that both have, beside that of each, with their numbers and dates
//! compared, and what one of them says with a word that stands for it. Computed with whole numbers.

use super::{
    feature::{Feature, Figure},
    score::Scorer,
};
use crate::normalize::TokenKind;
use std::cmp::Ordering;

/// Least share of its own words that a claim with an anaphor has in common with another before what it stands for counts.
const UNDERSTOOD: u16 = 800;
/// Weight of a word that an anaphor stands for, in per cent of the word itself.
const MEANT: u64 = 60;

/// What two claims share, in thousandths of weight.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shared {
    pub common: u64,
    pub left: u64,
    pub right: u64,
    /// Terms that both have.
    pub terms: u32,
    /// Numbers and dates compared, and those that agree.
    pub figures: u32,
    pub agreeing: u32,
    /// Weight that one has and the other says with a word that stands for it.
    pub meant: u64,
}

impl Scorer<'_> {
    /// What two claims share.
    pub fn shared(&self, left: usize, right: usize) -> Shared {
        let (l, r) = (&self.features.list[left], &self.features.list[right]);
        let mut shared = Shared { left: u64::from(l.total), right: u64::from(r.total), ..Shared::default() };
        common(l, r, &mut |_, weight| {
            shared.common += u64::from(weight);
            shared.terms += 1;
        });
        shared.meant = meant(l, r, shared.common).max(meant(r, l, shared.common));
        self.figures(left, right, &mut shared);
        shared
    }

    /// Equal figures count as shared words, contradicting ones not at all, those of one side by half.
    fn figures(&self, left: usize, right: usize, shared: &mut Shared) {
        let (l, r) = (&self.features.list[left], &self.features.list[right]);
        let mut taken = vec![false; r.figures.len()];
        let mut open: Vec<&Figure> = Vec::new();
        for figure in &l.figures {
            match r
                .figures
                .iter()
                .enumerate()
                .position(|(n, o)| !taken[n] && o.kind == figure.kind && o.sense == figure.sense)
            {
                Some(n) => {
                    taken[n] = true;
                    shared.common += u64::from(figure.weight);
                    shared.left += u64::from(figure.weight);
                    shared.right += u64::from(figure.weight);
                    shared.figures += 1;
                    shared.agreeing += 1;
                }
                None => open.push(figure),
            }
        }
        for figure in open {
            match r.figures.iter().enumerate().position(|(n, o)| !taken[n] && o.kind == figure.kind) {
                Some(n) => {
                    taken[n] = true;
                    shared.figures += 1;
                    if self.compatible(left, figure, right, &r.figures[n]) {
                        let half = u64::from(figure.weight) / 2;
                        shared.common += half;
                        shared.left += half;
                        shared.right += half;
                    }
                }
                None => shared.left += u64::from(figure.weight) / 2,
            }
        }
        for (figure, _) in r.figures.iter().zip(&taken).filter(|(_, t)| !**t) {
            shared.right += u64::from(figure.weight) / 2;
        }
    }

    fn compatible(&self, left: usize, l: &Figure, right: usize, r: &Figure) -> bool {
        l.kind == TokenKind::Date && {
            let l = self.compared.contents[left].dates[l.value as usize];
            let r = self.compared.contents[right].dates[r.value as usize];
            !l.contradicts(&r)
        }
    }
}

/// The weight of `full` that `short` says with an anaphor, where the `common` weight is most of its own.
fn meant(short: &Feature, full: &Feature, common: u64) -> u64 {
    if short.antecedent.is_empty() || common * 1000 < u64::from(short.total) * u64::from(UNDERSTOOD) {
        return 0;
    }
    let mut meant = 0;
    merge(
        &short.antecedent,
        &full.terms,
        |t| t.sense,
        |i, j| {
            let (a, b) = (&short.antecedent[i], &full.terms[j]);
            if short.terms.binary_search_by_key(&a.sense, |t| t.sense).is_err() {
                meant += u64::from(a.weight.min(b.weight)) * MEANT / 100;
            }
        },
    );
    meant
}

/// Calls `found` for every sense that both have, with its place in the left and the weight that they share.
pub(super) fn common(l: &Feature, r: &Feature, found: &mut dyn FnMut(usize, u32)) {
    merge(
        &l.terms,
        &r.terms,
        |t| t.sense,
        |i, j| {
            let (a, b) = (&l.terms[i], &r.terms[j]);
            let share = if a.stem == b.stem { 100 } else { u32::from(a.strength.min(b.strength)) };
            found(i, a.weight.min(b.weight) * share / 100);
        },
    );
}

/// Calls `found` with the places of equal keys in two sorted lists.
pub(super) fn merge<T>(l: &[T], r: &[T], key: impl Fn(&T) -> u64, mut found: impl FnMut(usize, usize)) {
    let (mut i, mut j) = (0, 0);
    while i < l.len() && j < r.len() {
        match key(&l[i]).cmp(&key(&r[j])) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                found(i, j);
                i += 1;
                j += 1;
            }
        }
    }
}

/// A share in thousandths, at most 1000; 0 of nothing.
pub(super) fn ratio(part: u64, whole: u64) -> u16 {
    (part * 1000).checked_div(whole).unwrap_or(0).min(1000) as u16
}
