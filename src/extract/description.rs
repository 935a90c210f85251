//! What describes a source, and what is left of it without.
//!
//! In: a source. Out: where its description ends, the words that name it without one, and a name that only the description gives.

use super::Reader;
use crate::{lang::Class, segment::Tagged, text::TokenKind};
use std::ops::Range;

/// Words of the descriptions behind a source of which a relative clause is one.
const RELATIVE: usize = 6;

impl Reader<'_> {
    /// The words that name a source whose description ends at `end`: without what is set off, "the Globe, a morning paper", and without the
    /// pronoun that stands for it, "the official who".
    pub(super) fn core(&self, source: &Range<usize>, end: usize) -> Range<usize> {
        if !self.is_capitalised() {
            return source.clone();
        }
        let close = (source.start..end)
            .find(|&i| self.token(i).is_comma() || i >= source.end && self.token(i).is_dash())
            .unwrap_or(end);
        let is = |i: usize, class| i > source.start && self.token(i).is(class);
        let pronoun = is(close - 1, Class::Relative) && !is(close - 2, Class::Preposition);
        source.start..close - usize::from(pronoun)
    }

    /// True for a phrase about a noun that no list knows: "the | clerk | in Old Harbour".
    pub(super) fn is_plain_noun(&self, phrase: &Range<usize>) -> bool {
        let close = phrase.clone().find(|&i| self.token(i).is(Class::Preposition)).unwrap_or(phrase.end);
        let noun = close.checked_sub(1).filter(|&i| i > phrase.start).map(|i| self.token(i));
        self.token(phrase.start).is(Class::Determiner)
            && noun.is_some_and(|n| n.is_word() && !n.capital && n.word.classes.is_empty())
    }

    /// The name in the description of a source that ends before `to`: "one of the tenants, his cousin | Ada Lind | of Old Harbour".
    pub(super) fn name_behind(&self, source: &Range<usize>, to: usize) -> Option<Range<usize>> {
        let start = (source.end..to).find(|&i| self.token(i).is_comma())? + 1;
        let close = (start..to).find(|&i| self.token(i).is_comma()).unwrap_or(to);
        let first = self.get(start).filter(|t| start < close && !t.is(Class::Relative))?;
        let name = self.name_in(&(start..close))?;
        let opens = first.capital || first.word.classes.any(Class::Title | Class::Pronoun);
        let goes_on = Class::Preposition | Class::Conjunction;
        let next = self.get(name.end).filter(|_| name.end < close);
        let ends = next.is_none_or(|t| !t.is_word() || t.word.classes.any(goes_on));
        (opens && ends).then_some(name)
    }

    /// One past the description that follows the source ending at `from`: ", a baker from Old Harbour, who …".
    pub(super) fn description(&self, from: usize, to: usize) -> usize {
        let mut end = from;
        if !self.is_capitalised() {
            return end;
        }
        while end < to {
            let token = self.token(end);
            if token.is_mark('.') && self.token(end - 1).is(Class::Abbreviation) {
                end += 1;
                continue;
            }
            let set_off = token.is_mark(',') || token.is_dash();
            let start = end + usize::from(set_off);
            let Some(first) = self.get(start).filter(|t| start < to && t.is_word() && t.quote == 0) else {
                break;
            };
            let opens = Class::Determiner | Class::Title | Class::Honorific | Class::Relative | Class::Origin;
            let described = first.word.classes.any(opens)
                || first.kind == TokenKind::Number
                || (first.capital && !first.word.classes.any(Class::Time | Class::Pronoun));
            let joined = !set_off && !first.word.classes.any(Class::Origin | Class::Relative);
            let second = self.get(start + 1);
            let reports = |t: &Tagged| t.word.cue.is_some() && !t.capital && !t.is(Class::Title);
            if !described
                || joined
                || first.is(Class::Pronoun)
                || reports(first)
                || second.is_some_and(reports)
            {
                break;
            }
            let close = (start + 1..to).find(|&j| {
                let token = self.token(j);
                (token.is_comma() || (set_off && token.is_dash() && self.token(end).is_dash()))
                    && token.quote == 0
            });
            let close = close.unwrap_or_else(|| self.before_stops(start, to));
            // "According to the polls, Lind won": a name in front of a verb is a clause of its own.
            let verbal =
                |j: usize| self.token(j).word.classes.any(Class::Verb | Class::Auxiliary) || self.is_past(j);
            let clause = (start..close).find(|&j| self.token(j).is(Class::Relative) || verbal(j));
            let named = !first.word.classes.any(opens) && first.kind == TokenKind::Word;
            if named && clause.is_some_and(verbal) {
                break;
            }
            // A long relative clause tells more than who speaks.
            if first.is(Class::Relative) && self.words(from..close) > RELATIVE {
                break;
            }
            end = close;
        }
        end
    }

    /// Steps back from `to` over marks, but not over the dot of an abbreviation.
    fn before_stops(&self, from: usize, mut to: usize) -> usize {
        while to > from {
            let last = self.token(to - 1);
            let dotted = last.is_mark('.') && to >= from + 2 && self.token(to - 2).is(Class::Abbreviation);
            if last.is_word() || last.quote != 0 || last.is_mark(')') || dotted {
                break;
            }
            to -= 1;
        }
        to
    }
}
