//! Web pages: the article in them, without what stands around it.
//!
//! In: the page's HTML and the address it came from. Out: a [`Draft`] with headline, text and what the page says of itself. A
//! readability library finds the article once [`clutter`] has taken out what never belongs to one; where the page's own structured
//! data holds words of the article that the library lost, that text is taken. A page without an article is an error.

mod body;
mod clutter;
mod depth;
mod metadata;

use super::draft::{Draft, joined};
use crate::{lang::Packs, model::Article};
use dom_query::Document;
use metadata::Metadata;

/// The article in a page that came from `url`, where that is known.
pub(super) fn article(html: &str, url: Option<&str>, packs: &Packs) -> Result<Draft, String> {
    if depth::is_deep(html) {
        return Err(format!(
            "its elements stand more than {} deep in one another, which is no page for people; give its text as a file",
            depth::DEEPEST
        ));
    }
    let page = Document::from(html);
    let mut meta = Metadata::of(&page);
    let shown = if meta.published.is_none() { metadata::shown_date(&page, packs) } else { None };
    let list = !meta.is_article && body::is_list(&page);
    clutter::remove(&page);
    let body = if list { None } else { body::text(page, &meta) };
    let body =
        body.ok_or("no article in this page; give the address of an article, or its text as a file")?;
    let title = meta.title.take();
    let (text, headline) = joined(title.as_deref(), body);
    let mut draft = Draft {
        article: Article {
            label: meta.outlet.unwrap_or_default(),
            url: meta.url.or_else(|| url.map(str::to_owned)),
            author: meta.author,
            date: meta.published.or(shown),
            modified: meta.modified,
            title,
            headline,
            text,
            ..Article::default()
        },
        ..Draft::default()
    };
    if meta.paywalled {
        draft.remark("paywall", "the page says that it shows only a part of its article".to_owned());
    }
    Ok(draft)
}
