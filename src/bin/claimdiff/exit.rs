//! How a run ends: the exit status and the lines on standard error.

use claimdiff::report::printable;
use std::{fmt::Display, io::Write, process::ExitCode};

/// The exit status, the same in every format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Ran, and found nothing that `--fail-on` names.
    Clean,
    /// Found something that `--fail-on` names.
    Found,
    /// Wrong usage, or an input that could not be read or an output that could not be written.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Found => 1,
            Exit::Failed => 2,
        })
    }
}

/// A line on standard error, in which names and quoted text can do no harm; that it cannot be written is nobody's fault.
pub fn say(line: impl Display) {
    let _ = writeln!(std::io::stderr().lock(), "claimdiff: {}", printable(&line.to_string()));
}

/// One line for each thing that stopped the run.
pub fn failed(errors: &[impl Display]) -> Exit {
    for error in errors {
        say(format_args!("error: {error}"));
    }
    Exit::Failed
}
