//! `eval`: the figures of an answer against annotated data. Reads the files, lets the library score, and holds the figures against
//! the bounds asked for; what is printed and how the run ends is the caller's.

use claimdiff::{
    Error, Options, Result,
    eval::{self, AlignmentScores, Comparison, EvalOptions, ExtractionScores, Gold, GoldPairs, Scope},
    lang::Packs,
    model::Style,
};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

const AFTER_HELP: &str = "\
Exit status: 0 ran; 1 a figure is below --min or above --max, the last line on standard error says which; 2 wrong usage, or a file \
that could not be read.

A KEY is content, exact, mention, mention_strict or resolved; with --pairs precision, recall, f1, precision_extracted, \
recall_extracted, f1_extracted, relation or hard; or a path in the JSON output: content.R, recall_by_kind.direct.R.";

/// What can be typed after `eval`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct EvalArgs {
    /// Annotated articles, JSON Lines
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// What `extract` wrote, JSON or JSON Lines (with --pairs: what `compare --format json` wrote); - for standard input. Without
    /// it, the texts of GOLD are read here and now
    #[arg(value_name = "PRED")]
    pub predictions: Vec<PathBuf>,
    /// Score the alignment: pairs of gold claims that say the same, JSON Lines
    #[arg(long, value_name = "ALIGN")]
    pub pairs: Option<PathBuf>,
    /// Pairs of gold claims that are not scored
    #[arg(long, value_name = "FILE", requires = "pairs")]
    pub ignore: Option<PathBuf>,
    /// Pairs of gold claims that must not be merged
    #[arg(long, value_name = "FILE", requires = "pairs")]
    pub hard: Option<PathBuf>,
    /// Which gold claims count: speech, or all
    #[arg(long, value_enum, value_name = "SCOPE", conflicts_with = "pairs", default_value = "speech")]
    pub scope: ScopeArg,
    /// Count gold claims of this kind only: direct, indirect or mixed
    #[arg(long, value_name = "KIND", conflicts_with = "pairs", value_parser = kind)]
    pub kind: Option<Style>,
    /// Output format
    #[arg(long, short, value_enum, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
    /// Exit with 1 where a figure is below its bound: content=0.85,resolved=0.78
    #[arg(long, value_name = "KEY=NUMBER,…", value_delimiter = ',', value_parser = bound)]
    pub min: Vec<Bound>,
    /// Exit with 1 where a figure is above its bound: hard=0.1
    #[arg(long, value_name = "KEY=NUMBER,…", value_delimiter = ',', value_parser = bound)]
    pub max: Vec<Bound>,
    /// A folder of language packs, which are added or take the place of those built in
    #[arg(long, value_name = "DIR")]
    pub packs: Option<PathBuf>,
    /// Write to FILE, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// No notes on standard error
    #[arg(long, short)]
    pub quiet: bool,
}

/// Which gold claims count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScopeArg {
    /// Statements only; thoughts, attitudes and nested attributions are neither rewarded nor punished
    Speech,
    /// All that is annotated
    All,
}

/// How the figures are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
}

/// A figure and its bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    key: String,
    number: f64,
}

fn bound(text: &str) -> std::result::Result<Bound, String> {
    let parts =
        text.split_once('=').and_then(|(key, number)| Some((key, number.trim().parse::<f64>().ok()?)));
    match parts {
        Some((key, number)) if number.is_finite() => Ok(Bound { key: key.trim().to_owned(), number }),
        _ => Err("write KEY=NUMBER".to_owned()),
    }
}

fn kind(name: &str) -> std::result::Result<Style, String> {
    Style::from_name(name).ok_or_else(|| "known are direct, indirect, mixed".to_owned())
}

/// What a run gives.
#[derive(Debug)]
pub struct Outcome {
    /// For standard output or the file asked for.
    pub text: String,
    /// For standard error, a line each.
    pub notes: Vec<String>,
    /// Which figures are out of bounds: the last line on standard error; the exit status is 1 then.
    pub missed: Option<String>,
}

/// Reads what is asked for and scores it.
///
/// # Errors
/// Where a file cannot be read or used, or a bound names no figure.
pub fn run(args: &EvalArgs) -> Result<Outcome> {
    let given = [&args.pairs, &args.ignore, &args.hard].into_iter().flatten();
    let files = given.chain(&args.predictions).chain([&args.gold]);
    if files.filter(|path| is_stdin(path)).count() > 1 {
        return Err(Error::input("-: standard input can be read only once; give it once"));
    }
    let gold = Gold::parse(&name(&args.gold), &text(&args.gold)?)?;
    match &args.pairs {
        None => extraction(args, &gold),
        Some(pairs) => alignment(args, &gold, pairs),
    }
}

fn extraction(args: &EvalArgs, gold: &Gold) -> Result<Outcome> {
    let (mut predictions, mut notes) = (Vec::new(), Vec::new());
    for path in &args.predictions {
        predictions.extend(eval::predictions(&name(path), &text(path)?)?);
    }
    if args.predictions.is_empty() {
        let own = eval::own_predictions(gold, &options(args)?);
        (predictions, notes) = (nonempty(args, own.found)?, own.notes);
    }
    let scope = match args.scope {
        ScopeArg::Speech => Scope::Speech,
        ScopeArg::All => Scope::All,
    };
    let scores = eval::extraction(gold, &predictions, &EvalOptions { scope, kind: args.kind });
    notes.extend(scores.notes.iter().cloned());
    outcome(args, &scores, notes, |key| ExtractionScores::figure(&scores, key))
}

fn alignment(args: &EvalArgs, gold: &Gold, pairs: &Path) -> Result<Outcome> {
    let list = |path: &Option<PathBuf>| match path {
        Some(path) => gold.pairs(&name(path), &text(path)?),
        None => Ok(Vec::new()),
    };
    let pairs = GoldPairs {
        same: gold.alignments(&name(pairs), &text(pairs)?)?,
        ignored: list(&args.ignore)?,
        hard: list(&args.hard)?,
    };
    let (mut comparisons, mut notes) = (Vec::new(), Vec::new());
    for path in &args.predictions {
        comparisons.push(Comparison::parse(&name(path), &text(path)?)?);
    }
    if args.predictions.is_empty() {
        let own = eval::own_comparisons(gold, &pairs, &options(args)?);
        (comparisons, notes) = (nonempty(args, own.found)?, own.notes);
    }
    let scores = eval::alignment(gold, &pairs, &comparisons);
    notes.extend(scores.notes.iter().cloned());
    outcome(args, &scores, notes, |key| AlignmentScores::figure(&scores, key))
}

fn outcome(
    args: &EvalArgs,
    scores: &(impl Serialize + ToString),
    notes: Vec<String>,
    figure: impl Fn(&str) -> Option<f64>,
) -> Result<Outcome> {
    let mut missed = Vec::new();
    for (bounds, sign, word) in [(&args.min, 1.0, "below"), (&args.max, -1.0, "above")] {
        for Bound { key, number } in bounds {
            let got = figure(key)
                .ok_or_else(|| Error::input(format!("no figure named `{key}`; --format json shows all")))?;
            if (got - number) * sign < 0.0 {
                missed.push(format!("{key} is {got}, {word} {number}"));
            }
        }
    }
    let text = match args.format {
        Format::Table => scores.to_string(),
        Format::Json => {
            let json = serde_json::to_string_pretty(scores);
            json.map_err(|e| Error::input(format!("the figures cannot be written: {e}")))? + "\n"
        }
    };
    let notes = if args.quiet { Vec::new() } else { notes };
    Ok(Outcome { text, notes, missed: (!missed.is_empty()).then(|| missed.join("; ")) })
}

fn options(args: &EvalArgs) -> Result<Options> {
    let packs = match &args.packs {
        Some(dir) => Packs::embedded().with_dir(dir)?,
        None => Packs::embedded(),
    };
    Ok(Options { packs, ..Options::default() })
}

fn nonempty<T>(args: &EvalArgs, found: Vec<T>) -> Result<Vec<T>> {
    if found.is_empty() {
        let gold = args.gold.display();
        return Err(Error::input(format!(
            "{gold}: nothing in it that could be read here: no language pack for its articles, or no pair of them; give PRED"
        )));
    }
    Ok(found)
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

fn text(path: &Path) -> Result<String> {
    let read = if is_stdin(path) {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(path)
    };
    read.map_err(|e| {
        let message = e.to_string();
        // Without the operating system's number.
        let what = message.split(" (os error").next().unwrap_or(&message);
        Error::io(format!("{}: cannot be read: {what}", path.display()))
    })
}
