//! An article between its format's reader and the checks that all formats share.

use super::date;
use crate::{
    lang::Packs,
    model::{Article, Span},
};

/// What a format's reader hands on: the language is not settled and the id not unique yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) article: Article,
    /// As the input states it.
    pub(super) lang: Option<String>,
    /// Line in the file, from 1, where several articles share one.
    pub(super) line: Option<usize>,
    /// Position in a JSON list, from 1.
    pub(super) item: Option<usize>,
    /// What a reader should know about it, each with the code of its warning.
    pub(super) remarks: Vec<(&'static str, String)>,
}

impl Draft {
    /// How an error names this article.
    pub(super) fn place(&self, name: &str) -> String {
        match (self.line, self.item) {
            (Some(line), _) => format!("{name}:{line}"),
            (None, Some(item)) => format!("{name}: article {item}"),
            (None, None) => name.to_owned(),
        }
    }

    /// Notes something that a reader should know.
    pub(super) fn remark(&mut self, code: &'static str, message: String) {
        self.remarks.push((code, message));
    }

    /// Puts the dates, which are as the input writes them, into ISO 8601; one that cannot be read stays, with a remark.
    pub(super) fn settle_dates(&mut self, packs: &Packs) {
        let Self { article, remarks, .. } = self;
        for field in [&mut article.date, &mut article.modified, &mut article.captured] {
            let Some(stated) = field.take().map(|d| d.trim().to_owned()).filter(|d| !d.is_empty()) else {
                continue;
            };
            let read = date::iso(&stated).or_else(|| date::written(&stated, packs));
            *field = read.or_else(|| date::alone(&stated)).or_else(|| {
                let remark = match date::ambiguous(&stated) {
                    Some((one, other)) => format!("`{stated}` may be {one} or {other}; write the one it is"),
                    None => format!("`{stated}` is no date that is known here; write it as 2026-01-14"),
                };
                remarks.push(("date", remark));
                Some(stated)
            });
        }
    }
}

/// Where `title` stands at the beginning of `text` as a line of its own.
pub(super) fn headline(text: &str, title: &str) -> Option<Span> {
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '#').len();
    let rest = text[start..].strip_prefix(title)?;
    let own_line = rest.trim_start_matches([' ', '\t', '\r']);
    (own_line.is_empty() || own_line.starts_with('\n')).then(|| Span::new(start, start + title.len()))
}

/// Title and text with a blank line between, and where the title stands; nothing is added to a text that begins with it.
pub(super) fn joined(title: Option<&str>, text: String) -> (String, Option<Span>) {
    let Some(title) = title else { return (text, None) };
    match headline(&text, title) {
        Some(span) => (text, Some(span)),
        None => (format!("{title}\n\n{text}"), Some(Span::new(0, title.len()))),
    }
}
