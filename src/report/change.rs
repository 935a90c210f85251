//! Changes of the text as people read them: what several formats say of them in the same way.
//!
//! In: a report. Out: rows that borrow from it, the worst first.

use super::{
    View, label,
    row::{Piece, kinds, pieces},
};
use crate::model::{
    ArticleId, Change, ChangeKind, DifferenceKind, Passage, Placement, Report, Severity, Span,
};
use std::cmp::Reverse;

/// One change of the text around the claims.
#[derive(Clone, Debug)]
pub(super) struct ChangeRow<'a> {
    /// Its place among the report's changes.
    pub(super) index: usize,
    /// `t4`.
    pub(super) id: String,
    pub(super) change: &'a Change,
    /// What differs, the worst first, each kind once.
    pub(super) kinds: Vec<(DifferenceKind, Severity)>,
    /// The sentences of each side that has any, the earlier version first.
    pub(super) sides: Vec<Revised<'a>>,
}

/// The sentences of one version.
#[derive(Clone, Debug)]
pub(super) struct Revised<'a> {
    pub(super) article: ArticleId,
    pub(super) placement: Placement,
    pub(super) text: Vec<Piece<'a>>,
}

/// The changes to be shown: the worst first, then the more prominent, then by version and in text order.
pub(super) fn changes<'a>(report: &'a Report, view: &View) -> Vec<ChangeRow<'a>> {
    let shown = report.changes.iter().enumerate().filter(|(_, c)| view.shows_change(c));
    let mut rows: Vec<ChangeRow> = shown.map(|(n, change)| change_row(report, n, change)).collect();
    rows.sort_by_key(|r| (Reverse(r.change.severity), Reverse(r.placement())));
    rows
}

fn change_row<'a>(report: &'a Report, n: usize, change: &'a Change) -> ChangeRow<'a> {
    let side =
        |article: ArticleId, passage: &Passage, place: fn(&crate::model::Difference) -> Option<Span>| {
            let text = report.article(article).text.as_str();
            let differing: Vec<(Span, Severity)> =
                change.differences.iter().filter_map(|d| Some((place(d)?, d.severity))).collect();
            let mut out = Vec::new();
            for (n, span) in passage.sentences.iter().enumerate() {
                if n > 0 {
                    out.push(Piece { text: " ", differs: None });
                }
                pieces(text, *span, &differing, &mut out);
            }
            Revised { article, placement: passage.placement, text: out }
        };
    let left = change.left.as_ref().map(|p| side(change.from, p, |d| d.left));
    let right = change.right.as_ref().map(|p| side(change.to, p, |d| d.right));
    ChangeRow {
        index: n,
        id: label::change_name(n),
        change,
        kinds: kinds(&change.differences),
        sides: left.into_iter().chain(right).collect(),
    }
}

impl ChangeRow<'_> {
    /// The most prominent place of either side.
    pub(super) fn placement(&self) -> Placement {
        self.sides.iter().map(|s| s.placement).max().unwrap_or_default()
    }

    /// `headline`, or `lead → body` where that changed.
    pub(super) fn place(&self) -> String {
        let mut names: Vec<&str> = self.sides.iter().map(|s| s.placement.name()).collect();
        names.dedup();
        names.join(" → ")
    }

    /// What was done and what differs, in words: an edited sentence is told by what differs in it.
    pub(super) fn told(&self) -> Vec<(&'static str, Severity)> {
        let kind = self.change.kind;
        let alone = kind != ChangeKind::Changed || self.kinds.is_empty();
        let kind = alone.then_some((kind.name(), self.change.severity));
        kind.into_iter().chain(self.kinds.iter().map(|(k, s)| (k.name(), *s))).collect()
    }
}
