//! Through which outlet or occasion a claim was made.
//!
//! In: the tokens between a cue and its content, and those after the content. Out: the span of the outlet («صحيفة …», "the Times"), or else
//! of the act of speaking («مقابلة …», "an interview").

use super::{Reader, cue::Hit};
use crate::{lang::Class, model::Span};
use std::ops::Range;

impl Reader<'_> {
    /// The outlet spoken to: "told Civic Wire", «told Anna Prell of the Coast Review».
    pub(super) fn medium_addressed(&self, hit: &Hit<'_>) -> Option<Span> {
        if !self.takes_addressee(hit) {
            return None;
        }
        let end = (hit.end..self.layout.tokens.len()).find(|&i| {
            let t = self.token(i);
            !(t.is(Class::Determiner) || t.capital && t.is_word())
        })?;
        let start = (hit.end..end).find(|&i| !self.token(i).is(Class::Determiner))?;
        let person = Class::Addressee | Class::Title | Class::Honorific;
        if (start..end).any(|i| self.token(i).word.classes.any(person)) {
            return None;
        }
        (self.words(start..end) >= 2 && !self.token(start).is(Class::Pronoun))
            .then(|| self.span(&(start..end)))
    }

    /// The medium named in one of `zones`, without the words of the source.
    pub(super) fn medium(
        &self,
        zones: &[Range<usize>],
        source: &Range<usize>,
        relayed: bool,
    ) -> Option<Span> {
        let find = |class: Class| {
            zones.iter().find_map(|zone| {
                let tells = |i: &usize| {
                    let token = self.token(*i);
                    !source.contains(i)
                        && token.is(class)
                        && !token.is(Class::Addressee)
                        && token.len > 0
                        && (relayed || self.is_governed(*i, zone.start))
                };
                Some((zone.clone().find(tells)?, zone.end))
            })
        };
        let named = find(Class::Medium).or_else(|| find(Class::Occasion));
        let Some((start, end)) = named else { return self.quoted_medium(&zones[0]) };
        Some(self.naming(start, end, source))
    }

    /// The name whose head is the word at `start`.
    pub(super) fn naming(&self, start: usize, end: usize, source: &Range<usize>) -> Span {
        let mut phrase = self.phrase_after(start, start + 1, end);
        // "The Harbour Times": the name begins before the word that tells.
        if self.lexicon.grammar.capitals && self.token(start).capital && !phrase.is_empty() {
            while phrase.start > 0
                && self.token(phrase.start - 1).capital
                && !source.contains(&(phrase.start - 1))
            {
                phrase.start -= 1;
            }
        }
        if phrase.is_empty() {
            phrase = start..start + 1;
        }
        let mut span = self.span(&phrase);
        let first = self.token(phrase.start);
        // A preposition written on the word is no part of the medium's name, unless the article is fused with it.
        if first.word.preposition.is_some() && !first.word.definite {
            let own = first.span.of(self.text);
            span.start += own.chars().next().map_or(0, char::len_utf8) as u32;
        }
        span
    }

    /// True where the word stands after a preposition: «في مقابلة», «لصحيفة». Without one it is part of something else.
    fn is_governed(&self, i: usize, from: usize) -> bool {
        let token = self.token(i);
        self.lexicon.grammar.capitals
            || token.word.preposition.is_some()
            || token.is(Class::Preposition)
            || (i > from && (self.token(i - 1).is(Class::Preposition) || self.opens(i - 1).is_some()))
    }

    /// «لـ«عكاظ»»: a preposition and a name in quotation marks.
    fn quoted_medium(&self, zone: &Range<usize>) -> Option<Span> {
        let open = zone.clone().find(|&i| i > zone.start && self.opens(i).is_some())?;
        let inner = self.layout.quotes[self.opens(open)?].inner();
        let short = (1..=4).contains(&self.words(inner.clone()));
        (short && !self.lexicon.grammar.capitals && self.token(open - 1).is(Class::Preposition))
            .then(|| self.span(&inner))
    }
}
