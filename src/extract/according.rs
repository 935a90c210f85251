//! A preposition that names the source: «بحسب سامر، …», "…, according to Lind".
//!
//! In: the preposition. Out: a [`Draft`] whose content is the clause behind the source or before the preposition.

use super::{Reader, cue::Hit, shape::Draft};
use crate::{
    lang::{Class, CueForm},
    model::{Shape, Slot},
    segment::Tagged,
};
use std::ops::Range;

impl<'a> Reader<'a> {
    /// «بحسب سامر، …» and «…، بحسب سامر».
    pub(super) fn according_to(&self, mut hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        // «بحسب ما قال سامر»: the subject of the verb is the source.
        let relative = usize::from(self.get(hit.end).is_some_and(|t| t.is(Class::Relative)));
        let verb = hit.end + relative;
        let reports = |t: &Tagged| matches!(t.word.cue, Some((_, CueForm::Finite)));
        let source = if verb < range.end && reports(self.token(verb)) {
            let clitic =
                |t: &Tagged| t.is(Class::Preposition) && self.lexicon.has_object(t.span.of(self.text));
            hit.end = verb + 1 + usize::from(self.get(verb + 1).is_some_and(clitic));
            self.subject_after(hit.end, range.end)
        } else {
            self.phrase_right_of_preposition(hit.end, range.end)
        };
        // "per person": what is counted by.
        let first = self.get(source.start);
        let speaks = Class::Determiner | Class::Group | Class::Document | Class::Medium | Class::Organisation;
        let names = first.is_some_and(|f| f.capital || f.word.classes.any(speaks));
        if source.is_empty() || hit.entry.weak && self.is_capitalised() && !names {
            return None;
        }
        let mut next = source.end;
        while next < range.end
            && (self.token(next).is_comma()
                || self.token(next).is(Class::Complementizer)
                || self.token(next).is_dash())
        {
            next += 1;
        }
        // «وفقا لمسؤول رفض …، فإن …»: the resumptive complementizer tells where the content begins.
        let resumed = (next..range.end.min(next + 16))
            .find(|&i| self.token(i).is(Class::Complementizer) && self.token(i).word.conjunction);
        if let Some(i) = resumed.filter(|&i| i + 1 < range.end) {
            next = i + 1;
        }
        let first = (range.start..hit.at).all(|i| {
            !self.token(i).is_word()
                || self.token(i).is(Class::Conjunction)
                || self.token(i).is(Class::Adverb)
        });
        let mut more = Vec::new();
        let (start, fixed_end, slot, begins) = if first && next < range.end {
            (
                next,
                None,
                if self.token(next - 1).is(Class::Complementizer) { Slot::That } else { Slot::Clause },
                hit.start,
            )
        } else if !first {
            let mut end = hit.start;
            while end > range.start && !self.token(end - 1).is_word() && self.token(end - 1).quote == 0 {
                end -= 1;
            }
            let start = (range.start..end)
                .find(|&i| !(self.token(i).is(Class::Conjunction) || self.token(i).is_comma()))
                .unwrap_or(end);
            // A report in front already has its source.
            let reported = self.hits(range.start..hit.start).iter().any(|h| {
                h.form != CueForm::Noun
                    && !h.entry.weak
                    && !h.entry.narrator
                    && self.opening(h, hit.start).is_some()
            });
            // "The crane, according to the harbour master, is safe": the clause goes on behind the source.
            let commas = self.is_capitalised() && end < hit.start && self.token(end).is_mark(',');
            if let Some((_, rest)) =
                self.interrupted(hit.start, source.end, range).filter(|_| commas && !reported)
            {
                more.push(rest);
            }
            if reported || (self.words(start..end) < 3 && more.is_empty()) {
                return None;
            }
            (start, Some(end), Slot::Before, hit.start)
        } else {
            return None;
        };
        Some(Draft {
            zone: source.clone(),
            hit,
            shape: Shape::AccordingTo,
            slot,
            source,
            antecedent: None,
            start,
            skip: 0,
            fixed_end,
            more,
            begins,
            bounds: true,
        })
    }

    /// The phrase after a cue that is a preposition; a further preposition may be written on its first word.
    fn phrase_right_of_preposition(&self, from: usize, to: usize) -> Range<usize> {
        let phrase = self.phrase_right(from, to);
        if phrase.is_empty() && from < to && self.token(from).word.preposition.is_some() {
            let rest = self.phrase_right(from + 1, to);
            return from..rest.end.max(from + 1);
        }
        phrase
    }
}
