//! What a comparison found: the input of every output format.

use super::{
    Article, ArticleId, Change, Claim, ClaimId, Coverage, Group, GroupId, Relation, Span, Speaker, SpeakerId,
};
use std::collections::{BTreeMap, BTreeSet};

/// Version of the JSON output; rises with any breaking change.
pub const SCHEMA: u32 = 1;

/// Everything that was read and found, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which question was asked.
    pub command: Command,
    /// The articles, in input order.
    pub articles: Vec<Article>,
    /// The speakers, in order of first appearance.
    pub speakers: Vec<Speaker>,
    /// The claims, by article and then in reading order.
    pub claims: Vec<Claim>,
    /// The groups, by their first claim; empty for `extract`.
    pub groups: Vec<Group>,
    /// Versions only: what changed in the text around the claims, by version and then in text order.
    pub changes: Vec<Change>,
    /// Versions only: the first version of each article; one unless several articles are tracked.
    pub firsts: Vec<ArticleId>,
    /// Versions only: those in which a reader finds nothing changed from the version before.
    pub unchanged: Vec<ArticleId>,
    /// Differences that normalization hid, in the order of the groups or, for versions, of the text.
    pub hidden: Vec<Hidden>,
    /// Which article carries which group; empty for `extract`.
    pub coverage: Coverage,
    /// Counts.
    pub summary: Summary,
    /// What the reader should know about the input.
    pub warnings: Vec<Warning>,
}

impl Report {
    /// A report that holds nothing yet.
    pub fn new(command: Command) -> Self {
        Self {
            command,
            articles: Vec::new(),
            speakers: Vec::new(),
            claims: Vec::new(),
            groups: Vec::new(),
            changes: Vec::new(),
            firsts: Vec::new(),
            unchanged: Vec::new(),
            hidden: Vec::new(),
            coverage: Coverage::default(),
            summary: Summary::default(),
            warnings: Vec::new(),
        }
    }

    /// How many differences each rule of normalization hid.
    pub fn hidden_by_rule(&self) -> BTreeMap<&'static str, u32> {
        let mut counts = BTreeMap::new();
        for hidden in &self.hidden {
            *counts.entry(hidden.rule).or_default() += 1;
        }
        counts
    }

    /// The article with this id.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.index()]
    }

    /// The claim with this id.
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.index()]
    }

    /// The speaker with this id.
    pub fn speaker(&self, id: SpeakerId) -> &Speaker {
        &self.speakers[id.index()]
    }

    /// The group with this id.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.index()]
    }
}

/// Which question a report answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Who says what in each article.
    Extract,
    /// Outlets on one event.
    Compare,
    /// Versions of one article.
    Versions,
}

/// Counts over the groups of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Groups per relation.
    pub relations: BTreeMap<Relation, u32>,
    /// Groups that the baseline knows.
    pub known: u32,
    /// What `--fail-on` named and was found.
    pub failed: Vec<String>,
    /// Where that was found; `None` where nothing was named.
    pub failures: Option<Failures>,
}

/// A difference that no reader minds: two spellings of one word, marks, spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// The rule of normalization that makes both equal.
    pub rule: &'static str,
    /// The article of the left side.
    pub from: ArticleId,
    /// The article of the right side.
    pub to: ArticleId,
    /// Where it stands there; `None` where only the other side has anything.
    pub left: Option<Span>,
    /// Where it stands here; `None` where only the other side has anything.
    pub right: Option<Span>,
}

/// What of a report makes a run fail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// Indices into [`Report::groups`].
    pub groups: BTreeSet<usize>,
    /// Indices into [`Report::changes`].
    pub changes: BTreeSet<usize>,
}

/// Something that went less than well but stopped nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Kebab-case, listed in the README.
    pub code: &'static str,
    /// For people.
    pub message: String,
    /// The article it is about.
    pub article: Option<ArticleId>,
    /// Where in that article.
    pub span: Option<Span>,
}
