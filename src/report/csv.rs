//! A row a claim, for spreadsheets and data frames.
//!
//! In: a report. Out: UTF-8 with a byte order mark, without which spreadsheets take Arabic for another encoding. A comparison has its
//! rows in the order of its groups; `against` names the claim that `differences` are told against. A cell that a spreadsheet would
//! take for a formula begins with an apostrophe.

use super::{
    View, label,
    place::{Files, Region},
    quote,
    row::{self, GroupRow},
};
use crate::model::{Claim, Command, Difference, Pair, Report, Span};
use std::io::{self, Write};

const COLUMNS: [&str; 24] = [
    "group",
    "relation",
    "severity",
    "known",
    "article",
    "label",
    "date",
    "claim",
    "speaker",
    "speaker_kind",
    "resolved_by",
    "cue",
    "stance",
    "medium",
    "text",
    "style",
    "polarity",
    "against",
    "score",
    "differences",
    "place",
    "key",
    "addressee",
    "occasion",
];

/// Writes the report.
pub(super) fn render(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut rows = Rows { report, files: Files::new(report), out: csv::Writer::from_writer(out) };
    rows.out.write_record(COLUMNS)?;
    if report.command == Command::Extract {
        report.claims.iter().try_for_each(|claim| rows.put(None, claim))?;
    } else {
        for row in row::groups(report, view) {
            row.group.claims.iter().try_for_each(|id| rows.put(Some(&row), report.claim(*id)))?;
        }
    }
    rows.out.flush()
}

struct Rows<'a, W: Write> {
    report: &'a Report,
    files: Files<'a>,
    out: csv::Writer<W>,
}

impl<W: Write> Rows<'_, W> {
    fn put(&mut self, row: Option<&GroupRow>, claim: &Claim) -> io::Result<()> {
        let report = self.report;
        let article = report.article(claim.article);
        let speaker = report.speaker(claim.speaker);
        let attribution = &claim.attribution;
        let words = |span: Option<Span>| span.map_or("", |s| s.of(&article.text));
        let content = attribution.content_of(&article.text);
        let name = label::claim_name(report, claim);
        let group = row.map(|r| r.group);
        let is_here = |p: &&Pair| std::ptr::eq(report.claim(p.right), claim);
        let pair = group.and_then(|g| g.pairs.iter().find(is_here));
        let record = [
            row.map_or("", |r| &r.id),
            group.map_or("", |g| g.relation.name()),
            group.map_or("", |g| g.severity.name()),
            group.map_or("", |g| if g.known { "true" } else { "false" }),
            &article.id,
            &article.label,
            article.date.as_deref().unwrap_or_default(),
            &name,
            &speaker.name,
            speaker.kind.name(),
            claim.resolved_by.name(),
            words(attribution.cue.span),
            attribution.cue.stance.name(),
            row::named(&attribution.medium, &article.text),
            &content,
            attribution.style.name(),
            claim.polarity.name(),
            &pair.map_or(String::new(), |p| label::claim_name(report, report.claim(p.left))),
            &pair.map_or(String::new(), |p| p.score.total.share().to_string()),
            &pair.map_or(String::new(), |p| differences(report, p)),
            &self.place(claim),
            &label::key(claim),
            row::named(&attribution.addressee, &article.text),
            row::named(&attribution.occasion, &article.text),
        ];
        Ok(self.out.write_record(record.map(cell))?)
    }

    /// `news/gazette.txt:3:14`, as far as it is known.
    fn place(&self, claim: &Claim) -> String {
        let Some(place) = self.files.place(claim.article, label::whole(claim)) else { return String::new() };
        match place.region {
            Region::Somewhere => place.path.to_owned(),
            Region::Line(line) => format!("{}:{line}", place.path),
            Region::Exact(start, _) => format!("{}:{}:{}", place.path, start.line, start.column),
        }
    }
}

/// `number (major): 26 → 27; modality (major): → may`.
fn differences(report: &Report, pair: &Pair) -> String {
    let side = |id, span: Option<Span>| {
        let text = &report.article(report.claim(id).article).text;
        span.map_or(String::new(), |s| quote::isolated(s.of(text), usize::MAX))
    };
    let told = |d: &Difference| {
        let (left, right) = (side(pair.left, d.left), side(pair.right, d.right));
        let sides = format!("{left} → {right}");
        format!("{} ({}): {}", d.kind.name(), d.severity.name(), sides.trim())
    };
    pair.differences.iter().map(told).collect::<Vec<_>>().join("; ")
}

/// A cell that is text to every spreadsheet: harmless, on one line, no formula.
fn cell(text: &str) -> String {
    let text = quote::excerpt(text, usize::MAX);
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(formula) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, want) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            (" \t+1", "'+1"),
            ("\u{202e}@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("−5 °C", "−5 °C"),
            ("قال: -5", "قال: -5"),
        ] {
            assert_eq!(cell(text), want);
        }
    }
}
