//! Alignments to groups with a relation and their differences.
//!
//! In: the alignments with claims and contents. Out: the groups of a report and its summary. Promises: a relation is never
//! claimed without a reason that the differences show; every difference has its exact place on both sides; what
//! normalization hid is counted by rule.

mod carried;
mod change;
mod coverage;
mod difference;
mod edit;
mod figure;
mod hidden;
mod relation;
mod settled;
mod timeline;

pub use coverage::coverage;

use crate::{
    align::{Alignment, Compared, Sentence, Tie},
    lang::Packs,
    model::{
        ArticleId, Change, Claim, ClaimId, Difference, DifferenceKind, Event, Group, Hidden, Pair, Permille,
        Placement, Relation, Report, Score, Severity, Span, Stance, Summary,
    },
    normalize::{Prose, Rule, Rules, opposed},
};
use carried::Carried;
use change::Revised;
use difference::{Findings, Side};
use hidden::{Gathered, Shown};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use settled::Settled;
use std::collections::BTreeMap;

/// When two claims of a group contradict each other. All thresholds of this stage stand here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ClassifyOptions {
    /// Least share of the shorter claim that both must have before anything contradicts.
    pub same: Permille,
    /// Least share of both, where it is a figure or a negation that contradicts: a long statement holds many.
    pub same_figure: Permille,
    /// Most words that only one side may have where one end of a scale stands against the other in short claims.
    pub other_words: u32,
}

impl Default for ClassifyOptions {
    fn default() -> Self {
        Self { same: Permille(520), same_figure: Permille(400), other_words: 2 }
    }
}

/// The groups of the alignments, their counts, and the differences that normalization hid.
pub fn groups(
    compared: &Compared<'_>,
    alignments: &[Alignment],
    packs: &Packs,
    rules: Rules,
    options: &ClassifyOptions,
) -> (Vec<Group>, Summary, Vec<Hidden>) {
    let judging = Judging { compared, packs, rules, options };
    let judged: Vec<(Group, Vec<Hidden>)> = alignments
        .par_iter()
        .map(|alignment| {
            let mut hidden = Gathered::default();
            (judging.group(alignment, &mut hidden), hidden.list)
        })
        .collect();
    let (groups, hidden): (Vec<Group>, Vec<Vec<Hidden>>) = judged.into_iter().unzip();
    let summary = Summary { relations: relations(&groups), ..Summary::default() };
    (groups, summary, hidden.concat())
}

/// Groups per relation.
fn relations(groups: &[Group]) -> BTreeMap<Relation, u32> {
    groups.iter().fold(BTreeMap::new(), |mut counts, group| {
        *counts.entry(group.relation).or_default() += 1;
        counts
    })
}

/// Leaves in the alignments of versions of one article only the pairs of a version and the next one that has the statement:
/// the others tell no step of its history.
pub(crate) fn steps(alignments: &mut [Alignment], claims: &[Claim]) {
    let article = |n: u32| claims[n as usize].article;
    for alignment in alignments {
        let articles: Vec<ArticleId> = alignment.claims.iter().map(|n| article(*n)).collect();
        alignment.pairs.retain(|(left, right, _)| {
            let next = articles.partition_point(|a| *a <= article(*left));
            articles.get(next) == Some(&article(*right))
        });
    }
}

/// Adds what happened to each statement in versions of one article, oldest first; `placements` stand parallel to the claims,
/// `sentences` to the articles.
pub(crate) fn follow(report: &mut Report, placements: &[Placement], sentences: &[Vec<Sentence>]) {
    let Report { groups, claims, articles, .. } = report;
    let carried = Carried { claims, sentences };
    let place = |id: ClaimId| (claims[id.index()].article, placements[id.index()]);
    timeline::follow(groups, place, articles.len(), &carried);
    report.summary.relations = relations(groups);
    report.unchanged = unchanged(report);
}

/// Adds what changed in the text around the claims. What was hidden is then that of whole sentences, each compared once.
pub(crate) fn revise(
    report: &mut Report,
    sentences: Vec<Vec<Sentence>>,
    prose: Prose<'_>,
    packs: &Packs,
    rules: Rules,
) {
    let revised = Revised {
        articles: &report.articles,
        claims: &report.claims,
        groups: &report.groups,
        packs,
        rules,
        prose,
        sentences,
    };
    let steps: Vec<_> = (1..report.articles.len()).into_par_iter().map(|to| revised.changes(to)).collect();
    let (changes, hidden): (Vec<Vec<Change>>, Vec<Vec<Hidden>>) = steps.into_iter().unzip();
    report.changes = changes.into_iter().flatten().collect();
    report.hidden = hidden.concat();
    report.unchanged = unchanged(report);
}

/// The versions in which neither a statement nor the text changed.
fn unchanged(report: &Report) -> Vec<ArticleId> {
    let events = || report.groups.iter().flat_map(|g| &g.timeline);
    (1..report.articles.len())
        .map(ArticleId::new)
        .filter(|id| events().all(|e| e.article != *id || e.event == Event::Same))
        .filter(|id| report.changes.iter().all(|c| c.to != *id))
        .collect()
}

/// What every comparison of two claims looks at.
struct Judging<'a> {
    compared: &'a Compared<'a>,
    packs: &'a Packs,
    rules: Rules,
    options: &'a ClassifyOptions,
}

impl<'a> Judging<'a> {
    fn group(&self, alignment: &Alignment, hidden: &mut Gathered<'a>) -> Group {
        let compared = self.compared;
        let claims: Vec<ClaimId> = alignment.claims.iter().map(|n| ClaimId(*n)).collect();
        let mut articles: Vec<ArticleId> =
            claims.iter().map(|c| compared.claims[c.index()].article).collect();
        articles.sort_unstable();
        articles.dedup();
        let pairs: Vec<Pair> = alignment
            .pairs
            .iter()
            .map(|(left, right, score)| self.pair(*left, *right, *score, hidden))
            .collect();
        let settled = Settled::of(&pairs, |c| compared.claims[c.index()].article);
        let telling = |pair: &&Pair| !settled.holds(pair);
        let relation = pairs.iter().filter(telling).map(|p| p.relation).max().unwrap_or(Relation::New);
        let severity = pairs
            .iter()
            .filter(telling)
            .flat_map(|p| &p.differences)
            .map(|d| d.severity)
            .max()
            .unwrap_or(Severity::Cosmetic);
        Group {
            speaker: compared.claims[claims[0].index()].speaker,
            relation,
            severity,
            claims,
            articles,
            pairs,
            timeline: Vec::new(),
            known: false,
        }
    }

    fn pair(&self, left: u32, right: u32, score: Score, hidden: &mut Gathered<'a>) -> Pair {
        let Judging { compared, packs, rules, options } = *self;
        let claim = |n: u32| &compared.claims[n as usize];
        let content = |n: u32| &compared.contents[n as usize];
        let side = |n: u32| Side { attribution: Some(&claim(n).attribution), content: content(n) };
        let shown = |n: u32| {
            let article = &compared.articles[claim(n).article.index()];
            Shown {
                text: &article.text,
                vocabulary: &packs.get(&article.lang).comparison,
                content: content(n),
                bounds: None,
            }
        };
        // In an order of their own, so that swapping the inputs mirrors the result.
        let swapped = !compared.in_order(left as usize, right as usize);
        let (first, second) = if swapped { (right, left) } else { (left, right) };
        let mut edits = edit::edits(&content(first).tokens, &content(second).tokens);
        if rules.has(Rule::Spacing) {
            let words = |n: u32| (shown(n).text, content(n).tokens.as_slice());
            edit::mark_spaced(&mut edits, words(first), words(second));
        }
        let cross_language = compared.is_across(first as usize, second as usize);
        let opposed = !cross_language && opposed(content(first), content(second));
        let mut found = if cross_language {
            difference::figures(side(first), side(second))
        } else {
            difference::findings(side(first), side(second), &edits, opposed)
        };
        let tie = compared.tie(first as usize, second as usize);
        around(claim(first), claim(second), tie, opposed, &mut found);
        let relation = if cross_language {
            if tie == Tie::Same { Relation::Wording } else { Relation::Attribution }
        } else {
            let (articles, sides) =
                ((claim(left).article, claim(right).article), (shown(first), shown(second)));
            hidden.add(sides, &edits, rules, articles, swapped);
            relation::relation(content(first), content(second), &score, tie, &found, options)
        };
        let mut differences = found.differences;
        if swapped {
            differences.iter_mut().for_each(mirror);
        }
        // Those of the whole claim first, then in the order of the left text.
        differences.sort_by_key(|d| {
            let place = d.left.map_or((1, d.right.map(|s| s.start)), |s| (0, Some(s.start)));
            (!is_outer(d.kind), place, d.kind as u8)
        });
        Pair { left: ClaimId(left), right: ClaimId(right), relation, cross_language, score, differences }
    }
}

/// The same difference seen from the other side.
fn mirror(difference: &mut Difference) {
    std::mem::swap(&mut difference.left, &mut difference.right);
    difference.kind = match difference.kind {
        DifferenceKind::Addition => DifferenceKind::Omission,
        DifferenceKind::Omission => DifferenceKind::Addition,
        other => other,
    };
}

/// True for differences that do not lie in the content.
fn is_outer(kind: DifferenceKind) -> bool {
    matches!(kind, DifferenceKind::Speaker | DifferenceKind::Cue | DifferenceKind::Placement)
}

/// Differences outside the content: speaker, cue, place.
fn around(left: &Claim, right: &Claim, tie: Tie, opposed: bool, found: &mut Findings) {
    let (la, ra) = (&left.attribution, &right.attribution);
    let mut front = Vec::new();
    let mut add = |kind, severity, left: Option<Span>, right: Option<Span>| {
        front.push(Difference { kind, severity, left, right });
    };
    if matches!(tie, Tie::Apart | Tie::Loose | Tie::Tied) {
        // A verb that hides its subject stands for it.
        let place = |a: &crate::model::Attribution| a.mention.span.or(a.cue.span);
        add(DifferenceKind::Speaker, Severity::Major, place(la), place(ra));
    }
    let stance = |a: &crate::model::Attribution| if a.cue.negated { Stance::Neutral } else { a.cue.stance };
    if stance(la) != stance(ra) {
        let denies = (stance(la) == Stance::Deny) != (stance(ra) == Stance::Deny);
        if denies && opposed {
            add(DifferenceKind::Polarity, Severity::Major, la.cue.span, ra.cue.span);
        }
        add(DifferenceKind::Cue, Severity::Minor, la.cue.span, ra.cue.span);
    }
    if la.headline != ra.headline {
        let place = |a: &crate::model::Attribution| a.content.first().copied();
        add(DifferenceKind::Placement, Severity::Minor, place(la), place(ra));
    }
    front.append(&mut found.differences);
    found.differences = front;
}
