//! How a run ends: the exit status and the lines on standard error.

use claimdiff::report::printable;
use std::{fmt::Display, io::Write, process::ExitCode};

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

<<<<<<< HEAD
/// One entry of `--fail-on`: a relation or `text`, with the least severity where one is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    /// `None` for the text around the claims.
    relation: Option<Relation>,
    least: Option<Severity>,
}

/// The name of changes around the claims.
const TEXT: &str = "text";

impl Failing {
    /// Reads `conflict`, `wording:major` or `text`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (name, least) = match text.split_once(':') {
            None => (text, None),
            Some((name, severity)) => {
                let known = || format!("no severity `{severity}`; known are major, minor, cosmetic");
                (name, Some(Severity::from_name(severity).ok_or_else(known)?))
            }
        };
        let relation = (name != TEXT).then(|| relation(name)).transpose()?;
        Ok(Self { relation, least })
    }

    fn count(self, report: &Report) -> usize {
        let least = self.least.unwrap_or_default();
        match self.relation {
            Some(relation) => {
                report.groups.iter().filter(|g| g.relation == relation && g.severity >= least).count()
            }
            None => report.changes.iter().filter(|c| c.severity >= least).count(),
        }
    }
}

impl Display for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.relation.map_or(TEXT, Relation::name))?;
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

=======
>>>>>>> main
/// A line on standard error, in which names and quoted text can do no harm; that it cannot be written is nobody's fault.
pub fn say(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "claimdiff: {}", printable(&line.to_string()));
}

<<<<<<< HEAD
#[cfg(test)]
mod tests {
    use super::{Failing, find};
    use claimdiff::model::{Command, Group, Relation, Report, Severity, SpeakerId, Summary};

    #[test]
    fn finds_relations_and_severities() {
        let group = |relation, severity| Group {
            speaker: SpeakerId(0),
            relation,
            severity,
            claims: Vec::new(),
            articles: Vec::new(),
            pairs: Vec::new(),
            timeline: Vec::new(),
        };
        let groups = vec![
            group(Relation::Conflict, Severity::Major),
            group(Relation::Wording, Severity::Minor),
            group(Relation::Wording, Severity::Major),
            group(Relation::New, Severity::Cosmetic),
        ];
        for (list, want) in [
            ("conflict,new", Some("1 conflict, 1 new")),
            ("wording", Some("2 wording")),
            ("wording:major,wording:minor", Some("1 wording:major, 2 wording:minor")),
            ("conflict:cosmetic,dropped", Some("1 conflict:cosmetic")),
            ("dropped,agreement,new:minor", None),
        ] {
            let failing: Vec<Failing> = list.split(',').map(|f| Failing::parse(f).unwrap()).collect();
            let mut report = Report {
                command: Command::Compare,
                articles: Vec::new(),
                speakers: Vec::new(),
                claims: Vec::new(),
                groups: groups.clone(),
                summary: Summary::default(),
                changes: Vec::new(),
                unchanged: Vec::new(),
                warnings: Vec::new(),
            };
            assert_eq!(find(&failing, &mut report).as_deref(), want);
            assert_eq!(report.summary.failed.is_empty(), want.is_none());
        }
        assert!(Failing::parse("wording:").is_err());
        assert!(Failing::parse("").is_err());
=======
/// One line for each thing that stopped the run.
pub fn failed(errors: &[impl Display]) -> Exit {
    for error in errors {
        say(format_args!("error: {error}"));
>>>>>>> main
    }
    Exit::Failed
}
