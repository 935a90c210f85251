//! Numbers and dates of two claims against each other.
//!
//! In: both contents. Out: the figures that differ, in pairs. A pair is made in the same slot first, then of the same unit,
//! so that two figures of different things are never compared.

use super::edit::Edit;
use crate::{
    model::{DifferenceKind, Severity},
    normalize::{Bound, Content, Quantity, TokenKind},
};

/// Two figures that differ.
#[derive(Clone, Debug)]
pub(super) struct FigureDifference {
    pub kind: DifferenceKind,
    pub severity: Severity,
    /// Index of the left token.
    pub left: usize,
    /// Index of the right token.
    pub right: usize,
    /// True where both cannot be true.
    pub contradicts: bool,
}

/// Per cent by which two figures may differ where one is meant roughly.
const ROUGHLY: i64 = 10;

/// The pairs of figures that differ.
pub(super) fn differences(left: &Content, right: &Content, edits: &[Edit]) -> Vec<FigureDifference> {
    let mut out = Vec::new();
    for kind in [TokenKind::Quantity, TokenKind::Date] {
        let open = |content: &Content, other: &Content| -> Vec<usize> {
            let mut rest: Vec<u64> = other.tokens.iter().filter(|t| t.kind == kind).map(|t| t.form).collect();
            (0..content.tokens.len())
                .filter(|&n| content.tokens[n].kind == kind)
                .filter(|&n| match rest.iter().position(|f| *f == content.tokens[n].form) {
                    Some(at) => {
                        rest.swap_remove(at);
                        false
                    }
                    None => true,
                })
                .collect()
        };
        let (mut ls, mut rs) = (open(left, right), open(right, left));
        // Best slot first: 0 the same edit, 1 the same thing counted, 2 the only ones left.
        for slot in 0..3 {
            let mut n = 0;
            while n < ls.len() {
                let l = ls[n];
                let found = rs.iter().position(|&r| match slot {
                    0 => {
                        edits.iter().any(|e| e.left.contains(&l) && e.right.contains(&r))
                            && comparable(left, l, right, r)
                    }
                    1 => {
                        comparable(left, l, right, r)
                            && (kind == TokenKind::Date || same_thing(left, l, right, r))
                    }
                    _ => {
                        ls.len() == 1
                            && rs.len() == 1
                            && comparable(left, l, right, r)
                            && kind == TokenKind::Date
                    }
                });
                match found {
                    Some(at) => {
                        let r = rs.remove(at);
                        ls.remove(n);
                        out.extend(difference(left, l, right, r));
                    }
                    None => n += 1,
                }
            }
        }
    }
    out.sort_by_key(|d| (d.left, d.right));
    out
}

fn comparable(left: &Content, l: usize, right: &Content, r: usize) -> bool {
    let (lt, rt) = (&left.tokens[l], &right.tokens[r]);
    if lt.kind != TokenKind::Quantity {
        return true;
    }
    let (lq, rq) = (left.quantities[lt.value as usize], right.quantities[rt.value as usize]);
    lq.dimension == rq.dimension || lq.dimension == 0 || rq.dimension == 0
}

/// True where the same word follows or goes before both figures.
fn same_thing(left: &Content, l: usize, right: &Content, r: usize) -> bool {
    let (lq, rq) =
        (left.quantities[left.tokens[l].value as usize], right.quantities[right.tokens[r].value as usize]);
    if lq.dimension != 0 && lq.dimension == rq.dimension {
        return true;
    }
    let after = |content: &Content, n: usize| {
        content.tokens[n + 1..].iter().take(2).find(|t| t.is_content()).map(|t| t.sense)
    };
    matches!((after(left, l), after(right, r)), (Some(a), Some(b)) if a == b)
}

fn difference(left: &Content, l: usize, right: &Content, r: usize) -> Option<FigureDifference> {
    let (lt, rt) = (&left.tokens[l], &right.tokens[r]);
    if lt.kind == TokenKind::Date {
        let (ld, rd) = (left.dates[lt.value as usize], right.dates[rt.value as usize]);
        let contradicts = ld.contradicts(&rd);
        let severity = if contradicts { Severity::Major } else { Severity::Minor };
        return Some(FigureDifference {
            kind: DifferenceKind::Date,
            severity,
            left: l,
            right: r,
            contradicts,
        });
    }
    let (lq, rq) = (left.quantities[lt.value as usize], right.quantities[rt.value as usize]);
    if lq == rq {
        return None;
    }
    let contradicts = contradicts(&lq, &rq);
    let severity = if contradicts { Severity::Major } else { Severity::Minor };
    Some(FigureDifference { kind: DifferenceKind::Number, severity, left: l, right: r, contradicts })
}

/// True where both figures cannot be right.
fn contradicts(left: &Quantity, right: &Quantity) -> bool {
    if left.milli == right.milli {
        return left.dimension != right.dimension && left.dimension != 0 && right.dimension != 0;
    }
    let (low, high) = if left.milli < right.milli { (left, right) } else { (right, left) };
    match (low.bound, high.bound) {
        // At least 20 and 26; 26 and up to 30.
        (Bound::More, Bound::Exact | Bound::About) | (Bound::Exact | Bound::About, Bound::Less) => false,
        (Bound::More, Bound::Less) => false,
        (Bound::About, _) | (_, Bound::About) => {
            (high.milli - low.milli).saturating_mul(100) > high.milli.abs().saturating_mul(ROUGHLY)
        }
        _ => true,
    }
}
