//! Workflow commands that GitHub shows as annotations: `::error file=a.txt,line=3,col=5,endColumn=9,title=…::message`.
//!
//! In: a report. Out: a line a finding, the loudest first, as only the first ten of each kind are shown; agreements are none. Places
//! are given as far as they are known. Of `extract`, a notice a claim.

use super::{
    View,
    finding::{Level, Side, findings, side},
    place::{Files, Region},
    printable::printable,
};
use crate::model::{Command, Report};
use std::{
    fmt::Write as _,
    io::{self, Write},
};

/// Writes the report.
pub(super) fn render(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let files = Files::new(report);
    if report.command == Command::Extract {
        for claim in &report.claims {
            let side = side(report, claim);
            writeln!(out, "{}", command("notice", &place(&files, &side), &side.name, &side.words))?;
        }
        return Ok(());
    }
    if !report.summary.failed.is_empty() {
        let message = format!("found what --fail-on names: {}", report.summary.failed.join(", "));
        writeln!(out, "{}", command("error", "", "claimdiff", &message))?;
    }
    for finding in findings(report, view) {
        let name = match finding.level {
            Level::Quiet => continue,
            Level::Notice => "notice",
            Level::Warning => "warning",
            Level::Error => "error",
        };
        let title = format!("{} ({})", finding.rule, finding.id);
        writeln!(out, "{}", command(name, &place(&files, &finding.at), &title, &finding.message))?;
    }
    Ok(())
}

/// `file=a.txt,line=3,col=5,` and so on.
fn place(files: &Files, side: &Side) -> String {
    let Some(place) = files.place(side.article, side.span) else { return String::new() };
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

fn command(name: &str, place: &str, title: &str, message: &str) -> String {
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
