//! One statement on the page: who carries it in which words, and what differs.

use super::{Page, clean};
use crate::{
    model::{ArticleId, Claim, ClaimId, Command, Difference, Pair, Relation, Severity, Span},
    report::{
        history, label,
        printable::printable_chars,
        quote::excerpt,
        row::{GroupRow, Piece, Wording},
    },
};
use maud::{Markup, PreEscaped, html};

/// Characters of a quotation; the article's text below has all.
const WORDS: usize = 1500;
/// Bytes on either side of a claim that are searched for the ends of its sentence.
const AROUND: usize = 600;

/// On which side of a comparison a claim stands: what differs in it was there before, or came instead.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A claim with what it is compared with.
pub(super) struct Compared<'a> {
    pub(super) wording: Wording<'a>,
    side: Side,
    /// The pair that the differences are of, where the claim is its right side.
    pub(super) pair: Option<&'a Pair>,
}

impl<'a> Page<'a> {
    /// The statements of one relation.
    pub(super) fn section(&self, relation: Relation) -> Markup {
        let rows: Vec<&GroupRow> = self.rows.iter().filter(|r| r.group.relation == relation).collect();
        let name = relation.name();
        html! {
            @if !rows.is_empty() {
                section class={ "rel r-" (name) } id=(name) aria-labelledby={ (name) "-h" } {
                    h2 id={ (name) "-h" } { (self.ui.relation(relation, self.report.command)) " " span.n { "(" (rows.len()) ")" } }
                    p.gloss { (self.ui.gloss(relation, self.report.command)) }
                    @for row in rows { (self.statement(row)) }
                }
            }
        }
    }

    fn statement(&self, row: &GroupRow<'a>) -> Markup {
        let (group, ui) = (row.group, &self.ui);
        let mut speakers: Vec<usize> =
            group.claims.iter().map(|c| self.report.claim(*c).speaker.index()).collect();
        speakers.sort_unstable();
        speakers.dedup();
        let outlets: Vec<String> = group.articles.iter().map(|a| a.index().to_string()).collect();
        let speakers: Vec<String> = speakers.iter().map(usize::to_string).collect();
        html! {
            article.g id=(row.id) data-r=(group.relation.name()) data-s=(speakers.join(" ")) data-o=(outlets.join(" ")) data-v=(group.severity as u8) {
                header {
                    h3 { bdi { (self.speaker(group.speaker)) } }
                    @for (kind, severity) in &row.kinds {
                        span.tag.major[*severity == Severity::Major] { (ui.difference(*kind)) " · " (ui.severity(*severity)) }
                    }
                    @if group.known { span.tag { (ui.is_known) } }
                    a.id href={ "#" (row.id) } { (row.id) }
                }
                @if self.report.command == Command::Versions && !group.timeline.is_empty() {
                    (self.timeline(row))
                } @else {
                    div.cols { @for column in self.columns(row) { (self.column(row, &column)) } }
                    (self.silent(row))
                }
            }
        }
    }

    /// The outlets that do not carry the statement, where several do.
    fn silent(&self, row: &GroupRow) -> Markup {
        let carries = |n: usize| row.group.articles.contains(&ArticleId::new(n));
        let silent = self.report.articles.iter().enumerate().filter(|(n, _)| !carries(*n));
        let silent: Vec<String> = silent.map(|(_, a)| clean(&a.label)).collect();
        html! {
            @if row.group.articles.len() > 1 && !silent.is_empty() {
                p.absent { (self.ui.not_in) ": " @for (n, label) in silent.iter().enumerate() { @if n > 0 { " · " } bdi { (label) } } }
            }
        }
    }

    /// What happened to the statement, a step a change.
    fn timeline(&self, row: &GroupRow<'a>) -> Markup {
        let report = self.report;
        html! {
            ol.time {
                @for step in history::steps(row) {
                    @let article = report.article(step.first);
                    li class=(step.event.name()) {
                        h4 {
                            a href={ "#a" (step.first.index() + 1) } { bdi { (clean(&article.label)) } }
                            @if step.last != step.first { "–" bdi { (clean(&report.article(step.last).label)) } }
                            @if let Some(date) = &article.date { " · " bdi { (clean(date)) } }
                            " – " b { (self.ui.event(step.event)) }
                            @if let Some((before, now)) = step.moved {
                                " (" (self.ui.placement(before)) (self.arrow()) (self.ui.placement(now)) ")"
                            }
                        }
                        @if !step.wordings.is_empty() {
                            @for claim in row.group.claims.iter().filter(|c| report.claim(**c).article == step.first) {
                                @let compared = self.against(row, *claim);
                                (self.compared(row, &compared))
                                (self.context(&[compared.wording.claim]))
                            }
                        }
                    }
                }
            }
        }
    }

    /// From before to after, in the direction of the page.
    fn arrow(&self) -> &'static str {
        if self.ui.rtl { " ← " } else { " → " }
    }

    /// A claim held against the first outlet that has it, or the version before; the first itself against all others.
    pub(super) fn against(&self, row: &GroupRow<'a>, id: ClaimId) -> Compared<'a> {
        let mut pairs = row.group.pairs.iter().filter(|p| p.right == id);
        let pair = if self.report.command == Command::Versions { pairs.next_back() } else { pairs.next() };
        let differing: Vec<(Span, Severity)> = match pair {
            Some(pair) => pair.differences.iter().filter_map(|d| Some((d.right?, d.severity))).collect(),
            None => {
                let left = row.group.pairs.iter().filter(|p| p.left == id).flat_map(|p| &p.differences);
                left.filter_map(|d| Some((d.left?, d.severity))).collect()
            }
        };
        let side = if pair.is_some() { Side::Right } else { Side::Left };
        let wording = Wording::new(self.report, self.report.claim(id), &differing);
        Compared { wording, side, pair }
    }

    pub(super) fn compared(&self, row: &GroupRow<'a>, compared: &Compared<'a>) -> Markup {
        let wording = &compared.wording;
        let lang = &self.report.article(wording.article).lang;
        let claim = wording.claim;
        html! {
            p.who {
                @if wording.speaker != row.speaker { bdi.name { (self.speaker(claim.speaker)) } " " }
                @if is_word(&wording.cue) { span lang=(lang) dir="auto" { (marked(&wording.cue, compared.side)) } " · " }
                (self.ui.style(claim.attribution.style))
                @for words in wording.setting() { " · " bdi { (clean(words)) } }
            }
            blockquote lang=(lang) dir="auto" { (marked(&wording.content, compared.side)) }
            @if let Some(pair) = compared.pair { (self.differences(row, pair)) }
            @if self.view.explain { p.note { (self.ui.rule) ": " bdi { (label::rule_name(self.report, claim)) } " · " (self.ui.confidence) " " (claim.attribution.confidence.share()) } }
        }
    }

    /// What differs between the two sides of a pair, in words.
    pub(super) fn differences(&self, row: &GroupRow, pair: &Pair) -> Markup {
        let (report, ui) = (self.report, &self.ui);
        let shown: Vec<&Difference> =
            pair.differences.iter().filter(|d| d.severity > Severity::Cosmetic).collect();
        let side = |id, span: Option<Span>| {
            let article = report.article(report.claim(id).article);
            span.map(|s| (&article.lang, excerpt(s.of(&article.text), WORDS)))
        };
        let left = report.claim(pair.left).article;
        html! {
            @if !shown.is_empty() {
                ul.diffs {
                    @for d in shown { li {
                        b { (ui.difference(d.kind)) " (" (ui.severity(d.severity)) ")" } ": "
                        @match side(pair.left, d.left) {
                            Some((lang, text)) => { del lang=(lang) dir="auto" { (text) } }
                            None => { i { (ui.nothing_there) } }
                        }
                        (self.arrow())
                        @match side(pair.right, d.right) {
                            Some((lang, text)) => { ins lang=(lang) dir="auto" { (text) } }
                            None => { i { (ui.nothing_there) } }
                        }
                    } }
                    // Held against the first outlet of the statement, unless it says another.
                    @if row.group.articles.first() != Some(&left) {
                        li { i { (ui.against) " " bdi { (clean(&report.article(left).label)) } } }
                    }
                    @if self.view.explain { li { i { (ui.score) " " (pair.score.total.share()) } } }
                }
            }
        }
    }

    /// Claims of the same words within their sentences, each sentence once, and the ways to their places in the articles.
    pub(super) fn context(&self, claims: &[&Claim]) -> Markup {
        let mut sentences: Vec<(String, Vec<&Claim>)> = Vec::new();
        for claim in claims {
            let sentence = in_sentence(&self.report.article(claim.article).text, claim).into_string();
            match sentences.iter_mut().find(|s| s.0 == sentence) {
                Some(known) => known.1.push(claim),
                None => sentences.push((sentence, vec![claim])),
            }
        }
        html! {
            details {
                summary { (self.ui.context) }
                @for (sentence, claims) in sentences {
                    p lang=(self.report.article(claims[0].article).lang) dir="auto" { (PreEscaped(sentence)) }
                    @if let [claim] = claims.as_slice() { a href={ "#" (place(claim)) } { (self.ui.in_text) } }
                    @else {
                        (self.ui.in_text) ": "
                        @for (n, claim) in claims.iter().enumerate() {
                            @if n > 0 { " · " }
                            a href={ "#" (place(claim)) } dir="auto" { (clean(&self.report.article(claim.article).label)) }
                        }
                    }
                }
            }
        }
    }

    /// The claims of `extract`, an article after the other.
    pub(super) fn extraction(&self) -> Markup {
        let report = self.report;
        html! {
            @for (n, article) in report.articles.iter().enumerate() {
                @let claims = label::claims_of(report, ArticleId::new(n));
                section.rel.r-wording aria-labelledby={ "e" (n + 1) } {
                    h2 id={ "e" (n + 1) } { bdi { (clean(&article.label)) } " " span.n { "(" (claims.len()) ")" } }
                    @for claim in claims {
                        article.g id=(own_place(claim)) data-r="" data-s=(claim.speaker.index()) data-o=(n) data-v="0" {
                            @let wording = Wording::new(report, claim, &[]);
                            header { h3 { bdi { (self.speaker(claim.speaker)) } } a.id href={ "#" (own_place(claim)) } { (claim.number) } }
                            p.who {
                                @if is_word(&wording.cue) { span lang=(article.lang) dir="auto" { (marked(&wording.cue, Side::Left)) } " · " }
                                (self.ui.style(claim.attribution.style))
                                @for words in wording.setting() { " · " bdi { (clean(words)) } }
                            }
                            blockquote lang=(article.lang) dir="auto" { (marked(&wording.content, Side::Left)) }
                            (self.context(&[claim]))
                        }
                    }
                }
            }
        }
    }
}

/// The id of a claim's place in the text of its article.
pub(super) fn place(claim: &Claim) -> String {
    format!("t{}-{}", claim.article.index() + 1, claim.number)
}

/// The id of a claim of `extract`.
pub(super) fn own_place(claim: &Claim) -> String {
    format!("c{}-{}", claim.article.index() + 1, claim.number)
}

/// Text of an article with what is to be said of each stretch, cut after `most` characters; true where it was cut.
fn shortened<'t, T>(parts: impl Iterator<Item = (&'t str, T)>, most: usize) -> (Vec<(String, T)>, bool) {
    let mut room = most;
    let parts = parts.map(|(text, what)| {
        let text: String = printable_chars(text).take(room).collect();
        room -= text.chars().count();
        (text, what)
    });
    (parts.collect(), room == 0)
}

/// The words, those that differ as deleted or inserted.
pub(super) fn marked(pieces: &[Piece], side: Side) -> Markup {
    let (parts, cut) = shortened(pieces.iter().map(|p| (p.text, p.differs)), WORDS);
    html! {
        @for (text, differs) in &parts {
            @match differs {
                None => (text),
                // White space at the ends of a mark is none of it.
                Some(severity) => {
                    @if text.starts_with(' ') { " " }
                    @let major = *severity == Severity::Major;
                    @match side {
                        Side::Left => { del.major-mark[major] { (text.trim()) } }
                        Side::Right => { ins.major-mark[major] { (text.trim()) } }
                    }
                    @if text.ends_with(' ') { " " }
                }
            }
        }
        @if cut { "…" }
    }
}

/// The sentence around a claim, its content marked.
fn in_sentence(text: &str, claim: &Claim) -> Markup {
    let attribution = &claim.attribution;
    let parts = attribution.content.iter().copied();
    let all = parts.chain(attribution.cue.span).chain(attribution.mention.span).reduce(Span::cover);
    let Some(all) = all else { return html! {} };
    let (start, end) = (all.start as usize, all.end as usize);
    let from = attribution.sentence_start.map_or(start, |s| (s as usize).min(start));
    let from = boundary(text, from.max(start.saturating_sub(AROUND)));
    let ahead = boundary(text, end + AROUND);
    let mut rest = text[end..ahead].char_indices();
    let close = rest.find(|(_, c)| ".!?؟…\n".contains(*c)).map_or(ahead, |(at, c)| end + at + c.len_utf8());
    let mut pieces = Vec::new();
    let mut at = from;
    for span in &attribution.content {
        let span = span.range();
        pieces.push((&text[at..span.start.max(at)], false));
        pieces.push((&text[span.start.max(at)..span.end.max(at)], true));
        at = span.end.max(at);
    }
    pieces.push((&text[at..close.max(at)], false));
    let (parts, cut) = shortened(pieces.into_iter(), 2 * WORDS);
    html! {
        @for (text, content) in &parts { @if *content { mark { (text) } } @else { (text) } }
        @if cut { "…" }
    }
}

/// True where the reporting word is one, and no colon.
fn is_word(cue: &[Piece]) -> bool {
    cue.iter().any(|p| p.text.contains(char::is_alphabetic))
}

/// The nearest character boundary at or before byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
