//! The subject of a verb that stands second in its clause.
//!
//! In: the tokens before or after the verb. Out: the noun phrase there that can be its subject: never one in another case, never the
//! outlet spoken to.

use super::Reader;
use crate::lang::Class;
use std::ops::Range;

impl Reader<'_> {
    /// The subject before the finite verb; empty where something else stands there.
    pub(super) fn subject_left(&self, front: &Range<usize>) -> Range<usize> {
        let none = front.end..front.end;
        let mut start = front.start;
        while start < front.end
            && self.token(start).word.classes.any(Class::Adverb | Class::Conjunction)
            && !self.token(start).word.classes.any(Class::Preposition | Class::Determiner)
        {
            start += self.token(start).len.max(1) as usize;
        }
        if start >= front.end || !self.can_be_subject(start) {
            return none;
        }
        let phrase = self.chunk(start, front.end);
        if phrase.is_empty() {
            return none;
        }
        // What follows the noun before the verb belongs to it: "der Sprecher im Ministerium sagte".
        phrase.start..front.end
    }

    /// The subject after the finite verb.
    pub(super) fn subject_right(&self, from: usize, to: usize) -> Range<usize> {
        let mut i = from;
        while i < to
            && self.token(i).is_word()
            && self.token(i).word.classes.any(Class::Adverb | Class::Emphatic | Class::Time | Class::Negator)
            && !self.token(i).is(Class::Preposition)
        {
            i += self.token(i).len.max(1) as usize;
        }
        if i >= to || !self.can_be_subject(i) {
            return from..from;
        }
        let phrase = self.chunk(i, to);
        // "sagte der Zeitung": the outlet is spoken to.
        let outlet = !phrase.is_empty()
            && self.token(phrase.start).is(Class::Origin)
            && phrase
                .clone()
                .find(|&j| self.token(j).capital)
                .is_some_and(|j| self.token(j).is(Class::Medium));
        if phrase.is_empty() || outlet { from..from } else { phrase }
    }

    pub(super) fn can_be_subject(&self, i: usize) -> bool {
        let token = self.token(i);
        let never = Class::Oblique
            | Class::Preposition
            | Class::Time
            | Class::Subordinator
            | Class::Complementizer
            | Class::Parenthetical
            | Class::Expletive
            | Class::Auxiliary;
        !token.word.classes.any(never) && (token.is_word() || self.opens(i).is_some())
    }

    /// The subject before an insertion that ends at the comma before the verb: "Mara Lind, die …, sagte".
    pub(super) fn phrase_before_insertion(
        &self,
        start: usize,
        finite: usize,
        range: &Range<usize>,
    ) -> Range<usize> {
        let none = finite..finite;
        if start != finite || start <= range.start || !self.token(start - 1).is_comma() {
            return none;
        }
        let commas =
            (range.start..start - 1).rev().filter(|&i| self.token(i).is_comma() && self.token(i).quote == 0);
        for comma in commas.take(3) {
            let begin = self.clause_begin(comma, range.start);
            let phrase = self.subject_left(&(begin..comma));
            let first = self.token(comma + 1);
            let inserted = first.capital
                || first
                    .word
                    .classes
                    .any(Class::Determiner | Class::Relative | Class::Oblique | Class::Preposition);
            if inserted && !phrase.is_empty() && self.chunk(phrase.start, comma).end == comma {
                // A description between the commas belongs to the mention.
                let inner = comma + 1..start - 1;
                let described = !self.has_verb(inner.clone())
                    && !first.word.classes.any(Class::Relative | Class::Preposition)
                    && self.chunk(inner.start, inner.end).end == inner.end;
                return if described { phrase.start..inner.end } else { phrase };
            }
        }
        none
    }
}
