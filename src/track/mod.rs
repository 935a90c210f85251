//! Articles seen before: what has changed since.
//!
//! In: a [`Store`] and the articles of this run. Out: for each the report against the version stored last, joined to one; the
//! store then holds a new version of those that changed. Promises: the report is there before anything is stored, and all
//! of a run is stored or nothing, so that a run that is killed is told again and never lost; what only looks different is
//! no new version.

mod join;
mod store;

pub use store::{Kept, Store};

use crate::{
    Error, Options, Result,
    model::{Article, ArticleId, Report},
    pipeline, report,
};
use store::Writing;

/// A run that is not stored yet: dropping it leaves the store as it was.
pub struct Run<'s> {
    /// What changed since the last versions; what is seen for the first time has one version.
    pub report: Report,
    /// The version of each article that was given, in their order.
    pub given: Vec<ArticleId>,
    writing: Writing<'s>,
}

impl Run<'_> {
    /// Stores the versions that are new.
    ///
    /// # Errors
    /// Where the store cannot be written; it is then as before.
    pub fn commit(self) -> Result<()> {
        self.writing.commit()
    }
}

/// Compares `articles` with what the store holds of them.
///
/// # Errors
/// Where two articles cannot be told apart, or the store cannot be used.
pub fn track<'s>(store: &'s mut Store, articles: &[Article], options: &Options) -> Result<Run<'s>> {
    let keys = identities(articles)?;
    let writing = store.begin()?;
    let whole = Options { claims_only: false, ..options.clone() };
    let mut reports = Vec::with_capacity(articles.len());
    for (article, key) in articles.iter().zip(&keys) {
        let Some(last) = writing.last(key, &options.packs)? else {
            writing.add(key, &line(article, options))?;
            reports.push(pipeline::versions(&[version(article, "1", article)], options));
            continue;
        };
        let before = version(&last.article, &last.number.to_string(), article);
        let next = version(article, &(last.number + 1).to_string(), article);
        let report = pipeline::versions(&[before.clone(), next.clone()], &whole);
        if report.unchanged.is_empty() {
            writing.append(&last, &line(article, options))?;
            let report =
                if options.claims_only { pipeline::versions(&[before, next], options) } else { report };
            reports.push(report);
        } else {
            writing.see(&last, last.article.text != article.text)?;
            let mut report = report;
            let seen = version(article, "now", article);
            (report.articles[1].id, report.articles[1].label) = (seen.id, seen.label);
            reports.push(report);
        }
    }
    let given = join::ends(&reports);
    Ok(Run { report: join::joined(reports), given, writing })
}

/// The history of one stored article, as `versions` reports it.
///
/// # Errors
/// Where the store cannot be read or has no such article.
pub fn history(store: &Store, id: i64, options: &Options) -> Result<Report> {
    let versions = store.versions(id, &options.packs)?;
    let last = versions.last().map(|v| v.article.clone()).unwrap_or_default();
    let named: Vec<Article> =
        versions.iter().map(|v| version(&v.article, &v.number.to_string(), &last)).collect();
    Ok(pipeline::versions(&named, options))
}

/// The article as it is stored, with its claims where it came with some.
fn line(article: &Article, options: &Options) -> String {
    if article.given.is_none() {
        return report::article_line(article);
    }
    let mut line = Vec::new();
    let report = pipeline::extract(std::slice::from_ref(article), options);
    report::Format::Jsonl
        .render(&report, &report::View::default(), &mut line)
        .expect("memory can be written");
    String::from_utf8(line).expect("JSON is UTF-8")
}

/// `article` under the names of one version of `of`.
fn version(article: &Article, number: &str, of: &Article) -> Article {
    let id = format!("{}@{number}", of.id);
    Article { label: id.clone(), id, ..article.clone() }
}

/// What makes each article the same one in every run: its address, else the name that was given, else its path.
fn identities(articles: &[Article]) -> Result<Vec<String>> {
    let mut keys: Vec<String> = Vec::with_capacity(articles.len());
    for article in articles {
        let key = identity(article)?;
        let path = article.path.as_deref().unwrap_or(&article.id);
        if keys.contains(&key) && key.starts_with(PATH) {
            return Err(Error::input(format!(
                "{path}: several articles that have neither `url` nor `id`; give them one, or track them in files of their own"
            )));
        }
        keys.push(key);
    }
    Ok(keys)
}

const PATH: &str = "path:";

fn identity(article: &Article) -> Result<String> {
    if let Some(url) = &article.url {
        return Ok(format!("url:{}", url.split('#').next().unwrap_or(url)));
    }
    let path = article.path.as_deref().unwrap_or("-");
    let stem = std::path::Path::new(path).file_stem().map(|s| s.to_string_lossy().into_owned());
    // An id that only tells files of one name apart is none.
    let made = |stem: &str| {
        let rest = article.id.strip_prefix(stem);
        rest.is_some_and(|r| r.is_empty() || r.strip_prefix('-').is_some_and(|n| n.parse::<u32>().is_ok()))
    };
    let default = if path == "-" { Some("stdin".to_owned()) } else { stem };
    if !default.is_some_and(|d| made(&d)) {
        return Ok(format!("id:{}", article.id));
    }
    if path == "-" {
        return Err(Error::input(
            "-: an article from standard input needs a name to be known by; give label=-, or `id` or `url` in the input",
        ));
    }
    let whole = std::path::absolute(path)
        .map_err(|e| Error::io(format!("{path}: its place cannot be told: {}", e.kind())))?;
    Ok(format!("{PATH}{}", whole.display()))
}
