//! SARIF 2.1.0, as code scanning reads it.
//!
//! In: a report. Out: one run with a result a finding; agreements are none. A rule is a relation with, where claims differ, the kind that says so:
//! `conflict/number`. Regions give lines and columns in UTF-16 code units where the file holds the article's text as it is, else only
//! the line, or the file. Of `extract`, a note a claim.

use super::{
    View,
    finding::{self, Files, Finding, Level, Region, findings, whole},
    label, quote,
    row::gloss,
};
use crate::model::{Claim, Command, Relation, Report, Span};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeSet,
    io::{self, Write},
    path::Path,
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What may stand in a path of a URI as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Writes the report.
pub(super) fn render(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let log = Log { report, files: Files::new(report) };
    let mut rules = BTreeSet::new();
    let results: Vec<Value> = if report.command == Command::Extract {
        rules.insert("claim".to_owned());
        report.claims.iter().map(|c| log.claim(c)).collect()
    } else {
        let findings = findings(report, view);
        let told = findings.iter().filter(|f| f.level > Level::Quiet);
        told.map(|f| {
            rules.insert(f.rule.clone());
            log.finding(f)
        })
        .collect()
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

/// What a rule means: the relation's words, and the kind of difference.
fn rule(report: &Report, id: &str) -> Value {
    let (relation, kind) = id.split_once('/').map_or((id, None), |(r, k)| (r, Some(k)));
    let meaning = Relation::ALL.iter().find(|r| r.name() == relation).map(|r| gloss(*r, report.command));
    let meaning = meaning.unwrap_or("a statement that the text attributes to someone");
    let text = match kind {
        Some(kind) => format!("{meaning}; they differ in: {kind}"),
        None => meaning.to_owned(),
    };
    json!({"id": id, "name": id, "shortDescription": {"text": text}})
}

struct Log<'a> {
    report: &'a Report,
    files: Files<'a>,
}

impl Log<'_> {
    fn claim(&self, claim: &Claim) -> Value {
        json!({
            "ruleId": "claim",
            "level": "note",
            "message": {"text": finding::said(self.report, claim)},
            "locations": [self.location(claim, whole(claim))],
            "partialFingerprints": {"claim/v1": label::key(claim)},
        })
    }

    fn finding(&self, finding: &Finding) -> Value {
        let level = match finding.level {
            Level::Quiet => "none",
            Level::Notice => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        };
        let (claim, against) = finding::keys(finding);
        let mut prints = Map::from_iter([("claim/v1".to_owned(), claim.into())]);
        prints.extend(against.map(|key| ("against/v1".to_owned(), key.into())));
        let others: Vec<Value> = finding
            .others
            .iter()
            .map(|other| {
                let mut place = self.location(other, whole(other));
                place["message"] = json!({"text": finding::said(self.report, other)});
                place
            })
            .collect();
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level,
            "message": {"text": finding.message(self.report)},
            "locations": [self.location(finding.claim, finding.span)],
            "relatedLocations": others,
            "partialFingerprints": prints,
            "properties": {"group": finding.row.id, "severity": finding.row.group.severity.name()},
        });
        if finding.row.group.known {
            result["baselineState"] = "unchanged".into();
        }
        result
    }

    fn location(&self, claim: &Claim, span: Span) -> Value {
        let article = self.report.article(claim.article);
        let mut location = json!({"logicalLocations": [{
            "name": quote::excerpt(&article.label, usize::MAX),
            "fullyQualifiedName": quote::excerpt(&label::claim_name(self.report, claim), usize::MAX),
        }]});
        if let Some(place) = self.files.place(claim.article, span) {
            location["physicalLocation"] = json!({"artifactLocation": {"uri": uri(place.path)}});
            match place.region {
                Region::Somewhere => {}
                Region::Line(line) => location["physicalLocation"]["region"] = json!({"startLine": line}),
                Region::Exact(start, end) => {
                    location["physicalLocation"]["region"] = json!({
                        "startLine": start.line, "startColumn": start.column,
                        "endLine": end.line, "endColumn": end.column,
                    });
                }
            }
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
