//! Versions of one article, oldest first.
//!
//! In: inputs, as for [`articles`](super::articles), and from when on versions matter. Out: the same [`Reading`], in which what one
//! input holds (a folder, a list of articles, an archive) is put in the order of its dates where all are known, else left in the
//! order of its names or lines; and in which no two versions have the same label.

use super::{Input, ReadOptions, Reader, Reading, date, draft::Draft, lists, reading};
use crate::{Error, model::Article};
use jiff::Timestamp;
use std::{collections::BTreeMap, path::Path, str::FromStr};

/// From when on versions are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since(Timestamp);

impl FromStr for Since {
    type Err = String;

    /// Reads a date in ISO 8601 or another form that cannot be mistaken, with or without a time.
    fn from_str(text: &str) -> Result<Self, String> {
        let moment = date::iso(text).and_then(|iso| date::moment(&iso));
        moment.map(Self).ok_or_else(|| "write a date as 2026-01-14, or 2026-01-14T09:30:00+03:00".to_owned())
    }
}

/// Reads the versions in all inputs; with `since`, those from then on and the last one before, which they are compared with.
///
/// ```
/// use claimdiff::{lang::Packs, read::{self, Input, ReadOptions}};
/// let file = std::env::temp_dir().join("claimdiff-versions-doc.jsonl");
/// let line = |day: u8| format!("{{\"id\": \"v{day}\", \"date\": \"{day}.01.2026\", \"text\": \"قال سامر إن العدد {day}.\"}}\n");
/// std::fs::write(&file, [line(14), line(12), line(13)].concat()).unwrap();
/// let packs = Packs::default();
/// let options = ReadOptions { lang: None, packs: &packs };
/// let since = "2026-01-13".parse().ok();
/// let read = read::versions(&[Input::parse(file.as_os_str())], &options, since).unwrap();
/// let ids: Vec<_> = read.articles.iter().map(|a| a.id.as_str()).collect();
/// assert_eq!(ids, ["v12", "v13", "v14"]);
/// assert_eq!(read.articles[0].date.as_deref(), Some("2026-01-12"));
/// ```
///
/// # Errors
/// Every input that cannot be used, each as one line that names it and says what to do.
pub fn versions(
    inputs: &[Input],
    options: &ReadOptions,
    since: Option<Since>,
) -> Result<Reading, Vec<Error>> {
    let since = since.map(|s| s.0);
    let mut lists = lists(inputs, &Reader { options, since })?;
    for (input, list) in inputs.iter().zip(&mut lists) {
        if !matches!(input.place, super::Place::History { .. }) {
            order(list);
        }
    }
    let mut list: Vec<Draft> = lists.into_iter().flatten().collect();
    if let Some(since) = since {
        list = later(list, since).map_err(|e| vec![e])?;
    }
    let mut reading = reading(list);
    label(&mut reading.articles);
    Ok(reading)
}

/// When a version came to be, as far as is known.
fn written(article: &Article) -> Option<&str> {
    article.captured.as_deref().or(article.modified.as_deref()).or(article.date.as_deref())
}

fn moment(article: &Article) -> Option<Timestamp> {
    written(article).and_then(date::moment)
}

/// By date where all have one; those of one moment stay as they are.
fn order(list: &mut [Draft]) {
    if list.iter().all(|d| moment(&d.article).is_some()) {
        list.sort_by_key(|d| moment(&d.article));
    }
}

fn later(mut list: Vec<Draft>, since: Timestamp) -> Result<Vec<Draft>, Error> {
    let name = |article: &Article| article.path.clone().unwrap_or_else(|| article.id.clone());
    if let Some(undated) = list.iter().find(|d| moment(&d.article).is_none()) {
        return Err(Error::input(format!(
            "{}: no date in version `{}`; --since needs one in every version",
            name(&undated.article),
            undated.article.id
        )));
    }
    let is_later = |draft: &Draft| moment(&draft.article) >= Some(since);
    match list.iter().position(is_later) {
        Some(first) => {
            list.drain(..first.saturating_sub(1));
            let mut n = 0;
            list.retain(|draft| {
                n += 1;
                n == 1 || is_later(draft)
            });
            Ok(list)
        }
        None => Err(match list.last() {
            Some(last) => Error::input(format!(
                "{}: no version since then; the last is of {}",
                name(&last.article),
                written(&last.article).unwrap_or_default()
            )),
            None => Error::input("no version; give at least two"),
        }),
    }
}

/// Versions of one outlet are told apart by their dates, or else by their ids.
fn label(articles: &mut [Article]) {
    let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (n, article) in articles.iter().enumerate() {
        same.entry(article.label.clone()).or_default().push(n);
    }
    for group in same.values().filter(|g| g.len() > 1) {
        let mut dates: Vec<_> = group.iter().filter_map(|n| written(&articles[*n])).collect();
        dates.sort_unstable();
        dates.dedup();
        let dated = dates.len() == group.len();
        for n in group {
            let article = &mut articles[*n];
            let date = written(article).filter(|_| dated).map(str::to_owned);
            article.label = date.unwrap_or_else(|| article.id.clone());
        }
    }
}

/// The versions of a file in its git repository; each is called by its commit.
#[cfg(feature = "git")]
pub(super) fn of_history(
    file: &Path,
    revisions: Option<&str>,
    reader: &Reader,
) -> Result<Vec<Draft>, Vec<Error>> {
    use super::{
        content::{Content, Format},
        history,
    };
    let (mut list, mut errors) = (Vec::<Draft>::new(), Vec::new());
    for version in history::versions(file, revisions).map_err(|e| vec![e])? {
        let content = Content {
            bytes: version.bytes,
            format: Format::of_file(&version.path),
            captured: version.committed,
            ..Content::default()
        };
        match content.drafts(&format!("{}@{}", file.display(), version.commit), reader) {
            Ok(found) => list.extend(found.into_iter().map(|mut draft| {
                let article = &mut draft.article;
                article.id.clone_from(&version.commit);
                article.date = article.date.take().or_else(|| version.authored.clone());
                let day = article.captured.as_deref().and_then(|d| d.get(..10)).unwrap_or_default();
                article.label = format!("{day} {}", version.commit).trim().to_owned();
                draft
            })),
            Err(found) => errors.extend(found),
        }
    }
    let Some(first) = list.first_mut() else { return Err(errors) };
    if let Some(error) = errors.first() {
        first.remark("passed-over", format!("{} of its versions cannot be used: {error}", errors.len()));
    }
    Ok(list)
}

#[cfg(not(feature = "git"))]
pub(super) fn of_history(file: &Path, _: Option<&str>, _: &Reader) -> Result<Vec<Draft>, Vec<Error>> {
    Err(vec![Error::input(format!(
        "{}: this claimdiff was built without git; build it with the feature `git`",
        file.display()
    ))])
}
