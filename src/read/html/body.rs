//! The text of the article in a page that has been cleared of clutter.

use super::metadata::{Metadata, alike};
use crate::read::date;
use dom_query::{Document, NodeId, NodeRef, Selection};
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

/// A paragraph above the text that is shorter than this is no lead.
const SENTENCE: usize = 60;

/// The share of the words of structured data, in hundredths, that the text found in the page must hold; less where the structured data
/// has lost the paragraphs, and is worse in that.
const HELD: usize = 90;
const HELD_OF_ONE_BLOCK: usize = 50;

/// True where most of the page's text are summaries under headlines that lead elsewhere.
pub(super) fn is_list(page: &Document) -> bool {
    let headings = page.select(LINK_HEADINGS);
    let length = |s: &Selection| s.nodes().iter().map(|n| n.text().trim().len()).sum::<usize>();
    headings.length() >= LIST && length(&headings.parent().select("p")) * 2 >= length(&page.select("p"))
}

/// The article's paragraphs, with blank lines between them; `None` where there is none.
pub(super) fn text(page: Document, meta: &Metadata) -> Option<String> {
    let seen = Seen::of(&page);
    let links: Vec<String> = page.select("a").iter().map(|a| flat(&a.text())).collect();
    let config = Config {
        text_mode: TextMode::Formatted,
        char_threshold: SHORTEST,
        disable_json_ld: true,
        ..Config::default()
    };
    let found = Readability::with_document(page, None, Some(config)).ok().and_then(|mut r| r.parse().ok());
    let found = found.map(|a| paragraphs(&a.text_content, meta.title.as_deref())).unwrap_or_default();
    let found = without_links(&found, &links);
    let found = seen.restored(&found, meta.title.as_deref());
    let stated = meta.body.as_deref().map(|b| paragraphs(b, meta.title.as_deref()));
    let text = match stated {
        Some(stated)
            if held(&stated, &found) < if stated.contains('\n') { HELD } else { HELD_OF_ONE_BLOCK } =>
        {
            stated
        }
        _ => found,
    };
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    (letters >= SHORTEST || (meta.is_article && letters > 0)).then_some(text)
}

/// White space as single spaces.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` without last lines that are nothing but links in a row: «طباعة إرسال».
fn without_links(text: &str, links: &[String]) -> String {
    let row = format!(" {} ", links.iter().filter(|l| !l.is_empty()).cloned().collect::<Vec<_>>().join(" "));
    let mut lines: Vec<&str> = text.split("\n\n").collect();
    while let Some(last) = lines.last() {
        let ends = last.ends_with(['.', '!', '?', '؟', '…', '»', '"', '”']);
        if ends || last.chars().count() >= SHORT || !row.contains(&format!(" {last} ")) {
            break;
        }
        lines.pop();
    }
    lines.join("\n\n")
}

/// One paragraph a block, without a repeated headline and what stands above it.
fn paragraphs(text: &str, title: Option<&str>) -> String {
    let lines = text.lines().map(flat);
    let mut lines: Vec<String> = lines.filter(|l| l.chars().any(char::is_alphanumeric)).collect();
    let headline = lines.iter().take(OPENING).position(|l| Some(l.as_str()) == title);
    if let Some(at) = headline.filter(|at| lines[..*at].iter().all(|l| l.chars().count() < SHORT)) {
        lines.drain(..=at);
    }
    // Above the text stands when it was published.
    if lines.first().is_some_and(|l| date::alone(l).is_some()) {
        lines.remove(0);
    }
    lines.join("\n\n")
}

/// The paragraphs and headings of the cleared page, in order, to find out what the library has lost.
struct Seen {
    blocks: Vec<Block>,
}

struct Block {
    text: String,
    parent: Option<NodeId>,
    paragraph: bool,
}

impl Seen {
    fn of(page: &Document) -> Self {
        let block = |node: &NodeRef| Block {
            text: flat(&node.formatted_text()),
            parent: node.parent().map(|p| p.id),
            paragraph: node.has_name("p"),
        };
        Self { blocks: page.select("h1, h2, p").nodes().iter().map(block).collect() }
    }

    /// `found`, with the paragraphs that belong to it by their place: between the headline and the first of it, if they are sentences,
    /// and beside others of it.
    fn restored(&self, found: &str, title: Option<&str>) -> String {
        let mut lines: Vec<&str> = found.split("\n\n").collect();
        let flat = lines.join(" ");
        let is_kept = |b: &&Block| b.paragraph && !b.text.is_empty() && flat.contains(b.text.as_str());
        let parents: FxHashSet<NodeId> =
            self.blocks.iter().filter(is_kept).filter_map(|b| b.parent).collect();
        let Some(first) = self.blocks.iter().position(|b| is_kept(&b)) else { return found.to_owned() };
        let is_headline = |b: &Block| !b.paragraph && title.is_some_and(|t| alike(&b.text, t));
        let lead = self.blocks[..first].iter().rposition(is_headline).map_or(first, |at| at + 1);
        // Where in `lines` the last paragraph that both have ends.
        let mut at = 0;
        for (n, block) in self.blocks.iter().enumerate().skip(lead).filter(|(_, b)| b.paragraph) {
            if is_kept(&block) {
                // A paragraph with line breaks is several lines.
                let ahead = lines[at..].iter().position(|l| block.text.starts_with(l)).map_or(at, |n| at + n);
                at = ahead + lines[ahead..].iter().take_while(|l| block.text.contains(**l)).count();
                continue;
            }
            let ends = block.text.ends_with(['.', '!', '?', '؟', '…', '»', '"', '”']);
            let sentence = ends && block.text.chars().count() >= SENTENCE;
            let beside = block.parent.is_some_and(|p| parents.contains(&p));
            let lost = if n < first { sentence } else { beside };
            if lost && block.text.chars().any(char::is_alphanumeric) {
                lines.insert(at, &block.text);
                at += 1;
            }
        }
        lines.join("\n\n")
    }
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
