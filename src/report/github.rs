//! Workflow commands that GitHub shows as annotations: `::error file=a.txt,line=3,col=5,endColumn=9,title=…::message`.
//!
//! In: a report. Out: a line a finding, the loudest first, as only the first ten of each kind are shown; agreements are none. Places are given as far
//! as they are known. Of `extract`, a notice a claim.

use super::{
    View,
    finding::{self, Files, Finding, Level, Region, findings, whole},
    label,
    printable::printable,
};
use crate::model::{Claim, Command, Report, Span};
use std::{
    fmt::Write as _,
    io::{self, Write},
};

/// Writes the report.
pub(super) fn render(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let files = Files::new(report);
    if report.command == Command::Extract {
        for claim in &report.claims {
            let message =
                format!("{}: {}", finding::speaker(report, claim), super::quote::content(report, claim, 240));
            let line = command(
                "notice",
                place(&files, claim, whole(claim)),
                &label::claim_name(report, claim),
                &message,
            );
            writeln!(out, "{line}")?;
        }
        return Ok(());
    }
    if !report.summary.failed.is_empty() {
        let message = format!("found what --fail-on names: {}", report.summary.failed.join(", "));
        writeln!(out, "{}", command("error", String::new(), "claimdiff", &message))?;
    }
    for finding in findings(report, view) {
        let name = match finding.level {
            Level::Quiet => continue,
            Level::Notice => "notice",
            Level::Warning => "warning",
            Level::Error => "error",
        };
        writeln!(
            out,
            "{}",
            command(
                name,
                place(&files, finding.claim, finding.span),
                &title(&finding),
                &finding.message(report)
            )
        )?;
    }
    Ok(())
}

fn title(finding: &Finding) -> String {
    format!("{} ({})", finding.rule, finding.row.id)
}

/// `file=a.txt,line=3,col=5,` and so on.
fn place(files: &Files, claim: &Claim, span: Span) -> String {
    let Some(place) = files.place(claim.article, span) else { return String::new() };
    let mut out = format!("file={},", property(place.path));
    match place.region {
        Region::Somewhere => Ok(()),
        Region::Line(line) => write!(out, "line={line},"),
        Region::Exact(start, end) if start.line == end.line => {
            write!(out, "line={},col={},endColumn={},", start.line, start.column, end.column)
        }
        // Columns are of one line only.
        Region::Exact(start, end) => write!(out, "line={},endLine={},", start.line, end.line),
    }
    .expect("strings can be written");
    out
}

fn command(name: &str, place: String, title: &str, message: &str) -> String {
    format!("::{name} {place}title={}::{}", property(title), data(message))
}

/// Escaped as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escaped as the value of a property.
fn property(text: &str) -> String {
    data(&printable(text)).replace(':', "%3A").replace(',', "%2C")
}
