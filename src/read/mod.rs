//! Inputs to articles: files, folders and standard input, as plain text, JSON or JSON Lines.
//!
//! In: [`Input`]s and [`ReadOptions`]. Out: the [`Article`]s in input order, with unique ids, a known language and warnings about
//! doubtful ones; or every error of every input. Nothing is read partly: an article that cannot be used stops the run, because
//! a report that silently lacks an outlet would call its statements missing. Each input format is one file here
//! (`plain`, `json`); `given` turns the claims of another extractor into attributions.

mod bytes;
mod draft;
mod given;
mod input;
mod json;
mod plain;

pub use input::{ENDINGS, Input, Place};

use crate::{
    Error,
    lang::{Packs, detect},
    model::{Article, ArticleId, Lang, Warning},
    progress,
};
use draft::Draft;
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
    let mut errors = Vec::new();
    if let Some(lang) = &options.lang
        && options.packs.find(&known_tag(lang.as_str())).is_none()
    {
        return Err(vec![Error::input(format!(
            "--lang {lang}: no such language; known are {}",
            known(options.packs)
        ))]);
    }
    let _stage = tracing::debug_span!("read", inputs = inputs.len()).entered();
    let mut sources = Vec::new();
    for input in inputs {
        match input.expand() {
            Ok(found) => sources.extend(found),
            Err(e) => errors.push(e),
        }
    }
    if sources.iter().filter(|s| s.place == Place::Stdin).count() > 1 {
        errors.push(Error::input("-: standard input can be read only once; give it once"));
        return Err(errors);
    }
    let read: Vec<Result<Vec<Draft>, Vec<Error>>> = sources
        .par_iter()
        .map(|source| {
            let read = drafts(source, options);
            progress::one("read", sources.len());
            read
        })
        .collect();
    let mut list = Vec::new();
    for result in read {
        match result {
            Ok(found) => list.extend(found),
            Err(found) => errors.extend(capped(found)),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(reading(list))
}

/// The article that a plain text file with this content holds; id, label and language are the caller's to settle.
pub(crate) fn plain_text(text: String) -> Article {
    plain::article(text, false).article
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

/// The articles of one file or of standard input.
fn drafts(source: &Input, options: &ReadOptions) -> Result<Vec<Draft>, Vec<Error>> {
    let name = source.name();
    let text = source.bytes().and_then(|b| bytes::text(&name, b)).map_err(|e| vec![e])?;
    let mut list = match source.format(&text) {
        input::Format::Plain { markdown } => vec![plain::article(text, markdown)],
        input::Format::Json => json::document(&name, &text)?,
        input::Format::JsonLines => json::lines(&name, &text)?,
    };
    let mut errors = Vec::new();
    for draft in &mut list {
        let place = draft.place(&name);
        draft.article.path = Some(name.clone());
        if let Err(e) = settle_lang(&place, draft, options) {
            errors.push(e);
        }
        source.name_article(&mut draft.article);
    }
    if errors.is_empty() { Ok(list) } else { Err(errors) }
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
    draft.doubtful = found.doubtful;
    draft.article.lang = found.lang;
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
        let Draft { mut article, doubtful, .. } = draft;
        if !taken.insert(article.id.clone()) {
            let free = (2..).map(|k| format!("{}-{k}", article.id));
            let mut free = free.filter(|id| !wanted.contains(id) && !taken.contains(id));
            article.id = free.next().expect("numbers do not run out");
            taken.insert(article.id.clone());
        }
        if doubtful {
            out.warnings.push(Warning {
                code: "lang-doubtful",
                message: format!(
                    "{}: taken for `{}`, with doubt; --lang settles it",
                    article.id, article.lang
                ),
                article: Some(ArticleId::new(n)),
                span: None,
            });
        }
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
