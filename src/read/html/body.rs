//! The text of the article in a page that has been cleared of clutter.

use super::metadata::Metadata;
use dom_query::{Document, Selection};
use dom_smoothie::{Config, Readability, TextMode};
use rustc_hash::FxHashSet;

/// Fewer letters than this are no article, unless the page says that it is one.
const SHORTEST: usize = 140;

/// A headline that is nothing but a link opens another article; a page that has so many of them, and most of its text under them, is
/// a list of articles.
const LIST: usize = 3;
const LINK_HEADINGS: &str = "h2:has(> a:only-child), h3:has(> a:only-child), h4:has(> a:only-child)";

/// The headline is among so many first lines, with short ones before it.
const OPENING: usize = 6;
const SHORT: usize = 80;

/// The share of the words of structured data, in hundredths, that the text found in the page must hold.
const HELD: usize = 90;

/// True where most of the page's text are summaries under headlines that lead elsewhere.
pub(super) fn is_list(page: &Document) -> bool {
    let headings = page.select(LINK_HEADINGS);
    let length = |s: &Selection| s.nodes().iter().map(|n| n.text().trim().len()).sum::<usize>();
    headings.length() >= LIST && length(&headings.parent().select("p")) * 2 >= length(&page.select("p"))
}

/// The article's paragraphs, with blank lines between them; `None` where there is none.
pub(super) fn text(page: Document, meta: &Metadata) -> Option<String> {
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

/// One paragraph a block, without a repeated headline and what stands above it.
fn paragraphs(text: &str, title: Option<&str>) -> String {
    let lines = text.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut lines: Vec<String> = lines.filter(|l| l.chars().any(char::is_alphanumeric)).collect();
    let headline = lines.iter().take(OPENING).position(|l| Some(l.as_str()) == title);
    if let Some(at) = headline.filter(|at| lines[..*at].iter().all(|l| l.chars().count() < SHORT)) {
        lines.drain(..=at);
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
