//! SARIF 2.1.0, as code scanning reads it.
//!
//! In: a report. Out: one run with a result a finding; agreements are none. A rule is a relation with, where claims differ, the kind that says so:
//! `conflict/number`. Regions give lines and columns in UTF-16 code units where the file holds the article's text as it is, else only
//! the line, or the file. Of `extract`, a note a claim.

use super::{
    View,
    finding::{Finding, Level, Side, findings, side},
    place::{Files, Region},
    quote::excerpt,
    row::gloss,
};
use crate::model::{Command, Relation, Report};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeSet,
    io::{self, Write},
    path::Path,
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The rule of `extract`.
const CLAIM: &str = "claim";
/// What may stand in a path of a URI as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Writes the report.
pub(super) fn render(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let log = Log { report, files: Files::new(report) };
    let mut rules = BTreeSet::new();
    let results: Vec<Value> = if report.command == Command::Extract {
        rules.insert(CLAIM.to_owned());
        report.claims.iter().map(|c| log.claim(&side(report, c))).collect()
    } else {
        let mut findings = findings(report, view);
        findings.retain(|f| f.level > Level::Quiet);
        rules.extend(findings.iter().map(|f| f.rule.clone()));
        findings.iter().map(|f| log.finding(f)).collect()
    };
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|r| rule(report, r)).collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// What a rule means: the words of its relation, and the kind of difference.
fn rule(report: &Report, id: &str) -> Value {
    let (class, kind) = id.split_once('/').map_or((id, None), |(class, kind)| (class, Some(kind)));
    let meaning = match Relation::ALL.iter().find(|r| r.name() == class) {
        Some(relation) => gloss(*relation, report.command),
        None if class == CLAIM => "a statement that the text attributes to someone",
        None => "the text around the statements changed",
    };
    let text = kind.map_or(meaning.to_owned(), |kind| format!("{meaning}: {kind}"));
    json!({"id": id, "name": id, "shortDescription": {"text": text}})
}

struct Log<'a> {
    report: &'a Report,
    files: Files<'a>,
}

impl Log<'_> {
    fn claim(&self, side: &Side) -> Value {
        json!({
            "ruleId": CLAIM,
            "level": "note",
            "message": {"text": side.said},
            "locations": [self.location(side)],
            "partialFingerprints": {"claim/v1": side.key},
        })
    }

    fn finding(&self, finding: &Finding) -> Value {
        let level = match finding.level {
            Level::Quiet => "none",
            Level::Notice => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        };
        let against = finding.others.first().map(|s| ("against/v1", &s.key));
        let keys =
            [("claim/v1", &finding.at.key)].into_iter().chain(against).filter(|(_, key)| !key.is_empty());
        let prints: Map<String, Value> =
            keys.map(|(name, key)| (name.to_owned(), key.as_str().into())).collect();
        let mut others: Vec<Value> = finding.others.iter().map(|s| self.location(s)).collect();
        for (place, side) in others.iter_mut().zip(&finding.others) {
            place["message"] = json!({"text": side.said});
        }
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level,
            "message": {"text": finding.message},
            "locations": [self.location(&finding.at)],
            "relatedLocations": others,
            "partialFingerprints": prints,
            "properties": {"id": finding.id, "severity": finding.severity.name()},
        });
        if finding.known {
            result["baselineState"] = "unchanged".into();
        }
        result
    }

    fn location(&self, side: &Side) -> Value {
        let label = &self.report.article(side.article).label;
        let mut location = json!({"logicalLocations": [{
            "name": excerpt(label, usize::MAX),
            "fullyQualifiedName": excerpt(&side.name, usize::MAX),
        }]});
        if let Some(place) = self.files.place(side.article, side.span) {
            let mut physical = json!({"artifactLocation": {"uri": uri(place.path)}});
            match place.region {
                Region::Somewhere => {}
                Region::Line(line) => physical["region"] = json!({"startLine": line}),
                Region::Exact(start, end) => {
                    physical["region"] = json!({
                        "startLine": start.line, "startColumn": start.column,
                        "endLine": end.line, "endColumn": end.column,
                    });
                }
            }
            location["physicalLocation"] = physical;
        }
        location
    }
}

/// A path as a reference: relative ones stay so, as code hosts want them.
fn uri(path: &str) -> String {
    if path.starts_with("http://") || path.starts_with("https://") {
        return path.to_owned();
    }
    let encoded = utf8_percent_encode(&path.replace('\\', "/"), PATH).to_string();
    if Path::new(path).is_absolute() { format!("file://{encoded}") } else { encoded }
}
