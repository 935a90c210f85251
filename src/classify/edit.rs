//! Word edits between two claims.
//!
//! In: the tokens of both. Out: edits that tile both sides in order: every token is in exactly one, and the parts of a
//! contraction, which share one place in the text, never fall into different ones.

use crate::normalize::NormToken;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// One edit, as ranges of the tokens of both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// True where both sides have the same words here.
    pub keep: bool,
    /// Tokens of the left claim.
    pub left: Range<usize>,
    /// Tokens of the right claim.
    pub right: Range<usize>,
}

/// The edits from `left` to `right`.
pub(crate) fn edits(left: &[NormToken], right: &[NormToken]) -> Vec<Edit> {
    let stems = |list: &[NormToken]| list.iter().map(|t| t.stem).collect::<Vec<_>>();
    let mut out: Vec<Edit> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &stems(left), &stems(right)) {
        let edit = match op {
            DiffOp::Equal { old_index, new_index, len } => {
                Edit { keep: true, left: old_index..old_index + len, right: new_index..new_index + len }
            }
            DiffOp::Delete { old_index, old_len, new_index } => {
                Edit { keep: false, left: old_index..old_index + old_len, right: new_index..new_index }
            }
            DiffOp::Insert { old_index, new_index, new_len } => {
                Edit { keep: false, left: old_index..old_index, right: new_index..new_index + new_len }
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => Edit {
                keep: false,
                left: old_index..old_index + old_len,
                right: new_index..new_index + new_len,
            },
        };
        push(&mut out, edit, left, right);
    }
    out
}

/// Appends an edit; a kept word that shares its place with a changed one goes over to the change.
fn push(out: &mut Vec<Edit>, mut edit: Edit, left: &[NormToken], right: &[NormToken]) {
    let Some(last) = out.last_mut() else {
        out.push(edit);
        return;
    };
    while last.keep
        && !edit.keep
        && !last.left.is_empty()
        && (splits(left, &last.left, &edit.left) || splits(right, &last.right, &edit.right))
    {
        last.left.end -= 1;
        last.right.end -= 1;
        edit.left.start -= 1;
        edit.right.start -= 1;
    }
    while !last.keep
        && edit.keep
        && !edit.left.is_empty()
        && (splits(left, &last.left, &edit.left) || splits(right, &last.right, &edit.right))
    {
        last.left.end += 1;
        last.right.end += 1;
        edit.left.start += 1;
        edit.right.start += 1;
    }
    if !last.keep && !edit.keep {
        last.left.end = edit.left.end;
        last.right.end = edit.right.end;
    } else if last.keep && last.left.is_empty() && last.right.is_empty() {
        *last = edit;
    } else if !(edit.left.is_empty() && edit.right.is_empty()) {
        out.push(edit);
    }
}

/// True where one word lies on both sides of the border of two edits.
fn splits(tokens: &[NormToken], before: &Range<usize>, after: &Range<usize>) -> bool {
    !before.is_empty() && !after.is_empty() && tokens[before.end - 1].origin == tokens[after.start].origin
}
