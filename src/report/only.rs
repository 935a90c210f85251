//! What `--only` can name: relations, text changes, and whatever was added or removed.

use crate::model::{Change, ChangeKind, Event, Group, Relation, Report};

/// Part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Groups of this relation.
    Relation(Relation),
    /// Changes of the text around the claims.
    Text,
    /// Statements that appear or reappear after the first version, and text put in.
    Added,
    /// Statements that disappear, for good or for a time, and text taken out.
    Removed,
}

impl Only {
    const OTHERS: [Self; 3] = [Self::Text, Self::Added, Self::Removed];

    /// Everything that can be named.
    pub fn all() -> impl Iterator<Item = Self> {
        Relation::ALL.into_iter().map(Self::Relation).chain(Self::OTHERS)
    }

    /// The name in options.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relation(relation) => relation.name(),
            Self::Text => "text",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }

    pub(super) fn has(self, report: &Report, group: &Group) -> bool {
        let event = |wanted: &dyn Fn(&crate::model::TimelineEntry) -> bool| group.timeline.iter().any(wanted);
        match self {
            Self::Relation(relation) => group.relation == relation,
            Self::Text => false,
            Self::Added => event(&|t| {
                t.event == Event::Restored || (t.event == Event::First && !report.firsts.contains(&t.article))
            }),
            Self::Removed => event(&|t| t.event == Event::Dropped),
        }
    }

    pub(super) fn has_change(self, change: &Change) -> bool {
        match self {
            Self::Relation(_) => false,
            Self::Text => true,
            Self::Added => change.kind == ChangeKind::Added,
            Self::Removed => change.kind == ChangeKind::Removed,
        }
    }
}
