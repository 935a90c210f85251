//! How two claims of one group stand to each other.
//!
//! In: what differs between them. Out: a [`Relation`]. A conflict needs evidence: the same proposition, and in it an
//! opposite polarity, figures that cannot both be right, another name, or the other end of a scale.

use super::difference::Findings;
use crate::{
    align::Tie,
    model::{DifferenceKind, Relation, Score, Severity},
    normalize::{Content, opposed},
};

/// Least share of the shorter claim that both must have before anything contradicts.
const SAME: u16 = 520;
/// Least share of both, where it is a figure that contradicts: a long statement holds many.
const SAME_FIGURE: u16 = 400;
/// The same for words, where the whole is what contradicts.
const OTHER_WORDS: u32 = 2;

pub(super) fn relation(
    left: &Content,
    right: &Content,
    score: &Score,
    tie: Tie,
    found: &Findings,
) -> Relation {
    if contradicts(left, right, score, found) {
        return Relation::Conflict;
    }
    if matches!(tie, Tie::Apart | Tie::Loose | Tie::Tied) {
        return Relation::Attribution;
    }
    let visible = found
        .differences
        .iter()
        .any(|d| d.severity > Severity::Cosmetic && d.kind != DifferenceKind::Placement);
    if visible { Relation::Wording } else { Relation::Agreement }
}

fn contradicts(left: &Content, right: &Content, score: &Score, found: &Findings) -> bool {
    let opposed = opposed(left, right);
    let same = score.containment.0 >= SAME;
    if same && (found.figures && score.overlap.0 >= SAME_FIGURE || found.names && found.other_words == 0) {
        return true;
    }
    if found.poles {
        // «لم يتوقف» and «استمر»: two turns make none.
        return !opposed && (score.containment.0 >= SAME || found.other_words <= OTHER_WORDS);
    }
    opposed && score.containment.0 >= SAME
}
