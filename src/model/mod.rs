//! Plain data that every stage shares; no behaviour beyond accessors.
//!
//! Positions are byte [`Span`]s into [`Article::text`]; ids are indices into the report's own lists.

mod article;
mod attribution;
mod change;
mod claim;
mod coverage;
mod id;
mod name;
mod relation;
mod report;
mod span;
mod speaker;

pub use article::{Article, Lang, Origin};
pub use attribution::{Attribution, Cue, Mention, MentionKind, Phrase, Rule, Shape, Slot, Stance, Style};
pub use change::{Change, ChangeKind, Passage, Placement};
pub use claim::{Amount, Claim, Polarity};
pub use coverage::{Coverage, Share, Standing};
pub use id::{ArticleId, ClaimId, GroupId, SpeakerId};
pub use relation::{
    Difference, DifferenceKind, Event, Group, Pair, Relation, Score, Severity, TimelineEntry,
};
pub use report::{Command, Failures, Hidden, Report, SCHEMA, Summary, Warning};
pub use span::{Permille, Span};
pub use speaker::{ResolvedBy, Speaker, SpeakerKind};
