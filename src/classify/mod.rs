//! Alignments to groups with a relation and their differences.
//!
//! In: the alignments with claims and contents. Out: the groups of a report and its summary. Promises: a relation is never
//! claimed without a reason that the differences show; every difference has its exact place on both sides; what
//! normalization hid is counted by rule.

mod difference;
mod edit;
mod figure;
mod hidden;
mod relation;
mod timeline;

use crate::{
    align::{Alignment, Compared, Tie, Ties},
    lang::Packs,
    model::{
        ArticleId, Claim, ClaimId, Difference, DifferenceKind, Group, Pair, Relation, Score, Severity, Span,
        Stance, Summary,
    },
    normalize::{Rule, Rules},
};
use difference::{Findings, Side};
use hidden::Shown;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The groups of the alignments, and their counts.
pub fn groups(
    compared: &Compared<'_>,
    alignments: &[Alignment],
    packs: &Packs,
    rules: Rules,
) -> (Vec<Group>, Summary) {
    let ties = Ties::of(compared);
    let judged: Vec<(Group, BTreeMap<Rule, u32>)> = alignments
        .par_iter()
        .map(|alignment| {
            let mut hidden = BTreeMap::new();
            (group(compared, alignment, &ties, (packs, rules), &mut hidden), hidden)
        })
        .collect();
    let mut summary = Summary::default();
    let mut groups = Vec::with_capacity(judged.len());
    for (group, hidden) in judged {
        for (rule, count) in hidden {
            *summary.hidden.entry(rule.name().to_owned()).or_default() += count;
        }
        groups.push(group);
    }
    summary.relations = relations(&groups);
    (groups, summary)
}

/// Groups per relation.
fn relations(groups: &[Group]) -> BTreeMap<Relation, u32> {
    groups.iter().fold(BTreeMap::new(), |mut counts, group| {
        *counts.entry(group.relation).or_default() += 1;
        counts
    })
}

/// Adds what happened to each statement in versions of one article, oldest first.
pub fn follow(groups: &mut [Group], claims: &[Claim], versions: usize, summary: &mut Summary) {
    timeline::follow(groups, |id| claims[id.index()].article, versions);
    summary.relations = relations(groups);
}

fn group(
    compared: &Compared<'_>,
    alignment: &Alignment,
    ties: &Ties,
    (packs, rules): (&Packs, Rules),
    hidden: &mut BTreeMap<Rule, u32>,
) -> Group {
    let claims: Vec<ClaimId> = alignment.claims.iter().map(|n| ClaimId(*n)).collect();
    let mut articles: Vec<ArticleId> = claims.iter().map(|c| compared.claims[c.index()].article).collect();
    articles.sort_unstable();
    articles.dedup();
    let pairs: Vec<Pair> = alignment
        .pairs
        .iter()
        .map(|(left, right, score)| pair(compared, (*left, *right, *score), ties, (packs, rules), hidden))
        .collect();
    let relation = pairs.iter().map(|p| p.relation).max().unwrap_or(Relation::New);
    let severity =
        pairs.iter().flat_map(|p| &p.differences).map(|d| d.severity).max().unwrap_or(Severity::Cosmetic);
    Group {
        speaker: compared.claims[claims[0].index()].speaker,
        relation,
        severity,
        claims,
        articles,
        pairs,
        timeline: Vec::new(),
    }
}

fn pair(
    compared: &Compared<'_>,
    (left, right, score): (u32, u32, Score),
    ties: &Ties,
    (packs, rules): (&Packs, Rules),
    hidden: &mut BTreeMap<Rule, u32>,
) -> Pair {
    let claim = |n: u32| &compared.claims[n as usize];
    let content = |n: u32| &compared.contents[n as usize];
    let side = |n: u32| Side { attribution: &claim(n).attribution, content: content(n) };
    let shown = |n: u32| {
        let article = &compared.articles[claim(n).article.index()];
        Shown { text: &article.text, vocabulary: &packs.get(&article.lang).comparison, content: content(n) }
    };
    let edits = edit::edits(&content(left).tokens, &content(right).tokens);
    let opposed = relation::opposed(content(left), content(right));
    let mut found = difference::findings(side(left), side(right), &edits, opposed);
    let tie = ties.between(compared, left as usize, right as usize);
    around(claim(left), claim(right), tie, opposed, &mut found);
    hidden::count(shown(left), shown(right), &edits, rules, hidden);
    let relation = relation::relation(content(left), content(right), &score, tie, &found);
    Pair { left: ClaimId(left), right: ClaimId(right), relation, score, differences: found.differences }
}

/// Differences outside the content: speaker, cue, place.
fn around(left: &Claim, right: &Claim, tie: Tie, opposed: bool, found: &mut Findings) {
    let (la, ra) = (&left.attribution, &right.attribution);
    let mut front = Vec::new();
    let mut add = |kind, severity, left: Option<Span>, right: Option<Span>| {
        front.push(Difference { kind, severity, left, right });
    };
    if matches!(tie, Tie::Apart | Tie::Loose | Tie::Tied) {
        add(DifferenceKind::Speaker, Severity::Major, la.mention.span, ra.mention.span);
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
