//! The subcommands: read, run the pipeline, write.

use crate::{
    args::{
        CompareArgs, CorpusArgs, ExtractArgs, HistoryArgs, InputArgs, OutputArgs, SchemaArgs, SchemaOf,
        TextArgs, TrackArgs, VersionsArgs,
    },
    config::Config,
    corpus,
    eval::EvalArgs,
    exit::{self, Exit},
    gate::Gate,
    meant::{self, Goal},
    output::Target,
    track, watch,
};
use claimdiff::{
    Error, Options,
    model::{Article, Command, Report},
    pipeline,
    read::{self, Input, ReadOptions, Reading},
    report::{self, View},
};

/// `extract`: the claims of each article.
pub fn extract(args: ExtractArgs, config: &Config) -> Exit {
    run((args.inputs, config), read::articles, &args.output, pipeline::extract, |_, _| Ok(None))
}

/// `compare`: several articles on one event.
pub fn compare(args: CompareArgs, config: &Config) -> Exit {
    comparison((args, config), read::articles, pipeline::compare, |_| {})
}

/// `versions`: one article at several times.
pub fn versions(args: VersionsArgs, config: &Config) -> Exit {
    let TextArgs { claims_only, placement } = args.text;
    let HistoryArgs { git, since } = args.history;
    let read = |inputs: &[Input], options: &ReadOptions| {
        if git {
            let inputs = meant::history(inputs).map_err(|e| vec![e])?;
            return read::versions(&inputs, options, since);
        }
        read::versions(inputs, options, since)
    };
    let stage = |articles: &[Article], options: &Options| {
        pipeline::versions(articles, &Options { claims_only, ..options.clone() })
    };
    comparison((args.compare, config), read, stage, |view| view.placements = placement)
}

fn comparison(
    (args, config): (CompareArgs, &Config),
    read: impl Reads,
    stage: impl FnOnce(&[Article], &Options) -> Report,
    show: impl FnOnce(&mut View),
) -> Exit {
    let CompareArgs { inputs, matching, gate: given, output } = args;
    let mut gate = match Gate::new(&given) {
        Ok(gate) => gate,
        Err(e) => return exit::failed(&[e]),
    };
    let stage = |articles: &[Article], options: &Options| {
        let mut options = options.clone();
        meant::matching(&matching, config, &mut options);
        stage(articles, &options)
    };
    run((inputs, config), read, &output, stage, |report, view| {
        if report.articles.len() < 2 {
            return Err(format!(
                "{}: only one article; a comparison needs two or more",
                report.articles[0].path.as_deref().unwrap_or(&report.articles[0].id)
            ));
        }
        (view.only, view.least) = (given.only, given.min_severity);
        show(view);
        gate.judge(report);
        gate.close()
    })
}

/// `track`: articles seen before.
pub fn track(args: TrackArgs, config: &Config) -> Exit {
    let output = &args.compare.output;
    watch::start(output.verbose, output.quiet);
    match track::run(args, config) {
        Ok(found) => ended(Ok(()), found),
        Err(errors) => exit::failed(&errors),
    }
}

/// `corpus`: many articles, an event at a time.
pub fn corpus(args: CorpusArgs, config: &Config) -> Exit {
    watch::start(args.verbose, args.quiet);
    match corpus::run(args, config) {
        Ok(found) => ended(Ok(()), found),
        Err(errors) => exit::failed(&errors),
    }
}

/// `schema`: the JSON Schema of an output.
pub fn schema(args: &SchemaArgs) -> Exit {
    let command = match args.command {
        SchemaOf::Extract => Command::Extract,
        SchemaOf::Compare => Command::Compare,
    };
    let schema = report::contract::schema(command, args.lines);
    let written = Target::Stdout.write(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        out.write_all(b"\n")
    });
    ended(written, None)
}

/// `eval`: figures against annotated data.
pub fn eval(args: &EvalArgs) -> Exit {
    let outcome = match crate::eval::run(args) {
        Ok(outcome) => outcome,
        Err(e) => return exit::failed(&[e]),
    };
    outcome.notes.iter().for_each(exit::say);
    let target = args.output.clone().map_or(Target::Stdout, Target::File);
    match (target.write(|out| out.write_all(outcome.text.as_bytes())), outcome.missed) {
        (Err(e), _) => exit::failed(&[e]),
        (Ok(()), Some(missed)) => {
            exit::say(missed);
            Exit::Found
        }
        (Ok(()), None) => Exit::Clean,
    }
}

/// What reads the inputs: as articles, or as versions of one.
trait Reads: FnOnce(&[Input], &ReadOptions) -> Result<Reading, Vec<Error>> {}
impl<F: FnOnce(&[Input], &ReadOptions) -> Result<Reading, Vec<Error>>> Reads for F {}

/// Reads with `read`, runs `stage`, lets `judge` look at the report, writes it. What `judge` found makes the exit status 1.
fn run(
    (inputs, config): (InputArgs, &Config),
    read: impl Reads,
    output: &OutputArgs,
    stage: impl FnOnce(&[Article], &Options) -> Report,
    judge: impl FnOnce(&mut Report, &mut View) -> Result<Option<String>, String>,
) -> Exit {
    let goals = match meant::goals(output) {
        Ok(goals) => goals,
        Err(e) => return exit::failed(&[e]),
    };
    watch::start(output.verbose, output.quiet);
    meant::threads(inputs.jobs);
    let inputs = match meant::inputs(inputs, config) {
        Ok(inputs) => inputs,
        Err(e) => return exit::failed(&[e]),
    };
    let options = ReadOptions { lang: inputs.lang, packs: &inputs.options.packs };
    let reading = match read(&inputs.inputs, &options) {
        Ok(reading) => reading,
        Err(errors) => return exit::failed(&errors),
    };
    let mut report = stage(&reading.articles, &inputs.options);
    report.warnings.splice(0..0, reading.warnings);
    let mut shown = View::default();
    let found = match judge(&mut report, &mut shown) {
        Ok(found) => found,
        Err(e) => return exit::failed(&[e]),
    };
    ended(write(goals, &report, &shown, output), found)
}

/// Writes what `shown` picks of the report to each goal, then what there is to say of it.
pub fn write(goals: Vec<Goal>, report: &Report, shown: &View, output: &OutputArgs) -> Result<(), String> {
    let written = goals.into_iter().try_for_each(|goal| {
        let View { only, least, placements, .. } = shown.clone();
        let view = View { only, least, placements, ..goal.view };
        goal.target.write(|out| goal.format.render(report, &view, out))
    });
    if !output.quiet {
        tell(report, output.verbose);
    }
    written
}

fn ended(written: Result<(), String>, found: Option<String>) -> Exit {
    match (written, found) {
        (Err(e), _) => exit::failed(&[e]),
        (Ok(()), Some(found)) => {
            exit::say(format_args!("found {found}"));
            Exit::Found
        }
        (Ok(()), None) => Exit::Clean,
    }
}

/// Warnings, and what was read where that is asked for.
fn tell(report: &Report, verbose: bool) {
    if verbose {
        for (n, article) in report.articles.iter().enumerate() {
            let claims = report.claims.iter().filter(|c| c.article.index() == n).count();
            let noun = if claims == 1 { "claim" } else { "claims" };
            exit::say(format_args!("read {} ({}): {claims} {noun}", article.id, article.lang));
        }
    }
    for warning in &report.warnings {
        exit::say(format_args!("warning: {} [{}]", warning.message, warning.code));
    }
}
