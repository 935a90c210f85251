//! What can be typed. What it means together with the terminal and the environment is settled in [`meant`](crate::meant).

use crate::eval::EvalArgs;
use crate::gate::{self, Failing};
use claimdiff::normalize::{Rule, Rules};
use claimdiff::{
    event::EventOptions,
    model::{Placement, Relation, Severity},
    read::Since,
    report::{Format, Only, interface_languages},
};
use clap::{
    Args as Arguments, Parser, Subcommand, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
    error::ErrorKind,
};
use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
};

const EXIT_STATUS: &str = "\
Exit status:
  0  ran, and found nothing that --fail-on names
  1  found something that --fail-on names; the last line on standard error says what
  2  wrong usage, or an input that could not be read: nothing is reported then

An INPUT is a file, a folder (its files, by name), an http(s) address or - for standard input; label=INPUT names the source. \
Read are plain text, Markdown, web pages (their article), JSON and JSON Lines (objects with `text` and optional `id`, `title`, \
`source`, `author`, `date`, `lang`, `url`, or what `claimdiff extract --format json|jsonl` wrote), WARC files and Memento time \
maps, in any character set.";

/// The version with the facts of the build.
const LONG_VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("CLAIMDIFF_BUILD"), ")");

/// Compares who says what across news articles: agreements, new claims, wording differences and contradictions.
#[derive(Debug, Parser)]
#[command(version, long_version = LONG_VERSION, about, after_help = EXIT_STATUS, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Speaker–claim pairs of each article
    Extract(ExtractArgs),
    /// Outlets on one event: what they agree on, word differently, contradict, and what is new
    Compare(CompareArgs),
    /// Versions of one article, oldest first (from files, a folder, an archive or git): which statements were reworded, dropped, added or restored
    Versions(VersionsArgs),
    /// Articles seen before, in a store: what changed since the last run
    Track(TrackArgs),
    /// Many articles: grouped into events, each compared; one JSON line an event
    Corpus(CorpusArgs),
    /// The JSON Schema of the output of `extract` or `compare`
    Schema(SchemaArgs),
    /// Precision, recall and F1 of extraction or alignment against annotated data
    Eval(EvalArgs),
    /// What is in force, and where it comes from: defaults, claimdiff.toml or the command line
    Config(ConfigArgs),
    /// A completion script for a shell
    Completions(CompletionsArgs),
    /// The manual page, or with --dir a page for every command
    Man(ManArgs),
}

#[derive(Debug, Arguments)]
pub struct ExtractArgs {
    #[command(flatten)]
    pub inputs: InputArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Arguments)]
pub struct CompareArgs {
    #[command(flatten)]
    pub inputs: InputArgs,
    #[command(flatten)]
    pub matching: MatchArgs,
    #[command(flatten)]
    pub gate: GateArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

#[derive(Debug, Arguments)]
pub struct CorpusArgs {
    #[command(flatten)]
    pub inputs: InputArgs,
    #[command(flatten)]
    pub event: EventArgs,
    /// Events of one article too
    #[arg(long)]
    pub single: bool,
    #[command(flatten)]
    pub matching: MatchArgs,
    #[command(flatten)]
    pub gate: GateArgs,
    /// Write to FILE, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// No warnings on standard error
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say on standard error what is done; RUST_LOG=claimdiff=debug adds the stages and their times
    #[arg(short, long)]
    pub verbose: bool,
}

/// When articles report one event.
#[derive(Debug, Arguments)]
pub struct EventArgs {
    /// Most days between two articles of one event, where both dates are known
    #[arg(long, value_name = "N", default_value_t = EventOptions::default().days)]
    pub days: u16,
    /// Least likeness, 0 to 1, from which two articles are held to report one event
    #[arg(long, value_name = "SHARE", value_parser = share, default_value_t = EventOptions::default().threshold.share())]
    pub likeness: f64,
}

/// When two claims are one statement.
#[derive(Debug, Arguments)]
pub struct MatchArgs {
    /// Least score, 0 to 1, from which two claims are held to be one statement; higher merges less
    #[arg(long, value_name = "SCORE", value_parser = share)]
    pub threshold: Option<f64>,
    /// Switch rules of normalization off, so that what they hide is a difference: names as in the summary, or all
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', value_parser = rules)]
    pub no_ignore: Vec<Rules>,
    /// Switch rules on again after --no-ignore
    #[arg(long, value_name = "RULE,…", value_delimiter = ',', value_parser = rules)]
    pub ignore: Vec<Rules>,
}

/// What is shown of a comparison, and what fails.
#[derive(Debug, Arguments)]
pub struct GateArgs {
    /// Show only groups of these relations: conflict, attribution, wording, agreement, new, dropped; for versions also text
    /// (changes around the claims), added and removed (statements and text); the summary counts all
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = only)]
    pub only: Vec<Only>,
    /// Exit with 1 where a group of these relations is found, shown or not; `wording:major` asks for a severity of at least that,
    /// `difference:number` for a difference of that kind, whatever the relation, `text` for a change around the claims of versions
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = Failing::parse)]
    pub fail_on: Vec<Failing>,
    /// Neither show nor fail on groups whose differences are less severe: major, minor or cosmetic; new and dropped have no severity and stay
    #[arg(long, value_name = "SEVERITY", value_parser = gate::severity, default_value = "cosmetic")]
    pub min_severity: Severity,
    /// Findings that FILE lists are known, and do not fail
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the findings that --fail-on names, or all but agreements, to the --baseline file; then nothing fails
    #[arg(long)]
    pub update_baseline: bool,
}

#[derive(Debug, Arguments)]
pub struct VersionsArgs {
    #[command(flatten)]
    pub compare: CompareArgs,
    #[command(flatten)]
    pub history: HistoryArgs,
    #[command(flatten)]
    pub text: TextArgs,
}

#[derive(Debug, Arguments)]
pub struct TrackArgs {
    /// The store: a file, made by the first run. Safe to be used by several runs at once
    #[arg(long, value_name = "FILE")]
    pub store: PathBuf,
    #[command(flatten)]
    pub what: TrackWhat,
    #[command(flatten)]
    pub compare: CompareArgs,
    #[command(flatten)]
    pub text: TextArgs,
}

/// What is done with the store instead of reading inputs.
#[derive(Debug, Arguments)]
#[group(multiple = false, conflicts_with = "inputs")]
pub struct TrackWhat {
    /// List the articles in the store
    #[arg(long)]
    pub list: bool,
    /// Report all stored versions of the article that --list gives this number
    #[arg(long, value_name = "ID")]
    pub show: Option<i64>,
    /// Forget the articles that were not read for DAYS days
    #[arg(long, value_name = "DAYS")]
    pub prune: Option<u32>,
}

/// Which versions are meant.
#[derive(Debug, Arguments)]
pub struct HistoryArgs {
    /// All versions of one file in its git repository, through renames: --git FILE, or --git REV..REV FILE
    #[arg(long)]
    pub git: bool,
    /// Only versions from this date on, and the last one before, which they are compared with
    #[arg(long, value_name = "DATE")]
    pub since: Option<Since>,
}

/// What of the text around the claims is reported.
#[derive(Debug, Arguments)]
pub struct TextArgs {
    /// Leave out what changed in the text around the claims
    #[arg(long)]
    pub claims_only: bool,
    /// Show only what stands in these places in some version: headline, lead, body
    #[arg(long, value_name = "PLACE,…", value_delimiter = ',', value_parser = placement)]
    pub placement: Vec<Placement>,
}

/// A place in an article by its name.
fn placement(name: &str) -> Result<Placement, String> {
    Placement::from_name(name).ok_or_else(|| "no such place; known are headline, lead, body".to_owned())
}

/// What can be shown alone, by its name.
fn only(name: &str) -> Result<Only, String> {
    Only::all().find(|o| o.name() == name).ok_or_else(|| {
        let known: Vec<_> = Only::all().map(Only::name).collect();
        format!("no such part of a report; known are {}", known.join(", "))
    })
}

/// A share between 0 and 1.
fn share(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|n| (0.0..=1.0).contains(n));
    number.ok_or_else(|| "write a number from 0 to 1".to_owned())
}

/// One rule of normalization by name, or all of them.
fn rules(name: &str) -> Result<Rules, String> {
    if name == "all" {
        return Ok(Rules::default());
    }
    let known = || Rule::ALL.iter().map(|r| r.name()).collect::<Vec<_>>().join(", ");
    Rule::from_name(name).map(|r| Rules::NONE.with(r)).ok_or_else(|| format!("known are all, {}", known()))
}

#[derive(Debug, Arguments)]
pub struct SchemaArgs {
    /// Whose output
    #[arg(value_enum)]
    pub command: SchemaOf,
    /// Of a line of its JSON Lines
    #[arg(long)]
    pub lines: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SchemaOf {
    Extract,
    Compare,
}

#[derive(Debug, Arguments)]
pub struct ConfigArgs {
    /// Print every option with its value, as lines of a claimdiff.toml
    #[arg(long, required = true)]
    show: bool,
    #[command(flatten)]
    options: VersionsArgs,
    #[command(flatten)]
    event: EventArgs,
    /// What there is to print.
    #[arg(skip)]
    pub shown: String,
}

#[derive(Debug, Arguments)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Arguments)]
pub struct ManArgs {
    /// Write a page for every command into this folder
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

/// What is read, and how.
#[derive(Debug, Arguments)]
pub struct InputArgs {
    /// Files, folders, http(s) addresses, - for standard input; label=INPUT names the source. Without any, the [sources] of claimdiff.toml
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<OsString>,
    /// Options from FILE; else from the nearest claimdiff.toml, from the working folder upward
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Read no claimdiff.toml
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
    /// The language of all inputs, e.g. ar; else each one's `lang` field, else a guess
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// A folder of language packs, which are added or take the place of those built in
    #[arg(long, value_name = "DIR")]
    pub packs: Option<PathBuf>,
    /// Speaker names that are one: TOML lines `"name" = ["other name", …]`
    #[arg(long, value_name = "FILE")]
    pub aliases: Option<PathBuf>,
    /// Threads; 0 takes all processors. The output is the same for any number
    #[arg(short = 'j', long = "jobs", value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=1024))]
    pub jobs: u16,
}

/// What is written, and how.
#[derive(Debug, Arguments)]
pub struct OutputArgs {
    /// Output format; FORMAT=FILE writes to a file, whole or not at all, and can be given several times
    #[arg(long, short, value_name = "FORMAT[=FILE]", default_value = Format::ALL[0].1, value_parser = WantedParser)]
    pub format: Vec<Wanted>,
    /// Write the format that names no file to FILE, whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Show scores, rules and differences
    #[arg(long)]
    pub explain: bool,
    /// Show the differences that normalization hid, in the table and in JSON
    #[arg(long)]
    pub show_hidden: bool,
    /// The language that an HTML page itself speaks, and with it its direction; default: that of the first article where there is
    /// one, else en
    #[arg(long, value_name = "TAG", value_parser = PossibleValuesParser::new(interface_languages()))]
    pub ui: Option<String>,
    /// Colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    pub color: When,
    /// Columns of the table; else those of the terminal, else 100
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub width: Option<u16>,
    /// Right-to-left cells in Unicode isolates, for terminals that reorder text; default: isolate on a terminal, else none
    #[arg(long, value_enum, value_name = "HOW")]
    pub bidi: Option<Bidi>,
    /// No warnings on standard error
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say on standard error what is done; RUST_LOG=claimdiff=debug adds the stages and their times
    #[arg(short, long)]
    pub verbose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Bidi {
    Isolate,
    None,
}

/// A format, and the file it goes to where one was given with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub format: Format,
    pub file: Option<PathBuf>,
}

/// Reads `json` or `json=out.json`; the formats are those that the library lists.
#[derive(Clone, Copy, Debug)]
struct WantedParser;

impl TypedValueParser for WantedParser {
    type Value = Wanted;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let text =
            value.to_str().ok_or_else(|| clap::Error::new(ErrorKind::InvalidUtf8).with_cmd(command))?;
        let (name, file) = match text.split_once('=') {
            Some((name, file)) if !file.is_empty() => (name, Some(file.into())),
            Some((name, _)) => {
                let message = format!("{name}=: no file; write {name}=FILE\n");
                return Err(clap::Error::raw(ErrorKind::ValueValidation, message).with_cmd(command));
            }
            None => (text, None),
        };
        let name = PossibleValuesParser::new(format_values()).parse_ref(command, argument, name.as_ref())?;
        let listed = Format::ALL.iter().find(|f| f.1 == name);
        Ok(Wanted { format: listed.expect("the parser lets only listed names through").0, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(format_values()))
    }
}

fn format_values() -> impl Iterator<Item = PossibleValue> {
    Format::ALL.iter().map(|(_, name, help)| PossibleValue::new(name).help(help))
}

/// A relation by its name.
pub fn relation(name: &str) -> Result<Relation, String> {
    Relation::ALL.iter().copied().find(|r| r.name() == name).ok_or_else(|| {
        let known: Vec<_> = Relation::ALL.iter().map(|r| r.name()).collect();
        format!("no such relation; known are {}", known.join(", "))
    })
}
