//! Clauses where the finite verb is the second constituent of a main clause and the last of a subordinate one.
//!
//! In: a cue. Out: its [`Clause`] (where it begins, which verb is finite, whether somebody else's words make it passive) and the
//! particle at the end of it.

use super::{Reader, cue::Hit};
use crate::{
    lang::{Class, CueForm},
    text::{TokenKind, fold},
};
use std::ops::Range;

/// How far from its verb a particle may stand, in tokens.
const FRAME: usize = 40;

/// The clause of a cue.
pub(super) struct Clause {
    /// First token.
    pub(super) start: usize,
    /// The finite verb.
    pub(super) finite: usize,
    /// True where the verb stands last.
    pub(super) subordinate: bool,
    /// Made passive, so that its subject does not speak.
    pub(super) passive: bool,
}

impl Reader<'_> {
    /// One past the particle that the verb asks for, or the end of the cue; `None` where the particle is missing.
    pub(super) fn particle(&self, hit: &Hit<'_>, end: usize) -> Option<usize> {
        if hit.entry.particles.is_empty() || hit.form != CueForm::Finite {
            return Some(hit.end);
        }
        let mut i = hit.end;
        while i < end.min(hit.end + FRAME) {
            let token = self.token(i);
            if token.quote != 0 {
                i = self.after_quote(i).max(i + 1);
                continue;
            }
            if token.is(Class::Complementizer) || token.is_mark(':') || token.is_mark(';') {
                return None;
            }
            let next = self.get(i + 1).filter(|_| i + 1 < end);
            let closes = next.is_none_or(|n| {
                !n.is_word() || n.word.classes.any(Class::Conjunction | Class::Complementizer)
            });
            if token.kind == TokenKind::Word
                && closes
                && hit.entry.particles.contains(&fold(token.span.of(self.text)))
            {
                return Some(i + 1);
            }
            i += 1;
        }
        None
    }

    pub(super) fn clause(&self, hit: &Hit<'_>, range: &Range<usize>) -> Option<Clause> {
        let mut start = self.clause_begin(hit.at, range.start);
        let opens = Class::Subordinator | Class::Complementizer | Class::Relative | Class::Parenthetical;
        // "wie Mara Lind, Leiterin des Amtes, mitteilte": the clause began before the apposition.
        if start == hit.at && start > range.start && self.token(start - 1).is_comma() {
            let mut outer = start;
            for _ in 0..2 {
                outer = self.clause_begin(outer.saturating_sub(1).max(range.start), range.start);
                if self.token(outer).word.classes.any(Class::Parenthetical | Class::Subordinator) {
                    start = outer;
                    break;
                }
            }
        }
        let auxiliary = (start..hit.at).find(|&i| {
            self.token(i).quote == 0 && self.token(i).word.classes.any(Class::Auxiliary | Class::Copula)
        });
        let first = self.token(start);
        let closed = self
            .get(hit.end)
            .filter(|_| hit.end < range.end)
            .is_none_or(|t| !t.is_word() || t.word.classes.any(Class::Auxiliary | Class::Copula));
        let subordinate = start < hit.at && first.word.classes.any(opens) && closed;
        let copula = |i: usize| self.token(i).is(Class::Copula);
        let after = self.get(hit.end).is_some_and(|t| t.is(Class::Copula));
        // "hatte es eingeräumt und angegeben, …": both participles share the auxiliary.
        let shares = start > range.start + 1 && self.token(start - 1).is(Class::Conjunction) && {
            let outer = self.clause_begin(start - 1, range.start);
            (outer..start).any(|i| self.token(i).is(Class::Auxiliary))
        };
        if hit.form == CueForm::Participle && auxiliary.is_none() && !subordinate && !shares {
            return None;
        }
        Some(Clause {
            start,
            finite: if subordinate { hit.at } else { auxiliary.unwrap_or(hit.at) },
            subordinate,
            passive: if subordinate { after } else { auxiliary.is_some_and(copula) },
        })
    }

    /// The first token of the clause that `at` stands in.
    pub(super) fn clause_begin(&self, at: usize, from: usize) -> usize {
        let mut i = at;
        while i > from {
            let token = self.token(i - 1);
            if token.quote != 0 {
                let quote = &self.layout.quotes[token.quote as usize - 1];
                let speech =
                    self.words(quote.inner()) > 5 || self.token(quote.close.saturating_sub(1)).is_stop();
                if speech || i == at || quote.open < from {
                    return i;
                }
                i = quote.open;
                continue;
            }
            if token.is_mark(')') {
                match (from..i).rev().find(|&j| self.token(j).is_mark('(')) {
                    Some(open) => {
                        i = open;
                        continue;
                    }
                    None => return i,
                }
            }
            let clause = token.is_comma()
                || token.is_dash()
                || token.is_mark(':')
                || token.is_stop() && !self.is_dotted(i - 1);
            if clause || (token.is(Class::Conjunction) && !(i - 1 > from && self.joins_nouns(i - 1, at))) {
                return i;
            }
            i -= 1;
        }
        i
    }

    pub(super) fn is_dotted(&self, i: usize) -> bool {
        i > 0
            && (self.token(i - 1).kind == TokenKind::Number
                || self.token(i - 1).is(Class::Abbreviation)
                || self.token(i - 1).span.len() <= 2)
    }

    /// True where the conjunction stands between two nouns.
    pub(super) fn joins_nouns(&self, i: usize, to: usize) -> bool {
        let before = self.token(i - 1);
        let next = self.token(i + 1);
        let noun = before.capital || before.is_mark(')') || before.kind == TokenKind::Number;
        noun && i + 1 < to
            && (next.capital
                || next.kind == TokenKind::Number
                || (!next.word.classes.any(Class::Auxiliary | Class::Adverb | Class::Verb | Class::Pronoun)
                    && next.word.cue.is_none()
                    && self.noun_follows(i + 1, to)))
    }

    /// True where a phrase without a verb stands in front, perhaps with a relative clause: "In einer Rede, die …,".
    pub(super) fn is_adjunct(&self, start: usize, end: usize) -> bool {
        let first = self.token(start);
        if first.word.classes.any(Class::Subordinator | Class::Parenthetical) {
            return true;
        }
        let comma = (start..end).find(|&i| self.token(i).is_comma()).unwrap_or(end);
        !self.has_verb(start..comma)
    }

    /// True where a finite verb stands: a known one, or a word in small letters after a noun or pronoun that is nothing else.
    pub(super) fn has_verb(&self, tokens: Range<usize>) -> bool {
        tokens.clone().any(|i| {
            let token = self.token(i);
            let plain = token.kind == TokenKind::Word
                && !token.capital
                && token.word.classes.is_empty()
                && token.quote == 0;
            let follows = i > tokens.start && {
                let before = self.token(i - 1);
                before.is(Class::Pronoun)
                    || (before.capital && !before.word.classes.any(Class::Determiner | Class::Preposition))
            };
            self.is_verbal(i)
                || (plain && (follows || token.word.cue.is_some_and(|c| c.1 == CueForm::Finite)))
        })
    }

    /// True for a word that can only be a finite verb or auxiliary.
    pub(super) fn is_verbal(&self, i: usize) -> bool {
        let token = self.token(i);
        token.quote == 0
            && !token.capital
            && token.word.classes.any(Class::Mood | Class::Auxiliary | Class::Copula | Class::Unreal)
    }
}
