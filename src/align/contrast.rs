//! What speaks against two claims being one statement although they share words.
//!
//! Two short claims that differ in just one word of the same slot ("the school needs a roof", "the hospital needs a roof")
//! are a contrast, not a rewording; it costs more than words that only one side has. Other names are no contrast where they
//! are all that differs: that is a contradiction to show.

use super::{Compared, feature::Feature, score::Scorer};
use crate::{
    lang::Role,
    normalize::{NormToken, TokenKind},
};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Words of two claims that stand against each other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Contrast {
    /// Weight of other words in one slot.
    pub weight: u64,
    /// True where a single word within the same words is all that differs.
    pub only: bool,
    /// Weight of other names in one slot, by side.
    pub names: (u64, u64),
    /// True where names are all that differs.
    pub names_only: bool,
    /// True where the claims cannot be one statement: other ordinals, the same number of other things, or the same words
    /// with the roles exchanged.
    pub blocked: bool,
}

/// What stands against each other in one slot.
pub(super) fn contrast(scorer: &Scorer<'_>, left: usize, right: usize) -> Contrast {
    let content = |n: usize| -> Vec<&NormToken> {
        scorer.compared.contents[n]
            .tokens
            .iter()
            .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Name))
            .collect()
    };
    let (l, r) = (content(left), content(right));
    let senses = |list: &[&NormToken]| -> Vec<u64> { list.iter().map(|t| t.sense).collect() };
    let (ls, rs) = (senses(&l), senses(&r));
    let ops = capture_diff_slices(Algorithm::Myers, &ls, &rs);
    let weight = |n: usize, t: &NormToken| -> u64 {
        let f: &Feature = &scorer.features.list[n];
        f.terms.binary_search_by_key(&t.sense, |x| x.sense).map_or(0, |i| u64::from(f.terms[i].weight))
    };
    let mut sum = 0;
    let mut names = (0, 0);
    let mut loose = 0;
    let mut blocked = false;
    let mut frame = false;
    for op in &ops {
        match *op {
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let (old, new) = (&l[old_index..old_index + old_len], &r[new_index..new_index + new_len]);
                let only = |list: &[&NormToken], other: &[u64]| -> Vec<NormToken> {
                    list.iter().filter(|t| !other.contains(&t.sense)).map(|t| **t).collect()
                };
                let (old, new) = (only(old, &rs), only(new, &ls));
                if old.is_empty() || new.is_empty() {
                    loose += old.len() + new.len();
                    continue;
                }
                let all = |kind: TokenKind| old.iter().chain(&new).all(|t| t.kind == kind);
                let ordinal = |list: &[NormToken]| list.iter().any(|t| t.roles.has(Role::Ordinal));
                blocked |= ordinal(&old) && ordinal(&new);
                blocked |= counted(scorer, left, &old[0]).is_some()
                    && counted(scorer, left, &old[0]) == counted(scorer, right, &new[0]);
                let w: (u64, u64) =
                    (old.iter().map(|t| weight(left, t)).sum(), new.iter().map(|t| weight(right, t)).sum());
                if all(TokenKind::Name) {
                    names = (names.0 + w.0, names.1 + w.1);
                } else {
                    // One word for one word; a clause for a word is a paraphrase.
                    let slot = w.0.min(w.1);
                    sum += if old.len() == new.len() { slot } else { slot / 2 };
                    frame |= old.len() == 1
                        && new.len() == 1
                        && slot * 2 > u64::from(scorer.features.rare)
                        && framed(scorer, left, &old[0], right, &new[0]);
                }
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                blocked |= l[old_index..old_index + old_len]
                    .iter()
                    .any(|t| t.roles.has(Role::Ordinal) && !rs.contains(&t.sense));
                loose += l[old_index..old_index + old_len].iter().filter(|t| !rs.contains(&t.sense)).count();
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                blocked |= r[new_index..new_index + new_len]
                    .iter()
                    .any(|t| t.roles.has(Role::Ordinal) && !ls.contains(&t.sense));
                loose += r[new_index..new_index + new_len].iter().filter(|t| !ls.contains(&t.sense)).count();
            }
            DiffOp::Equal { .. } => {}
        }
    }
    // Another name in an otherwise equal claim is a contradiction to show; among other changes it is another statement.
    let names_only = names.0 > 0 && sum == 0 && loose == 0;
    if !names_only {
        sum += names.0.min(names.1);
    }
    blocked |=
        fixed_order(scorer, left) && fixed_order(scorer, right) && exchanged(scorer.compared, left, right);
    // Where both also add and leave out words, other words are what paraphrases are made of.
    sum = sum * 2 / (2 + loose as u64);
    Contrast { weight: sum, only: frame && loose == 0, names, names_only, blocked }
}

/// True where two words stand between the same neighbours.
fn framed(scorer: &Scorer<'_>, left: usize, l: &NormToken, right: usize, r: &NormToken) -> bool {
    let neighbours = |n: usize, token: &NormToken| {
        let tokens: Vec<&NormToken> =
            scorer.compared.contents[n].tokens.iter().filter(|t| t.kind != TokenKind::Filler).collect();
        let at = tokens.iter().position(|t| t.origin == token.origin).unwrap_or(0);
        let before = at.checked_sub(1).map(|i| *tokens[i]);
        (before, tokens.get(at + 1).map(|t| **t))
    };
    let same = |a: Option<NormToken>, b: Option<NormToken>| match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.stem == b.stem || (a.kind == TokenKind::Stop && b.kind == TokenKind::Stop),
        _ => false,
    };
    let ((lb, la), (rb, ra)) = (neighbours(left, l), neighbours(right, r));
    same(lb, rb) && same(la, ra)
}

fn fixed_order(scorer: &Scorer<'_>, claim: usize) -> bool {
    scorer.compared.fixed_order[scorer.compared.claims[claim].article.index()]
}

/// The number before a word, as what is counted by it.
fn counted(scorer: &Scorer<'_>, n: usize, token: &NormToken) -> Option<u64> {
    let tokens = &scorer.compared.contents[n].tokens;
    let at = tokens.iter().position(|t| t.origin == token.origin)?;
    tokens[..at].last().filter(|t| t.kind == TokenKind::Quantity).map(|t| t.sense)
}

/// True where two words changed places around a third, and nothing says that a passive did it.
fn exchanged(compared: &Compared<'_>, left: usize, right: usize) -> bool {
    let bare = |n: usize| -> Vec<(u64, bool)> {
        let tokens = &compared.contents[n].tokens;
        (0..tokens.len())
            .filter(|&i| matches!(tokens[i].kind, TokenKind::Word | TokenKind::Name))
            .map(|i| {
                // Articles do not count between a preposition and its noun.
                let before = tokens[..i].iter().rev().find(|t| t.kind != TokenKind::Filler);
                (tokens[i].sense, before.is_some_and(|t| t.kind == TokenKind::Stop))
            })
            .collect()
    };
    let (l, r) = (bare(left), bare(right));
    let mut same: Vec<u64> = l.iter().map(|t| t.0).collect();
    let mut other: Vec<u64> = r.iter().map(|t| t.0).collect();
    if same == other || same.len() != other.len() || same.len() < 3 {
        return false;
    }
    same.sort_unstable();
    other.sort_unstable();
    let (Some(first), Some(last)) = (l.first(), l.last()) else { return false };
    same == other
        && r.first().is_some_and(|t| t.0 == last.0 && !t.1)
        && r.last().is_some_and(|t| t.0 == first.0 && !t.1)
        && !first.1
        && !last.1
}
