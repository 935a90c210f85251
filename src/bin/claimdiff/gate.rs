//! What makes a run end with status 1: the entries of `--fail-on`, held against a finished report.
//!
//! A finding is a group that `--fail-on` names, is severe enough for `--min-severity`, and is not known to the baseline. `new` and `dropped`
//! have no severity, so no minimum holds them back.

use crate::{
    args::{GateArgs, relation},
    baseline::Baseline,
    output::Target,
};
use claimdiff::{
    Error,
    model::{Change, DifferenceKind, Failures, Group, Relation, Report, Severity},
};
use std::{
    fmt::{self, Display},
    path::PathBuf,
};

/// The name of changes around the claims.
pub const TEXT: &str = "text";

/// One entry of `--fail-on`: a relation, a kind of difference or `text`, with the least severity where one is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    what: What,
    least: Option<Severity>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Text,
    Relation(Relation),
    Difference(DifferenceKind),
}

impl Failing {
    /// Reads `conflict`, `wording:major`, `difference:number`, `difference:number:major` or `text`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (what, least) = match text.strip_prefix("difference:") {
            Some(rest) => {
                let (kind, least) = split(rest);
                (What::Difference(difference(kind)?), least)
            }
            None => {
                let (name, least) = split(text);
                (if name == TEXT { What::Text } else { What::Relation(relation(name)?) }, least)
            }
        };
        let least = least.map(severity).transpose()?;
        if least.is_some() && matches!(what, What::Relation(Relation::New | Relation::Dropped)) {
            return Err("new and dropped have no severity; leave it out".to_owned());
        }
        Ok(Self { what, least })
    }

    /// True where the group is one that this entry means, with differences of at least `floor`.
    fn names(self, group: &Group, floor: Severity) -> bool {
        let least = self.least.unwrap_or_default().max(floor);
        match self.what {
            What::Text => false,
            What::Relation(r @ (Relation::New | Relation::Dropped)) => group.relation == r,
            What::Relation(r) => group.relation == r && group.severity >= least,
            What::Difference(kind) => {
                group.pairs.iter().flat_map(|p| &p.differences).any(|d| d.kind == kind && d.severity >= least)
            }
        }
    }

    /// True where the change of the text is one that this entry means.
    fn names_change(self, change: &Change, floor: Severity) -> bool {
        let least = self.least.unwrap_or_default().max(floor);
        let named = match self.what {
            What::Text => change.severity >= least,
            What::Relation(_) => false,
            What::Difference(kind) => {
                change.differences.iter().any(|d| d.kind == kind && d.severity >= least)
            }
        };
        named && change.severity >= floor
    }
}

impl Display for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what {
            What::Text => f.write_str(TEXT)?,
            What::Relation(relation) => f.write_str(relation.name())?,
            What::Difference(kind) => write!(f, "difference:{}", kind.name())?,
        }
        self.least.map_or(Ok(()), |s| write!(f, ":{}", s.name()))
    }
}

/// What must not be found, and from which severity on.
#[derive(Debug)]
pub struct Entries {
    fail_on: Vec<Failing>,
    least: Severity,
}

impl Entries {
    /// True where an entry names the group; without entries, where the group is anything but an agreement.
    pub fn name(&self, group: &Group) -> bool {
        match self.fail_on.as_slice() {
            [] => group.relation != Relation::Agreement,
            list => list.iter().any(|f| f.names(group, self.least)),
        }
    }

    /// True where an entry names the change of the text; without entries always.
    pub fn name_change(&self, change: &Change) -> bool {
        self.fail_on.is_empty() || self.fail_on.iter().any(|f| f.names_change(change, self.least))
    }
}

/// Holds reports against the entries and the baseline.
#[derive(Debug)]
pub struct Gate {
    entries: Entries,
    known: Baseline,
    /// Where the findings are to be written.
    update: Option<PathBuf>,
    /// How much each entry has found so far.
    found: Vec<usize>,
}

impl Gate {
    /// Reads the baseline, where there is one.
    ///
    /// # Errors
    /// Where the baseline cannot be used, or is to be written but has no name.
    pub fn new(args: &GateArgs) -> claimdiff::Result<Self> {
        let (known, update) = match (&args.baseline, args.update_baseline) {
            (Some(path), true) => (Baseline::default(), Some(path.clone())),
            (Some(path), false) => (Baseline::read(path)?, None),
            (None, false) => (Baseline::default(), None),
            (None, true) => {
                return Err(Error::input(
                    "--update-baseline writes the file that --baseline names; give that too",
                ));
            }
        };
        let entries = Entries { fail_on: args.fail_on.clone(), least: args.min_severity };
        Ok(Self { entries, known, update, found: vec![0; args.fail_on.len()] })
    }

    /// Marks what the baseline knows, and notes in the report's summary which entries were found.
    pub fn judge(&mut self, report: &mut Report) {
        if self.update.is_some() {
            self.known.add(report, &self.entries);
        }
        self.known.mark(report);
        let least = self.entries.least;
        let mut fails = Failures::default();
        for (failing, found) in self.entries.fail_on.iter().zip(&mut self.found) {
            let groups =
                report.groups.iter().enumerate().filter(|(_, g)| !g.known && failing.names(g, least));
            let groups: Vec<usize> = groups.map(|(n, _)| n).collect();
            let changes = report.changes.iter().enumerate();
            let changes = changes.filter(|(_, c)| !c.known && failing.names_change(c, least));
            let changes: Vec<usize> = changes.map(|(n, _)| n).collect();
            let count = groups.len() + changes.len();
            fails.groups.extend(groups);
            fails.changes.extend(changes);
            let name = failing.to_string();
            if count > 0 && !report.summary.failed.contains(&name) {
                *found += count;
                report.summary.failed.push(name);
            }
        }
        report.summary.failures = (!self.entries.fail_on.is_empty()).then_some(fails);
    }

    /// Writes the baseline where that is asked for; what was found, for people.
    ///
    /// # Errors
    /// Where the baseline cannot be written.
    pub fn close(self) -> Result<Option<String>, String> {
        if let Some(path) = self.update {
            Target::File(path).write(|out| out.write_all(self.known.text().as_bytes()))?;
        }
        let found = self.entries.fail_on.iter().zip(self.found).filter(|(_, count)| *count > 0);
        let found: Vec<String> = found.map(|(failing, count)| format!("{count} {failing}")).collect();
        Ok((!found.is_empty()).then(|| found.join(", ")))
    }
}

fn split(text: &str) -> (&str, Option<&str>) {
    text.split_once(':').map_or((text, None), |(name, severity)| (name, Some(severity)))
}

/// A severity by its name.
pub fn severity(name: &str) -> Result<Severity, String> {
    Severity::from_name(name).ok_or_else(|| format!("no severity `{name}`; known are major, minor, cosmetic"))
}

fn difference(name: &str) -> Result<DifferenceKind, String> {
    let known = || DifferenceKind::ALL.iter().map(|k| k.name()).collect::<Vec<_>>().join(", ");
    DifferenceKind::from_name(name)
        .ok_or_else(|| format!("no kind of difference `{name}`; known are {}", known()))
}

#[cfg(test)]
mod tests {
    use super::{Failing, Gate};
    use crate::args::GateArgs;
    use claimdiff::model::{
        ClaimId, Command, Difference, DifferenceKind, Group, Pair, Relation, Report, Score, Severity,
        SpeakerId,
    };

    fn group(relation: Relation, severity: Severity, kinds: &[DifferenceKind]) -> Group {
        let difference =
            |kind: &DifferenceKind| Difference { kind: *kind, severity, left: None, right: None };
        Group {
            speaker: SpeakerId(0),
            relation,
            severity,
            claims: Vec::new(),
            articles: Vec::new(),
            pairs: vec![Pair {
                left: ClaimId(0),
                right: ClaimId(0),
                relation,
                cross_language: false,
                score: Score::default(),
                differences: kinds.iter().map(difference).collect(),
            }],
            timeline: Vec::new(),
            known: false,
        }
    }

    fn report(groups: Vec<Group>) -> Report {
        Report { groups, ..Report::new(Command::Compare) }
    }

    fn gate(list: &str, least: Severity) -> Gate {
        Gate::new(&GateArgs {
            only: Vec::new(),
            fail_on: list.split(',').map(|f| Failing::parse(f).unwrap()).collect(),
            min_severity: least,
            baseline: None,
            update_baseline: false,
        })
        .unwrap()
    }

    #[test]
    fn finds_relations_differences_and_severities() {
        let groups = vec![
            group(Relation::Conflict, Severity::Major, &[DifferenceKind::Number]),
            group(Relation::Wording, Severity::Minor, &[DifferenceKind::Number]),
            group(Relation::Wording, Severity::Major, &[DifferenceKind::Omission]),
            group(Relation::New, Severity::Cosmetic, &[]),
        ];
        for (list, least, want) in [
            ("conflict,new", Severity::Cosmetic, Some("1 conflict, 1 new")),
            ("wording", Severity::Cosmetic, Some("2 wording")),
            ("wording", Severity::Major, Some("1 wording")),
            ("wording:major,wording:minor", Severity::Cosmetic, Some("1 wording:major, 2 wording:minor")),
            ("difference:number", Severity::Cosmetic, Some("2 difference:number")),
            ("difference:number:major", Severity::Cosmetic, Some("1 difference:number:major")),
            ("difference:number,new", Severity::Major, Some("1 difference:number, 1 new")),
            ("new,new", Severity::Cosmetic, Some("1 new")),
            ("difference:date,dropped,agreement", Severity::Cosmetic, None),
        ] {
            let mut gate = gate(list, least);
            let mut report = report(groups.clone());
            gate.judge(&mut report);
            assert_eq!(report.summary.failed.is_empty(), want.is_none(), "{list}");
            assert_eq!(gate.close().unwrap().as_deref(), want, "{list}");
        }
    }

    #[test]
    fn refuses_what_names_nothing() {
        for text in
            ["wording:", "", "difference", "difference:colour", "difference:number:grave", "new:major"]
        {
            assert!(Failing::parse(text).is_err(), "{text}");
        }
    }
}
