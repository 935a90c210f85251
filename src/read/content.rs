//! What was got from a file, an address or an archive, and its way to articles.
//!
//! In: bytes with what is known about them. Out: drafts. Which format it is, the sender or the file's ending says; else the
//! first signs do.

use super::{Reader, charset, draft::Draft, html, json, markdown, plain, timemap, warc};
use crate::{Error, model::Origin};
use std::path::Path;

/// Bytes, and what came along with them.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    /// As the file's ending or the sender says.
    pub(super) format: Option<Format>,
    /// The character set that the sender states.
    pub(super) charset: Option<String>,
    /// The address that it came from in the end.
    pub(super) url: Option<String>,
    /// When an archive took it.
    pub(super) captured: Option<String>,
}

/// How the text of an input is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Plain,
    Markdown,
    Html,
    Json,
    JsonLines,
    TimeMap,
}

impl Format {
    /// By the file's ending; `None` where it says nothing.
    pub(super) fn of_file(path: &Path) -> Option<Self> {
        Some(match super::input::ending(path).as_str() {
            "txt" | "text" => Self::Plain,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::JsonLines,
            "timemap" => Self::TimeMap,
            _ => return None,
        })
    }

    /// By the media type that a sender states.
    #[cfg(feature = "web")]
    pub(super) fn of_media(media: &str) -> Option<Self> {
        let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Some(match media.as_str() {
            "text/html" | "application/xhtml+xml" => Self::Html,
            "text/markdown" => Self::Markdown,
            "application/link-format" => Self::TimeMap,
            "application/jsonl" | "application/x-ndjson" | "application/json-lines" => Self::JsonLines,
            // Whether JSON or JSON Lines, and what people serve as plain text, the first signs tell.
            _ => return None,
        })
    }

    /// By the first signs of the text.
    fn of_text(text: &str) -> Self {
        let text = text.trim_start();
        let list = text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['{', ']']));
        if list {
            return Self::Json;
        }
        if text.starts_with('<') {
            return Self::of_markup(text);
        }
        if !text.starts_with('{') {
            return Self::Plain;
        }
        // JSON Lines end their first object on its own line and go on.
        match text.split_once('\n') {
            Some((line, rest))
                if !rest.trim().is_empty() && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok() =>
            {
                Self::JsonLines
            }
            _ => Self::Json,
        }
    }

    /// A page, or a list of links such as `<http://…>; rel="memento"`.
    fn of_markup(text: &str) -> Self {
        let head: String = text.chars().take(1000).collect::<String>().to_ascii_lowercase();
        if ["<!doctype html", "<html", "<head", "<body", "<article"].iter().any(|tag| head.contains(tag)) {
            Self::Html
        } else if head.starts_with("<http") && head.contains(">;") && head.contains("rel=") {
            Self::TimeMap
        } else {
            Self::Plain
        }
    }
}

impl Content {
    /// The articles in it. `name` names it in messages.
    pub(super) fn drafts(self, name: &str, reader: &Reader) -> Result<Vec<Draft>, Vec<Error>> {
        if warc::is_warc(name, &self.bytes) {
            let mut list = warc::drafts(name, &self.bytes, reader)?;
            // Lines of a page are none of the archive.
            list.iter_mut().for_each(|draft| draft.article.origin = Origin::Inside);
            return Ok(list);
        }
        let Self { bytes, format, charset, url, captured } = self;
        let decoded = charset::text(name, bytes, charset.as_deref()).map_err(|e| vec![e])?;
        let text = decoded.text;
        let one = |draft: Result<Draft, String>| {
            draft.map(|d| vec![d]).map_err(|e| vec![Error::input(format!("{name}: {e}"))])
        };
        let mut list = match format.unwrap_or_else(|| Format::of_text(&text)) {
            Format::Plain => {
                let mut draft = plain::article(text);
                draft.article.origin = Origin::Whole;
                vec![draft]
            }
            Format::Markdown => vec![markdown::article(&text)],
            Format::Html => one(html::article(&text, url.as_deref(), reader.options.packs))?,
            Format::Json => json::document(name, &text)?,
            Format::JsonLines => json::lines(name, &text)?,
            Format::TimeMap => timemap::drafts(name, &text, reader)?,
        };
        for draft in &mut list {
            let article = &mut draft.article;
            article.url = article.url.take().or_else(|| url.clone());
            article.captured = article.captured.take().or_else(|| captured.clone());
        }
        if let (Some(remark), Some(first)) = (decoded.remark, list.first_mut()) {
            if decoded.lie {
                first.remark("charset-lie", remark);
            } else {
                first.remark("charset", remark);
            }
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn guesses_the_format_of_unnamed_text() {
        for (text, want) in [
            ("قال", Format::Plain),
            ("[1] A footnote", Format::Plain),
            ("[\n {\"text\": 1}]", Format::Json),
            ("{\n \"text\": \"a\"\n}\n", Format::Json),
            ("{\"text\": \"a\"}\n", Format::Json),
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}", Format::JsonLines),
            ("\n<!DOCTYPE html>\n<p>", Format::Html),
            ("<?xml version='1.0'?>\n<!-- saved --><HTML lang=ar>", Format::Html),
            ("<http://example.org/>; rel=\"original\",", Format::TimeMap),
            ("<Reuters> said", Format::Plain),
        ] {
            assert_eq!(Format::of_text(text), want, "{text}");
        }
    }
}
