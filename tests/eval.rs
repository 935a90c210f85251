//! `claimdiff eval` against the figures of the evaluation's reference scorer, on fictional articles.

use claimdiff::{
    eval::{self, Comparison, EvalOptions, Gold, GoldPairs, Prediction, Scope},
    model::Style,
};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::PathBuf};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/eval").join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn gold() -> Gold {
    Gold::parse("gold.jsonl", &text("gold.jsonl")).unwrap()
}

fn predictions() -> Vec<Prediction> {
    eval::predictions("pred.jsonl", &text("pred.jsonl")).unwrap()
}

fn pairs(gold: &Gold) -> GoldPairs {
    GoldPairs {
        same: gold.alignments("alignments.jsonl", &text("alignments.jsonl")).unwrap(),
        ignored: gold.pairs("ignore.jsonl", &text("ignore.jsonl")).unwrap(),
        hard: gold.pairs("hard.jsonl", &text("hard.jsonl")).unwrap(),
    }
}

/// Every figure by its path, so that a failure names the one that is off.
fn figures(value: &Value, path: &str, out: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                figures(value, &format!("{path}.{key}"), out);
            }
        }
        leaf => {
            out.insert(path.to_owned(), leaf.to_string());
        }
    }
}

fn assert_same(found: &Value, expected: &Value, what: &str) {
    let (mut left, mut right) = (BTreeMap::new(), BTreeMap::new());
    figures(found, what, &mut left);
    figures(expected, what, &mut right);
    assert!(right.len() > 20, "{what}: the expected figures were read");
    assert_eq!(left, right, "left: claimdiff, right: the reference scorer");
}

#[test]
fn extraction_is_scored_as_by_the_reference() {
    let expected: BTreeMap<String, Value> = serde_json::from_str(&text("expected.json")).unwrap();
    assert_eq!(expected.len(), 8);
    let (gold, predictions) = (gold(), predictions());
    for (setting, expected) in expected {
        let mut words = setting.split(' ');
        let scope = if words.next() == Some("all") { Scope::All } else { Scope::Speech };
        let kind = words.next().map(|kind| Style::from_name(kind).unwrap());
        let scores = eval::extraction(&gold, &predictions, &EvalOptions { scope, kind });
        assert_same(&serde_json::to_value(&scores).unwrap(), &expected, &setting);
        assert_eq!(scores.notes.len(), 3, "{:?}", scores.notes);
    }
}

#[test]
fn alignment_is_scored_as_by_the_reference() {
    let gold = gold();
    let comparison = |name| Comparison::parse(name, &text(name)).unwrap();
    let comparisons = ["compare-jisr.json", "compare-ferry.json"].map(comparison);
    let scores = eval::alignment(&gold, &pairs(&gold), &comparisons);
    let expected = serde_json::from_str(&text("expected-alignment.json")).unwrap();
    assert_same(&serde_json::to_value(&scores).unwrap(), &expected, "alignment");
}

#[test]
fn json_and_json_lines_are_one_answer() {
    let lines = text("pred.jsonl");
    let document = format!("{{\"articles\": [{}]}}", lines.trim().replace('\n', ",\n"));
    let read = eval::predictions("pred.json", &document).unwrap();
    let options = EvalOptions::default();
    assert_eq!(
        eval::extraction(&gold(), &read, &options),
        eval::extraction(&gold(), &predictions(), &options)
    );
    assert!(eval::predictions("empty.jsonl", "\n").unwrap().is_empty());
}

/// Errors name the file and the line.
#[test]
fn what_cannot_be_read_is_named() {
    let gold = gold();
    let pair = r#"{"a": "jisr-a#1", "b": "jisr-b#0"}"#;
    for (error, wanted) in [
        (Gold::parse("g", "{\"id\": 1}\n").unwrap_err(), "g:1: column"),
        (Gold::parse("g", &text("gold.jsonl").repeat(2)).unwrap_err(), "g:8: id `jisr-a` comes twice"),
        (Gold::parse("g", "\n").unwrap_err(), "g:1: no annotated article"),
        (
            eval::predictions("p", "{\"article\": {}}\n\n{\"article\"").unwrap_err(),
            "p:3: column 10: broken JSON",
        ),
        (eval::predictions("p", "{\n \"article\": 3}").unwrap_err(), "p:2: column"),
        (eval::predictions("p", &text("compare-jisr.json")).unwrap_err(), "p: the output of a comparison"),
        (Comparison::parse("c", &text("pred.jsonl")).unwrap_err(), "c: JSON Lines"),
        (Comparison::parse("c", "{}").unwrap_err(), "c: no `groups`"),
        (gold.alignments("a", &format!("\n{pair}")).unwrap_err(), "a:2: no `relation`"),
        (gold.pairs("a", &pair.replace("#1", "#99")).unwrap_err(), "a:1: there is no claim jisr-a#99"),
        (gold.pairs("a", &pair.replace("#1", "")).unwrap_err(), "a:1: column"),
        (gold.pairs("a", &pair.replace("jisr-b#0", "jisr-a#1")).unwrap_err(), "a:1: jisr-a#1 is paired"),
    ] {
        assert!(error.is_input());
        assert!(error.to_string().starts_with(wanted), "{error} should begin with {wanted}");
        assert_eq!(error.to_string().lines().count(), 1);
    }
}

/// The tool's own answers are those that its output file would give.
#[test]
fn own_answers_are_scored() {
    let (gold, options) = (gold(), claimdiff::Options::default());
    let own = eval::own_predictions(&gold, &options);
    assert_eq!(own.found.len(), gold.articles().len());
    assert!(own.notes.is_empty(), "{:?}", own.notes);
    let scores = eval::extraction(&gold, &own.found, &EvalOptions::default());
    assert!(scores.content.tp > 0 && scores.notes.is_empty(), "{scores}");
    let own = eval::own_comparisons(&gold, &pairs(&gold), &options);
    let ids: Vec<Vec<_>> =
        own.found.iter().map(|c| c.articles.iter().filter_map(|a| a.id.as_deref()).collect()).collect();
    assert_eq!(ids, [vec!["jisr-a", "jisr-b"], vec!["ferry-a", "ferry-b"], vec!["museum", "notice"]]);
    assert_eq!(eval::alignment(&gold, &pairs(&gold), &own.found).counts.gold_pairs_not_compared, 0);
}

#[test]
fn tables_are_narrow_and_tidy() {
    let gold = gold();
    let extraction = eval::extraction(&gold, &predictions(), &EvalOptions::default()).to_string();
    let alignment = eval::alignment(&gold, &pairs(&gold), &[]).to_string();
    for table in [&extraction, &alignment] {
        assert!(table.lines().all(|line| line.chars().count() <= 80 && line.trim_end() == line), "{table}");
    }
    assert!(
        extraction.contains("content                       0.720  0.720  0.720     18      7      7\n"),
        "{extraction}"
    );
}

#[cfg(feature = "cli")]
#[path = "../src/bin/claimdiff/eval.rs"]
mod command;

#[cfg(feature = "cli")]
mod command_line {
    use super::{command, path};
    use clap::Parser;
    use serde_json::Value;

    #[derive(Debug, Parser)]
    struct Cli {
        #[command(flatten)]
        eval: command::EvalArgs,
    }

    fn run(args: &[&str]) -> Result<command::Outcome, String> {
        let files = |arg: &&str| match *arg {
            a if a.ends_with(".json") || a.ends_with(".jsonl") => path(a).display().to_string(),
            a => a.to_owned(),
        };
        let args = ["eval".to_owned()].into_iter().chain(args.iter().map(files));
        let cli = Cli::try_parse_from(args).map_err(|e| e.to_string())?;
        assert!(cli.eval.output.is_none());
        command::run(&cli.eval).map_err(|e| e.to_string())
    }

    #[test]
    fn figures_are_held_against_bounds() {
        let files = ["gold.jsonl", "pred.jsonl"];
        let with = |more: &[&str]| run(&[&files[..], more].concat()).unwrap();
        assert_eq!(with(&["--min", "content=0.72,resolved=0.3", "--max", "content=0.72"]).missed, None);
        let missed =
            with(&["--min", "content=0.85,recall_by_kind.direct.R=1", "--max", "content.fp=2"]).missed;
        assert_eq!(missed.as_deref(), Some("content is 0.72, below 0.85; content.fp is 7, above 2"));
        assert_eq!(with(&[]).notes.len(), 3);
        assert!(with(&["--quiet"]).notes.is_empty());
        let json: Value = serde_json::from_str(&with(&["--format", "json"]).text).unwrap();
        assert_eq!(json["counts"]["articles"], 7);
        assert_eq!(
            run(&["gold.jsonl", "pred.jsonl", "--min", "nonsense=1"]).unwrap_err(),
            "no figure named `nonsense`; --format json shows all"
        );
    }

    #[test]
    fn pairs_are_scored_with_their_short_names() {
        let files = [
            "gold.jsonl",
            "compare-jisr.json",
            "compare-ferry.json",
            "--pairs",
            "alignments.jsonl",
            "--ignore",
            "ignore.jsonl",
        ];
        let outcome = run(&[
            &files[..],
            &["--hard", "hard.jsonl", "--max", "hard=0.1", "--min", "recall=0.5"],
        ]
        .concat())
        .unwrap();
        assert_eq!(outcome.missed.as_deref(), Some("hard is 0.3333, above 0.1"));
        let own = run(&["gold.jsonl", "--pairs", "alignments.jsonl"]).unwrap();
        assert!(own.text.contains("look-alikes\n  0 merged of 0"), "{}", own.text);
    }

    #[test]
    fn wrong_usage_says_so() {
        for (args, wanted) in [
            (
                &["gold.jsonl", "nowhere.jsonl"][..],
                "nowhere.jsonl: cannot be read: No such file or directory",
            ),
            (&["-", "-"], "-: standard input can be read only once"),
            (&["gold.jsonl", "--hard", "hard.jsonl"], "--pairs <ALIGN>"),
            (&["gold.jsonl", "--kind", "loud"], "known are direct, indirect, mixed"),
            (&["gold.jsonl", "--min", "content"], "write KEY=NUMBER"),
            (&["gold.jsonl", "pred.jsonl", "--pairs", "alignments.jsonl"], "pred.jsonl: JSON Lines"),
        ] {
            let error = run(args).unwrap_err();
            assert!(error.contains(wanted), "{error} should say {wanted}");
        }
    }
}
