//! Inputs to articles: files, folders, addresses, archives, histories and standard input, in every format that newsrooms have.
//!
//! In: [`Input`]s and [`ReadOptions`]. Out: the [`Article`]s in input order, with unique ids, a known language and warnings about
//! doubtful ones; or every error of every input. No input is read partly: an article that cannot be used stops the run, because
//! a report that silently lacks an outlet would call its statements missing. Only in a folder, an archive or a history, where nobody has
//! chosen each article, those in a language that is not known are left out, with a warning, as long as others are there. Each input format is one file or folder here
//! (`plain`, `markdown`, `html`, `json`, `warc`, `timemap`), and so is each place that is no file (`fetch`, `history`);
//! `content` knows which is which, `charset` and `date` are what all of them need, and `given` turns the claims of another
//! extractor into attributions.

mod charset;
mod content;
mod date;
mod draft;
mod given;
mod input;
mod json;
mod markdown;
mod plain;
mod versions;

#[cfg(feature = "web")]
mod fetch;
#[cfg(feature = "git")]
mod history;
#[cfg(feature = "web")]
mod html;
#[cfg(feature = "web")]
mod timemap;
#[cfg(feature = "web")]
mod warc;
#[cfg(not(feature = "web"))]
mod without_web;
#[cfg(not(feature = "web"))]
use without_web::{fetch, html, timemap, warc};

pub use input::{ENDINGS, Input, Place};
pub use versions::{Since, versions};

use crate::{
    Error,
    lang::{Packs, detect},
    model::{Article, ArticleId, Lang, Origin, Warning},
    progress,
};
use draft::Draft;
use jiff::Timestamp;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// Errors of one input that are named before the rest is only counted.
const MOST_ERRORS: usize = 20;

/// What steers reading.
#[derive(Clone, Debug)]
pub struct ReadOptions<'a> {
    /// The language of every article; else the article's own `lang`, else detection.
    pub lang: Option<Lang>,
    /// The languages known.
    pub packs: &'a Packs,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The articles, in input order.
    pub articles: Vec<Article>,
    /// What the reader should know about them; `article` indexes the list above.
    pub warnings: Vec<Warning>,
}

/// Reads all inputs, in parallel, in the order given.
///
/// ```
/// use claimdiff::{lang::Packs, read::{self, Input, ReadOptions}};
/// let file = std::env::temp_dir().join("claimdiff-doc.txt");
/// std::fs::write(&file, "الكرملين: لا موعد للقاء\n\nقال سامر إن الموعد لم يحدد.").unwrap();
/// let packs = Packs::default();
/// let input = Input { label: Some("الصدى".into()), ..Input::parse(file.as_os_str()) };
/// let read = read::articles(&[input], &ReadOptions { lang: None, packs: &packs }).unwrap();
/// assert_eq!(read.articles[0].id, "الصدى");
/// assert_eq!(read.articles[0].title.as_deref(), Some("الكرملين: لا موعد للقاء"));
/// ```
///
/// # Errors
/// Every input that cannot be used, each as one line that names it and says what to do.
pub fn articles(inputs: &[Input], options: &ReadOptions) -> Result<Reading, Vec<Error>> {
    let lists = lists(inputs, &Reader { options, since: None })?;
    Ok(reading(lists.into_iter().flatten().collect()))
}

/// What the formats' readers need to know.
struct Reader<'a> {
    options: &'a ReadOptions<'a>,
    /// Versions from then on are asked for, and the last one before.
    #[cfg_attr(
        not(feature = "web"),
        expect(dead_code, reason = "only archives leave out what is not asked for")
    )]
    since: Option<Timestamp>,
}

/// The drafts of each input, in parallel.
fn lists(inputs: &[Input], reader: &Reader) -> Result<Vec<Vec<Draft>>, Vec<Error>> {
    let mut errors = Vec::new();
    let packs = reader.options.packs;
    if let Some(lang) = &reader.options.lang
        && packs.find(&known_tag(lang.as_str())).is_none()
    {
        return Err(vec![Error::input(format!(
            "--lang {lang}: no such language; known are {}",
            known(packs)
        ))]);
    }
    let _stage = tracing::debug_span!("read", inputs = inputs.len()).entered();
    let mut sources = Vec::new();
    for (n, input) in inputs.iter().enumerate() {
        match input.expand() {
            Ok(found) => sources.extend(found.into_iter().map(|source| (n, source))),
            Err(e) => errors.push(e),
        }
    }
    if sources.iter().filter(|s| s.1.place == Place::Stdin).count() > 1 {
        errors.push(Error::input("-: standard input can be read only once; give it once"));
        return Err(errors);
    }
    let read: Vec<_> = sources
        .par_iter()
        .map(|(n, source)| {
            let read = (*n, drafts(source, reader));
            progress::one("read", sources.len());
            read
        })
        .collect();
    let mut lists = vec![Vec::new(); inputs.len()];
    let mut foreign: Vec<Vec<Error>> = inputs.iter().map(|_| Vec::new()).collect();
    for (n, result) in read {
        match result {
            Ok(found) => {
                lists[n].extend(found.known);
                foreign[n].extend(found.foreign);
            }
            Err(found) => errors.extend(capped(found)),
        }
    }
    for ((input, list), foreign) in inputs.iter().zip(&mut lists).zip(foreign) {
        match list.first() {
            _ if foreign.is_empty() => {}
            Some(first) if input.is_folder() || (first.line.is_none() && first.item.is_none()) => {
                let more = foreign.len() - 1;
                let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
                list[0].remark("passed-over", format!("left out: {}{more}", foreign[0]));
            }
            _ => errors.extend(capped(foreign)),
        }
    }
    if errors.is_empty() { Ok(lists) } else { Err(errors) }
}

/// The article that a plain text file with this content holds; id, label and language are the caller's to settle.
pub(crate) fn plain_text(text: String) -> Article {
    plain::article(text).article
}

/// The article of a line that [`report`](crate::report) wrote for the store called `name`.
#[cfg(feature = "track")]
pub(crate) fn stored(name: &str, line: &str, packs: &Packs) -> Result<Article, Error> {
    let damaged =
        || Error::input(format!("{name}: an article in it cannot be read; put back a copy of the store"));
    let mut draft = json::lines(name, line).ok().and_then(|mut list| list.pop()).ok_or_else(damaged)?;
    let options = ReadOptions { lang: None, packs };
    settle_lang(name, &mut draft, &options)?;
    Ok(draft.article)
}

/// What one file, address or history holds.
struct Found {
    known: Vec<Draft>,
    /// What is to be said of articles in languages that are not known.
    foreign: Vec<Error>,
}

/// The articles of one file, address or history, or of standard input.
fn drafts(source: &Input, reader: &Reader) -> Result<Found, Vec<Error>> {
    let name = source.name();
    let mut list = match &source.place {
        Place::History { file, revisions } => versions::of_history(file, revisions.as_deref(), reader)?,
        _ => source.content().map_err(|e| vec![e])?.drafts(&name, reader)?,
    };
    let (mut foreign, many) = (Vec::new(), list.len() > 1);
    list.retain_mut(|draft| {
        // One page of many is known by its address.
        let page =
            draft.article.url.as_ref().filter(|_| many && draft.line.is_none() && draft.item.is_none());
        let place = page.map_or_else(|| draft.place(&name), |url| format!("{name}: {url}"));
        draft.article.path = Some(name.clone());
        draft.settle_dates(reader.options.packs);
        if !matches!(source.place, Place::Path(_)) {
            // Lines of a page or of an earlier version are those of no file that a reader could open.
            draft.article.origin = Origin::Inside;
        }
        name_article(&mut draft.article, source);
        settle_lang(&place, draft, reader.options).map_err(|e| foreign.push(e)).is_ok()
    });
    Ok(Found { known: list, foreign })
}

/// Gives the article its id and label: the label given, else what the input says, else the name of its file or page.
fn name_article(article: &mut Article, source: &Input) {
    if let Some(label) = &source.label {
        article.id.clone_from(label);
        article.label.clone_from(label);
    }
    if article.id.is_empty() {
        article.id = source.stem();
    }
    if article.label.is_empty() {
        article.label.clone_from(&article.id);
    }
}

/// Chooses the language: the option, else the field, else a guess.
fn settle_lang(place: &str, draft: &mut Draft, options: &ReadOptions) -> Result<(), Error> {
    let stated = options.lang.as_ref().map(Lang::as_str).or(draft.lang.as_deref());
    if let Some(stated) = stated {
        let lang = known_tag(stated);
        if options.packs.find(&lang).is_none() {
            return Err(Error::input(format!(
                "{place}: no language pack for `{stated}`; known are {}; add one with --packs, or choose one with --lang",
                known(options.packs)
            )));
        }
        draft.article.lang = lang;
        return Ok(());
    }
    let Some(found) = detect(&draft.article.text, options.packs) else {
        return Err(Error::input(format!(
            "{place}: its language is none of those known ({}); add a pack with --packs, or choose one with --lang",
            known(options.packs)
        )));
    };
    draft.article.lang = found.lang;
    if found.doubtful {
        let remark = format!("taken for `{}`, with doubt; --lang settles it", draft.article.lang);
        draft.remark("lang-doubtful", remark);
    }
    Ok(())
}

/// The tag of a pack: `ar` for `ar-EG` and `AR_eg`.
fn known_tag(stated: &str) -> Lang {
    Lang(stated.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase())
}

fn known(packs: &Packs) -> String {
    packs.iter().map(|p| p.tag.as_str()).collect::<Vec<_>>().join(", ")
}

/// The articles with unique ids, and the warnings about them.
fn reading(list: Vec<Draft>) -> Reading {
    // A made-up `a-2` must not meet an article that is called so by right.
    let wanted: BTreeSet<String> = list.iter().map(|d| d.article.id.clone()).collect();
    let mut taken = FxHashSet::default();
    let mut out = Reading::default();
    for (n, draft) in list.into_iter().enumerate() {
        let Draft { mut article, remarks, .. } = draft;
        if !taken.insert(article.id.clone()) {
            let free = (2..).map(|k| format!("{}-{k}", article.id));
            let mut free = free.filter(|id| !wanted.contains(id) && !taken.contains(id));
            article.id = free.next().expect("numbers do not run out");
            taken.insert(article.id.clone());
        }
        out.warnings.extend(remarks.into_iter().map(|(code, message)| Warning {
            code,
            message: format!("{}: {message}", article.id),
            article: Some(ArticleId::new(n)),
            span: None,
        }));
        out.articles.push(article);
    }
    out
}

fn capped(mut errors: Vec<Error>) -> Vec<Error> {
    if errors.len() > MOST_ERRORS {
        let more = errors.len() - MOST_ERRORS;
        errors.truncate(MOST_ERRORS);
        errors.push(Error::input(format!("… and {more} more errors in the same input")));
    }
    errors
}
