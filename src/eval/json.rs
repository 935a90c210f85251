//! JSON and JSON Lines into typed rows, with errors that name file and line.

use crate::{Error, Result};
use serde::de::{DeserializeOwned, IgnoredAny};

/// One row of a JSON Lines file and its line, from 1.
pub(super) struct Row<T> {
    pub(super) line: usize,
    pub(super) value: T,
}

/// The rows of JSON Lines; blank lines are passed over.
pub(super) fn lines<T: DeserializeOwned>(name: &str, text: &str) -> Result<Vec<Row<T>>> {
    let rows = (1..).zip(without_mark(text).split('\n')).filter(|(_, row)| !row.trim().is_empty());
    rows.map(|(line, row)| {
        serde_json::from_str(row).map(|value| Row { line, value }).map_err(|e| broken(name, Some(line), &e))
    })
    .collect()
}

/// A file that is one value.
pub(super) fn document<T: DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    serde_json::from_str(without_mark(text)).map_err(|e| broken(name, None, &e))
}

/// True where every line is a value of its own, going by the first that is not blank.
pub(super) fn is_lines(text: &str) -> bool {
    let first = without_mark(text).split('\n').find(|row| !row.trim().is_empty());
    first.is_none_or(|row| serde_json::from_str::<IgnoredAny>(row).is_ok())
}

/// An error at one line of a file.
pub(super) fn at(name: &str, line: usize, what: impl std::fmt::Display) -> Error {
    Error::input(format!("{name}:{line}: {what}"))
}

fn broken(name: &str, line: Option<usize>, e: &serde_json::Error) -> Error {
    let message = e.to_string();
    // The parser counts lines within what it was given; the file's own line is what a reader can go to.
    let what = message.split(" at line ").next().unwrap_or(&message);
    let what = if e.is_data() { what.to_owned() } else { format!("broken JSON: {what}") };
    at(name, line.unwrap_or(e.line()), format_args!("column {}: {what}", e.column()))
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
