//! The record view: a line a field, where the width is too small for a table.
//!
//! In: a report. Out: `label: value` lines, a blank line between claims or groups. Lines are not wrapped: the terminal does that.

use super::{
    View,
    cell::Cell,
    change::ChangeRow,
    history, label,
    lead::{self, filled, speaker, wording_cell},
    row,
};
use crate::model::{ArticleId, Command, Report};
use std::io::{self, Write};

/// Below this width nothing is put in columns.
pub(super) const NARROW: u16 = 60;

/// The claims of one article.
pub(super) fn claims(
    report: &Report,
    article: ArticleId,
    view: &View,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (n, wording) in row::wordings(report, article).iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        let attribution = &wording.claim.attribution;
        field(out, view, "claim", &Cell::new(&label::claim_name(report, wording.claim)))?;
        field(out, view, "speaker", &Cell::new(speaker(wording.speaker)))?;
        field(out, view, "cue", &filled(&wording.cue, view))?;
        field(out, view, "content", &filled(&wording.content, view))?;
        field(out, view, "medium", &Cell::new(wording.medium))?;
        for (name, words) in [("addressee", wording.addressee), ("occasion", wording.occasion)] {
            if !words.is_empty() {
                field(out, view, name, &Cell::new(words))?;
            }
        }
        field(out, view, "style", &Cell::new(attribution.style.name()))?;
        field(out, view, "polarity", &Cell::new(wording.claim.polarity.name()))?;
        if view.explain {
            field(out, view, "why", &Cell::new(&lead::claim_reason(report, wording.claim)))?;
        }
    }
    Ok(())
}

/// The groups of a comparison.
pub(super) fn groups(
    report: &Report,
    rows: &[&row::GroupRow],
    view: &View,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        let group = row.group;
        field(out, view, "group", &Cell::new(&row.id))?;
        field(out, view, "relation", &Cell::new(group.relation.name()))?;
        field(out, view, "speaker", &Cell::new(speaker(row.speaker)))?;
        if report.command == Command::Versions {
            for step in history::steps(row) {
                let name = step.name(report);
                for wording in &step.wordings {
                    field(out, view, &name, &wording_cell(row, wording, view))?;
                }
                if step.wordings.is_empty() {
                    field(out, view, &name, &Cell::new("–"))?;
                }
            }
        } else {
            for wording in &row.wordings {
                let label = &report.article(wording.article).label;
                field(out, view, label, &wording_cell(row, wording, view))?;
            }
        }
        let kinds: Vec<_> = row.kinds.iter().map(|(k, s)| format!("{} ({})", k.name(), s.name())).collect();
        field(out, view, "differs", &Cell::new(&kinds.join(", ")))?;
        if view.explain {
            for reason in lead::reasons(report, row, view) {
                lead::put(out, view, &format!("why: {reason}"))?;
            }
        }
    }
    Ok(())
}

/// The changes of the text.
pub(super) fn changes(
    report: &Report,
    rows: &[ChangeRow],
    view: &View,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        let told: Vec<_> = row.told().iter().map(|(name, s)| format!("{name} ({})", s.name())).collect();
        field(out, view, "text", &Cell::new(&format!("{} {}", row.id, row.place())))?;
        for side in &row.sides {
            field(out, view, &report.article(side.article).label, &filled(&side.text, view))?;
        }
        field(out, view, "differs", &Cell::new(&told.join(", ")))?;
    }
    Ok(())
}

/// How each outlet carries each group, a line a group.
pub(super) fn coverage(
    report: &Report,
    rows: &[&row::GroupRow],
    view: &View,
    out: &mut dyn Write,
) -> io::Result<()> {
    for row in rows {
        let outlets = report.articles.iter().zip(row.standings);
        let outlets: Vec<String> = outlets.map(|(a, s)| format!("{} {}", a.label, s.name())).collect();
        field(out, view, &row.id, &Cell::new(&outlets.join(", ")))?;
    }
    Ok(())
}

/// A field; none where there is nothing to say.
fn field(out: &mut dyn Write, view: &View, label: &str, value: &Cell) -> io::Result<()> {
    if value.width() == 0 {
        return Ok(());
    }
    lead::put(out, view, &format!("{}: {}", Cell::new(label).line(view), value.line(view)))
}
