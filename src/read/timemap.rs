//! Memento time maps (RFC 7089): the captures that web archives hold of one page are its versions.
//!
//! In: a list of links in the form of RFC 6690, from a file or an address. Out: a draft a capture, oldest first, each fetched from its
//! archive. Archives put a bar and rewritten links into the pages that they show; where an archive follows the convention
//! of the Wayback Machine that `id_` after the time asks for the page as it was, that is fetched.

use super::{Reader, date, draft::Draft, fetch, warc};
use crate::Error;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The most captures that are fetched in one go.
const MOST_CAPTURES: usize = 500;

/// The most parts that a time map may be split in.
const MOST_PARTS: usize = 50;

/// The articles behind the links in `text`.
pub(super) fn drafts(name: &str, text: &str, reader: &Reader) -> Result<Vec<Draft>, Vec<Error>> {
    let captures = captures(name, text).map_err(|e| vec![e])?;
    let captures = wanted(captures, reader.since);
    if captures.is_empty() {
        return Err(vec![Error::input(format!(
            "{name}: no capture in this time map; give one with `rel=\"memento\"` links"
        ))]);
    }
    if captures.len() > MOST_CAPTURES {
        return Err(vec![Error::input(format!(
            "{name}: {} captures, more than {MOST_CAPTURES}; --since DATE takes the later ones",
            captures.len()
        ))]);
    }
    let (mut list, mut errors) = (Vec::new(), Vec::new());
    for ((moment, _), url) in captures {
        match capture(&url, moment, reader) {
            Ok(found) => list.extend(found),
            Err(found) => errors.extend(found),
        }
    }
    let Some(first) = list.first_mut() else { return Err(errors) };
    if let Some(error) = errors.first() {
        let more = errors.len() - 1;
        first.remark("passed-over", format!("a capture could not be used: {error} (and {more} more)"));
    }
    Ok(list)
}

fn capture(url: &str, moment: Timestamp, reader: &Reader) -> Result<Vec<Draft>, Vec<Error>> {
    let raw = raw(url).and_then(|raw| fetch::page(&raw).ok());
    let mut content = match raw {
        Some(content) => content,
        None => fetch::page(url).map_err(|e| vec![e])?,
    };
    content.url = Some(url.to_owned());
    let captured = content.captured.get_or_insert_with(|| moment.to_string()).clone();
    let found = content.drafts(url, reader)?;
    Ok(found.into_iter().map(|d| warc::named(d, original(url), Some(&captured))).collect())
}

/// Captures by time, then address, from this list and the further lists that it names.
type Captures = BTreeMap<(Timestamp, String), String>;

fn captures(name: &str, text: &str) -> Result<Captures, Error> {
    let mut captures = Captures::new();
    let mut seen: BTreeSet<String> = BTreeSet::from([name.to_owned()]);
    let mut parts = vec![(name.to_owned(), text.to_owned())];
    while let Some((name, text)) = parts.pop() {
        for link in links(&text) {
            if link.has("memento")
                && let Some(moment) =
                    link.datetime.as_deref().and_then(date::iso).and_then(|d| date::moment(&d))
            {
                captures.insert((moment, link.url.clone()), link.url);
            } else if link.has("timemap") && !link.has("self") && link.dated && seen.insert(link.url.clone())
            {
                if seen.len() > MOST_PARTS {
                    return Err(Error::input(format!(
                        "{name}: a time map in more than {MOST_PARTS} parts; give one part"
                    )));
                }
                let bytes = fetch::page(&link.url)?.bytes;
                parts.push((link.url, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    Ok(captures)
}

/// Those from a moment on, and the last one before it, which they are compared with.
fn wanted(mut captures: Captures, since: Option<Timestamp>) -> Captures {
    let Some(since) = since else { return captures };
    let mut later = captures.split_off(&(since, String::new()));
    later.extend(captures.pop_last());
    later
}

/// `…/web/20260114093000/http…` with `id_` after the time.
fn raw(url: &str) -> Option<String> {
    let (archive, rest) = url.split_once("/web/")?;
    let (time, page) = rest.split_once('/')?;
    let stamped = time.len() == 14 && time.bytes().all(|b| b.is_ascii_digit());
    (stamped && page.starts_with("http")).then(|| format!("{archive}/web/{time}id_/{page}"))
}

/// The page's own address in that of its capture.
fn original(url: &str) -> &str {
    let inner = url
        .char_indices()
        .skip(8)
        .find(|(at, _)| url[*at..].starts_with("http://") || url[*at..].starts_with("https://"));
    inner.map_or(url, |(at, _)| &url[at..])
}

/// One link of a list.
#[derive(Debug, Default, PartialEq, Eq)]
struct Link {
    url: String,
    rel: String,
    datetime: Option<String>,
    /// It has `from` or `until`, as the parts of a time map have.
    dated: bool,
}

impl Link {
    fn has(&self, rel: &str) -> bool {
        self.rel.split_whitespace().any(|r| r.eq_ignore_ascii_case(rel))
    }
}

/// The links of a list; what is none is passed over.
fn links(text: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((url, after)) = after.split_once('>') else { break };
        let mut link = Link { url: url.trim().to_owned(), ..Link::default() };
        rest = after;
        while let Some(parameter) = rest.trim_start().strip_prefix(';') {
            let end = parameter.find(['=', ';', ',']).unwrap_or(parameter.len());
            let key = parameter[..end].trim().to_ascii_lowercase();
            rest = &parameter[end..];
            let Some(value) = rest.strip_prefix('=') else { continue };
            let value = value.trim_start();
            let (value, after) = match value.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => value.split_at(value.find([';', ',']).unwrap_or(value.len())),
            };
            rest = after;
            match key.as_str() {
                "rel" => link.rel = value.to_owned(),
                "datetime" => link.datetime = Some(value.to_owned()),
                "from" | "until" => link.dated = true,
                _ => {}
            }
        }
        links.push(link);
    }
    links
}

#[cfg(test)]
mod tests {
    use super::{captures, links, original, raw, wanted};

    const MAP: &str = "<http://example.org/a,b>; rel=\"original\",\n\
        <http://archive.example/map/http://example.org/>; rel=\"self\"; type=\"application/link-format\"; from=\"Tue, 13 Jan 2026 09:00:00 GMT\",\n\
        <http://archive.example/web/20260115093000/http://example.org/>; rel=\"last memento\"; datetime=\"Thu, 15 Jan 2026 09:30:00 GMT\",\n\
        <http://archive.example/web/20260113090000/http://example.org/>; rel=\"first memento\"; datetime=\"Tue, 13 Jan 2026 09:00:00 GMT\"; license=\"x\",\n\
        <http://archive.example/web/20260114090000/http://example.org/>; datetime=\"Wed, 14 Jan 2026 09:00:00 GMT\"; rel=memento,\n\
        <http://archive.example/web/bad>; rel=\"memento\"; datetime=\"soon\"";

    #[test]
    fn reads_links_in_time_order() {
        assert_eq!(links(MAP).len(), 6);
        assert_eq!(links(MAP)[0].url, "http://example.org/a,b");
        let all = captures("a.timemap", MAP).expect("captures");
        let days =
            |c: &super::Captures| c.keys().map(|k| k.0.to_string()[8..10].to_owned()).collect::<Vec<_>>();
        assert_eq!(days(&all), ["13", "14", "15"]);
        let since = |text: &str| {
            days(&wanted(captures("a.timemap", MAP).expect("captures"), crate::read::date::moment(text)))
        };
        assert_eq!(since("2026-01-15"), ["14", "15"]);
        assert_eq!(since("2026-01-13T09:00:00Z"), ["13", "14", "15"]);
        assert_eq!(since("2027-01-01"), ["15"]);
        assert!(links("<unfinished").is_empty() && links("<a>; rel=\"x").len() == 1);
    }

    #[test]
    fn asks_for_pages_as_they_were() {
        let url = "https://archive.example/web/20260114090000/https://example.org/a?b=c";
        assert_eq!(
            raw(url).as_deref(),
            Some("https://archive.example/web/20260114090000id_/https://example.org/a?b=c")
        );
        assert_eq!(raw("https://archive.example/web/20260114090000id_/https://example.org/"), None);
        assert_eq!(raw("https://archive.example/x/https://example.org/web/2026/a"), None);
        assert_eq!(original(url), "https://example.org/a?b=c");
        assert_eq!(original("https://example.org/a"), "https://example.org/a");
    }
}
