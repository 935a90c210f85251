//! An article between its format's reader and the checks that all formats share.

use crate::model::{Article, Span};

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
    /// True where the language was guessed with doubt.
    pub(super) doubtful: bool,
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
}

/// Where `title` stands at the beginning of `text` as a line of its own.
pub(super) fn headline(text: &str, title: &str) -> Option<Span> {
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '#').len();
    let rest = text[start..].strip_prefix(title)?;
    let own_line = rest.trim_start_matches([' ', '\t', '\r']);
    (own_line.is_empty() || own_line.starts_with('\n')).then(|| Span::new(start, start + title.len()))
}
