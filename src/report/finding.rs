//! What formats for CI say of a group: one finding each, with how loudly, where, and in which words.
//!
//! In: a report and a view. Out: findings, the loudest first. Code hosts show only the first few of a run.

use super::{
    View, label,
    quote::{content, isolated},
    row::{self, GroupRow},
};
use crate::{
    model::{Article, ArticleId, Claim, Difference, Origin, Pair, Relation, Report, Severity, Span},
    text::{Lines, Position},
};
use std::cmp::Reverse;

/// Characters of a claim in a message.
const WORDS: usize = 240;
/// Characters of a name in a message.
const NAME: usize = 80;

/// How loudly something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Nothing to say: the articles agree.
    Quiet,
    Notice,
    Warning,
    Error,
}

/// One group as CI tells it.
#[derive(Clone, Debug)]
pub(super) struct Finding<'a> {
    pub(super) row: GroupRow<'a>,
    pub(super) level: Level,
    /// `conflict/number`: the relation and, where claims differ, the kind that says so.
    pub(super) rule: String,
    /// The claim it is told at: the later one of the pair that differs most.
    pub(super) claim: &'a Claim,
    /// Where in that claim's article: the words that differ, else the content.
    pub(super) span: Span,
    /// The claims it stands against, that of the pair first.
    pub(super) others: Vec<&'a Claim>,
}

/// The findings of a comparison.
pub(super) fn findings<'a>(report: &'a Report, view: &View) -> Vec<Finding<'a>> {
    let mut findings: Vec<Finding> =
        row::groups(report, view).into_iter().map(|r| finding(report, r)).collect();
    findings
        .sort_by_key(|f| (Reverse(f.level), Reverse(f.row.group.relation), Reverse(f.row.group.severity)));
    findings
}

fn finding<'a>(report: &'a Report, row: GroupRow<'a>) -> Finding<'a> {
    let group = row.group;
    // The first of equals, so that the words stay the same where an outlet is added.
    let worst = |a: &&Pair, b: &&Pair| (a.relation, severity(a)).cmp(&(b.relation, severity(b)));
    let pair = group.pairs.iter().rev().max_by(worst);
    let difference = pair.and_then(lead);
    let claim = report.claim(pair.map_or(group.claims[0], |p| p.right));
    let mut others: Vec<&Claim> = pair.iter().map(|p| report.claim(p.left)).collect();
    let rest = group.claims.iter().map(|c| report.claim(*c));
    others.extend(rest.filter(|c| {
        !std::ptr::eq(*c, claim) && pair.is_none_or(|p| !std::ptr::eq(*c, report.claim(p.left)))
    }));
    Finding {
        level: level(report, &row),
        rule: match difference {
            Some(difference) => format!("{}/{}", group.relation.name(), difference.kind.name()),
            None => group.relation.name().to_owned(),
        },
        claim,
        span: difference.and_then(|d| d.right).unwrap_or_else(|| whole(claim)),
        others,
        row,
    }
}

fn severity(pair: &Pair) -> Severity {
    pair.differences.iter().map(|d| d.severity).max().unwrap_or_default()
}

/// The difference that a pair is told by: the worst, and of these the kind that weighs most.
fn lead(pair: &Pair) -> Option<&Difference> {
    let shown = pair.differences.iter().filter(|d| d.severity > Severity::Cosmetic);
    shown.min_by_key(|d| (Reverse(d.severity), d.kind))
}

/// All of a claim's content, from its first word to its last.
pub(super) fn whole(claim: &Claim) -> Span {
    claim.attribution.content.iter().copied().reduce(Span::cover).unwrap_or_default()
}

/// With a gate, what it names is an error and nothing else is; without one, the relation decides.
fn level(report: &Report, row: &GroupRow) -> Level {
    let group = row.group;
    let by_relation = match (group.relation, group.severity) {
        (Relation::Agreement, _) => Level::Quiet,
        (Relation::Conflict, _) => Level::Error,
        (Relation::Attribution | Relation::Dropped, _) | (Relation::Wording, Severity::Major) => {
            Level::Warning
        }
        (Relation::Wording | Relation::New, _) => Level::Notice,
    };
    match &report.summary.failures {
        _ if group.known => by_relation.min(Level::Notice),
        Some(failing) if failing.groups.contains(&row.index) => Level::Error,
        Some(_) => by_relation.min(Level::Warning),
        None => by_relation,
    }
}

impl Finding<'_> {
    /// What was found, in one line: the relation, what differs, and both sides in their own words.
    pub(super) fn message(&self, report: &Report) -> String {
        let group = self.row.group;
        let mut out = group.relation.name().to_owned();
        if !self.row.kinds.is_empty() {
            let kinds: Vec<&str> = self.row.kinds.iter().map(|k| k.0.name()).collect();
            out += &format!(" ({})", kinds.join(", "));
        }
        if group.known {
            out += ", known to the baseline";
        }
        let mut sides: Vec<&Claim> = self.others.first().copied().into_iter().collect();
        sides.push(self.claim);
        let said: Vec<String> = sides.iter().map(|c| said(report, c)).collect();
        out += &format!(": {}", said.join(" ↔ "));
        let more = group.articles.len().saturating_sub(sides.len());
        if more > 0 {
            out += &format!(" (and {})", row::counted(more, "more article"));
        }
        out
    }
}

/// `gazette – The Union: up to 300 jobs`.
pub(super) fn said(report: &Report, claim: &Claim) -> String {
    let article = isolated(&report.article(claim.article).label, NAME);
    format!("{article} – {}: {}", speaker(report, claim), content(report, claim, WORDS))
}

/// The name of a claim's speaker, or that there is none.
pub(super) fn speaker(report: &Report, claim: &Claim) -> String {
    let name = &report.speaker(claim.speaker).name;
    if name.is_empty() { "unresolved".to_owned() } else { isolated(name, NAME) }
}

/// Where something stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The file as the user named it.
    pub(super) path: &'a str,
    pub(super) region: Region,
}

/// Where in a file, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    Somewhere,
    Line(u32),
    /// From the first position up to and without the second.
    Exact(Position, Position),
}

/// The files of a report, for looking up places.
pub(super) struct Files<'a> {
    articles: &'a [Article],
    lines: Vec<Lines<'a>>,
}

impl<'a> Files<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        Self {
            articles: &report.articles,
            lines: report.articles.iter().map(|a| Lines::new(&a.text)).collect(),
        }
    }

    /// The place of a span; `None` where the article came from no file.
    pub(super) fn place(&self, article: ArticleId, span: Span) -> Option<Place<'a>> {
        let n = article.index();
        let path = self.articles[n].path.as_deref().filter(|p| *p != "-")?;
        let at = |byte: u32| self.lines[n].position(byte as usize);
        let region = match self.articles[n].origin {
            Origin::Inside => Region::Somewhere,
            Origin::Line(line) => Region::Line(line),
            Origin::Whole => Region::Exact(at(span.start), at(span.end)),
        };
        Some(Place { path: path.strip_prefix("./").unwrap_or(path), region })
    }
}

/// The keys that tell a finding across runs: of the claim it is told at, and of the one it stands against.
pub(super) fn keys(finding: &Finding) -> (String, Option<String>) {
    (label::key(finding.claim), finding.others.first().map(|c| label::key(c)))
}
