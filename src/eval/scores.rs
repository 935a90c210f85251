//! The figures, as they are printed as JSON. The names are those of the evaluation's reference scorer.

use serde::Serialize;
use std::collections::BTreeMap;

/// `x` rounded to so many decimals, half to even where it lies exactly between two.
pub(super) fn rounded(x: f64, places: usize) -> f64 {
    format!("{x:.places$}").parse().expect("a formatted number is a number")
}

/// `part` of `all` to four decimals; nothing of nothing is no share.
pub(super) fn share(part: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| rounded(part as f64 / all as f64, 4))
}

/// Precision, recall and F1 to four decimals, with what they are taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Prf {
    /// Precision.
    #[serde(rename = "P")]
    pub precision: f64,
    /// Recall.
    #[serde(rename = "R")]
    pub recall: f64,
    /// Their harmonic mean.
    #[serde(rename = "F1")]
    pub f1: f64,
    /// Right predictions.
    pub tp: usize,
    /// Wrong predictions.
    pub fp: usize,
    /// Gold claims not found.
    #[serde(rename = "fn")]
    pub fn_: usize,
}

impl Prf {
    pub(super) fn new(tp: usize, fp: usize, fn_: usize) -> Self {
        let of = |all: usize| if all > 0 { tp as f64 / all as f64 } else { 0.0 };
        let (p, r) = (of(tp + fp), of(tp + fn_));
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        Self { precision: rounded(p, 4), recall: rounded(r, 4), f1: rounded(f1, 4), tp, fp, fn_ }
    }
}

/// A share and what it is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Accuracy {
    /// The share that is right; none of nothing.
    pub accuracy: Option<f64>,
    /// How many were judged.
    pub n: usize,
}

/// A recall and what it is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Recall {
    /// The share that was found.
    #[serde(rename = "R")]
    pub recall: Option<f64>,
    /// How many there are.
    pub n: usize,
}

/// How well claims were extracted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ExtractionScores {
    /// Content at token F1 of at least 0.8.
    pub content: Prf,
    /// The very words.
    pub exact: Prf,
    /// Content, and the mention points at the same source.
    pub mention: Prf,
    /// Content, and the mention has the same words.
    pub mention_strict: Prf,
    /// Content, and the resolved name is the speaker's; where gold has resolved names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Prf>,
    /// What is right on claims whose content matched.
    pub on_matched: OnMatched,
    /// Recall of content for `direct`, `indirect` and `mixed` claims.
    pub recall_by_kind: BTreeMap<String, Recall>,
    /// Resolved names on matched claims, by how the source is named.
    pub resolved_by_mention_type: BTreeMap<String, Accuracy>,
    /// What was counted.
    pub counts: Counts,
    /// The same without claims in headlines, where gold has some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_headlines: Option<WithoutHeadlines>,
    /// What the reader of the figures should know about the input.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// What is right on claims whose content matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "each is the share in which the field of that name is right")]
pub struct OnMatched {
    pub mention: Accuracy,
    pub mention_strict: Accuracy,
    pub resolved: Accuracy,
    pub kind: Accuracy,
    pub negated: Accuracy,
    pub headline: Accuracy,
    pub cue: Accuracy,
    pub medium: Accuracy,
}

/// The main figures without claims in headlines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "as in `ExtractionScores`")]
pub struct WithoutHeadlines {
    pub content: Prf,
    pub mention: Prf,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Prf>,
}

/// What was counted in scoring extraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Gold articles.
    pub articles: usize,
    /// Gold claims that count.
    pub gold: usize,
    /// Gold claims that are optional or of another scope or kind.
    pub gold_not_counted: usize,
    /// Predicted claims that count.
    pub predicted: usize,
    /// Predicted claims that stand for gold claims that do not count.
    pub predicted_not_counted: usize,
}

/// How well claims were aligned.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AlignmentScores {
    /// Against all annotated pairs.
    pub overall: PairScores,
    /// Only where both claims were extracted: the aligner by itself.
    pub extracted: PairScores,
    /// Whether the relation is right.
    pub relation: RelationScores,
    /// Look-alikes that must not be merged.
    pub hard_negatives: HardNegatives,
    /// What was counted.
    pub counts: PairCounts,
    /// What the reader of the figures should know about the input.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// Precision, recall and F1 of pairs, to four decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct PairScores {
    /// Right pairs among those predicted.
    pub precision: f64,
    /// Found pairs among those annotated.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl PairScores {
    pub(super) fn new(precision: Option<f64>, recall: Option<f64>) -> Self {
        let (precision, recall) = (precision.unwrap_or(0.0), recall.unwrap_or(0.0));
        let both = precision > 0.0 && recall > 0.0;
        let f1 = if both { rounded(2.0 * precision * recall / (precision + recall), 4) } else { 0.0 };
        Self { precision, recall, f1 }
    }
}

/// Relations of the pairs that were found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RelationScores {
    /// The share with the right relation; none of nothing.
    pub accuracy: Option<f64>,
    /// The same where agreement and wording are both right for pairs marked `minor`.
    pub accuracy_minor_either: Option<f64>,
    /// How many pairs were found.
    pub n: usize,
    /// How many pairs of each annotated relation got which.
    pub gold_to_predicted: BTreeMap<String, BTreeMap<String, usize>>,
}

/// Look-alike pairs that must not be merged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct HardNegatives {
    /// How many there are among the articles compared.
    pub n: usize,
    /// Of which both claims were extracted.
    pub both_extracted: usize,
    /// That were put into one group.
    pub merged: usize,
    /// That were put into one group, but as a conflict.
    pub called_conflict: usize,
    /// Merged ones among all.
    pub share: f64,
}

/// What was counted in scoring alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PairCounts {
    /// Annotated pairs that count.
    pub gold_pairs: usize,
    /// Of which both claims were extracted.
    pub gold_pairs_both_extracted: usize,
    /// That a predicted pair stands for.
    pub gold_pairs_found: usize,
    /// Whose articles were not compared with each other.
    pub gold_pairs_not_compared: usize,
    /// Predicted pairs that are right.
    pub predicted_right: usize,
    /// That are wrong.
    pub predicted_wrong: usize,
    /// With a claim that gold does not know.
    pub predicted_with_a_claim_not_in_gold: usize,
    /// That are neither right nor wrong.
    pub predicted_not_counted: usize,
}

/// The figure at a path of keys, such as `content.R`; the F1 of a group of figures.
pub(super) fn figure(scores: &impl Serialize, path: &str) -> Option<f64> {
    let mut node = serde_json::to_value(scores).ok()?;
    for key in path.split('.') {
        node = node.get_mut(key)?.take();
    }
    node.get("F1").unwrap_or(&node).as_f64()
}

impl ExtractionScores {
    /// The figure with this name: `content`, `resolved`, `content.R`, `recall_by_kind.direct.R`, `counts.predicted`.
    pub fn figure(&self, key: &str) -> Option<f64> {
        figure(self, key)
    }
}

impl AlignmentScores {
    /// The figure with this name: `precision`, `recall_extracted`, `hard`, `relation`, or a path such as `counts.gold_pairs`.
    pub fn figure(&self, key: &str) -> Option<f64> {
        let path = match key {
            "precision" => "overall.precision",
            "recall" => "overall.recall",
            "f1" => "overall.f1",
            "precision_extracted" => "extracted.precision",
            "recall_extracted" => "extracted.recall",
            "f1_extracted" => "extracted.f1",
            "hard" => "hard_negatives.share",
            "relation" => "relation.accuracy",
            path => path,
        };
        figure(self, path)
    }
}

#[cfg(test)]
mod tests {
    use super::{Prf, rounded, share};

    #[test]
    fn figures_are_rounded_half_to_even() {
        assert_eq!((rounded(1.0 / 32.0, 4), rounded(3.0 / 32.0, 4)), (0.0312, 0.0938));
        assert_eq!((share(2, 3), share(0, 0)), (Some(0.6667), None));
        let prf = Prf::new(2, 1, 3);
        assert_eq!((prf.precision, prf.recall, prf.f1), (0.6667, 0.4, 0.5));
    }
}
