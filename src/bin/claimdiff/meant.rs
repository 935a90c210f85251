//! What the arguments mean on this terminal and in this environment.

use crate::{
    args::{Bidi, InputArgs, MatchArgs, OutputArgs, When},
    config::Config,
    output::Target,
};
use anstream::{AutoStream, ColorChoice};
use claimdiff::{
    Error, Options, Result,
    lang::Packs,
    model::{Lang, Permille},
    normalize::{Rule, Rules},
    read::{Input, Place},
    report::{Format, View},
    resolve::Aliases,
};
use std::io::{IsTerminal, stdout};

/// Columns of a table that no terminal shows.
const WIDTH: u16 = 100;

/// What is read, and with what.
pub struct Inputs {
    pub inputs: Vec<Input>,
    pub lang: Option<Lang>,
    pub options: Options,
}

/// Inputs and options; loads the packs.
///
/// # Errors
/// Where there is no input, or packs or aliases cannot be used.
pub fn inputs(args: InputArgs, config: &Config) -> Result<Inputs> {
    let mut inputs: Vec<Input> = args.inputs.iter().map(|i| Input::parse(i)).collect();
    if inputs.is_empty() {
        inputs.extend(config.inputs());
    }
    if inputs.is_empty() {
        return Err(Error::input(
            "no INPUT; name files, folders or - for standard input, or list [sources] in claimdiff.toml",
        ));
    }
    Ok(Inputs { inputs, options: options(&args, config)?, lang: args.lang.map(Lang) })
}

/// Packs and aliases, and the defaults of the rest.
///
/// # Errors
/// Where they cannot be used.
pub fn options(args: &InputArgs, config: &Config) -> Result<Options> {
    let packs = match &args.packs {
        Some(dir) => Packs::embedded().with_dir(dir)?,
        None => Packs::embedded(),
    };
    let aliases = match &args.aliases {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|e| Error::io(format!("{}: cannot be read: {}", path.display(), e.kind())))?;
            Aliases::parse(&path.display().to_string(), &text)?
        }
        None => config.aliases.clone().unwrap_or_default(),
    };
    Ok(Options { packs, aliases, ..Options::default() })
}

/// The history of one file, given alone or after the revisions asked for.
///
/// # Errors
/// Where something else is given.
pub fn history(inputs: &[Input]) -> Result<Vec<Input>> {
    match inputs {
        [file] => Ok(vec![file.clone().with_history(None)]),
        [Input { label: None, place: Place::Path(revisions) }, file] => {
            let revisions = revisions.to_string_lossy().into_owned();
            Ok(vec![file.clone().with_history(Some(revisions))])
        }
        _ => Err(Error::input(
            "--git takes one file, or REV..REV and one file: `versions --git v1..HEAD article.txt`",
        )),
    }
}

/// Puts in force what the file and the arguments say of matching.
pub fn matching(args: &MatchArgs, config: &Config, options: &mut Options) {
    config.set(options);
    if let Some(share) = args.threshold {
        options.align.threshold = Permille::of(share);
    }
    options.normalize.rules = rules(&args.no_ignore, &args.ignore);
}

/// All rules but those switched off, and those switched on again.
fn rules(off: &[Rules], on: &[Rules]) -> Rules {
    let any = |sets: &[Rules], rule| sets.iter().any(|s| s.has(rule));
    let kept = |rule: &&Rule| !any(off, **rule) || any(on, **rule);
    Rule::ALL.iter().filter(kept).fold(Rules::NONE, |set, rule| set.with(*rule))
}

/// Settles how many threads work; 0 takes all processors.
pub fn threads(jobs: u16) {
    // Only fails where a pool exists already, which is then as good.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build_global();
}

/// A format with where it goes and how it looks there.
#[derive(Debug)]
pub struct Goal {
    pub format: Format,
    pub target: Target,
    pub view: View,
}

/// What is to be written, each to a place of its own.
///
/// # Errors
/// Where two formats would go to one place, or `-o` has no format left.
pub fn goals(args: &OutputArgs) -> std::result::Result<Vec<Goal>, String> {
    let mut goals: Vec<Goal> = Vec::new();
    for wanted in &args.format {
        let target = match wanted.file.as_ref().or(args.output.as_ref()) {
            Some(file) => Target::File(file.clone()),
            None => Target::Stdout,
        };
        if goals.iter().any(|g| g.target == target) {
            return Err(match target {
                Target::File(file) => format!("{}: two formats for one file; name another", file.display()),
                Target::Stdout => format!(
                    "--format {}: a second format for standard output; write {0}=FILE",
                    wanted.format.name()
                ),
            });
        }
        goals.push(Goal { format: wanted.format, view: view(args, &target), target });
    }
    match &args.output {
        Some(file) if args.format.iter().all(|w| w.file.is_some()) => Err(format!(
            "-o {}: every format has a file already; leave it out, or add a --format without a file",
            file.display()
        )),
        _ => Ok(goals),
    }
}

fn view(args: &OutputArgs, target: &Target) -> View {
    let terminal = *target == Target::Stdout && stdout().is_terminal();
    let color = match args.color {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && AutoStream::choice(&stdout()) != ColorChoice::Never,
    };
    let columns = || terminal.then(terminal_size::terminal_size).flatten().map(|(w, _)| w.0);
    View {
        explain: args.explain,
        hidden: args.show_hidden,
        ui: args.ui.clone().map(Lang),
        // A terminal that reports no width, or next to none, is treated as none.
        width: args.width.or_else(|| columns().filter(|w| *w >= 20)).unwrap_or(WIDTH),
        color,
        isolate: args.bidi.map_or(terminal, |b| b == Bidi::Isolate),
        ..View::default()
    }
}
