//! JSON and JSON Lines: articles as objects with a `text`, or the output of `extract` with its claims.
//!
//! An object is `{text, id?, title?, source?, author?, date?, modified?, captured?, lang?, url?}`, a list of such, `{article, claims}`, or `{articles: […]}` of
//! either. Fields that are not known are passed over. A title that the text does not begin with is put before it, with a blank
//! line, so that claims in the headline have a place; claims that came along count their places from the text as it was given.

use super::{
    draft::{Draft, headline, joined},
    given,
};
use crate::{
    Error,
    model::{Article, Origin, SCHEMA},
};
use rayon::prelude::*;
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// The articles of a JSON file.
pub(super) fn document(name: &str, text: &str) -> Result<Vec<Draft>, Vec<Error>> {
    let one = |e| vec![e];
    let list = match parse(name, None, text).map_err(one)? {
        Value::Array(list) => list,
        Value::Object(mut object) => match object.remove("articles") {
            None => return draft(object, name).map(|d| vec![d]).map_err(one),
            Some(Value::Array(_)) if object.contains_key("claims") => {
                return Err(vec![Error::input(format!(
                    "{name}: the output of a comparison; give the articles, or the output of `extract --format json`"
                ))]);
            }
            Some(Value::Array(list)) => list,
            Some(_) => return Err(vec![Error::input(format!("{name}: `articles` is no list; make it one"))]),
        },
        _ => return Err(vec![no_object(name)]),
    };
    if list.is_empty() {
        return Err(vec![Error::input(format!("{name}: no article in this list; give at least one"))]);
    }
    gather(list.into_iter().enumerate().map(|(n, value)| {
        let place = format!("{name}: article {}", n + 1);
        let Value::Object(object) = value else { return Err(no_object(&place)) };
        draft(object, &place).map(|d| Draft { item: Some(n + 1), ..d })
    }))
}

/// The articles of a JSON Lines file; blank lines are passed over.
pub(super) fn lines(name: &str, text: &str) -> Result<Vec<Draft>, Vec<Error>> {
    let lines: Vec<(usize, &str)> =
        text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()).collect();
    let read: Vec<Result<Draft, Error>> = lines
        .par_iter()
        .map(|&(n, line)| {
            let place = format!("{name}:{}", n + 1);
            let Value::Object(object) = parse(name, Some(n + 1), line)? else {
                return Err(no_object(&place));
            };
            let mut draft = draft(object, &place)?;
            draft.line = Some(n + 1);
            draft.article.origin = u32::try_from(n + 1).map_or(Origin::Inside, Origin::Line);
            Ok(draft)
        })
        .collect();
    gather(read.into_iter())
}

fn no_object(place: &str) -> Error {
    Error::input(format!("{place}: not an article; an article is an object with a `text`"))
}

fn gather(results: impl Iterator<Item = Result<Draft, Error>>) -> Result<Vec<Draft>, Vec<Error>> {
    let (mut drafts, mut errors) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(draft) => drafts.push(draft),
            Err(e) => errors.push(e),
        }
    }
    if errors.is_empty() { Ok(drafts) } else { Err(errors) }
}

fn parse(name: &str, line: Option<usize>, text: &str) -> Result<Value, Error> {
    serde_json::from_str(text).map_err(|e| {
        let message = e.to_string();
        // The parser counts lines within what it was given; the file's own line is what a reader can go to.
        let what = message.split(" at line ").next().unwrap_or(&message);
        let (line, column) = (line.unwrap_or(e.line()), e.column().max(1));
        Error::input(format!("{name}:{line}:{column}: broken JSON: {what}; correct it there"))
    })
}

/// The article of one object, with its claims where it brings some.
fn draft(mut object: Object, place: &str) -> Result<Draft, Error> {
    let wrong = |e: String| Error::input(format!("{place}: {e}"));
    if object.get("schema").and_then(Value::as_u64).is_some_and(|s| s > u64::from(SCHEMA)) {
        return Err(wrong(format!(
            "written by a newer claimdiff (its `schema` is above {SCHEMA}); update this one"
        )));
    }
    let claims = match object.remove("article") {
        Some(Value::Object(inner)) => std::mem::replace(&mut object, inner).remove("claims"),
        Some(_) => return Err(wrong("`article` is no object; make it one with a `text`".to_owned())),
        None => None,
    };
    let mut field = |name: &str| field(&mut object, name).map_err(wrong);
    let Some(text) = field("text")? else {
        return Err(wrong("no `text`; an article is an object with a `text`".to_owned()));
    };
    let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
    if text.trim().is_empty() {
        return Err(wrong("`text` is empty; give the article's text".to_owned()));
    }
    if u32::try_from(text.len()).is_err() {
        return Err(wrong("`text` is larger than 4 GiB; split it".to_owned()));
    }
    let title = field("title")?.map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    let title = title.filter(|t| !t.is_empty());
    let source = field("source")?;
    let date = field("date")?;
    // Other tools write lists and objects into the fields that matter less.
    let mut text_of = |name: &str| object.remove(name).as_ref().and_then(Value::as_str).map(str::to_owned);
    let (author, modified, captured) = (text_of("author"), text_of("modified"), text_of("captured"));
    let mut field = |name: &str| self::field(&mut object, name).map_err(wrong);
    let article = Article {
        id: field("id")?.unwrap_or_default().trim().to_owned(),
        label: field("label")?.or(source).unwrap_or_default().trim().to_owned(),
        author,
        date,
        modified,
        captured,
        url: field("url")?,
        headline: title.as_ref().and_then(|t| headline(&text, t)),
        title,
        text,
        ..Article::default()
    };
    let lang = field("lang")?.filter(|l| !l.trim().is_empty());
    let article = with_claims(article, claims).map_err(wrong)?;
    Ok(Draft { article, lang, ..Draft::default() })
}

/// The article with the claims that came along; else with its title in its text.
fn with_claims(mut article: Article, claims: Option<Value>) -> Result<Article, String> {
    match claims {
        Some(Value::Array(claims)) => article.given = Some(given::attributions(&article, claims)?),
        Some(_) => return Err("`claims` is no list; make it one".to_owned()),
        None => (article.text, article.headline) = joined(article.title.as_deref(), article.text),
    }
    Ok(article)
}

/// A field that holds text, or a number, which some archives use for ids and dates.
fn field(object: &mut Object, name: &str) -> Result<Option<String>, String> {
    let what = match object.remove(name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => return Ok(Some(text)),
        Some(Value::Number(number)) => return Ok(Some(number.to_string())),
        Some(Value::Bool(_)) => "true or false",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    };
    Err(format!("`{name}` is {what}; give it as a string"))
}
