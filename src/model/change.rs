//! What changed in the text of an article from one version to the next, claims aside.

use super::{ArticleId, Difference, Severity, Span};
use std::borrow::Cow;

/// One change of a sentence, or of a few that were put together or taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// How much it matters.
    pub severity: Severity,
    /// The version before.
    pub from: ArticleId,
    /// The version after.
    pub to: ArticleId,
    /// The sentences as they stood; `None` where they were added.
    pub left: Option<Passage>,
    /// The sentences as they stand; `None` where they were removed.
    pub right: Option<Passage>,
    /// What differs between the two, in the order of the left side; empty where one side is missing or only the place changed.
    pub differences: Vec<Difference>,
    /// True where the baseline has it: it is told, but does not fail.
    pub known: bool,
}

/// One or more sentences of one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The sentences, in text order.
    pub sentences: Vec<Span>,
    /// The most prominent place of them.
    pub placement: Placement,
}

impl Passage {
    /// The sentences as they stand in the version's `text`, with a space between them.
    pub fn words_of<'a>(&self, text: &'a str) -> Cow<'a, str> {
        Span::joined(&self.sentences, text)
    }
}

/// What was done to a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Put in.
    Added,
    /// Taken out.
    Removed,
    /// Put in other words.
    Changed,
    /// Put elsewhere among the others, in other words or not.
    Moved,
    /// Several sentences became one.
    Merged,
    /// One sentence became several.
    Split,
}

/// Where in an article something stands; the greater the more prominent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placement {
    /// After the lead.
    #[default]
    Body,
    /// The first paragraph of the text; its first sentence where there is only one paragraph.
    Lead,
    /// The headline.
    Headline,
}
