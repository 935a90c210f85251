//! Markdown to the text that a reader sees: paragraphs with blank lines between, no signs.
//!
//! In: Markdown, with front matter (YAML between `---`, TOML between `+++`) where a site generator wrote some. Out: a draft whose
//! places are places in the extracted text. The headline is the front matter's `title`, else the first block if it is a heading, or
//! what would be one in plain text.

use super::{
    draft::{Draft, joined},
    plain,
};
use crate::model::Article;
use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use saphyr::{LoadableYamlNode, YamlOwned};
use std::collections::BTreeMap;

/// The article in `text`.
pub(super) fn article(text: &str) -> Draft {
    let mut page = Page::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    for event in Parser::new_ext(text, options) {
        page.take(event);
    }
    page.end_block();
    let Page { blocks, heading, mut front, .. } = page;
    let body = blocks.join("\n\n");
    let mut field = |names: &[&str]| names.iter().find_map(|n| front.remove(*n)).filter(|v| !v.is_empty());
    let title = field(&["title", "headline"]);
    let (date, modified) = (field(&["date", "published"]), field(&["modified", "lastmod", "updated"]));
    let mut draft = match title.or_else(|| heading.then(|| blocks[0].clone())) {
        Some(title) => {
            let (text, headline) = joined(Some(&title), body);
            let article = Article { title: Some(title), headline, text, ..Article::default() };
            Draft { article, ..Draft::default() }
        }
        None => plain::article(body),
    };
    draft.lang = field(&["lang", "language"]);
    draft.article.label = field(&["source", "outlet", "publisher"]).unwrap_or_default();
    draft.article.id = field(&["id"]).unwrap_or_default();
    draft.article.author = field(&["author", "authors"]);
    draft.article.url = field(&["url", "link"]);
    draft.article.date = date;
    draft.article.modified = modified;
    draft
}

/// What has been read so far.
#[derive(Default)]
struct Page {
    blocks: Vec<String>,
    block: String,
    /// The first block is a heading.
    heading: bool,
    front: BTreeMap<String, String>,
    /// Inside front matter, and of which kind.
    metadata: Option<MetadataBlockKind>,
    /// Depth of pictures, whose description is no text of the article.
    hidden: usize,
}

impl Page {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(Tag::MetadataBlock(kind)) => self.metadata = Some(kind),
            Event::Text(text) if self.metadata.is_some() => self.block.push_str(&text),
            Event::End(TagEnd::MetadataBlock(kind)) => {
                self.metadata = None;
                self.front = fields(kind, &std::mem::take(&mut self.block));
            }
            Event::Start(Tag::Image { .. }) => self.hidden += 1,
            Event::End(TagEnd::Image) => self.hidden -= 1,
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::Item
                | Tag::CodeBlock(_)
                | Tag::TableRow
                | Tag::TableHead
                | Tag::BlockQuote(_)
                | Tag::HtmlBlock
                | Tag::FootnoteDefinition(_),
            ) => self.end_block(),
            Event::End(TagEnd::Heading(_)) => {
                let first = self.blocks.is_empty();
                self.end_block();
                self.heading |= first && !self.blocks.is_empty();
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableRow | TagEnd::TableHead,
            ) => self.end_block(),
            Event::End(TagEnd::TableCell) => self.block.push(' '),
            Event::Text(text) | Event::Code(text) if self.hidden == 0 => self.block.push_str(&text),
            Event::SoftBreak => self.block.push(' '),
            Event::HardBreak => self.block.push('\n'),
            _ => {}
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let block = block.trim();
        if !block.is_empty() {
            self.blocks.push(block.to_owned());
        }
    }
}

/// The fields of front matter that hold one value, or a list of such; front matter that is broken has none.
fn fields(kind: MetadataBlockKind, text: &str) -> BTreeMap<String, String> {
    match kind {
        MetadataBlockKind::YamlStyle => {
            let documents = YamlOwned::load_from_str(text).unwrap_or_default();
            let Some(fields) = documents.first().and_then(|d| d.as_mapping()) else { return BTreeMap::new() };
            let pairs = fields.iter().filter_map(|(k, v)| Some((k.as_str()?.to_lowercase(), yaml(v)?)));
            pairs.collect()
        }
        MetadataBlockKind::PlusesStyle => {
            let fields: toml::Table = text.parse().unwrap_or_default();
            fields.iter().filter_map(|(k, v)| Some((k.to_lowercase(), toml(v)?))).collect()
        }
    }
}

fn yaml(value: &YamlOwned) -> Option<String> {
    if let Some(list) = value.as_sequence() {
        return Some(list.iter().filter_map(yaml).collect::<Vec<_>>().join(", "));
    }
    let number = || value.as_integer().map(|n| n.to_string());
    value.as_str().map(str::to_owned).or_else(number)
}

fn toml(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Array(list) => Some(list.iter().filter_map(toml).collect::<Vec<_>>().join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::article;

    #[test]
    fn leaves_the_text_that_a_reader_sees() {
        let draft = article(
            "# السد *آمن*\n\nقالت [الوزيرة](https://example.org) إن السد\n**آمن** تماما.\n\n![صورة السد](a.jpg)\n\n> «لا خطر».\n\n\
             - أولا\n- ثانيا\n\n| أ | ب |\n|---|---|\n| ١ | ٢ |\n\nنهاية<br>السطر\n",
        );
        let article = draft.article;
        assert_eq!(
            article.text,
            "السد آمن\n\nقالت الوزيرة إن السد آمن تماما.\n\n«لا خطر».\n\nأولا\n\nثانيا\n\nأ ب\n\n١ ٢\n\nنهايةالسطر"
        );
        assert_eq!(article.title.as_deref(), Some("السد آمن"));
        assert_eq!(article.headline.map(|h| h.of(&article.text)), Some("السد آمن"));
    }

    #[test]
    fn reads_front_matter() {
        let yaml = "---\ntitle: \"Levy: delayed\"\ndate: 2026-01-14 09:30\nauthor: [A. Lind, B. Roth]\nsource: Gazette\ndraft: true\n---\nThe levy is late.\n";
        let toml = "+++\ntitle = \"Levy: delayed\"\ndate = 2026-01-14T09:30:00\nauthor = [\"A. Lind\", \"B. Roth\"]\nsource = \"Gazette\"\n+++\nThe levy is late.\n";
        for text in [yaml, toml] {
            let article = article(text).article;
            assert_eq!(article.text, "Levy: delayed\n\nThe levy is late.");
            assert!(article.date.is_some_and(|d| d.starts_with("2026-01-14") && d.contains("09:30")));
            assert_eq!(article.author.as_deref(), Some("A. Lind, B. Roth"));
            assert_eq!(article.label, "Gazette");
        }
        let broken = article("---\ntitle: [\n---\n\n# Heading\n\nText.\n").article;
        assert_eq!(broken.title.as_deref(), Some("Heading"));
    }

    #[test]
    fn finds_the_headline() {
        for (text, want) in [
            ("# Title\n\nBody", Some("Title")),
            ("Title\n=====\nBody", Some("Title")),
            ("Title\n\nBody", Some("Title")),
            ("A sentence.\n\nAnother.", None),
            ("###\n\nBody", None),
        ] {
            assert_eq!(article(text).article.title.as_deref(), want, "{text:?}");
        }
    }
}
