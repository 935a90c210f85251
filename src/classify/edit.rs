//! Word edits between two claims.
//!
//! In: the tokens of both. Out: edits that tile both sides in order: every token is in exactly one, and the parts of a
//! contraction, which share one place in the text, never fall into different ones.

use crate::{lang::plain, model::Span, normalize::NormToken};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// One edit, as ranges of the tokens of both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// True where both sides have the same words here.
    pub keep: bool,
    /// True where both sides have the same letters here, in other words: «عبد الله» and «عبدالله».
    pub spaced: bool,
    /// Tokens of the left claim.
    pub left: Range<usize>,
    /// Tokens of the right claim.
    pub right: Range<usize>,
}

/// The edits from `left` to `right`.
pub(crate) fn edits(left: &[NormToken], right: &[NormToken]) -> Vec<Edit> {
    let stems = |list: &[NormToken]| list.iter().map(|t| t.stem).collect::<Vec<_>>();
    let (ls, rs) = (stems(left), stems(right));
    // Outlets that carry one text word for word are the most frequent pair in a large set.
    if ls == rs && !ls.is_empty() {
        return vec![Edit { keep: true, spaced: false, left: 0..ls.len(), right: 0..rs.len() }];
    }
    let mut out: Vec<Edit> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &ls, &rs) {
        let edit = match op {
            DiffOp::Equal { old_index, new_index, len } => Edit {
                keep: true,
                spaced: false,
                left: old_index..old_index + len,
                right: new_index..new_index + len,
            },
            DiffOp::Delete { old_index, old_len, new_index } => Edit {
                keep: false,
                spaced: false,
                left: old_index..old_index + old_len,
                right: new_index..new_index,
            },
            DiffOp::Insert { old_index, new_index, new_len } => Edit {
                keep: false,
                spaced: false,
                left: old_index..old_index,
                right: new_index..new_index + new_len,
            },
            DiffOp::Replace { old_index, old_len, new_index, new_len } => Edit {
                keep: false,
                spaced: false,
                left: old_index..old_index + old_len,
                right: new_index..new_index + new_len,
            },
        };
        push(&mut out, edit, left, right);
    }
    out
}

/// Marks the edits in which only the spaces between words differ.
pub(crate) fn mark_spaced(edits: &mut [Edit], left: (&str, &[NormToken]), right: (&str, &[NormToken])) {
    let letters = |(text, tokens): (&str, &[NormToken]), range: &Range<usize>| {
        let place = tokens[range.clone()].iter().map(|t| t.origin).reduce(Span::cover)?;
        Some(plain(place.of(text)).split_whitespace().collect::<String>())
    };
    for n in 0..edits.len() {
        if edits[n].keep {
            continue;
        }
        let Edit { left: l, right: r, .. } = edits[n].clone();
        // A particle of one letter may stand apart from the word that it is written on elsewhere: «و المرفأ».
        let more =
            usize::from(l.is_empty() != r.is_empty() && edits.get(n + 1).is_some_and(|next| next.keep));
        let sides = letters(left, &(l.start..l.end + more)).zip(letters(right, &(r.start..r.end + more)));
        edits[n].spaced = sides.is_some_and(|(l, r)| l == r);
    }
}

/// Appends an edit; a kept word that shares its place with a changed one goes over to the change.
fn push(out: &mut Vec<Edit>, mut edit: Edit, left: &[NormToken], right: &[NormToken]) {
    let Some(last) = out.last_mut() else {
        out.push(edit);
        return;
    };
    let cut = |edit: &Edit| is_cut(left, edit.left.start) || is_cut(right, edit.right.start);
    if edit.keep {
        while !edit.left.is_empty() && cut(&edit) {
            last.left.end += 1;
            last.right.end += 1;
            edit.left.start += 1;
            edit.right.start += 1;
        }
        if !edit.left.is_empty() {
            out.push(edit);
        }
        return;
    }
    if !last.keep {
        last.left.end = edit.left.end;
        last.right.end = edit.right.end;
        return;
    }
    while !last.left.is_empty() && cut(&edit) {
        last.left.end -= 1;
        last.right.end -= 1;
        edit.left.start -= 1;
        edit.right.start -= 1;
    }
    if last.left.is_empty() {
        out.pop();
        push(out, edit, left, right);
    } else {
        out.push(edit);
    }
}

/// True where a border before token `at` would cut a word in two.
fn is_cut(tokens: &[NormToken], at: usize) -> bool {
    at > 0 && at < tokens.len() && tokens[at - 1].origin == tokens[at].origin
}

#[cfg(test)]
mod tests {
    use super::edits;
    use crate::{model::Span, normalize::NormToken};
    use proptest::prelude::*;

    /// Tokens of these identities; two equal numbers in a row share one place, as the parts of a contraction do.
    fn tokens(ids: &[u64]) -> Vec<NormToken> {
        let mut place = 0;
        ids.iter()
            .enumerate()
            .map(|(n, id)| {
                if n == 0 || ids[n - 1] != *id {
                    place += 1;
                }
                NormToken {
                    form: *id,
                    stem: *id + n as u64 % 2,
                    origin: Span::new(place * 4, place * 4 + 3),
                    ..NormToken::default()
                }
            })
            .collect()
    }

    proptest! {
        #[test]
        fn edits_tile_both_sides_and_split_no_word(
            left in prop::collection::vec(0..5_u64, 0..14),
            right in prop::collection::vec(0..5_u64, 0..14),
        ) {
            let (left, right) = (tokens(&left), tokens(&right));
            let (mut l, mut r) = (0, 0);
            for edit in edits(&left, &right) {
                prop_assert_eq!((edit.left.start, edit.right.start), (l, r), "no gap and no overlap");
                prop_assert!(!edit.left.is_empty() || !edit.right.is_empty());
                if edit.keep {
                    prop_assert_eq!(edit.left.len(), edit.right.len());
                }
                (l, r) = (edit.left.end, edit.right.end);
                for (tokens, end) in [(&left, l), (&right, r)] {
                    if edit.keep && end > 0 && end < tokens.len() {
                        prop_assert_ne!(tokens[end - 1].origin, tokens[end].origin, "a word in two edits");
                    }
                }
            }
            prop_assert_eq!((l, r), (left.len(), right.len()));
        }
    }
}
