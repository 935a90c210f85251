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
            !(t.capital && t.is_word()) && !t.is(Class::Determiner)
        })?;
        let start = (hit.end..end).find(|&i| !self.token(i).is(Class::Determiner))?;
        (self.words(start..end) >= 2 && !self.token(start).is(Class::Pronoun)).then(|| self.span(&(start..end)))
    }

    /// The medium named in one of `zones`, without the words of the source.
    pub(super) fn medium(&self, zones: &[Range<usize>], source: &Range<usize>) -> Option<Span> {
        let find = |class| {
            zones.iter().find_map(|zone| {
                let i = zone
                    .clone()
                    .find(|i| !source.contains(i) && self.token(*i).is(class) && self.token(*i).len > 0)?;
                Some((i, zone.end))
            })
        };
        let (start, end) = find(Class::Medium).or_else(|| find(Class::Occasion))?;
        let mut phrase = self.phrase_right(start, end);
        // "The Harbour Times": the name begins before the word that tells.
        if self.lexicon.grammar.capitals && self.token(start).capital && !phrase.is_empty() {
            while phrase.start > 0 && self.token(phrase.start - 1).capital && !source.contains(&(phrase.start - 1)) {
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
        Some(span)
    }
}
