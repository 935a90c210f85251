//! Plain text and Markdown: the text as it is, its first line as headline where a blank line follows.
//!
//! Markdown's own signs stay in the text, so that places in the output are places in the file; only the `#` of the headline is
//! left out of it.

use super::draft::Draft;
use crate::model::{Article, Origin, Span};

/// A first line longer than this (in characters) is a paragraph.
const LONGEST_TITLE: usize = 250;

/// The article in `text`.
pub(super) fn article(text: String, markdown: bool) -> Draft {
    let headline = headline(&text, markdown);
    let title = headline.map(|span| span.of(&text).to_owned());
    let article = Article { title, headline, text, origin: Origin::Whole, ..Article::default() };
    Draft { article, ..Draft::default() }
}

/// The first line that is not blank, if a blank line and then more text follow and it does not end as a sentence does.
fn headline(text: &str, markdown: bool) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].split('\n').next()?;
    let mut after = text[start + line.len()..].split('\n').skip(1);
    if !after.next()?.trim().is_empty() || after.all(|l| l.trim().is_empty()) {
        return None;
    }
    let title = line.trim_end();
    let title = if markdown { title.trim_start_matches('#').trim_start() } else { title };
    let sentence = title.ends_with('.') && !title.ends_with("..");
    if title.is_empty() || sentence || title.chars().nth(LONGEST_TITLE).is_some() {
        return None;
    }
    let end = start + line.trim_end().len();
    Some(Span::new(end - title.len(), end))
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn finds_the_headline() {
        for (text, markdown, want) in [
            ("عنوان\n\nمتن", false, Some("عنوان")),
            ("\r\n Title \r\n\r\nBody", false, Some("Title")),
            ("# Title\n\nBody", true, Some("Title")),
            ("# Title\n\nBody", false, Some("# Title")),
            ("Title\nBody", false, None),
            ("Title\n\n \n", false, None),
            ("A sentence.\n\nAnother.", false, None),
            ("And then ...\n\nBody", false, Some("And then ...")),
            ("###\n\nBody", true, None),
            (&format!("{}\n\nBody", "w ".repeat(200)), false, None),
        ] {
            let draft = article(text.to_owned(), markdown);
            assert_eq!(draft.article.title.as_deref(), want, "{text:?}");
            assert_eq!(draft.article.headline.map(|s| s.of(&draft.article.text)), want, "{text:?}");
        }
    }
}
