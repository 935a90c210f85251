//! What a run tells while it works: with `-v` the library's trace, else a bar where a long run is watched at a terminal. Both on standard
//! error, both made from the events that the library emits.

use claimdiff::progress::TARGET;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    io::{IsTerminal, stderr},
    sync::Mutex,
    time::{Duration, Instant},
};
use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::{LevelFilter, Targets},
    fmt::{format::FmtSpan, time::uptime},
    layer::{Context, SubscriberExt},
    util::SubscriberInitExt,
};

/// A run shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Installs what the arguments ask for. With `-v`, RUST_LOG picks what is told: `RUST_LOG=claimdiff=debug` shows the stages with their times.
pub fn start(verbose: bool, quiet: bool) {
    if verbose {
        let filter = EnvFilter::builder().with_default_directive(LevelFilter::INFO.into()).from_env_lossy();
        let lines = tracing_subscriber::fmt::layer()
            .with_writer(stderr)
            .with_ansi(false)
            .with_target(false)
            .with_timer(uptime())
            .with_span_events(FmtSpan::CLOSE);
        tracing_subscriber::registry().with(lines.with_filter(filter)).init();
    } else if !quiet && stderr().is_terminal() {
        let only = Targets::new().with_target(TARGET, Level::TRACE);
        tracing_subscriber::registry().with(Bar::default().with_filter(only)).init();
    }
}

/// A bar for the stage that works now.
struct Bar {
    since: Instant,
    stage: Mutex<Option<(String, ProgressBar)>>,
}

impl Default for Bar {
    fn default() -> Self {
        Self { since: Instant::now(), stage: Mutex::default() }
    }
}

impl<S: Subscriber> Layer<S> for Bar {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut step = Step::default();
        event.record(&mut step);
        let Ok(mut stage) = self.stage.lock() else { return };
        if stage.as_ref().is_none_or(|(name, _)| *name != step.stage) {
            if let Some((_, bar)) = stage.take() {
                bar.finish_and_clear();
            }
            let bar = ProgressBar::with_draw_target(Some(step.of), ProgressDrawTarget::hidden());
            let style = ProgressStyle::with_template("{msg:>8} {wide_bar} {pos}/{len} {eta}");
            bar.set_style(style.expect("the template is well-formed"));
            bar.set_message(step.stage.clone());
            *stage = Some((step.stage, bar));
        }
        let Some((_, bar)) = stage.as_ref() else { return };
        bar.inc(1);
        if bar.position() >= step.of {
            bar.finish_and_clear();
        } else if bar.is_hidden() && self.since.elapsed() > PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

/// The fields of a progress event.
#[derive(Default)]
struct Step {
    stage: String,
    of: u64,
}

impl Visit for Step {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "stage" {
            value.clone_into(&mut self.stage);
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "of" {
            self.of = value;
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
