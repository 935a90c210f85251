//! The phrase before a cue that names its source.
//!
//! In: the tokens before a cue. Out: the noun phrase there as a token range. It begins after the last clause boundary; where it reaches into a
//! relative clause, the source is who speaks there.

use super::{
    Reader,
    source::{APPOSITION, LONGEST},
};
use crate::{
    lang::{Class, CueForm},
    segment::Tagged,
    text::TokenKind,
};
use std::ops::Range;

/// Words of the first of two joined nouns, with its own description.
const JOINED: usize = 4;

impl Reader<'_> {
    /// The noun phrase that ends right before `to` and does not begin before `from`; empty where there is none.
    pub(super) fn phrase_left(&self, from: usize, to: usize) -> Range<usize> {
        let mut end = to;
        let mut inserted: Option<Range<usize>> = None;
        // «Lind, who leads the party, said»: the phrase stands before the insertion.
        if end > from
            && (self.token(end - 1).is_comma() || self.is_capitalised() && self.token(end - 1).is_dash())
        {
            let close = end - 1;
            if let Some(subject) = self.subject_inserted(from, close) {
                return subject;
            }
            match self.insertion(from, close) {
                Some(comma) => {
                    end = comma;
                    inserted = Some(comma + 1..close);
                }
                None => return to..to,
            }
        }
        let mut i = end;
        let mut words = 0;
        while i > from && words < LONGEST {
            let token = self.token(i - 1);
            if token.quote != 0 {
                let q = &self.layout.quotes[token.quote as usize - 1];
                if q.open > from
                    && self.names_quotation(q.open - 1)
                    && self.words(q.inner()) <= 4
                    && q.end() == i
                {
                    i = q.open;
                    continue;
                }
                break;
            }
            if token.is_mark(')') {
                match (from..i).rev().find(|&j| self.token(j).is_mark('(')) {
                    Some(open) if i - open < 8 => i = open,
                    _ => break,
                }
                continue;
            }
            if token.is_mark('.')
                && i >= 2
                && self.token(i - 2).word.classes.any(Class::Honorific | Class::Title | Class::Abbreviation)
                    | (self.token(i - 2).capital && self.token(i - 2).span.len() <= 3)
            {
                i -= 1;
                continue;
            }
            // "Harbour.com", "a 57-year-old"
            let inside = (token.is_mark('.') || token.is_mark('-'))
                && i >= from + 2
                && self.token(i - 2).span.end == token.span.start
                && self.get(i).is_some_and(|t| t.is_word() && t.span.start == token.span.end);
            // "Shipowners’ Federation": the apostrophe of a plural owner.
            let apostrophe = matches!(token.kind, TokenKind::Mark('\'' | '\u{2019}'))
                && i >= from + 2
                && self.token(i - 2).span.end == token.span.start;
            if apostrophe || inside {
                i -= 1;
                continue;
            }
            if !token.is_word() || !self.belongs_left(i - 1, from) {
                break;
            }
            words += 1;
            i -= 1;
        }
        let predicate = self.is_predicate(i..end, from);
        // "echoing critics who said": the object of what was done.
        i += usize::from(predicate && self.token(end - 1).is(Class::Relative));
        if let Some(subject) = self.relative_subject(&(i..end)) {
            return subject;
        }
        if predicate && !self.token(end - 1).is(Class::Relative) {
            return to..to;
        }
        let mut phrase = self.trim(i..end);
        // "a claim Ms. Lind's lawyer disputed": a clause of its own behind the noun.
        let noun = |t: &Tagged| {
            t.is_word()
                && !t.capital
                && !t.word.classes.any(Class::Determiner | Class::Title | Class::Conjunction)
        };
        let owner = (phrase.start + 1..phrase.end)
            .find(|&j| self.token(j).is(Class::Honorific) && noun(self.token(j - 1)))
            .filter(|&j| self.is_capitalised() && (j..phrase.end - 1).any(|k| self.is_owner(k)));
        phrase.start = owner.unwrap_or(phrase.start);
        // "the first time he said": the pronoun is all of the subject.
        if self.is_capitalised() && phrase.len() > 1 && self.token(phrase.end - 1).is(Class::Pronoun) {
            phrase.start = phrase.end - 1;
        }
        let has_noun = phrase.clone().any(|j| {
            self.token(j).is_word() && !self.token(j).word.classes.any(Class::Determiner | Class::Preposition)
        });
        if !has_noun {
            return to..to;
        }
        let grammar = &self.lexicon.grammar;
        // «… من تصريح للرئيس فلان ذكر فيه …»: the title with its preposition begins the phrase.
        let titled = |&j: &usize| self.token(j).word.preposition.is_some() && self.token(j).is(Class::Title);
        let phrase = match phrase.clone().rev().find(titled).filter(|_| grammar.pro_drop) {
            Some(start) => start..phrase.end,
            None => phrase,
        };
        // Where the subject may hide in the verb, a phrase with a preposition in front is an adjunct.
        let described = self
            .token(phrase.start)
            .word
            .classes
            .any(Class::Title | Class::Unnamed | Class::Group | Class::Document);
        let governs = |j: usize| self.token(j).is(Class::Preposition) && !self.is_given_name(j);
        if grammar.pro_drop && !described && phrase.clone().any(governs) {
            return to..to;
        }
        let first = self.token(phrase.start);
        if grammar.pro_drop && first.word.preposition.is_some() && !first.is(Class::Title) {
            return to..to;
        }
        // A description between commas belongs to the mention: "its chairwoman, Ilse Lind, said".
        let describes = |i: &Range<usize>| {
            let first = self.token(i.start);
            self.words(i.clone()) <= APPOSITION
                && (first.capital || first.word.classes.any(Class::Determiner | Class::Title))
                && !i.clone().any(|j| self.token(j).word.classes.any(Class::Verb | Class::Relative))
        };
        match inserted.filter(describes).filter(|_| !self.is_capitalised()) {
            Some(i) if !phrase.is_empty() => phrase.start..i.end,
            _ => phrase,
        }
    }

    /// True for what a verb that reports nothing leaves of its clause: "Lind, | furrowing her brow |, said", "Lind had | studied the plan | and said".
    fn is_predicate(&self, phrase: Range<usize>, from: usize) -> bool {
        let Some(first) = phrase.clone().find(|&i| self.token(i).is_word()) else { return false };
        let verbal = self.is_past(first) || self.is_participle(first);
        let object = |t: &Tagged| t.word.classes.any(Class::Determiner | Class::Preposition | Class::Pronoun);
        let before = first.checked_sub(1).filter(|&b| b >= from).map(|b| self.token(b));
        self.is_capitalised()
            && verbal
            && (first + 1 < phrase.end && object(self.token(first + 1))
                || before.is_some_and(|b| b.is(Class::Auxiliary) && phrase.len() > 1))
    }

    /// Who speaks in a relative clause that `phrase` reaches into: "a speech in which | Lind | said", and where the pronoun is the subject whom
    /// it stands for, "reacting to comments by | economists | who said".
    fn relative_subject(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        let pronoun = phrase.clone().rev().find(|&i| self.token(i).is(Class::Relative))?;
        if !self.is_capitalised() {
            return None;
        }
        let next = pronoun + 1;
        let subject = if next < phrase.end {
            let opens = Class::Determiner | Class::Honorific | Class::Title | Class::Group | Class::Pronoun;
            let first = self.token(next);
            (first.capital || first.word.classes.any(opens)).then_some(next..phrase.end)?
        } else {
            let governs = |&j: &usize| self.token(j).is(Class::Preposition);
            let start = (phrase.start..pronoun.saturating_sub(1)).rev().find(governs)? + 1;
            start..phrase.end
        };
        let subject = self.trim(subject);
        (!subject.is_empty()).then_some(subject)
    }

    /// True where the word at `i` can belong to a subject that stands before its verb.
    fn belongs_left(&self, i: usize, from: usize) -> bool {
        let token = self.token(i);
        let stops = Class::Complementizer
            | Class::Subordinator
            | Class::Verb
            | Class::Auxiliary
            | Class::Negator
            | Class::Hedge;
        if self.is_name_too(i) {
            return true;
        }
        // "at least one senator": the last word of a phrase that the pack knows.
        let head = (from..=i).rev().find(|&j| self.token(j).len > 0).map(|j| self.token(j));
        if token.len == 0 && self.is_capitalised() && head.is_some_and(|h| h.is(Class::Adverb)) {
            return false;
        }
        let unasserted =
            token.is(Class::Unasserted) && !token.is(Class::Preposition) && self.is_capitalised();
        if token.word.classes.any(stops)
            || unasserted
            || matches!(token.word.cue, Some((_, CueForm::Finite | CueForm::Participle)) if !self.is_noun_too(i))
        {
            return false;
        }
        if i > 0
            && self.is_past(i)
            && self.token(i - 1).word.classes.any(Class::Complementizer | Class::Relative | Class::Pronoun)
        {
            return false;
        }
        if token.is(Class::Conjunction) {
            return i > from && (self.joins_names(i) || self.joins_subjects(i, from));
        }
        if token.is(Class::Adverb) && !token.capital {
            return false;
        }
        true
    }

    /// True where the conjunction at `i` joins two nouns of a subject: "doctors and nurses said" begins its clause and holds no verb.
    fn joins_subjects(&self, i: usize, from: usize) -> bool {
        let verbal = Class::Verb | Class::Auxiliary | Class::Pronoun | Class::Adverb | Class::Time;
        let start = (from..i).rev().find(|&j| !self.token(j).is_word()).map_or(from, |j| j + 1);
        let begins = start == 0 || {
            let before = self.token(start - 1);
            let dotted = before.is_mark('.') && start >= 2 && self.token(start - 2).is(Class::Abbreviation);
            (before.is_comma() || before.is_stop() || before.is_break() || before.is_dash()) && !dotted
        };
        self.is_capitalised()
            && begins
            && start < i
            && i - start <= JOINED
            && (start..i).all(|j| {
                let token = self.token(j);
                !token.word.classes.any(verbal)
                    && (token.word.cue.is_none() || self.is_noun_too(j))
                    && token.quote == 0
                    && (j == start || !self.is_past(j))
            })
            && !self.token(start).word.classes.any(Class::Subordinator | Class::Complementizer)
    }
}
