//! How two claims of one group stand to each other.
//!
//! In: what differs between them. Out: a [`Relation`]. A conflict needs evidence: the same proposition, and in it an
//! opposite polarity, figures that cannot both be right, another name, or the other end of a scale. A question contradicts
//! nothing.

use super::{ClassifyOptions, difference::Findings};
use crate::{
    align::Tie,
    model::{DifferenceKind, Relation, Score, Severity},
    normalize::{Content, opposed},
};

pub(super) fn relation(
    left: &Content,
    right: &Content,
    score: &Score,
    tie: Tie,
    found: &Findings,
    options: &ClassifyOptions,
) -> Relation {
    if contradicts(left, right, score, found, options) {
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

fn contradicts(
    left: &Content,
    right: &Content,
    score: &Score,
    found: &Findings,
    options: &ClassifyOptions,
) -> bool {
    if left.question || right.question {
        return false;
    }
    let opposed = opposed(left, right);
    let same = score.containment >= options.same;
    let figures = found.figures && score.overlap >= options.same_figure;
    let names = found.names && found.other_words == 0;
    let states = found.states && found.other_words <= options.other_words;
    if same && (figures || names || states) {
        return true;
    }
    if found.poles {
        // «لم يتوقف» and «استمر»: two turns make none.
        return !opposed && (same || found.other_words <= options.other_words);
    }
    opposed && same && score.overlap >= options.same_figure
}
