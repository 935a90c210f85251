//! The subject of a clause whose verb is far from it.
//!
//! In: the beginning of a sentence and a cue in it. Out: the noun phrase that is the subject there: of the main verb before a participle, or behind
//! an adjunct and inserted clauses.

use super::Reader;
use crate::{
    lang::{Class, CueForm},
    segment::Tagged,
};
use std::ops::Range;

impl Reader<'_> {
    /// The subject of the clause that begins at `from`, for a later verb that shares it.
    pub(super) fn clause_subject(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let start = self.subject_start(from, to)?;
        let first = self.get(start).filter(|_| start < to)?;
        if first.is(Class::Pronoun) {
            return Some(start..start + 1);
        }
        // A noun phrase ends where its capitals end, or after its first lower-case noun.
        let mut end = start;
        let mut capital = false;
        while end < to {
            let token = self.token(end);
            let initial = |t: &Tagged| t.capital && t.span.len() == 1;
            let dotted = |t: &Tagged| {
                initial(t) || t.word.classes.any(Class::Abbreviation | Class::Honorific | Class::Title)
            };
            if token.is_mark('.') && end > start && dotted(self.token(end - 1)) {
                end += 1;
                continue;
            }
            if end > start && self.is_past(end) {
                break;
            }
            let stops = Class::Auxiliary
                | Class::Verb
                | Class::Time
                | Class::Relative
                | Class::Complementizer
                | Class::Adverb
                | Class::Negator
                | Class::Unasserted;
            if !token.is_word()
                || token.word.classes.any(stops)
                || (token.word.cue.is_some() && !token.capital)
            {
                break;
            }
            let inner = token
                .word
                .classes
                .any(Class::Determiner | Class::Preposition | Class::Title | Class::Honorific);
            if capital && !token.capital && !inner {
                break;
            }
            capital |= token.capital && end > from;
            end += 1;
            if end - start > 8 {
                break;
            }
        }
        // "Minutes later, Lind …": a span of time, then the subject.
        let later = (end..to).take_while(|&i| self.token(i).is(Class::Time)).last().map(|i| i + 1);
        if let Some(comma) = later.filter(|&i| i < to && self.token(i).is_comma()) {
            return self.clause_subject(comma + 1, to);
        }
        let phrase = self.trim(start..end);
        (!phrase.is_empty()).then_some(phrase)
    }

    /// The subject of a verb that reports nothing and begins the sentence, for a later verb that hides its own: «ابتسمت لند وقالت».
    pub(super) fn verbal_subject(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let skipped = Class::Conjunction | Class::Auxiliary | Class::Adverb;
        let verb = (from..to).find(|&i| {
            let token = self.token(i);
            token.is_word() && (token.is(Class::Verb) || !token.word.classes.any(skipped))
        })?;
        let reports = matches!(self.token(verb).word.cue, Some((_, CueForm::Finite)));
        if !reports && !self.token(verb).word.classes.any(Class::Verb | Class::Event) {
            return None;
        }
        let silent = Class::Verb | Class::Adverb | Class::Determiner;
        let start = (verb + 1..to).find(|&i| !self.token(i).word.classes.any(silent))?;
        let phrase = self.subject_after(start, to);
        (!phrase.is_empty()).then_some(phrase)
    }

    /// The subject that begins the clause at `from` where an insertion follows it that ends at `close`.
    pub(super) fn subject_inserted(&self, from: usize, close: usize) -> Option<Range<usize>> {
        if !self.is_capitalised() {
            return None;
        }
        let start = self.subject_start(from, close)?;
        let phrase = self.phrase_right(start, close);
        let next = self.get(phrase.end).filter(|_| phrase.end < close);
        (phrase.start == start
            && !phrase.is_empty()
            && next.is_none_or(|t| t.is_comma() || t.is_dash() || t.is_mark('(')))
        .then_some(phrase)
    }

    /// Where the subject of the clause at `from` begins: an adjunct or subordinate clause in front ends with a comma.
    fn subject_start(&self, from: usize, to: usize) -> Option<usize> {
        let mut start = from;
        while start < to {
            let first = self.token(start);
            let opens = Class::Preposition
                | Class::Subordinator
                | Class::Adverb
                | Class::Conjunction
                | Class::Time
                | Class::Unasserted;
            // "Trying to calm the town, Lind …": a participle that begins the sentence, and no name.
            let begins = start == from
                && self.ends_as_participle(start)
                && self.get(start + 1).is_some_and(|t| t.is_word() && !t.capital);
            let participle = begins || matches!(first.word.cue, Some((_, CueForm::Participle)));
            if first.is_word() && !first.word.classes.any(opens) && !participle {
                return Some(start);
            }
            if first.word.classes.any(Class::Adverb | Class::Conjunction) || !first.is_word() {
                start = self.after_quote(start).max(start + first.len.max(1) as usize);
                continue;
            }
            start = (start..to).find(|&i| self.token(i).is_comma())? + 1;
        }
        None
    }

    /// The comma before the insertion that ends with the comma at `comma`.
    pub(super) fn insertion(&self, from: usize, comma: usize) -> Option<usize> {
        let open = (from..comma).rev().take(60).find(|&j| {
            (self.token(j).is_comma() || (self.token(comma).is_dash() && self.token(j).is_dash()))
                && self.token(j).quote == 0
        })?;
        let first = self.token(open + 1);
        let other_clause = first.word.classes.any(Class::Conjunction | Class::Subordinator);
        (open > from && !other_clause && self.token(open - 1).is_word()).then_some(open)
    }
}
