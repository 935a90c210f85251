//! What normalization hid between two claims, by rule.
//!
//! In: two claims and the edits between them. Out: where each rule made two different spellings equal. A rule is
//! responsible for a kept word where the forms differ without it; for the marks and spaces between two kept words
//! where those differ.

use super::edit::Edit;
use crate::{
    lang::Vocabulary,
    model::{ArticleId, Hidden, Span},
    normalize::{Content, NormToken, Rule, Rules, TokenKind, is_quote, rules_between},
};
use rustc_hash::FxHashMap;

/// A rule, and what it made equal on both sides.
type Found = (Rule, Option<Span>, Option<Span>);

/// One side: its text, language and content.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a, 'c> {
    pub text: &'a str,
    pub vocabulary: &'a Vocabulary,
    pub content: &'c Content,
    /// From where to where marks and spaces count too; `None`: between words only.
    pub bounds: Option<Span>,
}

/// What is hidden between claims or sentences, gathered pair by pair.
#[derive(Default)]
pub(super) struct Gathered<'a> {
    pub list: Vec<Hidden>,
    /// The rules between two spellings by language: where many outlets carry a statement the same words meet again and again.
    known: FxHashMap<(&'a str, &'a str, *const Vocabulary), Vec<Rule>>,
}

impl<'a> Gathered<'a> {
    /// Adds what is hidden between two articles; `swapped` where `left` and `right` are of the right and the left one.
    pub fn add(
        &mut self,
        (left, right): (Shown<'a, '_>, Shown<'a, '_>),
        edits: &[Edit],
        rules: Rules,
        (from, to): (ArticleId, ArticleId),
        swapped: bool,
    ) {
        let mut found = Vec::new();
        self.find(left, right, edits, rules, &mut found);
        let told = |(rule, first, second): Found| {
            let (left, right) = if swapped { (second, first) } else { (first, second) };
            Hidden { rule: rule.name(), from, to, left, right }
        };
        self.list.extend(found.into_iter().map(told));
    }

    fn find(
        &mut self,
        left: Shown<'a, '_>,
        right: Shown<'a, '_>,
        edits: &[Edit],
        rules: Rules,
        found: &mut Vec<Found>,
    ) {
        margins(left, right, edits, found);
        for edit in edits {
            let (lt, rt) = (&left.content.tokens, &right.content.tokens);
            let place = |tokens: &[NormToken]| tokens.iter().map(|t| t.origin).reduce(Span::cover);
            let (le, re) = (place(&lt[edit.left.clone()]), place(&rt[edit.right.clone()]));
            if edit.spaced {
                found.push((Rule::Spacing, le, re));
                continue;
            }
            if !edit.keep {
                // Only particles on both sides.
                let filler = |tokens: &[NormToken]| tokens.iter().all(|t| t.kind == TokenKind::Filler);
                if filler(&lt[edit.left.clone()]) && filler(&rt[edit.right.clone()]) {
                    found.push((Rule::Particles, le, re));
                }
                continue;
            }
            let mut last: Option<(Span, Span)> = None;
            for (l, r) in edit.left.clone().zip(edit.right.clone()) {
                let (l, r) = (&lt[l], &rt[r]);
                let (lw, rw) = (l.origin.of(left.text), r.origin.of(right.text));
                if let Some((lp, rp)) = last
                    && lp != l.origin
                    && rp != r.origin
                    && lp.end <= l.origin.start
                    && rp.end <= r.origin.start
                {
                    let gap = |from: Span, to: Span| Span { start: from.end, end: to.start };
                    let words = (lp.cover(l.origin), rp.cover(r.origin));
                    between((left.text, gap(lp, l.origin)), (right.text, gap(rp, r.origin)), words, found);
                }
                last = Some((l.origin, r.origin));
                if lw == rw {
                    continue;
                }
                let mut add = |rule: Rule| found.push((rule, Some(l.origin), Some(r.origin)));
                match l.kind {
                    TokenKind::Quantity => {
                        let digits = |w: &str| w.chars().filter(char::is_ascii_digit).count();
                        let plain = |w: &str| crate::lang::plain(w);
                        add(if plain(lw) == plain(rw) && digits(lw) != digits(rw) {
                            Rule::Digits
                        } else {
                            Rule::Numbers
                        });
                    }
                    TokenKind::Date => add(Rule::Dates),
                    _ => {
                        let known = self.known.entry((lw, rw, left.vocabulary)).or_insert_with(|| {
                            rules_between(
                                (left.text, l.origin, left.vocabulary),
                                (right.text, r.origin, right.vocabulary),
                                rules,
                            )
                        });
                        if known.is_empty() {
                            let short = |w: &str| w.contains(['\'', '\u{2019}']);
                            add(if short(lw) || short(rw) { Rule::Contractions } else { Rule::Spelling });
                        }
                        known.iter().copied().for_each(&mut add);
                    }
                }
            }
        }
    }
}

/// What stands before the first words and after the last ones, where both sides keep them.
fn margins(left: Shown<'_, '_>, right: Shown<'_, '_>, edits: &[Edit], found: &mut Vec<Found>) {
    let (Some(lb), Some(rb)) = (left.bounds, right.bounds) else { return };
    let kept = |edit: Option<&Edit>| edit.is_some_and(|e| e.keep);
    let ends = |side: Shown<'_, '_>| {
        let tokens = &side.content.tokens;
        tokens.first().zip(tokens.last()).map(|(first, last)| (first.origin, last.origin))
    };
    let (Some(le), Some(re)) = (ends(left), ends(right)) else { return };
    let part = |start: u32, end: u32| Span { start, end: end.max(start) };
    if kept(edits.first()) {
        let (l, r) = (part(lb.start, le.0.start), part(rb.start, re.0.start));
        between((left.text, l), (right.text, r), (l.cover(le.0), r.cover(re.0)), found);
    }
    if kept(edits.last()) {
        let (l, r) = (part(le.1.end, lb.end), part(re.1.end, rb.end));
        between((left.text, l), (right.text, r), (l.cover(le.1), r.cover(re.1)), found);
    }
}

/// What stands between two words; shown with the `words` around it, since a space alone shows nothing.
fn between(left: (&str, Span), right: (&str, Span), words: (Span, Span), found: &mut Vec<Found>) {
    let (left, right) = (left.1.of(left.0), right.1.of(right.0));
    if left == right {
        return;
    }
    let only = |text: &str, keep: fn(char) -> bool| text.chars().filter(|c| keep(*c)).collect::<String>();
    let space = |c: char| c.is_whitespace() || crate::lang::plain(c.encode_utf8(&mut [0; 4])).is_empty();
    let mark = |c: char| {
        !(c.is_whitespace() || is_quote(c) || crate::lang::plain(c.encode_utf8(&mut [0; 4])).is_empty())
    };
    let mut add = |rule: Rule| found.push((rule, Some(words.0), Some(words.1)));
    if only(left, is_quote) != only(right, is_quote) {
        add(Rule::Quotes);
    }
    if only(left, mark) != only(right, mark) {
        add(Rule::Punctuation);
    } else if only(left, space) != only(right, space)
        && only(left, is_quote).is_empty() == only(right, is_quote).is_empty()
    {
        add(Rule::Spacing);
    }
}
