//! What makes a run end with status 1: the entries of `--fail-on`, held against a finished report.
//!
//! A finding is a group that `--fail-on` names, is severe enough for `--min-severity`, and is not known to the baseline. `new` and `dropped`
//! have no severity, so no minimum holds them back.

use crate::args::relation;
use claimdiff::model::{Change, DifferenceKind, Group, Relation, Report, Severity};
use std::fmt::{self, Display};

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
}

impl Failing {
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

/// What a report must not hold, and from which severity on.
#[derive(Debug, Default)]
pub struct Gate {
    pub fail_on: Vec<Failing>,
    pub least: Severity,
}

impl Gate {
    /// True where an entry names the change of the text; without entries always.
    pub fn names_change(&self, change: &Change) -> bool {
        self.fail_on.is_empty() || self.fail_on.iter().any(|f| f.names_change(change, self.least))
    }

    /// True where an entry names the group; without entries, where the group is anything but an agreement.
    pub fn names(&self, group: &Group) -> bool {
        if self.fail_on.is_empty() {
            return group.relation != Relation::Agreement;
        }
        self.fail_on.iter().any(|f| f.names(group, self.least))
    }

    /// Notes in the report's summary which entries were found; what they found, for people.
    pub fn judge(&self, report: &mut Report) -> Option<String> {
        let mut found = Vec::new();
        for failing in &self.fail_on {
            let groups = report.groups.iter().filter(|g| !g.known && failing.names(g, self.least)).count();
            let changes =
                report.changes.iter().filter(|c| !c.known && failing.names_change(c, self.least)).count();
            let count = groups + changes;
            let name = failing.to_string();
            if count > 0 && !report.summary.failed.contains(&name) {
                found.push(format!("{count} {name}"));
                report.summary.failed.push(name);
            }
        }
        (!found.is_empty()).then(|| found.join(", "))
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
    use claimdiff::model::{
        ClaimId, Command, Coverage, Difference, DifferenceKind, Group, Pair, Relation, Report, Score,
        Severity, SpeakerId, Summary,
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
                right: ClaimId(1),
                relation,
                score: Score::default(),
                differences: kinds.iter().map(difference).collect(),
            }],
            timeline: Vec::new(),
            known: false,
        }
    }

    fn report(groups: Vec<Group>) -> Report {
        Report {
            command: Command::Compare,
            articles: Vec::new(),
            speakers: Vec::new(),
            claims: Vec::new(),
            groups,
            coverage: Coverage::default(),
            summary: Summary::default(),
            changes: Vec::new(),
            unchanged: Vec::new(),
            warnings: Vec::new(),
        }
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
            let fail_on = list.split(',').map(|f| Failing::parse(f).unwrap()).collect();
            let gate = Gate { fail_on, least };
            let mut report = report(groups.clone());
            assert_eq!(gate.judge(&mut report).as_deref(), want, "{list}");
            assert_eq!(report.summary.failed.is_empty(), want.is_none(), "{list}");
        }
    }

    #[test]
    fn passes_over_what_the_baseline_knows() {
        let mut known = group(Relation::Conflict, Severity::Major, &[]);
        known.known = true;
        let gate = Gate { fail_on: vec![Failing::parse("conflict").unwrap()], least: Severity::Cosmetic };
        assert_eq!(gate.judge(&mut report(vec![known])), None);
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
