//! A finished [`Report`] to bytes: one file an output format.
//!
//! In: a report and a [`View`]. Out: text, written to whatever the caller gives. Renderers compute nothing that another renderer
//! would have to compute again: what the formats for people share is in `row`. The same report and view give the same
//! bytes. To add a format, add a file, a variant and a line in [`Format::ALL`].

#[cfg(feature = "cli")]
mod cell;
#[cfg(feature = "cli")]
mod change;
pub mod contract;
#[cfg(feature = "cli")]
mod csv;
#[cfg(feature = "cli")]
mod finding;
#[cfg(feature = "cli")]
mod github;
#[cfg(feature = "cli")]
mod history;
#[cfg(feature = "cli")]
mod html;
mod json;
#[cfg(feature = "cli")]
mod junit;
mod label;
#[cfg(feature = "cli")]
mod lead;
#[cfg(feature = "cli")]
mod markdown;
mod only;
#[cfg(feature = "cli")]
mod place;
mod pretty;
#[cfg(feature = "cli")]
mod printable;
#[cfg(feature = "cli")]
mod quote;
#[cfg(feature = "cli")]
mod record;
#[cfg(feature = "cli")]
mod row;
#[cfg(feature = "cli")]
mod sarif;
#[cfg(feature = "cli")]
mod table;

#[cfg(feature = "cli")]
pub use html::languages as interface_languages;
#[cfg(feature = "track")]
pub(crate) use json::article_line;
pub use json::event_line;
pub use only::Only;
#[cfg(feature = "cli")]
pub use printable::printable;

use crate::model::{Change, Group, Lang, Placement, Relation, Report, Severity};
use std::io::{self, Write};

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Columns for people, or a line a field where the width is too small.
    #[cfg(feature = "cli")]
    Table,
    /// One JSON object, indented.
    Json,
    /// One JSON object a line: an article with its claims; for a comparison, then the groups and the summary.
    Jsonl,
    /// A row a claim, for spreadsheets.
    #[cfg(feature = "cli")]
    Csv,
    /// For the summary of a pull request or a job.
    #[cfg(feature = "cli")]
    Markdown,
    /// One self-contained page.
    #[cfg(feature = "cli")]
    Html,
    /// Annotations of a GitHub workflow.
    #[cfg(feature = "cli")]
    Github,
    /// SARIF 2.1.0, for code scanning.
    #[cfg(feature = "cli")]
    Sarif,
    /// JUnit XML, for dashboards of tests.
    #[cfg(feature = "cli")]
    Junit,
}

impl Format {
    /// Every format with its name and what it is for; the command line's values are built from this list.
    pub const ALL: &[(Self, &'static str, &'static str)] = &[
        #[cfg(feature = "cli")]
        (Self::Table, "table", "columns for people; a line a field in less than 60 columns"),
        (Self::Json, "json", "one JSON object (see `claimdiff schema`)"),
        (Self::Jsonl, "jsonl", "one JSON object a line"),
        #[cfg(feature = "cli")]
        (Self::Csv, "csv", "a row a claim, for spreadsheets"),
        #[cfg(feature = "cli")]
        (Self::Markdown, "markdown", "for the summary of a pull request or a job; under 64 kB"),
        #[cfg(feature = "cli")]
        (Self::Html, "html", "one self-contained page, to read, send and print"),
        #[cfg(feature = "cli")]
        (Self::Github, "github", "annotations of a GitHub workflow"),
        #[cfg(feature = "cli")]
        (Self::Sarif, "sarif", "SARIF 2.1.0, for code scanning"),
        #[cfg(feature = "cli")]
        (Self::Junit, "junit", "JUnit XML, for dashboards of tests"),
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|f| f.0 == self).expect("every format is listed").1
    }

    /// Writes `report` to `out`.
    ///
    /// ```
    /// use claimdiff::{Options, extract_claims, model::{Article, Lang}, report::{Format, View}};
    /// let article = Article { id: "a".into(), lang: Lang("ar".into()), text: "خبر.".into(), ..Article::default() };
    /// let report = extract_claims(&[article], &Options::default());
    /// let mut out = Vec::new();
    /// Format::Jsonl.render(&report, &View::default(), &mut out)?;
    /// assert!(String::from_utf8_lossy(&out).starts_with(r#"{"schema":1,"article":{"id":"a""#));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn render(self, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
        match self {
            #[cfg(feature = "cli")]
            Self::Table => table::render(report, view, out),
            Self::Json => json::document(report, view, out),
            Self::Jsonl => json::lines(report, view, out),
            #[cfg(feature = "cli")]
            Self::Csv => csv::render(report, view, out),
            #[cfg(feature = "cli")]
            Self::Markdown => markdown::render(report, view, out),
            #[cfg(feature = "cli")]
            Self::Html => html::render(report, view, out),
            #[cfg(feature = "cli")]
            Self::Github => github::render(report, view, out),
            #[cfg(feature = "cli")]
            Self::Sarif => sarif::render(report, view, out),
            #[cfg(feature = "cli")]
            Self::Junit => junit::render(report, view, out),
        }
    }
}

/// What of a report is shown, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Only groups and changes that one of these names; all where empty. The summary always counts all.
    pub only: Vec<Only>,
    /// Only groups whose differences are at least so severe and changes that are; new and dropped, which have none, are shown all
    /// the same.
    pub least: Severity,
    /// Versions: only what stands in one of these places in some version; all where empty.
    pub placements: Vec<Placement>,
    /// Scores, rules and differences too.
    pub explain: bool,
    /// What normalization hid too, in JSON and in the table.
    pub hidden: bool,
    /// What language a page itself speaks; `None` for that of the first article, where there is one, else English.
    pub ui: Option<Lang>,
    /// Columns of a table.
    pub width: u16,
    /// With ANSI colours.
    pub color: bool,
    /// With every right-to-left cell in a Unicode isolate, for terminals that reorder text.
    pub isolate: bool,
}

impl Default for View {
    fn default() -> Self {
        Self {
            only: Vec::new(),
            least: Severity::Cosmetic,
            placements: Vec::new(),
            explain: false,
            hidden: false,
            ui: None,
            width: 100,
            color: false,
            isolate: false,
        }
    }
}

impl View {
    /// True where a group is to be shown.
    pub fn shows(&self, report: &Report, group: &Group) -> bool {
        let severe =
            group.severity >= self.least || matches!(group.relation, Relation::New | Relation::Dropped);
        let named = self.only.is_empty() || self.only.iter().any(|o| o.has(report, group));
        severe && named && self.has_place(group.timeline.iter().filter_map(|t| t.placement))
    }

    /// True where a change of the text is to be shown.
    pub fn shows_change(&self, change: &Change) -> bool {
        let named = self.only.is_empty() || self.only.iter().any(|o| o.has_change(change));
        let severe = change.severity >= self.least;
        severe
            && named
            && self.has_place([&change.left, &change.right].into_iter().flatten().map(|p| p.placement))
    }

    fn has_place(&self, mut places: impl Iterator<Item = Placement>) -> bool {
        self.placements.is_empty() || places.any(|p| self.placements.contains(&p))
    }
}
