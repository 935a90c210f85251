//! Plain text: the text as it is, its first line as headline where a blank line follows.

use super::draft::Draft;
use crate::model::{Article, Span};

/// A first line longer than this (in characters) is a paragraph.
const LONGEST_TITLE: usize = 250;

/// The article in `text`.
pub(super) fn article(text: String) -> Draft {
    let headline = headline(&text);
    let title = headline.map(|span| span.of(&text).to_owned());
    Draft { article: Article { title, headline, text, ..Article::default() }, ..Draft::default() }
}

/// The first line that is not blank, if a blank line and then more text follow and it does not end as a sentence does.
fn headline(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].split('\n').next()?;
    let mut after = text[start + line.len()..].split('\n').skip(1);
    if !after.next()?.trim().is_empty() || after.all(|l| l.trim().is_empty()) {
        return None;
    }
    let title = line.trim_end();
    let sentence = title.ends_with('.') && !title.ends_with("..");
    if title.is_empty() || sentence || title.chars().nth(LONGEST_TITLE).is_some() {
        return None;
    }
    Some(Span::new(start, start + title.len()))
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn finds_the_headline() {
        for (text, want) in [
            ("عنوان\n\nمتن", Some("عنوان")),
            ("\r\n Title \r\n\r\nBody", Some("Title")),
            ("# Title\n\nBody", Some("# Title")),
            ("Title\nBody", None),
            ("Title\n\n \n", None),
            ("A sentence.\n\nAnother.", None),
            ("And then ...\n\nBody", Some("And then ...")),
            (&format!("{}\n\nBody", "w ".repeat(200)), None),
        ] {
            let draft = article(text.to_owned());
            assert_eq!(draft.article.title.as_deref(), want, "{text:?}");
            assert_eq!(draft.article.headline.map(|s| s.of(&draft.article.text)), want, "{text:?}");
        }
    }
}
