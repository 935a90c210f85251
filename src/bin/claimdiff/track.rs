//! `track`: what changed in articles since they were last read, and what else can be done with a store.

use crate::{
    args::{CompareArgs, TextArgs, TrackArgs, TrackWhat},
    config::Config,
    exit::say,
    gate::Gate,
    meant::{self, Goal},
    run,
};
use claimdiff::{
    Options,
    model::{Report, SCHEMA, Warning},
    read::{self, ReadOptions},
    report::{Format, View, printable},
    track::{self, Kept, Store},
};
use serde_json::json;
use std::io::{self, Write};

/// Widest column of a list.
const WIDE: usize = 60;

/// What `--fail-on` found, for people.
///
/// # Errors
/// One line for each thing that stopped the run; the store is then as before.
pub fn run(args: TrackArgs, config: &Config) -> Result<Option<String>, Vec<String>> {
    let one = |e: claimdiff::Error| vec![e.to_string()];
    let CompareArgs { inputs, matching, gate, output } = args.compare;
    let TextArgs { claims_only, placement } = args.text;
    meant::threads(inputs.jobs);
    let mut options = Options { claims_only, ..meant::options(&inputs, config).map_err(one)? };
    meant::matching(&matching, config, &mut options);
    let mut judge = Gate::new(&gate).map_err(one)?;
    let goals = meant::goals(&output).map_err(|e| vec![e])?;
    let shown = View { only: gate.only, least: gate.min_severity, placements: placement, ..View::default() };
    let mut told = |goals: Vec<Goal>, report: &mut Report| {
        judge.judge(report);
        run::write(goals, report, &shown, &output).map_err(|e| vec![e])
    };
    match args.what {
        TrackWhat { list: true, .. } => {
            let kept = Store::existing(&args.store).and_then(|s| s.list()).map_err(one)?;
            list(&kept, goals).map(|()| None).map_err(|e| vec![e])
        }
        TrackWhat { prune: Some(days), .. } => {
            let gone = Store::existing(&args.store).and_then(|mut s| s.prune(days)).map_err(one)?;
            if !output.quiet {
                let noun = if gone == 1 { "article" } else { "articles" };
                say(format_args!("{}: {gone} {noun} forgotten", args.store.display()));
            }
            Ok(None)
        }
        TrackWhat { show: Some(id), .. } => {
            let store = Store::existing(&args.store).map_err(one)?;
            told(goals, &mut track::history(&store, id, &options).map_err(one)?)?;
            judge.close().map_err(|e| vec![e])
        }
        TrackWhat { .. } => {
            let inputs = meant::inputs(inputs, config).map_err(one)?;
            let read = ReadOptions { lang: inputs.lang, packs: &options.packs };
            let reading = read::articles(&inputs.inputs, &read)
                .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
            // What is kept is kept for good, and nobody looks at a run by night: no guess goes into the store.
            let lies = reading.warnings.iter().filter(|w| w.code == "charset-lie");
            let lies: Vec<String> = lies.map(|w| format!("{}; nothing was stored", w.message)).collect();
            if !lies.is_empty() {
                return Err(lies);
            }
            let mut store = Store::open(&args.store).map_err(one)?;
            let mut tracked = track::track(&mut store, &reading.articles, &options).map_err(one)?;
            let warnings = reading.warnings.into_iter();
            let given = &tracked.given;
            let warnings = warnings.map(|w| Warning { article: w.article.map(|a| given[a.index()]), ..w });
            tracked.report.warnings.splice(0..0, warnings);
            // First told, then stored: a run that is killed in between is told again.
            told(goals, &mut tracked.report)?;
            tracked.commit().map_err(one)?;
            judge.close().map_err(|e| vec![e])
        }
    }
}

/// The articles of a store.
fn list(kept: &[Kept], goals: Vec<Goal>) -> Result<(), String> {
    goals.into_iter().try_for_each(|goal| {
        goal.target.write(|out| match goal.format {
            Format::Json => {
                serde_json::to_writer_pretty(&mut *out, &json!({ "schema": SCHEMA, "articles": kept }))?;
                writeln!(out)
            }
            Format::Jsonl => kept.iter().try_for_each(|k| {
                serde_json::to_writer(&mut *out, k)?;
                writeln!(out)
            }),
            _ => table(kept, out),
        })
    })
}

fn table(kept: &[Kept], out: &mut dyn Write) -> io::Result<()> {
    if kept.is_empty() {
        return writeln!(out, "no articles");
    }
    for k in kept {
        let title =
            k.title.as_deref().map(|t| format!(" – {}", shortened(&printable(t)))).unwrap_or_default();
        let noun = if k.versions == 1 { "version" } else { "versions" };
        writeln!(out, "{:>4}  {}{title}", k.id, printable(&k.key))?;
        writeln!(
            out,
            "      {} {noun}, read {} times from {} to {}, changed {}",
            k.versions, k.reads, k.first_seen, k.last_seen, k.changed
        )?;
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(WIDE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
