//! How good the answers are: precision, recall and F1 of extraction and of alignment, against annotated data.
//!
//! In: [`Gold`] articles, and the claims or groups that this tool or another found in them. Out: [`ExtractionScores`] or
//! [`AlignmentScores`], which print as a table and serialize as JSON. The figures are those of the evaluation's reference scorer to the
//! last decimal; `tests/eval.rs` holds them against what it printed. Of the other stages only [`text::Offsets`](crate::text::Offsets)
//! is used, so that no change to the tool moves the measure. Word lists are in `words.toml`.
//!
//! ```
//! use claimdiff::eval::{self, EvalOptions, Gold};
//! let text = r#""text":"قال سامر إن الجسر آمن.""#;
//! let gold = format!(r#"{{"id":"a","lang":"ar",{text},"claims":[{{"kind":"indirect","content":[[9,21]],"speaker_mention":[4,8]}}]}}"#);
//! let found = format!(r#"{{"article":{{"id":"a",{text}}},"claims":[{{"content":{{"spans":[[12,21]]}}}}]}}"#);
//! let gold = Gold::parse("gold.jsonl", &gold)?;
//! let scores = eval::extraction(&gold, &eval::predictions("found.jsonl", &found)?, &EvalOptions::default());
//! assert_eq!((scores.content.f1, scores.mention.f1), (1.0, 0.0));
//! # Ok::<(), claimdiff::Error>(())
//! ```

mod alignment;
mod cover;
mod extraction;
mod gold;
mod json;
mod judge;
mod name;
mod own;
mod pairs;
mod predicted;
mod ratio;
mod scores;
mod shift;
mod spelling;
mod table;

pub use alignment::alignment;
pub use extraction::extraction;
pub use gold::{Gold, GoldArticle, GoldClaim, Spans};
pub use own::{Own, own_comparisons, own_predictions};
pub use pairs::{AnnotatedPair, ClaimRef, GoldPairs};
pub use predicted::{
    Comparison, PredictedArticle, PredictedClaim, PredictedGroup, PredictedPair, Prediction, predictions,
};
pub use scores::{
    Accuracy, AlignmentScores, Counts, ExtractionScores, HardNegatives, OnMatched, PairCounts, PairScores,
    Prf, Recall, RelationScores, WithoutHeadlines,
};

use crate::model::Style;

/// What is counted in scoring extraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EvalOptions {
    /// Which annotated claims count.
    pub scope: Scope,
    /// Count gold claims of this kind only; unmatched predictions of another kind do not count then.
    pub kind: Option<Style>,
}

/// Which annotated claims count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Speech only; thoughts, attitudes and nested attributions are neither rewarded nor punished.
    #[default]
    Speech,
    /// All.
    All,
}
