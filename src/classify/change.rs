//! What changed in the text from version to version, where no claim tells it already.
//!
//! In: the sentences of two versions with their links, and the groups with their timelines. Out: the [`Change`]s, and what
//! normalization hid. Promises: words of claims are left to their groups, where these report a change;
//! every difference has its exact place on both sides and splits no word.

use super::{
    difference::{Side, findings},
    edit,
    hidden::{Gathered, Shown},
    mirror,
};
use crate::{
    align::{Link, Sentence, links},
    lang::Packs,
    model::{
        Article, ArticleId, Change, ChangeKind, Claim, Difference, Event, Group, Hidden, Passage, Placement,
        Severity, Span,
    },
    normalize::{Content, NormToken, Prose, Rule, Rules, TokenKind, opposed},
};
use rustc_hash::FxHashSet;

/// The versions, and what is known of them.
pub(super) struct Revised<'a> {
    /// The versions, oldest first.
    pub articles: &'a [Article],
    /// Their claims.
    pub claims: &'a [Claim],
    /// What became of each statement.
    pub groups: &'a [Group],
    /// The languages known.
    pub packs: &'a Packs,
    /// What is compared.
    pub rules: Rules,
    /// How their narration is read.
    pub prose: Prose<'a>,
    /// Their sentences.
    pub sentences: Vec<Vec<Sentence>>,
}

/// Changes between two versions and what was hidden.
type Found = (Vec<Change>, Vec<Hidden>);

impl Revised<'_> {
    /// What changed from the version before to version `to`.
    pub(super) fn changes(&self, to: usize) -> Found {
        let from = to - 1;
        if self.articles[from].text == self.articles[to].text {
            return Found::default();
        }
        let step = Step { revised: self, from, to, told: self.told(from, to) };
        let mut hidden = Gathered::default();
        let links = links(&self.sentences[from], &self.sentences[to]);
        let changes = links.iter().filter_map(|link| step.change(link, &mut hidden)).collect();
        (changes, hidden.list)
    }

    /// Where claims stand in both versions.
    fn told(&self, from: usize, to: usize) -> [Told; 2] {
        let version = ArticleId::new(to);
        let changed = |g: &&Group| g.timeline.iter().any(|t| t.article == version && t.event != Event::Same);
        let reported: FxHashSet<u32> =
            self.groups.iter().filter(changed).flat_map(|g| &g.claims).map(|c| c.0).collect();
        [from, to].map(|article| {
            let mut told = Told::default();
            let here = |(n, claim): &(usize, &Claim)| {
                claim.article.index() == article && reported.contains(&(*n as u32))
            };
            for (_, claim) in self.claims.iter().enumerate().filter(here) {
                let attribution = &claim.attribution;
                told.statements.extend(attribution.content.iter().copied().chain(attribution.cue.span));
                let medium = attribution.medium.as_ref().and_then(|m| m.span);
                told.sources.extend(attribution.mention.span.into_iter().chain(medium));
            }
            told
        })
    }
}

/// Where the claims stand in one version whose groups report a change.
#[derive(Default)]
struct Told {
    /// Their contents and reporting words.
    statements: Vec<Span>,
    /// The words that name their sources and media.
    sources: Vec<Span>,
}

/// One version and the next.
struct Step<'a> {
    revised: &'a Revised<'a>,
    from: usize,
    to: usize,
    told: [Told; 2],
}

impl<'a> Step<'a> {
    fn change(&self, link: &Link, hidden: &mut Gathered<'a>) -> Option<Change> {
        let left = self.passage(self.from, &link.left);
        let right = self.passage(self.to, &link.right);
        let (Some(before), Some(after)) = (&left, &right) else {
            return self.one_sided(left, right);
        };
        let differences = self.differences(before, after, hidden);
        let kind = match (link.left.len(), link.right.len()) {
            _ if differences.is_empty() && !link.moved => return None,
            (1, 1) if link.moved => ChangeKind::Moved,
            (1, 1) => ChangeKind::Changed,
            (1, _) => ChangeKind::Split,
            _ => ChangeKind::Merged,
        };
        if differences.is_empty() && self.is_reported(0, before) {
            return None;
        }
        let worst = differences.iter().map(|d| d.severity).max().unwrap_or(Severity::Minor);
        let headline = [before, after].iter().any(|p| p.placement == Placement::Headline);
        let severity = if headline { Severity::Major } else { worst };
        Some(self.new_change(kind, severity, left, right, differences))
    }

    /// A sentence put in or taken out.
    fn one_sided(&self, left: Option<Passage>, right: Option<Passage>) -> Option<Change> {
        let (kind, side) = if left.is_some() { (ChangeKind::Removed, 0) } else { (ChangeKind::Added, 1) };
        let passage = left.as_ref().or(right.as_ref())?;
        if self.is_reported(side, passage) {
            return None;
        }
        let severity = if passage.placement == Placement::Body { Severity::Minor } else { Severity::Major };
        Some(self.new_change(kind, severity, left, right, Vec::new()))
    }

    fn new_change(
        &self,
        kind: ChangeKind,
        severity: Severity,
        left: Option<Passage>,
        right: Option<Passage>,
        differences: Vec<Difference>,
    ) -> Change {
        let (from, to) = (ArticleId::new(self.from), ArticleId::new(self.to));
        Change { kind, severity, from, to, left, right, differences, known: false }
    }

    fn passage(&self, article: usize, sentences: &[usize]) -> Option<Passage> {
        let places = || sentences.iter().map(|n| self.revised.sentences[article][*n].place);
        let placement = places().map(|p| p.placement).max()?;
        Some(Passage { sentences: places().map(|p| p.span).collect(), placement })
    }

    fn content(&self, article: usize, passage: &Passage) -> Content {
        self.revised.prose.content(&self.revised.articles[article], &passage.sentences)
    }

    /// True where half of the words or more are of claims that their groups report as changed.
    fn is_reported(&self, side: usize, passage: &Passage) -> bool {
        let content = self.content([self.from, self.to][side], passage);
        let words: Vec<Span> = content.tokens.iter().filter(|t| t.is_content()).map(|t| t.origin).collect();
        let Told { statements, sources } = &self.told[side];
        let told = words.iter().filter(|w| statements.iter().chain(sources).any(|s| s.contains(**w)));
        !words.is_empty() && told.count() * 2 >= words.len()
    }

    /// What differs outside claims, and what of that is hidden.
    fn differences(&self, before: &Passage, after: &Passage, hidden: &mut Gathered<'a>) -> Vec<Difference> {
        let text = |article: usize, passage: &Passage| {
            let text = &self.revised.articles[article].text;
            passage.sentences.iter().map(|s| s.of(text)).collect::<Vec<_>>()
        };
        let (lt, rt) = (text(self.from, before), text(self.to, after));
        if lt == rt {
            return Vec::new();
        }
        let (left, right) = (self.content(self.from, before), self.content(self.to, after));
        // In an order of their own, so that swapping the versions mirrors the result.
        let swapped = lt > rt;
        let (first, second) = if swapped { (&right, &left) } else { (&left, &right) };
        let mut edits = edit::edits(&first.tokens, &second.tokens);
        if self.revised.rules.has(Rule::Spacing) {
            let whole = |article: usize| self.revised.articles[article].text.as_str();
            let (l, r) = ((whole(self.from), &left.tokens[..]), (whole(self.to), &right.tokens[..]));
            let (l, r) = if swapped { (r, l) } else { (l, r) };
            edit::mark_spaced(&mut edits, l, r);
        }
        let side = |content| Side { attribution: None, content };
        let found = findings(side(first), side(second), &edits, opposed(first, second));
        let shown = |content, article: usize, passage: &Passage| {
            let article = &self.revised.articles[article];
            let vocabulary = &self.revised.packs.get(&article.lang).comparison;
            let bounds = passage.sentences.iter().copied().reduce(Span::cover);
            Shown { text: &article.text, vocabulary, content, bounds }
        };
        let (l, r) = (shown(&left, self.from, before), shown(&right, self.to, after));
        let (l, r) = if swapped { (r, l) } else { (l, r) };
        let articles = (ArticleId::new(self.from), ArticleId::new(self.to));
        hidden.add((l, r), &edits, self.revised.rules, articles, swapped);
        let mut differences = found.differences;
        if swapped {
            differences.iter_mut().for_each(mirror);
        }
        differences.retain(|d| {
            let left = d.left.is_none_or(|s| self.is_told(0, &left, s));
            let right = d.right.is_none_or(|s| self.is_told(1, &right, s));
            !(left && right) && d.severity > Severity::Cosmetic
        });
        differences.sort_by_key(|d| (d.left.or(d.right).map(|s| s.start), d.right.map(|s| s.start), d.kind));
        differences
    }

    /// True where the words at `span` are all of such claims, the particles between reporting word and content aside.
    fn is_told(&self, side: usize, content: &Content, span: Span) -> bool {
        let particle = |t: &NormToken| matches!(t.kind, TokenKind::Filler | TokenKind::Stop);
        let told = |t: &&NormToken| self.told[side].statements.iter().any(|s| s.contains(t.origin));
        let here = || content.tokens.iter().filter(|t| span.contains(t.origin));
        here().any(|t| told(&t)) && here().filter(|t| !particle(t)).all(|t| told(&t))
    }
}
