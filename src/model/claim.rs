//! One attributed statement with its speaker.

use super::{ArticleId, Attribution, ResolvedBy, Span, SpeakerId};

/// One attributed statement: speaker, content, cue, style, polarity and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The article it stands in.
    pub article: ArticleId,
    /// Its number in reading order within the article, from 1.
    pub number: u32,
    /// Who said it.
    pub speaker: SpeakerId,
    /// How the speaker was found.
    pub resolved_by: ResolvedBy,
    /// The places in the text.
    pub attribution: Attribution,
    /// Whether it asserts or denies; cue and content negation taken together.
    pub polarity: Polarity,
    /// The numbers in its content, in text order.
    pub quantities: Vec<Amount>,
    /// The dates and times in its content, in text order.
    pub dates: Vec<Span>,
    /// The words in its content that make it possible, likely or due rather than so: «قد», "may".
    pub modality: Vec<Span>,
    /// Stable hash of speaker and normalized content: the same claim keeps it across runs and articles.
    pub key: u64,
}

/// A number as a content gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Where it stands.
    pub span: Span,
    /// Its value in thousandths: 2.5 is 2500.
    pub milli: i64,
    /// True for a share of a hundred.
    pub percent: bool,
}

/// Whether a statement asserts or denies its proposition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// Asserts.
    #[default]
    Positive,
    /// Denies.
    Negative,
    /// Cannot be told.
    Uncertain,
}
