//! How a run ends: the exit status, what `--fail-on` finds, and the lines on standard error.

use crate::args::relation;
use claimdiff::{
    model::{Relation, Report, Severity},
    report::printable,
};
use std::{
    fmt::{self, Display},
    io::Write,
    process::ExitCode,
};

/// The exit status, the same in every format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Ran, and found nothing that `--fail-on` names.
    Clean,
    /// Found something that `--fail-on` names.
    Found,
    /// Wrong usage, or an input that could not be read or an output that could not be written.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Found => 1,
            Exit::Failed => 2,
        })
    }
}

/// One entry of `--fail-on`: a relation, or a relation with the least severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    relation: Relation,
    least: Option<Severity>,
}

impl Failing {
    /// Reads `conflict` or `wording:major`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (name, least) = match text.split_once(':') {
            None => (text, None),
            Some((name, severity)) => {
                let known = || format!("no severity `{severity}`; known are major, minor, cosmetic");
                (name, Some(Severity::from_name(severity).ok_or_else(known)?))
            }
        };
        Ok(Self { relation: relation(name)?, least })
    }

    fn count(self, report: &Report) -> usize {
        let least = self.least.unwrap_or_default();
        report.groups.iter().filter(|g| g.relation == self.relation && g.severity >= least).count()
    }
}

impl Display for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.relation.name())?;
        self.least.map_or(Ok(()), |s| write!(f, ":{}", s.name()))
    }
}

/// Notes in the report's summary which entries were found; what they found, for people.
pub fn find(failing: &[Failing], report: &mut Report) -> Option<String> {
    let found: Vec<(String, usize)> =
        failing.iter().map(|f| (f.to_string(), f.count(report))).filter(|f| f.1 > 0).collect();
    for (name, _) in &found {
        if !report.summary.failed.contains(name) {
            report.summary.failed.push(name.clone());
        }
    }
    let listed: Vec<_> = found.iter().map(|(name, n)| format!("{n} {name}")).collect();
    (!listed.is_empty()).then(|| listed.join(", "))
}

/// A line on standard error, in which names and quoted text can do no harm; that it cannot be written is nobody's fault.
pub fn say(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "claimdiff: {}", printable(&line.to_string()));
}
