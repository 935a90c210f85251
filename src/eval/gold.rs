//! The annotated articles with their claims.
//!
//! In: JSON Lines in the gold format. Out: [`Gold`], checked: every span lies in its text, ids are unique. Places are Unicode code
//! points into the article's `text`, half-open.

use super::{
    json::{self, Row},
    pairs::ClaimRef,
};
use crate::Result;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Annotated articles, in the order of the file.
#[derive(Clone, Debug)]
pub struct Gold {
    articles: Vec<GoldArticle>,
    by_id: FxHashMap<String, usize>,
}

/// One annotated article.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldArticle {
    /// Unique in the file.
    pub id: String,
    /// Language tag.
    #[serde(default)]
    pub lang: String,
    /// The text that all places count into.
    pub text: String,
    /// What is said in it, and by whom.
    pub claims: Vec<GoldClaim>,
}

/// One annotated claim.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldClaim {
    /// `direct`, `indirect` or `mixed`.
    pub kind: String,
    /// What was said; several spans where the reporter splits a quotation.
    pub content: Spans,
    /// A longer content that is right too.
    #[serde(default)]
    pub content_max: Spans,
    /// The words that name the source; none where the subject is hidden.
    #[serde(default)]
    pub speaker_mention: Spans,
    /// The resolved name, where resolved names are annotated.
    pub speaker: Option<String>,
    /// Other names that are right.
    pub speaker_alt: Option<Vec<String>>,
    /// How the source is named: `name`, `org`, `role`, `coll`, `anon`, `pron` or `implied`.
    pub mention_type: Option<String>,
    /// The reporting word.
    pub cue: Option<(i64, i64)>,
    /// True for a claim that denies, where that is annotated.
    pub negated: Option<bool>,
    /// Outlet or occasion through which it was said.
    pub medium: Option<String>,
    /// True in a headline.
    pub headline: Option<bool>,
    /// Borderline: neither rewarded nor punished.
    pub optional: Option<bool>,
    /// `speech`, or `other`: thought, attitude, nested.
    pub scope: Option<String>,
}

/// Places in a text; one span may be written without the outer list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "WrittenSpans")]
pub struct Spans(pub Vec<(i64, i64)>);

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a span [start, end] or a list of spans")]
enum WrittenSpans {
    None(()),
    One((i64, i64)),
    Many(Vec<(i64, i64)>),
}

impl From<WrittenSpans> for Spans {
    fn from(written: WrittenSpans) -> Self {
        Self(match written {
            WrittenSpans::None(()) => Vec::new(),
            WrittenSpans::One(span) => vec![span],
            WrittenSpans::Many(spans) => spans,
        })
    }
}

impl GoldClaim {
    /// True where it stands in a headline.
    pub(super) fn in_headline(&self) -> bool {
        self.headline == Some(true)
    }

    /// True where it is borderline.
    pub(super) fn is_optional(&self) -> bool {
        self.optional == Some(true)
    }

    /// The resolved speaker, where there is one.
    pub(super) fn speaker(&self) -> Option<&str> {
        self.speaker.as_deref().filter(|name| !name.is_empty())
    }

    fn spans(&self) -> impl Iterator<Item = (i64, i64)> {
        let lists = [&self.content, &self.content_max, &self.speaker_mention];
        lists.into_iter().flat_map(|list| list.0.iter().copied()).chain(self.cue)
    }
}

impl Gold {
    /// Reads a gold file; `name` stands in errors.
    ///
    /// ```
    /// use claimdiff::eval::Gold;
    /// let line = r#"{"id":"a","lang":"ar","text":"قال سامر إن الجسر آمن.","claims":[{"kind":"indirect","content":[[12,21]]}]}"#;
    /// assert_eq!(Gold::parse("gold.jsonl", line).unwrap().articles().len(), 1);
    /// assert!(Gold::parse("gold.jsonl", &line.replace("21", "99")).unwrap_err().to_string().starts_with("gold.jsonl:1: claim 0"));
    /// ```
    ///
    /// # Errors
    /// Where a line is no annotated article, an id comes twice or a span lies outside its text; names the line.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let mut gold = Self { articles: Vec::new(), by_id: FxHashMap::default() };
        for Row { line, value } in json::lines::<GoldArticle>(name, text)? {
            let length = value.text.chars().count() as i64;
            for (n, claim) in value.claims.iter().enumerate() {
                if let Some((start, end)) =
                    claim.spans().find(|&(start, end)| start < 0 || start > end || end > length)
                {
                    let what = format!("claim {n}: [{start}, {end}] is no place in the text (0 to {length})");
                    return Err(json::at(
                        name,
                        line,
                        format_args!("{what}; places count Unicode code points"),
                    ));
                }
            }
            if gold.by_id.insert(value.id.clone(), gold.articles.len()).is_some() {
                return Err(json::at(name, line, format_args!("id `{}` comes twice", value.id)));
            }
            gold.articles.push(value);
        }
        if gold.articles.is_empty() {
            return Err(json::at(name, 1, "no annotated article; a gold file has one a line"));
        }
        Ok(gold)
    }

    /// The articles, in the order of the file.
    pub fn articles(&self) -> &[GoldArticle] {
        &self.articles
    }

    /// The position of the article with this id.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The claim that `reference` names, where its article is in the file.
    pub(super) fn claim(&self, reference: &ClaimRef) -> Option<&GoldClaim> {
        self.articles[self.position(&reference.article)?].claims.get(reference.number)
    }
}
