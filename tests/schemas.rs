//! Outputs against the schemas of their formats: our own, which stand in `docs/schema/`, and that of SARIF.
//!
//! `SNAPSHOTS=overwrite cargo test --test schemas` writes our own anew.
#![cfg(feature = "cli")]

use claimdiff::{
    Options, compare, extract_claims,
    model::{Article, Command, Lang, Origin, Report},
    report::{Format, View, contract},
    versions,
};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn json(path: &str) -> Value {
    let text = fs::read_to_string(root(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn article(path: &str, lang: &str) -> Article {
    Article {
        id: path.to_owned(),
        label: path.to_owned(),
        path: Some(path.to_owned()),
        origin: Origin::Whole,
        lang: Lang(lang.to_owned()),
        text: fs::read_to_string(root(path)).expect(path),
        ..Article::default()
    }
}

fn reports() -> Vec<Report> {
    let options = Options::default();
    let dam =
        ["almanara", "alsanabel", "sada"].map(|n| article(&format!("fixtures/ar/marjan-dam/{n}.txt"), "ar"));
    let museum = ["v1", "v2"].map(|n| article(&format!("fixtures/en/museum-reopening/{n}.txt"), "en"));
    let mut gated = compare(&dam, &options);
    gated.summary.failed = vec!["conflict".to_owned()];
    gated.groups[0].known = true;
    let mut scattered = dam.clone();
    scattered[0].origin = Origin::Line(3);
    scattered[1].origin = Origin::Inside;
    scattered[2].path = None;
    vec![
        compare(&dam, &options),
        gated,
        compare(&scattered, &options),
        versions(&museum, &options),
        extract_claims(&dam, &options),
        extract_claims(&[], &options),
    ]
}

fn text(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    format.render(report, &View::default(), &mut out).expect("memory can be written");
    String::from_utf8(out).expect("UTF-8")
}

fn shown(report: &Report, format: Format) -> Value {
    serde_json::from_str(&text(report, format)).expect("JSON")
}

fn holds(schema: &Value, document: &Value, what: &str) {
    let schema = jsonschema::validator_for(schema).expect("a schema");
    let faults: Vec<String> =
        schema.iter_errors(document).take(5).map(|e| format!("{} at {}", e, e.instance_path())).collect();
    assert!(faults.is_empty(), "{what}: {faults:#?}");
}

/// Whose output, whether a line of it, and where its schema stands.
const OURS: [(Command, bool, &str); 4] = [
    (Command::Extract, false, "docs/schema/extract.json"),
    (Command::Extract, true, "docs/schema/extract-line.json"),
    (Command::Compare, false, "docs/schema/compare.json"),
    (Command::Compare, true, "docs/schema/compare-line.json"),
];

#[test]
fn the_schemas_in_docs_are_those_of_the_types() {
    for (command, lines, file) in OURS {
        let schema = contract::schema(command, lines);
        if std::env::var_os("SNAPSHOTS").is_some_and(|v| v == "overwrite") {
            let text = serde_json::to_string_pretty(&schema).expect("plain data") + "\n";
            fs::write(root(file), text).expect("docs is writable");
        }
        assert!(json(file) == schema, "{file} is not current; SNAPSHOTS=overwrite writes it anew");
    }
}

#[test]
fn json_is_as_its_schema_says() {
    for report in reports() {
        let extract = report.command == Command::Extract;
        for (_, lines, file) in OURS.into_iter().filter(|o| (o.0 == Command::Extract) == extract) {
            let schema = json(file);
            if lines {
                let out = text(&report, Format::Jsonl);
                assert_eq!(out.is_empty(), extract && report.articles.is_empty());
                for line in out.lines() {
                    holds(&schema, &serde_json::from_str(line).expect("JSON"), file);
                }
                let line = serde_json::json!({ "schema": 1, "command": "compare", "groups": [] });
                assert!(!jsonschema::is_valid(&schema, &line), "{file} refuses what is no line");
            } else {
                holds(&schema, &shown(&report, Format::Json), file);
            }
        }
    }
}

#[test]
fn sarif_is_as_its_standard_says() {
    let mut schema = json("tests/schema/sarif-2.1.0.json");
    // A slip of the standard's: the pattern for languages is no regular expression.
    for part in ["run", "toolComponent"] {
        schema["definitions"][part]["properties"]["language"].as_object_mut().expect("it").remove("pattern");
    }
    for report in reports() {
        let log = shown(&report, Format::Sarif);
        holds(&schema, &log, "SARIF");
        let run = &log["runs"][0];
        let rules: Vec<&str> = run["tool"]["driver"]["rules"]
            .as_array()
            .expect("rules")
            .iter()
            .filter_map(|r| r["id"].as_str())
            .collect();
        let results = run["results"].as_array().expect("results");
        assert!(!results.is_empty() || report.claims.is_empty());
        for result in results {
            assert!(rules.contains(&result["ruleId"].as_str().expect("a rule")), "{result}");
        }
    }
    let mut broken = shown(&reports()[0], Format::Sarif);
    broken["runs"][0]["results"][0]["level"] = "loud".into();
    assert!(!jsonschema::is_valid(&schema, &broken), "the schema refuses what is wrong");
}

/// A region holds the very words that differ, counted as `columnKind` says.
#[test]
fn regions_hold_the_words_that_differ() {
    let report = &reports()[0];
    let log = shown(report, Format::Sarif);
    let mut seen = 0;
    for result in log["runs"][0]["results"].as_array().expect("results") {
        let place = &result["locations"][0]["physicalLocation"];
        let text =
            fs::read_to_string(root(place["artifactLocation"]["uri"].as_str().expect("a file"))).expect("it");
        let number = |key: &str| place["region"][key].as_u64().expect("a number") as usize - 1;
        if number("startLine") != number("endLine") || result["ruleId"] != "conflict/number" {
            continue;
        }
        let line: Vec<u16> =
            text.lines().nth(number("startLine")).expect("the line").encode_utf16().collect();
        let words =
            String::from_utf16(&line[number("startColumn")..number("endColumn")]).expect("whole letters");
        let id = result["properties"]["id"].as_str().expect("an id");
        let index: usize = id[1..].parse().expect("a number");
        let pairs = &report.groups[index - 1].pairs;
        let right = |d: &claimdiff::model::Difference, p: &claimdiff::model::Pair| {
            d.right.map(|s| s.of(&report.article(report.claim(p.right).article).text).to_owned())
        };
        assert!(
            pairs
                .iter()
                .any(|p| p.differences.iter().any(|d| right(d, p).as_deref() == Some(words.as_str()))),
            "{words}"
        );
        seen += 1;
    }
    assert!(seen > 0, "a figure differs");
}
