//! Annotated pairs of claims: what says the same, what is left open, what must not be merged.
//!
//! In: JSON Lines with `a` and `b`, each `article#number`. Out: [`AnnotatedPair`]s, checked against the gold articles.

use super::{
    gold::Gold,
    json::{self, Row},
};
use crate::Result;
use serde::Deserialize;
use std::fmt;

/// A claim of the gold data, written `article#number`, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct ClaimRef {
    /// The article's id.
    pub article: String,
    /// Position in the article's list of claims.
    pub number: usize,
}

impl TryFrom<String> for ClaimRef {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<Self, String> {
        let parts = text.rsplit_once('#').and_then(|(article, n)| Some((article, n.parse().ok()?)));
        let (article, number) =
            parts.ok_or_else(|| format!("`{text}` names no claim; write ARTICLE#NUMBER"))?;
        Ok(Self { article: article.to_owned(), number })
    }
}

impl fmt::Display for ClaimRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.article, self.number)
    }
}

/// Two claims of the gold data about which something is annotated.
#[derive(Clone, Debug, Deserialize)]
pub struct AnnotatedPair {
    /// One claim.
    pub a: ClaimRef,
    /// The other.
    pub b: ClaimRef,
    /// How they stand to each other; `contradiction` is `conflict`. Empty in lists that need none.
    #[serde(default)]
    pub relation: String,
    /// Borderline: neither rewarded nor punished.
    #[serde(default)]
    pub optional: bool,
    /// True where agreement and wording are both defensible.
    #[serde(default)]
    pub minor: bool,
}

impl AnnotatedPair {
    /// Both claims, in a fixed order.
    pub(super) fn key(&self) -> Pair {
        pair(&self.a, &self.b)
    }

    /// The relation as the tool names it.
    pub(super) fn relation(&self) -> &str {
        if self.relation == "contradiction" { "conflict" } else { &self.relation }
    }
}

/// Two claims, the lesser first.
pub(super) type Pair = (ClaimRef, ClaimRef);

pub(super) fn pair(a: &ClaimRef, b: &ClaimRef) -> Pair {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    (a.clone(), b.clone())
}

/// The pairs that the alignment of gold claims is scored by.
#[derive(Clone, Debug, Default)]
pub struct GoldPairs {
    /// Pairs that say the same, with their relation.
    pub same: Vec<AnnotatedPair>,
    /// Pairs on which annotators may differ: not scored.
    pub ignored: Vec<AnnotatedPair>,
    /// Look-alikes that must not be merged.
    pub hard: Vec<AnnotatedPair>,
}

impl Gold {
    /// Reads pairs that say the same.
    ///
    /// # Errors
    /// As [`pairs`](Self::pairs), and where a pair has no `relation`.
    pub fn alignments(&self, name: &str, text: &str) -> Result<Vec<AnnotatedPair>> {
        let rows = self.rows(name, text)?;
        match rows.iter().find(|row| row.value.relation.is_empty()) {
            Some(row) => Err(json::at(name, row.line, "no `relation`; a pair that says the same has one")),
            None => Ok(values(rows)),
        }
    }

    /// Reads pairs that are not scored, or that must not be merged.
    ///
    /// # Errors
    /// Where a line is no pair of two claims, or names a claim that its article does not have; names the line.
    pub fn pairs(&self, name: &str, text: &str) -> Result<Vec<AnnotatedPair>> {
        Ok(values(self.rows(name, text)?))
    }

    fn rows(&self, name: &str, text: &str) -> Result<Vec<Row<AnnotatedPair>>> {
        let rows = json::lines::<AnnotatedPair>(name, text)?;
        for Row { line, value } in &rows {
            let AnnotatedPair { a, b, .. } = value;
            // An article that the gold file lacks is no error: the pairs may be of a larger collection.
            let lost =
                [a, b].into_iter().find(|r| self.position(&r.article).is_some() && self.claim(r).is_none());
            if let Some(lost) = lost {
                return Err(json::at(name, *line, format_args!("there is no claim {lost}")));
            }
            if a == b {
                return Err(json::at(name, *line, format_args!("{a} is paired with itself")));
            }
        }
        Ok(rows)
    }
}

fn values(rows: Vec<Row<AnnotatedPair>>) -> Vec<AnnotatedPair> {
    rows.into_iter().map(|row| row.value).collect()
}
