//! Which words behind a cue name its source.
//!
//! In: a place behind a cue. Out: the noun phrase there as a token range; it ends at the first word that cannot belong to it. What stands before a
//! cue is read in [`left`](super::left).

use super::Reader;
use crate::{
    lang::{Class, CueForm},
    segment::Tagged,
    text::TokenKind,
};
use std::ops::Range;

/// Words of a long title with its name: «نائب رئيس … ووزير … فلان».
pub(super) const LONGEST: usize = 16;
/// Words of an apposition between commas.
pub(super) const APPOSITION: usize = 10;

impl Reader<'_> {
    /// The noun phrase that begins at `from` and ends before `to`; empty where none begins there.
    pub(super) fn phrase_right(&self, from: usize, to: usize) -> Range<usize> {
        self.phrase_after(from, from, to)
    }

    /// The subject of the verb that ends at `from`: the phrase there, or behind the outlet or occasion that the verb was spoken to,
    /// «قال لـ«الخبر» سامر حداد», or a name in brackets or quotation marks.
    pub(super) fn subject_after(&self, from: usize, to: usize) -> Range<usize> {
        // «ذكر فيه سامر أن …»
        let referred = |t: &Tagged| t.is(Class::Preposition) && self.lexicon.has_object(&self.folded(from));
        let from =
            from + usize::from(from < to && self.lexicon.grammar.pro_drop && referred(self.token(from)));
        let phrase = self.phrase_right(from, to);
        if !phrase.is_empty() || from >= to {
            return phrase;
        }
        if let Some(name) = self.set_off_name(from, to) {
            return name;
        }
        let outlet = self.opens(from + 1).map(|q| self.layout.quotes[q].end());
        match outlet.filter(|_| self.token(from).is(Class::Preposition)) {
            Some(after) if after < to && !self.token(after).is(Class::Complementizer) => {
                self.phrase_right(after, to)
            }
            _ => phrase,
        }
    }

    /// A name that the article knows, alone between brackets or quotation marks: «وأضاف «الحداد»: …».
    fn set_off_name(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let inner = match self.opens(from) {
            Some(q) => self.layout.quotes[q].inner(),
            None if self.token(from).is_mark('(') => {
                from + 1..(from..to).find(|&i| self.token(i).is_mark(')'))?
            }
            None => return None,
        };
        let known = inner.clone().all(|i| self.is_known_name(i));
        (known && !inner.is_empty() && inner.len() <= 4 && inner.end < to).then_some(inner)
    }

    /// The same, where the words up to `taken` are known to belong to it.
    pub(super) fn phrase_after(&self, from: usize, taken: usize, to: usize) -> Range<usize> {
        let mut i = taken;
        let mut words = 0;
        while i < to && words < LONGEST {
            let token = self.token(i);
            let phrase = from..i;
            if let TokenKind::Mark(c) = token.kind {
                if let Some(q) = self.opens(i) {
                    let quote = &self.layout.quotes[q];
                    if i == from || !self.names_quotation(i - 1) || quote.end() > to {
                        break;
                    }
                    i = quote.end();
                } else if c == '(' && i > from {
                    match (i..to).find(|&j| self.token(j).is_mark(')')) {
                        Some(close) if close + 1 < to && self.token(close + 1).is_word() => i = close + 1,
                        _ => break,
                    }
                } else if token.is_comma() && i > from {
                    match self.apposition(&phrase, i, to) {
                        Some(end) => return from..end,
                        None => break,
                    }
                } else if c == '.'
                    && i > from
                    && self.token(i - 1).span.end == token.span.start
                    && i + 1 < to
                    && !self.token(i + 1).is_break()
                {
                    i += 1;
                } else {
                    break;
                }
                continue;
            }
            if !self.continues_phrase(&phrase, i) {
                break;
            }
            words += 1;
            i += token.len.max(1) as usize;
        }
        self.trim(from..i.min(to))
    }

    /// True where the word at `i` can go on with the noun phrase before it.
    fn continues_phrase(&self, phrase: &Range<usize>, i: usize) -> bool {
        let token = self.token(i);
        let first = phrase.is_empty();
        if token.is_break() {
            return false;
        }
        if self.is_given_name(i) {
            return true;
        }
        if token.kind == TokenKind::Number {
            return first || !self.lexicon.grammar.verb_first || self.token(i - 1).is_word();
        }
        let stops = Class::Complementizer
            | Class::Time
            | Class::Adverb
            | Class::Auxiliary
            | Class::Relative
            | Class::Subordinator
            | Class::Negator
            | Class::Conjunction
            | Class::Verb
            | Class::Hedge;
        if token.is(Class::Emphatic) && !first {
            return true;
        }
        if token.is(Class::Conjunction) && !first {
            return self.joins_names(i);
        }
        if token.word.classes.any(stops)
            || matches!(token.word.cue, Some((_, CueForm::Finite | CueForm::Participle)) if !self.is_noun_too(i))
        {
            return false;
        }
        if token.is(Class::Pronoun) {
            return first;
        }
        // After a noun with the article only its adjective can follow, not a noun of its own: «المحافظ | الأهالي».
        let own = Class::Group | Class::Organisation | Class::Document | Class::Addressee;
        if !first
            && token.word.definite
            && token.word.preposition.is_none()
            && token.word.classes.any(own)
            && self.token(i - 1).word.definite
            && !token.word.conjunction
        {
            return false;
        }
        if matches!(token.word.cue, Some((_, CueForm::Noun))) {
            return false;
        }
        if token.is(Class::Nominal) && !token.word.definite && !first {
            return false;
        }
        // A description without a name may hold a preposition: «مسؤول في الوزارة»; after a name it opens an adjunct.
        let describes = || {
            let head = self.token(phrase.start);
            !first
                && head.word.classes.any(
                    Class::Title
                        | Class::Unnamed
                        | Class::Group
                        | Class::Organisation
                        | Class::Document
                        | Class::Honorific,
                )
                && self.name_in(phrase).is_none()
        };
        let adjunct = Class::Medium | Class::Occasion | Class::Time | Class::Nominal;
        // «ديمتري من موسكو»: a given name alone is told apart by where it comes from.
        if token.is(Class::Origin) && phrase.len() == 1 && !self.is_known_name(phrase.start) {
            let next = self.get(i + 1);
            return self.name_in(phrase).is_some() && next.is_some_and(|n| n.is(Class::Place));
        }
        if phrase.len() == 2
            && self.token(i - 1).is(Class::Origin)
            && self.name_in(&(phrase.start..i - 1)).is_some()
        {
            return token.is(Class::Place);
        }
        if token.is(Class::Preposition) {
            let next = self.get(i + token.len.max(1) as usize);
            return describes() && next.is_some_and(|n| n.is_word() && !n.word.classes.any(adjunct));
        }
        // «الوزير للصحفيين», «سامر لطفي الصحفيين»: who is spoken to.
        let spoken_to = token.is(Class::Addressee) && !first;
        if spoken_to
            && (token.word.preposition.is_some() || token.word.definite && self.name_in(phrase).is_some())
        {
            return false;
        }
        if token.word.preposition.is_some() {
            return if first { false } else { describes() && !token.word.classes.any(adjunct) };
        }
        true
    }

    /// True for a capitalised auxiliary right before a verb of reporting: "Will wrote".
    pub(super) fn is_name_too(&self, i: usize) -> bool {
        let token = self.token(i);
        let verb = |t: &Tagged| matches!(t.word.cue, Some((_, CueForm::Finite))) && !t.capital;
        self.is_capitalised()
            && token.capital
            && token.is(Class::Auxiliary)
            && self.get(i + 1).is_some_and(verb)
    }

    /// True where a noun stands that has the form of a cue, as after a title: «رئيس تحرير ...».
    pub(super) fn is_noun_too(&self, i: usize) -> bool {
        self.token(i)
            .word
            .classes
            .any(Class::Title | Class::Document | Class::Unnamed | Class::Group | Class::Noun)
    }

    /// True where the word before a quotation says that the quoted string is a name.
    pub(super) fn names_quotation(&self, before: usize) -> bool {
        let names = Class::Medium | Class::Organisation | Class::Label | Class::Title;
        self.token(before).word.classes.any(names)
            || (before > 0 && self.token(before - 1).word.classes.any(names) && self.token(before).is_word())
    }

    /// True where a conjunction word joins two names rather than two clauses.
    pub(super) fn joins_names(&self, i: usize) -> bool {
        let grammar = &self.lexicon.grammar;
        if !grammar.capitals {
            return false;
        }
        let next = self.get(i + 1);
        let before = |t: &Tagged| t.capital || t.is_mark(')') && self.is_capitalised();
        i > 0 && before(self.token(i - 1)) && next.is_some_and(|n| n.capital && n.word.cue.is_none())
    }

    /// The end of a phrase with the apposition that follows the comma at `comma`: «المتحدث باسم الوزارة، فلان،».
    fn apposition(&self, phrase: &Range<usize>, comma: usize, to: usize) -> Option<usize> {
        let start = comma + 1;
        let first = self.get(start).filter(|t| start < to && t.is_word())?;
        if first.word.conjunction
            || first.word.classes.any(Class::Preposition | Class::Occasion)
            || first.word.preposition.is_some()
        {
            return None;
        }
        let end = (start..to).find(|&j| self.token(j).is_comma() || self.opens(j).is_some()).unwrap_or(to);
        if self.words(start..end) > APPOSITION {
            return None;
        }
        let inner = self.phrase_right(start, end);
        if inner.end != end || inner.is_empty() {
            return None;
        }
        // One of the two names, the other describes.
        (self.name_in(phrase).is_some() != self.name_in(&inner).is_some()).then_some(inner.end)
    }

    /// The phrase without adverbs, conjunctions, time words and prepositional adjuncts at its edges.
    pub(super) fn trim(&self, mut phrase: Range<usize>) -> Range<usize> {
        let edge = Class::Adverb | Class::Conjunction | Class::Time | Class::Relative;
        while !phrase.is_empty() {
            let first = self.token(phrase.start);
            let adjunct = first.is(Class::Preposition) && self.lexicon.grammar.capitals;
            if adjunct {
                // «In Ohio Lind said»: the subject is what follows the adjunct.
                match self.after_adjunct(&phrase) {
                    Some(start) => phrase.start = start,
                    None => return phrase.end..phrase.end,
                }
            } else if !first.is_word() && self.opens(phrase.start).is_none()
                || (first.word.classes.any(edge)
                    && !first.is(Class::Pronoun)
                    && !(first.is(Class::Relative) && phrase.len() == 1))
            {
                phrase.start += 1;
            } else {
                break;
            }
        }
        let closes = Class::Preposition | Class::Adverb | Class::Conjunction | Class::Time;
        while !phrase.is_empty() {
            let last = self.token(phrase.end - 1);
            // The last word may be that of a longer expression: "last week".
            let head = phrase.clone().rev().find(|&i| self.token(i).len > 0).unwrap_or(phrase.start);
            let drops = self.token(head).word.classes.any(closes) && !self.is_given_name(head);
            if drops || (!last.is_word() && last.quote == 0 && !last.is_mark(')')) {
                phrase.end = if drops { head } else { phrase.end - 1 };
            } else {
                break;
            }
        }
        phrase
    }

    fn after_adjunct(&self, phrase: &Range<usize>) -> Option<usize> {
        let mut last = None;
        for i in phrase.start + 1..phrase.end {
            let (token, before) = (self.token(i), self.token(i - 1));
            let begins =
                token.word.classes.any(Class::Determiner | Class::Pronoun | Class::Honorific | Class::Title);
            let noun_before = before.is_word()
                && !before
                    .word
                    .classes
                    .any(Class::Preposition | Class::Determiner | Class::Title | Class::Honorific);
            if noun_before && (begins || (token.capital && !before.capital) || before.is(Class::Time)) {
                last = Some(i);
            }
        }
        last
    }
}
