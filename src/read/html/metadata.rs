//! What a page says of itself: headline, outlet, author, dates.
//!
//! In: a page. Out: [`Metadata`] from JSON-LD (schema.org), then Open Graph and other `meta` elements, then the markup; the first
//! that says something is believed.

use crate::{lang::Packs, read::date};
use dom_query::{Document, Selection};
use serde_json::{Map, Value};

/// What a page says of itself, as written.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) url: Option<String>,
    /// The text of the article, where structured data holds it.
    pub(super) body: Option<String>,
    /// The page calls itself an article.
    pub(super) is_article: bool,
    /// The page says that not all can be read for free.
    pub(super) paywalled: bool,
}

/// More than this, in characters, is no date alone.
const LONGEST_DATE: usize = 80;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datePublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
    "DC.date.issued",
    "dc.date",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "dateModified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "article.updated",
];
const OUTLET: &[&str] = &["og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site"];
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "twitter:creator",
];

impl Metadata {
    /// What `page` says.
    pub(super) fn of(page: &Document) -> Self {
        let mut meta = Self::structured(page);
        let named = |names: &[&str]| names.iter().find_map(|name| named(page, name));
        let outlet = named(OUTLET).filter(|o| !o.starts_with('@'));
        meta.outlet = meta.outlet.or(outlet);
        let author = named(AUTHOR).filter(|a| !a.starts_with(['@', '/']) && !a.contains("://"));
        meta.author = meta.author.or(author);
        meta.published = meta.published.or_else(|| named(PUBLISHED)).or_else(|| {
            attribute(page, "[itemprop=datePublished]", &["datetime", "content"]).or_else(|| {
                attribute(page, "time[pubdate], article time, .entry-date, time.published", &["datetime"])
            })
        });
        meta.modified = meta
            .modified
            .or_else(|| named(MODIFIED))
            .or_else(|| attribute(page, "[itemprop=dateModified], time.updated", &["datetime", "content"]));
        meta.is_article |= named(&["og:type"]).is_some_and(|kind| kind.eq_ignore_ascii_case("article"));
        meta.url = attribute(page, "link[rel=canonical]", &["href"])
            .or_else(|| named(&["og:url"]))
            .or(meta.url)
            .filter(|u| u.starts_with("http"));
        meta.title = title(page, meta.title, meta.outlet.as_deref());
        meta
    }

    /// What its JSON-LD says.
    fn structured(page: &Document) -> Self {
        let mut objects = Vec::new();
        for script in page.select("script[type='application/ld+json']").iter() {
            if let Some(value) = json(&script.text()) {
                gather(value, &mut objects);
            }
        }
        let Some(article) = objects.iter().find(|o| is_article(o)) else { return Self::default() };
        let string = |key: &str| article.get(key).and_then(name_of).map(|s| plain(&s));
        let named = |key: &str| {
            string(key).or_else(|| {
                // `{"@id": …}` points to another object of the page.
                let id = article.get(key)?.get("@id")?;
                let object = objects.iter().find(|o| o.get("@id") == Some(id) && o.contains_key("name"))?;
                object.get("name").and_then(name_of)
            })
        };
        let free = article.get("isAccessibleForFree");
        Self {
            title: string("headline").or_else(|| string("name")),
            outlet: named("publisher"),
            author: named("author").or_else(|| named("creator")),
            published: string("datePublished").or_else(|| string("dateCreated")),
            modified: string("dateModified"),
            url: string("url").or_else(|| string("mainEntityOfPage")),
            body: article_body(article),
            is_article: true,
            paywalled: free.is_some_and(|f| match f {
                Value::Bool(free) => !free,
                Value::String(free) => free.eq_ignore_ascii_case("false"),
                _ => false,
            }),
        }
    }
}

/// A date that readers see above the article, where the page gives none that machines read.
pub(super) fn shown_date(page: &Document, packs: &Packs) -> Option<String> {
    let shown = page.select("time, [class*=date i], [id*=date i], [class*=time i]");
    let lines = shown.iter().map(|e| line(&e)).filter(|l| l.chars().count() <= LONGEST_DATE);
    let named = lines.filter_map(|l| date::iso(&l).or_else(|| date::written(&l, packs))).next();
    named.or_else(|| {
        let near = page.select("h1 + *, [class*=meta i], [class*=publish i]");
        near.iter().find_map(|e| date::alone(&line(&e)))
    })
}

/// The object in a script; line breaks inside strings, which JSON forbids and sites write, are forgiven.
fn json(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let script = script
        .trim()
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(script)
        .or_else(|_| {
            let forgiven: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            serde_json::from_str(&forgiven)
        })
        .ok()
}

fn gather(value: Value, out: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(list) => list.into_iter().for_each(|v| gather(v, out)),
        Value::Object(mut object) => {
            let graph = object.remove("@graph");
            let main = object.get("mainEntity").cloned();
            out.push(object);
            [graph, main].into_iter().flatten().for_each(|v| gather(v, out));
        }
        _ => {}
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    let fits = |kind: &Value| {
        kind.as_str().is_some_and(|k| k.ends_with("Article") || k.ends_with("BlogPosting") || k == "Report")
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(fits),
        Some(kind) => fits(kind),
        None => false,
    }
}

/// A string, the name of an object, or those of a list.
fn name_of(value: &Value) -> Option<String> {
    let found = match value {
        Value::String(text) => text.clone(),
        Value::Object(object) => return object.get("name").or_else(|| object.get("url")).and_then(name_of),
        Value::Array(list) => list.iter().filter_map(name_of).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    let found = found.trim();
    (!found.is_empty()).then(|| found.to_owned())
}

/// The article's text, or that of a live blog's entries.
fn article_body(article: &Map<String, Value>) -> Option<String> {
    let own = article.get("articleBody").and_then(Value::as_str).map(str::to_owned);
    let entries = article.get("liveBlogUpdate").and_then(Value::as_array).map(|list| {
        let parts = list.iter().flat_map(|entry| [entry.get("headline"), entry.get("articleBody")]);
        parts.flatten().filter_map(Value::as_str).collect::<Vec<_>>().join("\n\n")
    });
    own.into_iter().chain(entries).filter(|b| !b.trim().is_empty()).max_by_key(String::len).map(|b| plain(&b))
}

/// Text of structured data without the markup that some sites leave in it.
fn plain(text: &str) -> String {
    if text.contains(['<', '&']) {
        Document::fragment(text).formatted_text().to_string()
    } else {
        text.to_owned()
    }
}

/// What a `meta` element called `name` says.
fn named(page: &Document, name: &str) -> Option<String> {
    let by = |key: &str| attribute(page, &format!("meta[{key}='{name}' i]"), &["content"]);
    by("property").or_else(|| by("name")).or_else(|| by("itemprop"))
}

/// The first of `attributes` that an element of `selector` has.
fn attribute(page: &Document, selector: &str, attributes: &[&str]) -> Option<String> {
    let found = page.select(selector);
    let values = found.iter().flat_map(|e| attributes.iter().filter_map(move |a| e.attr(a)));
    values.map(|v| v.trim().to_owned()).find(|v| !v.is_empty())
}

/// The headline that readers see, if it is the one that the page gives of itself; else that one.
fn title(page: &Document, structured: Option<String>, outlet: Option<&str>) -> Option<String> {
    let shared = named(page, "og:title").or_else(|| named(page, "twitter:title"));
    let window = page.select("head > title").iter().next().map(|t| line(&t));
    let stated: Vec<String> =
        [structured, shared, window].into_iter().flatten().map(|t| without_outlet(&t, outlet)).collect();
    let shown = page.select("h1, [itemprop=headline]");
    let shown: Vec<String> = shown.iter().map(|h| line(&h)).filter(|h| !h.is_empty()).collect();
    let same = shown.iter().find(|h| stated.iter().any(|s| alike(h, s)));
    same.or(stated.iter().find(|s| !s.is_empty())).or(shown.first()).cloned()
}

fn line(element: &Selection) -> String {
    element.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True where at least half of the words of both are the same.
pub(super) fn alike(left: &str, right: &str) -> bool {
    let words = |t: &str| -> Vec<String> {
        t.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let (left, right) = (words(left), words(right));
    let shared = left.iter().filter(|w| right.contains(w)).count();
    shared > 0 && shared * 2 >= left.len().max(right.len())
}

/// `Headline | The Gazette` without its end, or `The Gazette - Headline` without its beginning.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    for mark in [" | ", " - ", " – ", " — ", " :: ", " « ", " » ", " • "] {
        let ends = [title.rsplit_once(mark), title.split_once(mark).map(|(a, b)| (b, a))];
        for (rest, end) in ends.into_iter().flatten() {
            let named = outlet.is_some_and(|o| alike(end, o));
            if named || (mark == " | " && rest.split(' ').count() > 3 && title.ends_with(end)) {
                return rest.trim().to_owned();
            }
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::{Metadata, without_outlet};
    use dom_query::Document;

    #[test]
    fn takes_the_outlet_off_a_title() {
        for (title, outlet, want) in [
            ("Levy delayed again | The Harbour Gazette", Some("The Harbour Gazette"), "Levy delayed again"),
            ("المنارة - السد آمن", Some("صحيفة المنارة"), "السد آمن"),
            ("Sea wall - who pays?", None, "Sea wall - who pays?"),
            ("Sea wall - who pays?", Some("Gazette"), "Sea wall - who pays?"),
            ("Who pays for the wall? | News", None, "Who pays for the wall?"),
        ] {
            assert_eq!(without_outlet(title, outlet), want);
        }
    }

    #[test]
    fn follows_graphs_and_forgives_line_breaks() {
        let page = Document::from(
            "<title>x</title><script type='application/ld+json'>{\"@graph\": [{\"@type\": \"Organization\", \"@id\": \"#o\", \"name\": \
             \"Herald\"}, {\"@type\": [\"ReportageNewsArticle\"], \"headline\": \"Quay\n closed\", \"publisher\": {\"@id\": \"#o\"}, \
             \"author\": [{\"name\": \"A. Lind\"}, \"B. Roth\"], \"isAccessibleForFree\": \"False\"}]};</script>",
        );
        let meta = Metadata::of(&page);
        assert_eq!(meta.title.as_deref(), Some("Quay closed"));
        assert_eq!(meta.outlet.as_deref(), Some("Herald"));
        assert_eq!(meta.author.as_deref(), Some("A. Lind, B. Roth"));
        assert!(meta.paywalled && meta.is_article);
    }
}
