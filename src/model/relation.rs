//! How claims of different articles stand to each other.

use super::{ArticleId, ClaimId, Permille, Placement, Span, SpeakerId};
use std::cmp::Ordering;

/// The claims, of one or more articles, that report the same statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The speaker of the first claim.
    pub speaker: SpeakerId,
    /// The strongest relation among its pairs.
    pub relation: Relation,
    /// The strongest severity among its differences.
    pub severity: Severity,
    /// Its claims, ascending.
    pub claims: Vec<ClaimId>,
    /// The articles of those claims, ascending, each once.
    pub articles: Vec<ArticleId>,
    /// Comparisons of claims of different articles, ascending by left and right.
    pub pairs: Vec<Pair>,
    /// What happened in each version; empty for `compare`.
    pub timeline: Vec<TimelineEntry>,
    /// True where the baseline lists all that it finds.
    pub known: bool,
}

/// Two claims of different articles compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The claim of the earlier article.
    pub left: ClaimId,
    /// The claim of the later article.
    pub right: ClaimId,
    /// How they stand to each other.
    pub relation: Relation,
    /// True where they are in different languages: then only figures are compared, and the relation says no more than that
    /// both report the statement.
    pub cross_language: bool,
    /// Why they were held to be the same statement.
    pub score: Score,
    /// What differs, in the order of the left claim.
    pub differences: Vec<Difference>,
}

/// The parts of an alignment score; `--explain` prints them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The figure that is compared with the threshold.
    pub total: Permille,
    /// Shared content words, weighted by rarity, as a share of both (Jaccard).
    pub overlap: Permille,
    /// Shared content words as a share of the shorter claim.
    pub containment: Permille,
    /// Likeness of the character sequence.
    pub characters: Permille,
    /// Agreement of numbers and dates; 1000 where neither has any.
    pub quantities: Permille,
    /// Compatibility of the speakers.
    pub speaker: Permille,
    /// The longest run of words that both put in quotation marks, as a share of the shorter quotation.
    pub quotation: Permille,
    /// How telling the shared words are: their weight against that of words which stand everywhere.
    pub rarity: Permille,
}

/// One typed change between two claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What kind of change.
    pub kind: DifferenceKind,
    /// How much it matters.
    pub severity: Severity,
    /// The place in the left claim's article; `None` where the left side has nothing.
    pub left: Option<Span>,
    /// The place in the right claim's article; `None` where the right side has nothing.
    pub right: Option<Span>,
}

/// How two claims, or the claims of a group, stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Opposite polarity, or another number, date or name where it matters.
    Conflict,
    /// The same content by another speaker.
    Attribution,
    /// The same proposition in other words.
    Wording,
    /// The same after normalization.
    Agreement,
    /// Only one article carries it.
    New,
    /// Versions only: there before, gone now.
    Dropped,
}

impl Relation {
    /// Every relation, strongest first.
    pub const ALL: [Self; 6] =
        [Self::Conflict, Self::Attribution, Self::Wording, Self::Agreement, Self::New, Self::Dropped];

    /// The name in outputs and options.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Attribution => "attribution",
            Self::Wording => "wording",
            Self::Agreement => "agreement",
            Self::New => "new",
            Self::Dropped => "dropped",
        }
    }
}

impl PartialOrd for Relation {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Relation {
    /// The stronger relation is the greater.
    fn cmp(&self, other: &Self) -> Ordering {
        (*other as u8).cmp(&(*self as u8))
    }
}

/// How much a difference matters; the greater the worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Hidden by normalization.
    #[default]
    Cosmetic,
    /// Other words for the same.
    Minor,
    /// Changes what a reader learns.
    Major,
}

/// The kind of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// Asserted on one side, denied on the other.
    Polarity,
    /// Another figure.
    Number,
    /// Another date or time.
    Date,
    /// Another name or place.
    Name,
    /// Will became may.
    Modality,
    /// Another speaker.
    Speaker,
    /// The reporting word's stance changed.
    Cue,
    /// Words inside quotation marks altered, or a quotation became a paraphrase.
    Quotation,
    /// Words only on the right.
    Addition,
    /// Words only on the left.
    Omission,
    /// Headline, lead or body.
    Placement,
    /// The rest.
    Wording,
}

/// What happened to a statement in one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The version.
    pub article: ArticleId,
    /// What happened.
    pub event: Event,
    /// The most prominent place where this version has the statement; `None` where it has it no longer.
    pub placement: Option<Placement>,
}

/// A change of a statement from one version to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Seen for the first time.
    First,
    /// In other words than before, perhaps elsewhere.
    Reworded,
    /// In the same words, but made more or less prominent: from the lead to the body.
    Moved,
    /// Gone.
    Dropped,
    /// There again.
    Restored,
    /// As before.
    Same,
}
