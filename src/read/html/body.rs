//! The text of the article in a page that has been cleared of clutter.

use super::metadata::Metadata;
use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use rustc_hash::FxHashSet;

/// Fewer letters than this are no article, unless the page says that it is one.
const SHORTEST: usize = 140;

/// A headline that is nothing but a link opens another article: a page with so many of them is a list of articles.
const LIST: usize = 5;

/// The share of the words of structured data, in hundredths, that the text found in the page must hold.
const HELD: usize = 90;

/// The article's paragraphs, with blank lines between them; `None` where there is none.
pub(super) fn text(page: Document, meta: &Metadata) -> Option<String> {
    let links =
        page.select("h2 > a:only-child, h3 > a:only-child, a > h2:only-child, a > h3:only-child").length();
    if !meta.is_article && links >= LIST {
        return None;
    }
    let config = Config {
        text_mode: TextMode::Formatted,
        char_threshold: SHORTEST,
        disable_json_ld: true,
        ..Config::default()
    };
    let found = Readability::with_document(page, None, Some(config)).ok().and_then(|mut r| r.parse().ok());
    let found = found.map(|a| paragraphs(&a.text_content, meta.title.as_deref())).unwrap_or_default();
    let stated = meta.body.as_deref().map(|b| paragraphs(b, meta.title.as_deref()));
    let text = match stated {
        Some(stated) if held(&stated, &found) < HELD => stated,
        _ => found,
    };
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    (letters >= SHORTEST || (meta.is_article && letters > 0)).then_some(text)
}

/// One paragraph a block, without a repeated headline.
fn paragraphs(text: &str, title: Option<&str>) -> String {
    let lines = text.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut lines: Vec<String> = lines.filter(|l| l.chars().any(char::is_alphanumeric)).collect();
    if lines.first().map(String::as_str) == title {
        lines.remove(0);
    }
    lines.join("\n\n")
}

/// How many hundredths of the runs of words of `stated` stand in `found`.
fn held(stated: &str, found: &str) -> usize {
    let runs = |text: &str| -> FxHashSet<Vec<String>> {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.windows(4.min(words.len().max(1))).map(<[_]>::to_vec).collect()
    };
    let (stated, found) = (runs(stated), runs(found));
    stated.intersection(&found).count() * 100 / stated.len().max(1)
}
