//! What formats for CI say of a report: one finding a group or a change of the text, with how loudly, where, and in which words.
//!
//! In: a report and a view. Out: findings, the loudest first. Code hosts show only the first few of a run.

use super::{
    View,
    change::{self, ChangeRow},
    label,
    quote::{content, isolated},
    row::{self, GroupRow},
};
use crate::model::{
    ArticleId, Claim, Difference, DifferenceKind, Pair, Passage, Relation, Report, Severity, Span,
};
use std::cmp::Reverse;

/// Characters of a claim in a message.
const WORDS: usize = 240;
/// Characters of a name in a message.
const NAME: usize = 80;
/// What changes around the claims are called where a relation would stand.
const TEXT: &str = "text";

/// How loudly something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Nothing to say: the articles agree.
    Quiet,
    Notice,
    Warning,
    Error,
}

/// One finding as CI tells it.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// `g4`, or `t2` for a change of the text.
    pub(super) id: String,
    /// The relation's name, or `text`.
    pub(super) class: &'static str,
    /// `conflict/number`: the class and, where there is one, the kind of difference that says so.
    pub(super) rule: String,
    pub(super) level: Level,
    pub(super) severity: Severity,
    /// The baseline has it.
    pub(super) known: bool,
    /// What makes the run fail; without a gate, contradictions and other speakers.
    pub(super) fails: bool,
    /// What was found, in one line: the class, what differs, and both sides in their own words.
    pub(super) message: String,
    /// Where it is told: the later side of what differs most.
    pub(super) at: Side,
    /// What it stands against, the other side of what differs most first.
    pub(super) others: Vec<Side>,
}

/// What one article says.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) article: ArticleId,
    pub(super) span: Span,
    /// `seed#2`; the article's id where no claim is told.
    pub(super) name: String,
    /// Speaker and words.
    pub(super) words: String,
    /// Article, speaker and words.
    pub(super) said: String,
    /// The claim's key; empty where no claim is told.
    pub(super) key: String,
}

/// The findings of a comparison.
pub(super) fn findings(report: &Report, view: &View) -> Vec<Finding> {
    let groups = row::groups(report, view);
    let changes = change::changes(report, view);
    let mut findings: Vec<Finding> = groups.iter().map(|row| of_group(report, row)).collect();
    findings.extend(changes.iter().filter_map(|row| of_change(report, row)));
    // A stable sort: the stronger relation, then reading order, within one level.
    findings.sort_by_key(|f| (Reverse(f.level), Reverse(f.severity)));
    findings
}

fn of_group(report: &Report, row: &GroupRow) -> Finding {
    let group = row.group;
    // The first of equals, so that the words stay the same where an outlet is added.
    let worst =
        |a: &&Pair, b: &&Pair| (a.relation, worst(&a.differences)).cmp(&(b.relation, worst(&b.differences)));
    let pair = group.pairs.iter().rev().max_by(worst);
    let lead = pair.and_then(|p| lead(&p.differences));
    let right = pair.map_or(group.claims[0], |p| p.right);
    let mut at = side(report, report.claim(right));
    at.span = lead.and_then(|d| d.right).unwrap_or(at.span);
    let left = pair.map(|p| p.left);
    let rest = group.claims.iter().copied().filter(|c| *c != right && Some(*c) != left);
    let others: Vec<Side> = left.into_iter().chain(rest).map(|c| side(report, report.claim(c))).collect();
    let class = group.relation.name();
    let by_relation = match (group.relation, group.severity) {
        (Relation::Agreement, _) => Level::Quiet,
        (Relation::Conflict, _) => Level::Error,
        (Relation::Attribution | Relation::Dropped, _) | (Relation::Wording, Severity::Major) => {
            Level::Warning
        }
        (Relation::Wording | Relation::New, _) => Level::Notice,
    };
    let failing = report.summary.failures.as_ref().map(|f| f.groups.contains(&row.index));
    let telling = Telling {
        kinds: row.kinds.iter().map(|k| k.0.name()).collect(),
        sides: pair.is_some().then(|| &others[0]).into_iter().chain([&at]).collect(),
        more: group.articles.len().saturating_sub(2),
    };
    Finding {
        id: row.id.clone(),
        class,
        rule: rule(class, lead.map(|d| d.kind.name())),
        level: level(by_relation, group.known, failing),
        severity: group.severity,
        known: group.known,
        fails: failing.unwrap_or(matches!(group.relation, Relation::Conflict | Relation::Attribution)),
        message: telling.message(class, group.known),
        at,
        others,
    }
}

/// `None` for a change without a side, which there is none of.
fn of_change(report: &Report, row: &ChangeRow) -> Option<Finding> {
    let change = row.change;
    let by_severity = if change.severity == Severity::Major { Level::Warning } else { Level::Notice };
    let failing = report.summary.failures.as_ref().map(|f| f.changes.contains(&row.index));
    let passage = |article: ArticleId, passage: &Passage| {
        let words = isolated(&passage.words_of(&report.article(article).text), WORDS);
        Side {
            article,
            span: passage.sentences.iter().copied().reduce(Span::cover).unwrap_or_default(),
            name: report.article(article).id.clone(),
            said: format!("{} – {words}", isolated(&report.article(article).label, NAME)),
            words,
            key: String::new(),
        }
    };
    let left = change.left.as_ref().map(|p| passage(change.from, p));
    let right = change.right.as_ref().map(|p| passage(change.to, p));
    let lead = lead(&change.differences);
    let (mut at, others) = match (left, right) {
        (left, Some(right)) => (right, left.into_iter().collect()),
        (left, None) => (left?, Vec::new()),
    };
    at.span = lead.and_then(|d| d.right).unwrap_or(at.span);
    let told = row.told();
    let telling = Telling {
        kinds: told.iter().map(|t| t.0).collect(),
        sides: others.iter().chain([&at]).collect(),
        more: 0,
    };
    Some(Finding {
        id: row.id.clone(),
        class: TEXT,
        rule: rule(TEXT, Some(change.kind.name())),
        level: level(by_severity, change.known, failing),
        severity: change.severity,
        known: change.known,
        fails: failing.unwrap_or(false),
        message: telling.message(TEXT, change.known),
        at,
        others,
    })
}

fn rule(class: &str, kind: Option<&str>) -> String {
    kind.map_or(class.to_owned(), |kind| format!("{class}/{kind}"))
}

/// With a gate, what it names is an error and nothing else is.
fn level(by_kind: Level, known: bool, failing: Option<bool>) -> Level {
    match failing {
        _ if known => by_kind.min(Level::Notice),
        Some(true) => Level::Error,
        Some(false) => by_kind.min(Level::Warning),
        None => by_kind,
    }
}

fn worst(differences: &[Difference]) -> Severity {
    differences.iter().map(|d| d.severity).max().unwrap_or_default()
}

/// The difference that a pair is told by: the worst, and of these the kind that weighs most.
fn lead(differences: &[Difference]) -> Option<&Difference> {
    let shown = differences.iter().filter(|d| d.severity > Severity::Cosmetic);
    shown.min_by_key(|d: &&Difference| -> (Reverse<Severity>, DifferenceKind) {
        (Reverse(d.severity), d.kind)
    })
}

/// What a message is made of.
struct Telling<'a> {
    kinds: Vec<&'a str>,
    sides: Vec<&'a Side>,
    /// Articles that are not told.
    more: usize,
}

impl Telling<'_> {
    fn message(&self, class: &str, known: bool) -> String {
        let mut out = class.to_owned();
        if !self.kinds.is_empty() {
            out += &format!(" ({})", self.kinds.join(", "));
        }
        if known {
            out += ", known to the baseline";
        }
        let said: Vec<&str> = self.sides.iter().map(|s| s.said.as_str()).collect();
        out += &format!(": {}", said.join(" ↔ "));
        if self.more > 0 {
            out += &format!(" (and {})", row::counted(self.more, "more article"));
        }
        out
    }
}

/// A claim as one side: `gazette – The Union: up to 300 jobs`.
pub(super) fn side(report: &Report, claim: &Claim) -> Side {
    let name = &report.speaker(claim.speaker).name;
    let speaker = if name.is_empty() { "unresolved".to_owned() } else { isolated(name, NAME) };
    let words = format!("{speaker}: {}", content(report, claim, WORDS));
    Side {
        article: claim.article,
        span: label::whole(claim),
        name: label::claim_name(report, claim),
        said: format!("{} – {words}", isolated(&report.article(claim.article).label, NAME)),
        words,
        key: label::key(claim),
    }
}
