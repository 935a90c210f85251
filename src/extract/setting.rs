//! To whom and on what occasion a claim was made.
//!
//! In: the tokens between a cue and its content, those in front and those behind. Out: the span of the people spoken to («للصحفيين»,
//! "told reporters") and of the act of speaking («في مؤتمر صحفي», "at a rally"). Outlets are `medium`'s.

use super::{Reader, shape::Draft};
use crate::{
    lang::{Class, CueForm},
    model::{Slot, Span},
    segment::Tagged,
};
use std::ops::Range;

/// Words between a preposition and the noun it governs: "at a crowded campaign rally".
const GOVERNED: usize = 4;

impl Reader<'_> {
    /// The first act of speaking in `zones` that a preposition says the words were spoken in: from its noun to the end of its zone.
    pub(super) fn occasion(&self, zones: &[Range<usize>], source: &Range<usize>) -> Option<Range<usize>> {
        zones.iter().find_map(|zone| {
            let tells = |i: &usize| {
                let token = self.token(*i);
                token.is(Class::Occasion)
                    && token.len > 0
                    && !source.contains(i)
                    && self.is_spoken_in(*i, zone.start)
            };
            zone.clone().find(tells).map(|i| i..zone.end)
        })
    }

    /// The words for an occasion: in a language with capitals what stands between its determiner and its noun, else what follows too.
    pub(super) fn occasion_named(&self, occasion: &Range<usize>, source: &Range<usize>) -> Span {
        let noun = occasion.start;
        if !self.lexicon.grammar.capitals {
            return self.naming(noun, occasion.end, source);
        }
        let opens = Class::Determiner | Class::Oblique | Class::Preposition | Class::During;
        let own = |&j: &usize| self.token(j).is_word() && !self.token(j).word.classes.any(opens);
        let start = (noun.saturating_sub(GOVERNED)..noun).rev().take_while(own).last().unwrap_or(noun);
        self.span(&(start..noun + self.token(noun).len.max(1) as usize))
    }

    /// True where a preposition of an occasion governs the noun at `i`: "during a long interview".
    fn is_spoken_in(&self, i: usize, from: usize) -> bool {
        let token = self.token(i);
        let written = token.word.preposition.is_some_and(|p| self.is_preposition(p, Class::During));
        written
            || token.is(Class::During)
            || self.governor(i, from).is_some_and(|g| self.token(g).is(Class::During))
    }

    /// The preposition that governs the noun at `i`, with no more than its determiner and adjectives between.
    fn governor(&self, i: usize, from: usize) -> Option<usize> {
        let between = |t: &Tagged| {
            let verbal =
                Class::Verb | Class::Auxiliary | Class::Complementizer | Class::Relative | Class::Conjunction;
            let noun = t.capital && self.lexicon.grammar.noun_capitals && !t.is(Class::Preposition);
            t.is_word() && !t.word.classes.any(verbal) && !noun
        };
        let close = |j: &usize| !self.token(*j).is(Class::Preposition);
        let open =
            (from..i).rev().take(GOVERNED).take_while(|&j| between(self.token(j))).find(|j| !close(j))?;
        (self.lexicon.grammar.capitals || i - open <= 2).then_some(open)
    }

    /// True where the pack lists the letter, as it is written on words, in `class`.
    fn is_preposition(&self, letter: char, class: Class) -> bool {
        self.lexicon.word(letter.encode_utf8(&mut [0; 4])).classes.has(class)
    }

    /// Who was spoken to, where that is no outlet: `taken` is the medium.
    pub(super) fn spoken_to(
        &self,
        draft: &Draft<'_>,
        zones: &[Range<usize>],
        occasion: Option<&Range<usize>>,
        taken: Option<Span>,
    ) -> Option<Span> {
        let free = |phrase: &Range<usize>| {
            let span = || self.span(phrase);
            !phrase.is_empty() && taken.is_none_or(|t| !t.overlaps(span()))
        };
        // In front of a verb that stands second, too: "Gegenüber der Polizei gab Lind an".
        let searched = if self.lexicon.grammar.verb_second { 2 } else { 1 };
        let phrase = self
            .object_of(draft)
            .into_iter()
            .chain(self.audience(draft, zones))
            .chain(zones[..searched].iter().find_map(|z| self.addressed(z, &draft.source)))
            .chain(occasion.and_then(|o| self.occasion_for(o)))
            .find(free)?;
        let mut span = self.span(&phrase);
        let first = self.token(phrase.start);
        if first.word.preposition.is_some() && !first.word.definite {
            span.start += first.span.of(self.text).chars().next().map_or(0, char::len_utf8) as u32;
        }
        Some(span)
    }

    /// The object of a cue that takes the person spoken to: "told the committee that …", "sagte den Abgeordneten".
    fn object_of(&self, draft: &Draft<'_>) -> Option<Range<usize>> {
        let hit = &draft.hit;
        if self.lexicon.grammar.verb_second {
            let at = [hit.end, draft.source.end].into_iter().find(|&i| {
                draft.zone.contains(&i)
                    && self.token(i).is(Class::Oblique)
                    && !self.token(i).is(Class::Pronoun)
            })?;
            let bare = Class::Determiner | Class::Oblique | Class::Adverb;
            let noun = self.get(at + 1).is_some_and(|t| !t.word.classes.any(bare));
            return Some(self.chunk(at, draft.zone.end)).filter(|p| noun && self.can_listen(p));
        }
        if hit.passive || hit.form == CueForm::Noun || !self.takes_addressee(hit) {
            return None;
        }
        let first = self.get(hit.end)?;
        let opens = Class::Determiner | Class::Addressee | Class::Group | Class::Pronoun;
        if first.is(Class::Relative) || !(first.capital || first.word.classes.any(opens)) {
            return None;
        }
        let end = if draft.zone.start == hit.end && draft.slot != Slot::Clause {
            self.phrase_right(hit.end, draft.zone.end).end
        } else {
            self.addressee(hit.end, self.layout.tokens.len())
        };
        let next = Class::Determiner
            | Class::Preposition
            | Class::Relative
            | Class::Unasserted
            | Class::Subordinator;
        let end = (hit.end + 1..end).find(|&i| self.token(i).word.classes.any(next)).unwrap_or(end);
        let phrase = hit.end..end.max(hit.end);
        let outlet =
            phrase.clone().any(|i| self.token(i).is(Class::Medium) && !self.token(i).is(Class::Addressee));
        let bare = phrase.clone().all(|i| self.token(i).is(Class::Determiner));
        (!outlet && (!bare || first.is(Class::Pronoun))).then_some(phrase)
    }

    /// A noun for people who listen: "a crowd", «الصحفيين». Away from the cue a preposition must put it there.
    fn audience(&self, draft: &Draft<'_>, zones: &[Range<usize>]) -> Option<Range<usize>> {
        zones.iter().enumerate().find_map(|(n, zone)| {
            let listens = |i: &usize| {
                let token = self.token(*i);
                let governed =
                    n == 0 || token.word.preposition.is_some() || self.governor(*i, zone.start).is_some();
                token.is(Class::Addressee) && token.len > 0 && !draft.source.contains(i) && governed
            };
            let head = zone.clone().find(listens)?;
            if !self.lexicon.grammar.capitals {
                return Some(self.phrase_after(head, head + 1, zone.end));
            }
            let governor = self.governor(head, zone.start);
            let determiners =
                || (zone.start..head).rev().take_while(|&j| self.token(j).is(Class::Determiner));
            let start = governor.map_or_else(|| determiners().last().unwrap_or(head), |g| g + 1);
            // "to calm his supporters" speaks to nobody.
            let infinitive = governor.is_some_and(|g| self.token(g).is(Class::Unasserted))
                && start < head
                && !self.token(start).capital
                && !self.token(start).is(Class::Determiner);
            if infinitive {
                return None;
            }
            Some(start..head + self.token(head).len.max(1) as usize)
        })
    }

    /// Behind a preposition that names who is spoken to: "said to the council", «قال للنواب».
    fn addressed(&self, zone: &Range<usize>, source: &Range<usize>) -> Option<Range<usize>> {
        let begin =
            zone.clone().filter(|i| !source.contains(i)).find_map(|i| self.behind_addressing(i, zone.end))?;
        let phrase = self.noun_phrase(begin, zone.end);
        Some(phrase).filter(|p| self.can_listen(p))
    }

    /// To whom a letter, a speech or a call goes: "in a letter to the board".
    fn occasion_for(&self, occasion: &Range<usize>) -> Option<Range<usize>> {
        let noun = occasion.start + self.token(occasion.start).len.max(1) as usize;
        let begin = (noun..occasion.end.min(noun + GOVERNED))
            .take_while(|&i| self.token(i).is_word())
            .find_map(|i| self.behind_addressing(i, occasion.end))?;
        let first = self.token(begin);
        let named = Class::Determiner | Class::Group | Class::Organisation | Class::Title | Class::Addressee;
        // "a speech to mark the day" has nobody behind the preposition.
        let someone = !self.lexicon.grammar.capitals || first.capital || first.word.classes.any(named);
        someone.then(|| self.noun_phrase(begin, occasion.end))
    }

    /// The word behind, or under, a preposition at `i` that names who is spoken to.
    fn behind_addressing(&self, i: usize, end: usize) -> Option<usize> {
        let token = self.token(i);
        if token.word.preposition.is_some_and(|p| self.is_preposition(p, Class::Addressing)) {
            return Some(i);
        }
        let next = i + token.len.max(1) as usize;
        (token.is(Class::Addressing) && next < end && self.token(next).is_word()).then_some(next)
    }

    fn noun_phrase(&self, from: usize, to: usize) -> Range<usize> {
        if self.lexicon.grammar.noun_capitals {
            return self.chunk(from, to);
        }
        let written = self.token(from).word.preposition.is_some();
        self.phrase_after(from, from + usize::from(written), to)
    }

    /// True for a phrase with a noun for people, and none for an outlet, an occasion or a paper.
    fn can_listen(&self, phrase: &Range<usize>) -> bool {
        let people = Class::Group | Class::Organisation | Class::Title | Class::Honorific | Class::Addressee;
        let other = Class::Medium | Class::Occasion | Class::Document | Class::Time;
        let has = |i: usize, classes| self.token(i).word.classes.any(classes);
        let noun = |&i: &usize| !self.lexicon.grammar.noun_capitals || self.token(i).capital;
        let mut nouns = phrase.clone().filter(noun);
        // The head is the first noun, in English the last.
        let heads = if self.is_capitalised() { phrase.len() } else { 1 };
        nouns.by_ref().take(heads).any(|i| has(i, people)) && !phrase.clone().any(|i| has(i, other))
    }
}
