//! `corpus`: reads many articles, groups them into events and compares each; a line an event, as soon as it and those before it are done.

use crate::{args::CorpusArgs, config::Config, gate::Gate, meant, output::Target};
use claimdiff::{
    event::{self, EventOptions},
    model::{Article, ArticleId, Permille},
    pipeline, progress,
    read::{self, ReadOptions},
    report::{self, View},
};
use rayon::prelude::*;

/// Events that are compared before the first of them is written: enough to keep all threads at work, few enough to keep memory small.
const AT_ONCE: usize = 256;

/// What `--fail-on` found, for people.
///
/// # Errors
/// One line for each thing that stopped the run.
pub fn run(args: CorpusArgs, config: &Config) -> Result<Option<String>, Vec<String>> {
    let one = |e: claimdiff::Error| vec![e.to_string()];
    meant::threads(args.inputs.jobs);
    let mut gate = Gate::new(&args.gate).map_err(one)?;
    let inputs = meant::inputs(args.inputs, config).map_err(one)?;
    let mut options = inputs.options;
    meant::matching(&args.matching, config, &mut options);
    let reading = read::articles(&inputs.inputs, &ReadOptions { lang: inputs.lang, packs: &options.packs })
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let how = EventOptions { threshold: Permille::of(args.event.likeness), days: args.event.days };
    let mut events = event::events(&reading.articles, &options.packs, &how);
    if !args.single {
        events.retain(|event| event.len() > 1);
    }
    let view = View { only: args.gate.only, least: args.gate.min_severity, ..View::default() };
    let compared = |event: &Vec<ArticleId>| {
        let articles: Vec<Article> = event.iter().map(|a| reading.articles[a.index()].clone()).collect();
        let mut report = pipeline::compare(&articles, &options);
        let warnings = reading.warnings.iter().filter_map(|w| {
            let here = event.iter().position(|a| Some(*a) == w.article)?;
            Some(claimdiff::model::Warning { article: Some(ArticleId::new(here)), ..w.clone() })
        });
        report.warnings.extend(warnings);
        progress::one("compare", events.len());
        report
    };
    let target = args.output.map_or(Target::Stdout, Target::File);
    let written = target.write(|out| {
        for (chunk, number) in events.chunks(AT_ONCE).zip((1..).step_by(AT_ONCE)) {
            let mut reports: Vec<_> = chunk.par_iter().map(compared).collect();
            for (report, number) in reports.iter_mut().zip(number..) {
                gate.judge(report);
                report::event_line(number, report, &view, out)?;
            }
        }
        Ok(())
    });
    written.map_err(|e| vec![e])?;
    gate.close().map_err(|e| vec![e])
}
