//! What normalization hid between two claims, by rule.
//!
//! In: two claims and the edits between them. Out: how often each rule made two different spellings equal. A rule is
//! responsible for a kept word where the forms differ without it; for the marks and spaces between two kept words
//! where those differ.

use super::edit::Edit;
use crate::{
    lang::Vocabulary,
    model::Span,
    normalize::{Content, Rule, Rules, TokenKind, is_quote, rules_between},
};
use std::collections::BTreeMap;

/// One side: its text, language and content.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub text: &'a str,
    pub vocabulary: &'a Vocabulary,
    pub content: &'a Content,
    /// From where to where marks and spaces count too; `None`: between words only.
    pub bounds: Option<Span>,
}

/// Adds to `counts` what is hidden between the two.
pub(super) fn count(
    left: Shown<'_>,
    right: Shown<'_>,
    edits: &[Edit],
    rules: Rules,
    counts: &mut BTreeMap<Rule, u32>,
) {
    let mut add = |rule: Rule| *counts.entry(rule).or_default() += 1;
    margins(left, right, edits, &mut add);
    for edit in edits {
        let (lt, rt) = (&left.content.tokens, &right.content.tokens);
        if edit.spaced {
            add(Rule::Spacing);
            continue;
        }
        if !edit.keep {
            // Only particles on both sides.
            let filler =
                |n: usize, tokens: &[crate::normalize::NormToken]| tokens[n].kind == TokenKind::Filler;
            if edit.left.clone().all(|n| filler(n, lt)) && edit.right.clone().all(|n| filler(n, rt)) {
                add(Rule::Particles);
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
                let gap = |text: &'_ str, from: Span, to: Span| {
                    text[from.end as usize..to.start as usize].to_owned()
                };
                between(&gap(left.text, lp, l.origin), &gap(right.text, rp, r.origin), &mut add);
            }
            last = Some((l.origin, r.origin));
            if lw == rw {
                continue;
            }
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
                    let found = rules_between(
                        (left.text, l.origin, left.vocabulary),
                        (right.text, r.origin, right.vocabulary),
                        rules,
                    );
                    if found.is_empty() {
                        let short = |w: &str| w.contains(['\'', '\u{2019}']);
                        add(if short(lw) || short(rw) { Rule::Contractions } else { Rule::Spelling });
                    }
                    found.into_iter().for_each(&mut add);
                }
            }
        }
    }
}

/// What stands before the first words and after the last ones, where both sides keep them.
fn margins(left: Shown<'_>, right: Shown<'_>, edits: &[Edit], add: &mut impl FnMut(Rule)) {
    let (Some(lb), Some(rb)) = (left.bounds, right.bounds) else { return };
    let kept = |edit: Option<&Edit>| edit.is_some_and(|e| e.keep);
    let ends = |side: Shown<'_>| {
        let tokens = &side.content.tokens;
        tokens.first().zip(tokens.last()).map(|(first, last)| (first.origin.start, last.origin.end))
    };
    let (Some(le), Some(re)) = (ends(left), ends(right)) else { return };
    let part = |text: &'_ str, start: u32, end: u32| text[start as usize..end.max(start) as usize].to_owned();
    if kept(edits.first()) {
        between(&part(left.text, lb.start, le.0), &part(right.text, rb.start, re.0), add);
    }
    if kept(edits.last()) {
        between(&part(left.text, le.1, lb.end), &part(right.text, re.1, rb.end), add);
    }
}

/// What stands between two words.
fn between(left: &str, right: &str, add: &mut impl FnMut(Rule)) {
    if left == right {
        return;
    }
    let only = |text: &str, keep: fn(char) -> bool| text.chars().filter(|c| keep(*c)).collect::<String>();
    let space = |c: char| c.is_whitespace() || crate::lang::plain(c.encode_utf8(&mut [0; 4])).is_empty();
    let mark = |c: char| {
        !(c.is_whitespace() || is_quote(c) || crate::lang::plain(c.encode_utf8(&mut [0; 4])).is_empty())
    };
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
