//! Where in their files the words of a report stand, as far as that is known.

use crate::{
    model::{Article, ArticleId, Origin, Report, Span},
    text::{Lines, Position},
};

/// Where something stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The file as the user named it.
    pub(super) path: &'a str,
    pub(super) region: Region,
}

/// Where in a file, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    Somewhere,
    Line(u32),
    /// From the first position up to and without the second.
    Exact(Position, Position),
}

/// The files of a report.
pub(super) struct Files<'a> {
    articles: &'a [Article],
    lines: Vec<Lines<'a>>,
}

impl<'a> Files<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        let lines = report.articles.iter().map(|a| Lines::new(&a.text)).collect();
        Self { articles: &report.articles, lines }
    }

    /// The place of a span; `None` where the article came from no file.
    pub(super) fn place(&self, article: ArticleId, span: Span) -> Option<Place<'a>> {
        let n = article.index();
        let path = self.articles[n].path.as_deref().filter(|p| *p != "-")?;
        let at = |byte: u32| self.lines[n].position(byte as usize);
        let region = match self.articles[n].origin {
            Origin::Inside => Region::Somewhere,
            Origin::Line(line) => Region::Line(line),
            Origin::Whole => Region::Exact(at(span.start), at(span.end)),
        };
        Some(Place { path: path.strip_prefix("./").unwrap_or(path), region })
    }
}
