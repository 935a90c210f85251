//! What several formats say of a report in the same way: the order of groups, which words differ, counts.
//!
//! In: a report. Out: rows that borrow from it; nothing here knows how a format looks.

use super::{
    View,
    label::{claims_of, group_name},
};
use crate::model::{
    Article, ArticleId, Claim, Command, Difference, DifferenceKind, Event, Group, Phrase, Relation, Report,
    Severity, Span, Standing,
};
use crate::text::tokens;

/// Words of an article, and whether they differ from what another says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) differs: Option<Severity>,
}

/// One claim as people read it.
#[derive(Clone, Debug)]
pub(super) struct Wording<'a> {
    pub(super) article: ArticleId,
    pub(super) claim: &'a Claim,
    /// The speaker's name; empty where unresolved.
    pub(super) speaker: &'a str,
    pub(super) cue: Vec<Piece<'a>>,
    pub(super) content: Vec<Piece<'a>>,
    pub(super) medium: &'a str,
    pub(super) addressee: &'a str,
    pub(super) occasion: &'a str,
}

impl<'a> Wording<'a> {
    /// `claim` with the words marked that `differing` (by place, with severity) covers.
    pub(super) fn new(report: &'a Report, claim: &'a Claim, differing: &[(Span, Severity)]) -> Self {
        let text = report.article(claim.article).text.as_str();
        let attribution = &claim.attribution;
        let mut content = Vec::new();
        for (n, span) in with_marks(text, &attribution.content).into_iter().enumerate() {
            if n > 0 {
                content.push(Piece { text: " … ", differs: None });
            }
            pieces(text, span, differing, &mut content);
        }
        let mut cue = Vec::new();
        if let Some(span) = attribution.cue.span {
            pieces(text, span, differing, &mut cue);
        }
        Self {
            article: claim.article,
            claim,
            speaker: &report.speaker(claim.speaker).name,
            cue,
            content,
            medium: named(&attribution.medium, text),
            addressee: named(&attribution.addressee, text),
            occasion: named(&attribution.occasion, text),
        }
    }
}

impl<'a> Wording<'a> {
    /// Where it was said and to whom, each once: the medium may be the occasion.
    pub(super) fn setting(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let occasion = if self.occasion == self.medium { "" } else { self.occasion };
        [self.medium, occasion, self.addressee].into_iter().filter(|words| !words.is_empty())
    }
}

/// What a medium, addressee or occasion is called; empty where there is none.
pub(super) fn named<'a>(phrase: &'a Option<Phrase>, text: &'a str) -> &'a str {
    phrase.as_ref().map_or("", |p| p.of(text))
}

/// The claims of one article, in reading order.
pub(super) fn wordings(report: &Report, article: ArticleId) -> Vec<Wording<'_>> {
    claims_of(report, article).iter().map(|c| Wording::new(report, c, &[])).collect()
}

/// One group of a comparison.
#[derive(Clone, Debug)]
pub(super) struct GroupRow<'a> {
    /// Its place among the report's groups.
    pub(super) index: usize,
    /// `g4`.
    pub(super) id: String,
    pub(super) group: &'a Group,
    /// The name of the group's speaker; empty where unresolved.
    pub(super) speaker: &'a str,
    /// What differs, the worst first, each kind once.
    pub(super) kinds: Vec<(DifferenceKind, Severity)>,
    pub(super) wordings: Vec<Wording<'a>>,
    /// How each article carries it.
    pub(super) standings: &'a [Standing],
}

impl GroupRow<'_> {
    /// True where the reporting words are part of what differs, so that they have to be shown.
    pub(super) fn cue_differs(&self) -> bool {
        let told = [DifferenceKind::Cue, DifferenceKind::Polarity, DifferenceKind::Modality];
        self.kinds.iter().any(|k| told.contains(&k.0))
    }
}

/// The groups to be shown, the strongest relation first, then in reading order. Of versions that is what changed, unless
/// something else is asked for.
pub(super) fn groups<'a>(report: &'a Report, view: &View) -> Vec<GroupRow<'a>> {
    let told = |g: &Group| !view.only.is_empty() || !is_quiet(report, g);
    let shown = report.groups.iter().enumerate().filter(|(_, g)| view.shows(report, g) && told(g));
    let mut rows: Vec<GroupRow> = shown.map(|(n, group)| group_row(report, n, group)).collect();
    rows.sort_by_key(|r| std::cmp::Reverse(r.group.relation));
    rows
}

/// True for a statement that all versions have as the first one has it.
fn is_quiet(report: &Report, group: &Group) -> bool {
    let first = group.articles.first().is_some_and(|a| report.firsts.contains(a));
    let same = |event| matches!(event, Event::First | Event::Same);
    first && !group.timeline.is_empty() && group.timeline.iter().all(|t| same(t.event))
}

/// How many statements no version changed; 0 for outlets.
pub(super) fn quiet(report: &Report) -> usize {
    report.groups.iter().filter(|g| g.timeline.len() > 1 && is_quiet(report, g)).count()
}

/// The kinds of differences with their worst severity, the worst first.
pub(super) fn kinds<'d>(
    differences: impl IntoIterator<Item = &'d Difference>,
) -> Vec<(DifferenceKind, Severity)> {
    let mut kinds: Vec<(DifferenceKind, Severity)> = Vec::new();
    for difference in differences {
        match kinds.iter_mut().find(|k| k.0 == difference.kind) {
            Some(known) => known.1 = known.1.max(difference.severity),
            None => kinds.push((difference.kind, difference.severity)),
        }
    }
    kinds.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    kinds
}

fn group_row<'a>(report: &'a Report, n: usize, group: &'a Group) -> GroupRow<'a> {
    let wording = |id| {
        let mut differing = Vec::new();
        for pair in &group.pairs {
            for d in &pair.differences {
                let side = if pair.left == id { d.left } else { None };
                let other = if pair.right == id { d.right } else { None };
                differing.extend(side.or(other).map(|s| (s, d.severity)));
            }
        }
        Wording::new(report, report.claim(id), &differing)
    };
    GroupRow {
        index: n,
        id: group_name(n),
        group,
        speaker: &report.speaker(group.speaker).name,
        kinds: kinds(group.pairs.iter().flat_map(|p| &p.differences)),
        wordings: group.claims.iter().map(|c| wording(*c)).collect(),
        standings: report.coverage.standings.get(n).map_or(&[], Vec::as_slice),
    }
}

/// The spans, the first and last widened by the quotation marks right outside them: a reader wants to see them.
fn with_marks(text: &str, spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    let is_mark = |c: &char| "«»\"“”„‟‹›".contains(*c);
    let (Some(first), Some(last)) = (spans.first().copied(), spans.last().copied()) else { return spans };
    let before = text[..first.start as usize].chars().next_back().filter(is_mark);
    // A comma or full stop may stand between the words and the closing mark.
    let mut after = text[last.end as usize..].chars().take(2);
    let next = after.next();
    let after = match next.filter(is_mark) {
        Some(mark) => Some(mark.len_utf8()),
        None => next
            .filter(|c| ",.!?،؟؛;".contains(*c))
            .and_then(|c| Some(c.len_utf8() + after.next().filter(is_mark)?.len_utf8())),
    };
    if let (Some(before), Some(after)) = (before, after) {
        spans[0].start -= before.len_utf8() as u32;
        let end = spans.len() - 1;
        spans[end].end += after as u32;
    }
    spans
}

/// `span` of `text` cut where what differs begins and ends; the worse severity counts where two overlap.
pub(super) fn pieces<'a>(
    text: &'a str,
    span: Span,
    differing: &[(Span, Severity)],
    out: &mut Vec<Piece<'a>>,
) {
    let mut cuts = vec![span.start, span.end];
    let shown = whole_words(text, span, differing);
    for (place, _) in &shown {
        cuts.push(place.start.clamp(span.start, span.end));
        cuts.push(place.end.clamp(span.start, span.end));
    }
    cuts.sort_unstable();
    cuts.dedup();
    for cut in cuts.windows(2) {
        let here = Span { start: cut[0], end: cut[1] };
        let differs = shown.iter().filter(|d| d.0.overlaps(here)).map(|d| d.1).max();
        let part = here.of(text);
        match out.last_mut() {
            // Two cuts within one difference: still one piece, as their texts touch.
            Some(last) if last.differs == differs && touches(last.text, part) => {
                let start = here.start as usize - last.text.len();
                last.text = &text[start..here.end as usize];
            }
            _ => out.push(Piece { text: part, differs }),
        }
    }
}

/// Those differences that show, widened so that none begins or ends inside a word: a mark there would break the joining of
/// Arabic letters.
fn whole_words(text: &str, span: Span, differing: &[(Span, Severity)]) -> Vec<(Span, Severity)> {
    let shown = differing.iter().filter(|d| d.1 > Severity::Cosmetic && d.0.overlaps(span));
    let mut shown: Vec<(Span, Severity)> = shown.copied().collect();
    if shown.is_empty() {
        return shown;
    }
    for token in tokens(span.of(text)) {
        let word = Span { start: token.span.start + span.start, end: token.span.end + span.start };
        for (place, _) in shown.iter_mut().filter(|d| d.0.overlaps(word)) {
            *place = place.cover(word);
        }
    }
    shown
}

fn touches(left: &str, right: &str) -> bool {
    std::ptr::eq(left.as_bytes().as_ptr_range().end, right.as_ptr())
}

/// `12 claims`, `1 claim`.
pub(super) fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// What a relation means, for people who have not read the manual.
pub(super) fn gloss(relation: Relation, command: Command) -> &'static str {
    match (relation, command) {
        (Relation::Conflict, Command::Versions) => "a later version contradicts an earlier one",
        (Relation::Conflict, _) => "they contradict each other",
        (Relation::Agreement, Command::Versions) => "the same words, moved or restored or as before",
        (Relation::Attribution, _) => "the same statement, another speaker",
        (Relation::Wording, _) => "the same statement in other words",
        (Relation::Agreement, _) => "the same statement",
        (Relation::New, Command::Versions) => "absent before",
        (Relation::New, _) => "only one article has it",
        (Relation::Dropped, _) => "gone from a later version",
    }
}

/// How an article carries a statement, in one character.
pub(super) fn sign(standing: Standing) -> &'static str {
    match standing {
        Standing::Absent => "·",
        Standing::First => "●",
        Standing::Agreement => "=",
        Standing::Wording => "~",
        Standing::Attribution => "@",
        Standing::Conflict => "≠",
    }
}

/// How many groups only this article carries.
pub(super) fn only_here(report: &Report, article: ArticleId) -> usize {
    report.groups.iter().filter(|g| g.relation == Relation::New && g.articles == [article]).count()
}

/// `conflict 1 · attribution 0 · …`; `dropped` is said of versions only.
pub(super) fn counts(report: &Report) -> Vec<(Relation, u32)> {
    Relation::ALL
        .iter()
        .filter(|r| **r != Relation::Dropped || report.command == Command::Versions)
        .map(|r| (*r, report.summary.relations.get(r).copied().unwrap_or_default()))
        .collect()
}

/// `3 findings known to the baseline`; `None` where none is.
pub(super) fn known(report: &Report) -> Option<String> {
    let known = report.summary.known as usize;
    (known > 0).then(|| format!("{} known to the baseline", counted(known, "finding")))
}

/// `12 cosmetic differences hidden: hamza 5, diacritics 4`; `None` where none was.
pub(super) fn hidden(report: &Report) -> Option<String> {
    let mut rules: Vec<(&str, u32)> = report.hidden_by_rule().into_iter().collect();
    // The most frequent first; equals keep the order of their names.
    rules.sort_by_key(|r| std::cmp::Reverse(r.1));
    let all: u32 = rules.iter().map(|r| r.1).sum();
    let listed: Vec<_> = rules.iter().map(|(name, n)| format!("{name} {n}")).collect();
    (all > 0)
        .then(|| format!("{} hidden: {}", counted(all as usize, "cosmetic difference"), listed.join(", ")))
}

/// `seed (ar): title, 2025-09-05`.
pub(super) fn article_line(article: &Article) -> String {
    let mut line = article.label.clone();
    if article.id != article.label {
        line += &format!(" [{}]", article.id);
    }
    line += &format!(" ({})", article.lang);
    for part in [&article.title, &article.date].into_iter().flatten() {
        line += &format!(" – {part}");
    }
    line
}
