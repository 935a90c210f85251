//! Findings that are known already, so that a check fails on what is new only.
//!
//! A finding is told by its relation and the keys of the claims it stands between, which depend on speaker and normalized content
//! alone: it stays known when articles are renamed, reordered or laid out anew, and is new when a statement changes. The file is JSON,
//! sorted, and says beside the keys what the claims are, so that a reviewer can read a change of it.

use crate::gate::{Entries, TEXT};
use claimdiff::{
    Error, Result,
    model::{Change, ClaimId, Group, Passage, Relation, Report},
    text::fold,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fs, io::ErrorKind, path::Path};

const SCHEMA: u32 = 1;

/// Known findings.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: u32,
    findings: BTreeSet<Finding>,
}

impl Default for Baseline {
    fn default() -> Self {
        Self { schema: SCHEMA, findings: BTreeSet::new() }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    relation: String,
    /// Keys of the claims, ascending.
    keys: Vec<String>,
    /// For people: what the claims say, `speaker: content`.
    #[serde(default)]
    claims: Vec<String>,
}

impl Baseline {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// Where it cannot be read or is no baseline; names it and says what to do.
    pub fn read(path: &Path) -> Result<Self> {
        let name = path.display();
        let text = fs::read_to_string(path).map_err(|e| {
            Error::io(match e.kind() {
                ErrorKind::NotFound => format!("{name}: no such file; --update-baseline writes it"),
                kind => format!("{name}: cannot be read: {kind}"),
            })
        })?;
        let baseline: Self = serde_json::from_str(&text).map_err(|e| {
            Error::input(format!("{name}: no baseline: {e}; --update-baseline writes it anew"))
        })?;
        if baseline.schema != SCHEMA {
            return Err(Error::input(format!(
                "{name}: written by another version (schema {}, here {SCHEMA}); --update-baseline writes it anew",
                baseline.schema
            )));
        }
        Ok(baseline)
    }

    /// Takes up the findings of those groups and text changes of a report that the entries name.
    pub fn add(&mut self, report: &Report, entries: &Entries) {
        let groups = report.groups.iter().filter(|g| entries.name(g));
        let changes = report.changes.iter().filter(|c| entries.name_change(c));
        let findings = groups.flat_map(|g| findings(report, g)).chain(changes.map(|c| revision(report, c)));
        self.findings.extend(findings);
    }

    /// Marks the groups and text changes all of whose findings are known, and counts them.
    pub fn mark(&self, report: &mut Report) {
        if self.findings.is_empty() {
            return;
        }
        let known: BTreeSet<(&str, &[String])> =
            self.findings.iter().map(|f| (f.relation.as_str(), f.keys.as_slice())).collect();
        let marks: Vec<bool> = report
            .groups
            .iter()
            .map(|group| {
                let mut findings = findings(report, group).into_iter().peekable();
                findings.peek().is_some()
                    && findings.all(|f| known.contains(&(f.relation.as_str(), f.keys.as_slice())))
            })
            .collect();
        let revised: Vec<bool> =
            report.changes.iter().map(|c| self.findings.contains(&revision(report, c))).collect();
        report.summary.known = marks.iter().chain(&revised).filter(|known| **known).count() as u32;
        for (change, known) in report.changes.iter_mut().zip(revised) {
            change.known = known;
        }
        for (group, known) in report.groups.iter_mut().zip(marks) {
            group.known = known;
        }
    }

    /// The file's text.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).expect("plain data") + "\n"
    }
}

/// What a change of the text finds: its sentences, folded, so that it stays known in another layout.
fn revision(report: &Report, change: &Change) -> Finding {
    let words = |article, passage: &Option<Passage>| {
        let passage = passage.as_ref()?;
        let folded = fold(&passage.words_of(&report.article(article).text));
        Some(folded.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let [left, right] = [words(change.from, &change.left), words(change.to, &change.right)];
    let keys =
        [left.map(|w| format!("- {w}")), right.map(|w| format!("+ {w}"))].into_iter().flatten().collect();
    Finding { relation: TEXT.to_owned(), keys, claims: Vec::new() }
}

/// What a group finds: each pair that differs, or the claims that stand alone.
fn findings(report: &Report, group: &Group) -> Vec<Finding> {
    if group.pairs.is_empty() || matches!(group.relation, Relation::New | Relation::Dropped) {
        return vec![finding(report, group.relation, &group.claims)];
    }
    let differing = group.pairs.iter().filter(|p| p.relation != Relation::Agreement);
    differing.map(|p| finding(report, p.relation, &[p.left, p.right])).collect()
}

fn finding(report: &Report, relation: Relation, claims: &[ClaimId]) -> Finding {
    let mut claims: Vec<(String, String)> = claims
        .iter()
        .map(|id| {
            let claim = report.claim(*id);
            let text = claim.attribution.content_of(&report.article(claim.article).text);
            (format!("{:016x}", claim.key), format!("{}: {text}", report.speaker(claim.speaker).name))
        })
        .collect();
    claims.sort();
    claims.dedup();
    let (keys, claims) = claims.into_iter().unzip();
    Finding { relation: relation.name().to_owned(), keys, claims }
}
