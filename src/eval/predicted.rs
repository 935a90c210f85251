//! The answer that is scored: claims of articles, or groups of claims.
//!
//! In: the output of `extract` or `compare`, from this tool or another, or a [`Report`]. Out: [`Prediction`]s or a [`Comparison`]. Of the
//! output format only what is scored is read, so that other tools need not write the rest. Places are Unicode code points.

use super::{gold::Spans, json};
use crate::{
    Error, Result,
    model::{ClaimId, Report, Span},
    text::Offsets,
};
use serde::{Deserialize, de::IgnoredAny};

/// One article with the claims found in it.
#[derive(Clone, Debug, Deserialize)]
pub struct Prediction {
    /// The article.
    pub article: PredictedArticle,
    /// Its claims.
    #[serde(default)]
    pub claims: Vec<PredictedClaim>,
}

/// The output of a comparison.
#[derive(Clone, Debug, Deserialize)]
pub struct Comparison {
    /// The articles compared.
    pub articles: Vec<PredictedArticle>,
    /// Their claims, each with its article.
    pub claims: Vec<PredictedClaim>,
    /// Which claims say the same.
    pub groups: Vec<PredictedGroup>,
}

/// An article as the answer names it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PredictedArticle {
    /// Its id.
    pub id: Option<String>,
    /// Its outlet.
    pub label: Option<String>,
    /// Its file.
    pub path: Option<String>,
    /// The text that places count into; the gold text where there is none.
    pub text: Option<String>,
}

/// A claim as the answer gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "WrittenClaim")]
pub struct PredictedClaim {
    /// Its id.
    pub id: Option<String>,
    /// Id of its article, in a comparison.
    pub article: Option<String>,
    /// What was said.
    pub content: Spans,
    /// The resolved name.
    pub speaker: Option<String>,
    /// The words that name the source.
    pub mention: Option<(i64, i64)>,
    /// The reporting word.
    pub cue: Option<(i64, i64)>,
    /// Outlet or occasion.
    pub medium: Option<String>,
    /// `direct`, `indirect` or `mixed`.
    pub kind: Option<String>,
    /// `positive`, `negative` or `uncertain`.
    pub polarity: Option<String>,
    /// True in a headline.
    pub headline: bool,
}

#[derive(Deserialize)]
struct WrittenClaim {
    id: Option<String>,
    article: Option<String>,
    content: WrittenContent,
    speaker: Option<WrittenSpeaker>,
    cue: Option<Place>,
    medium: Option<Words>,
    kind: Option<String>,
    polarity: Option<String>,
    headline: Option<bool>,
}

#[derive(Deserialize)]
struct WrittenContent {
    spans: Spans,
}

#[derive(Deserialize)]
struct WrittenSpeaker {
    name: Option<String>,
    mention: Option<Place>,
}

#[derive(Deserialize)]
struct Place {
    span: Option<(i64, i64)>,
}

#[derive(Deserialize)]
struct Words {
    text: Option<String>,
}

impl From<WrittenClaim> for PredictedClaim {
    fn from(written: WrittenClaim) -> Self {
        let filled = |text: Option<String>| text.filter(|t| !t.is_empty());
        let (speaker, mention) = written.speaker.map_or((None, None), |s| (s.name, s.mention));
        Self {
            id: written.id,
            article: written.article,
            content: written.content.spans,
            speaker: filled(speaker),
            mention: mention.and_then(|m| m.span),
            cue: written.cue.and_then(|c| c.span),
            medium: filled(written.medium.and_then(|m| m.text)),
            kind: filled(written.kind),
            polarity: filled(written.polarity),
            headline: written.headline == Some(true),
        }
    }
}

/// Claims that say the same.
#[derive(Clone, Debug, Deserialize)]
pub struct PredictedGroup {
    /// How they stand to each other.
    pub relation: Option<String>,
    /// Ids of the claims.
    pub claims: Vec<String>,
    /// Comparisons of two of them.
    pub pairs: Option<Vec<PredictedPair>>,
}

/// Two claims of a group compared.
#[derive(Clone, Debug, Deserialize)]
pub struct PredictedPair {
    /// Id of one claim.
    pub left: String,
    /// Id of the other.
    pub right: String,
    /// How they stand to each other; else as the group.
    pub relation: Option<String>,
}

/// Which keys a document has.
#[derive(Deserialize)]
struct Keys {
    articles: Option<IgnoredAny>,
    groups: Option<IgnoredAny>,
}

/// Reads the output of `extract`, JSON or JSON Lines; `name` stands in errors.
///
/// # Errors
/// Where it is broken or of another shape; names the line.
pub fn predictions(name: &str, text: &str) -> Result<Vec<Prediction>> {
    #[derive(Deserialize)]
    struct Document {
        articles: Vec<Prediction>,
    }
    let many_lines = json::is_lines(text) && text.trim().contains('\n');
    if many_lines || text.trim().is_empty() {
        return Ok(json::lines(name, text)?.into_iter().map(|row| row.value).collect());
    }
    match json::document(name, text)? {
        Keys { groups: Some(_), .. } => Err(Error::input(format!(
            "{name}: the output of a comparison; give that of `extract`, or the annotated pairs with --pairs"
        ))),
        Keys { articles: Some(_), .. } => Ok(json::document::<Document>(name, text)?.articles),
        Keys { articles: None, .. } => Ok(vec![json::document(name, text)?]),
    }
}

impl Comparison {
    /// Reads the output of `compare --format json`; `name` stands in errors.
    ///
    /// # Errors
    /// Where it is broken or of another shape; names the line.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        if json::is_lines(text) && text.trim().contains('\n') {
            return Err(Error::input(format!(
                "{name}: JSON Lines; give the output of `compare --format json`"
            )));
        }
        match json::document(name, text)? {
            Keys { groups: None, .. } => {
                Err(Error::input(format!("{name}: no `groups`; give the output of `compare --format json`")))
            }
            Keys { .. } => json::document(name, text),
        }
    }
}

impl From<&Report> for Comparison {
    fn from(report: &Report) -> Self {
        let name = |id: &ClaimId| claim_id(report, *id);
        let pairs = |group: &crate::model::Group| {
            let pairs = group.pairs.iter().map(|p| PredictedPair {
                left: name(&p.left),
                right: name(&p.right),
                relation: Some(p.relation.name().to_owned()),
            });
            pairs.collect()
        };
        let groups = report.groups.iter().map(|group| PredictedGroup {
            relation: Some(group.relation.name().to_owned()),
            claims: group.claims.iter().map(name).collect(),
            pairs: Some(pairs(group)),
        });
        Self { articles: articles(report), claims: claims(report), groups: groups.collect() }
    }
}

/// The articles of a report with their claims.
pub(super) fn predictions_of(report: &Report) -> Vec<Prediction> {
    let mut out: Vec<Prediction> =
        articles(report).into_iter().map(|article| Prediction { article, claims: Vec::new() }).collect();
    for (claim, found) in report.claims.iter().zip(claims(report)) {
        out[claim.article.index()].claims.push(found);
    }
    out
}

fn articles(report: &Report) -> Vec<PredictedArticle> {
    let article = |a: &crate::model::Article| PredictedArticle {
        id: Some(a.id.clone()),
        label: Some(a.label.clone()),
        path: a.path.clone(),
        text: Some(a.text.clone()),
    };
    report.articles.iter().map(article).collect()
}

fn claim_id(report: &Report, id: ClaimId) -> String {
    let claim = report.claim(id);
    format!("{}#{}", report.article(claim.article).id, claim.number)
}

fn claims(report: &Report) -> Vec<PredictedClaim> {
    let offsets: Vec<Offsets> = report.articles.iter().map(|a| Offsets::new(&a.text)).collect();
    let claims = report.claims.iter().enumerate().map(|(n, claim)| {
        let (article, here) = (report.article(claim.article), &offsets[claim.article.index()]);
        let place = |span: Span| {
            (i64::from(here.code_point(span.start as usize)), i64::from(here.code_point(span.end as usize)))
        };
        let attribution = &claim.attribution;
        PredictedClaim {
            id: Some(claim_id(report, ClaimId::new(n))),
            article: Some(article.id.clone()),
            content: Spans(attribution.content.iter().map(|s| place(*s)).collect()),
            speaker: Some(report.speaker(claim.speaker).name.clone()).filter(|name| !name.is_empty()),
            mention: attribution.mention.span.map(place),
            cue: attribution.cue.span.map(place),
            medium: attribution.medium.as_ref().map(|m| m.of(&article.text).to_owned()),
            kind: Some(attribution.style.name().to_owned()),
            polarity: Some(claim.polarity.name().to_owned()),
            headline: attribution.headline,
        }
    });
    claims.collect()
}
