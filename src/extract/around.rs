//! Reports that stand inside or beside the clause they report.
//!
//! In: "laut Lind", "Lind zufolge", "so Lind", "demnach", "wie Lind sagte". Out: a [`Draft`] whose content is the clause without those words,
//! in two parts where they interrupt it.

use super::{Reader, cue::Hit, opening::Opening, shape::Draft};
use crate::{
    lang::Class,
    model::{Shape, Slot},
};
use std::ops::Range;

/// A shorter clause in front of its cue is no content.
pub(super) const CLAUSE_WORDS: usize = 3;

impl<'a> Reader<'a> {
    /// The report whose content stands around the tokens `cut`: all of the clause or sentence that they stand in.
    pub(super) fn around(
        &self,
        hit: Hit<'a>,
        shape: Shape,
        source: Range<usize>,
        cut: Range<usize>,
        range: &Range<usize>,
    ) -> Option<Draft<'a>> {
        let mut next = cut.end;
        while next < range.end && !self.token(next).is_word() && self.opens(next).is_none() {
            next += 1;
        }
        // "Laut Lind, die …, sei …": the verb comes after the relative clause.
        if let Some(close) = (next + 1..range.end).find(|&i| self.token(i).is_comma())
            && next > cut.end
            && self.token(next).word.classes.any(Class::Determiner | Class::Relative | Class::Oblique)
            && self.get(close + 1).is_some_and(|_| close + 1 < range.end && self.is_verbal(close + 1))
        {
            next = close + 1;
        }
        let word_before = cut.start > range.start && self.token(cut.start - 1).is_word();
        let in_front = cut.start > range.start
            && !word_before
            && self.token(cut.start - 1).quote == 0
            && cut.end < range.end
            && self.token(cut.end).is_word();
        // "…; laut Lind sei …": it stands in front of a clause of its own.
        let begin = if in_front { cut.start } else { self.frame_start(cut.start, range.start) };
        let mut end = cut.start;
        while end > begin
            && !self.token(end - 1).is_word()
            && self.token(end - 1).quote == 0
            && !self.token(end - 1).is_mark(')')
            && !self.token(end - 1).is_mark('%')
        {
            end -= 1;
        }
        let front = self.words(begin..end) > 0;
        let clause = begin > range.start
            && self
                .token(begin)
                .word
                .classes
                .any(Class::Relative | Class::Subordinator | Class::Complementizer)
            || (begin > range.start
                && self.token(begin - 1).is_comma()
                && self.token(begin).is(Class::Determiner)
                && self.words(begin..end) < CLAUSE_WORDS);
        let limit = if clause {
            (next..range.end)
                .find(|&i| self.token(i).is_comma() && self.token(i).quote == 0)
                .unwrap_or(range.end)
        } else {
            range.end
        };
        let begins = cut.start;
        let mut draft = Draft {
            zone: cut.clone(),
            hit,
            shape,
            slot: Slot::Clause,
            source,
            antecedent: None,
            start: next,
            skip: 0,
            fixed_end: None,
            more: Vec::new(),
            begins,
            bounds: true,
        };
        if !front {
            return (self.words(next..range.end) > 1).then_some(draft);
        }
        // Within a clause it stands inside what another report says.
        draft.bounds = cut.end >= range.end || !self.token(cut.start - 1).is_word();
        draft.slot = Slot::Before;
        draft.start = begin;
        draft.fixed_end = Some(end);
        let rest = word_before
            || self.has_verb(next..limit)
            || (next < limit && self.token(next).is(Class::Preposition));
        if self.words(next..limit) > 0 && rest {
            let stop = self.content_end(next, limit, &[]);
            draft.more.push(next..stop);
        } else if self.words(begin..end) < CLAUSE_WORDS && self.closes(end - 1).is_none() {
            return None;
        }
        Some(draft)
    }

    /// The first token of the main clause that is interrupted at `at`: an apposition before it belongs to it.
    fn frame_start(&self, at: usize, from: usize) -> usize {
        // A report at the end of the sentence takes all of it.
        if at > from && !self.token(at - 1).is_word() {
            let colon = (from..at).rev().find(|&i| {
                self.token(i).quote == 0 && (self.token(i).is_mark(':') || self.token(i).is_mark(';'))
            });
            return colon.map_or(from, |c| c + 1);
        }
        let mut start = self.clause_begin(at, from);
        loop {
            if start <= from {
                return from;
            }
            let first = self.token(start);
            let before = self.token(start - 1);
            if before.is_mark(';') || before.is_mark(':') {
                return start;
            }
            let verb = first.word.classes.any(Class::Auxiliary | Class::Mood | Class::Copula | Class::Unreal)
                || (!first.capital && first.is_word() && first.word.classes.is_empty());
            let joined = before.is(Class::Conjunction);
            let close = (start..at).find(|&i| self.token(i).is_comma());
            let apposition = close.is_some_and(|c| !self.has_verb(start..c));
            if !(verb || joined || apposition || start == at) {
                return start;
            }
            let outer = self.clause_begin(start - 1, from);
            let opens = Class::Parenthetical | Class::Subordinator | Class::Complementizer;
            if outer == start || self.token(outer).word.classes.any(opens) {
                return start;
            }
            start = outer;
        }
    }

    /// "laut Lind", "nach Angaben der Polizei", "so Lind".
    pub(super) fn second_according_to(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        let before = hit.at.checked_sub(1).filter(|&b| b >= range.start).map(|b| self.token(b));
        // "ihrer Ansicht nach"
        if before.is_some_and(|b| b.is(Class::Saying)) {
            return self.postposition(hit, range);
        }
        // "Berichte, nach denen …"
        if before.is_some_and(|b| b.is_comma()) && self.get(hit.end).is_some_and(|t| t.is(Class::Relative)) {
            let hit = Hit { end: hit.end + 1, ..hit };
            return self.anaphor(hit, range);
        }
        let mut phrase = self.chunk(hit.end, range.end);
        if phrase.is_empty() {
            return None;
        }
        let takes = |slot| hit.entry.frames.iter().any(|f| f.slot == slot);
        let head = phrase.clone().find(|&i| self.token(i).capital || self.token(i).is(Class::Pronoun))?;
        let saying = self.token(head).is(Class::Saying);
        // "nach einem Bericht" reports, "nach dem Spiel" does not.
        if hit.entry.weak && takes(Slot::Noun) && !saying && !self.token(head).is(Class::Document) {
            return None;
        }
        // "…, so Lind.": only between a comma or quotation and the end of its clause.
        if hit.entry.weak && !takes(Slot::Noun) {
            let before = hit.at.checked_sub(1).filter(|&b| b >= range.start)?;
            let set_off = self.token(before).is_comma()
                || self.token(before).quote != 0
                || self.token(before).is_dash();
            if !set_off || !self.can_be_subject(phrase.start) {
                return None;
            }
            let close = (phrase.end..range.end)
                .find(|&i| !self.token(i).is_word() && self.token(i).quote == 0)
                .unwrap_or(range.end);
            if self.words(phrase.end..close) > 14
                || (phrase.end..close).any(|i| self.token(i).word.classes.any(Class::Auxiliary | Class::Mood))
            {
                return None;
            }
            let cut = hit.at..close;
            return self.around(hit, Shape::AccordingTo, phrase, cut, range);
        }
        let cut = hit.at..phrase.end;
        phrase.start = self.whose(&phrase);
        self.around(hit, Shape::AccordingTo, phrase, cut, range)
    }

    /// Where the source begins in "Angaben der Polizei": whose they are is who speaks.
    fn whose(&self, phrase: &Range<usize>) -> usize {
        let head = phrase.clone().find(|&i| self.token(i).capital && self.token(i).is(Class::Saying));
        let Some(head) = head else { return phrase.start };
        let of = head + 1 + usize::from(self.get(head + 1).is_some_and(|t| t.is(Class::Preposition)));
        if of < phrase.end && self.token(of).is_word() { of } else { phrase.start }
    }

    /// "Lind zufolge".
    pub(super) fn postposition(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        let phrase = self.chunk_left(range.start, hit.at);
        if phrase.is_empty() {
            return None;
        }
        let cut = phrase.start..hit.end;
        let phrase = self.whose(&phrase)..phrase.end;
        self.around(hit, Shape::AccordingTo, phrase, cut, range)
    }

    /// "demnach", "wonach": the word itself stands for the source before.
    pub(super) fn anaphor(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        let cut = hit.at..hit.end;
        if hit.entry.weak && hit.at > range.start && !self.token(hit.at - 1).is_comma() {
            return None;
        }
        let source = cut.clone();
        if hit.at > range.start && self.token(hit.at - 1).is_comma() {
            let opening = Opening { slot: Slot::Clause, zone_end: hit.end, start: hit.end, skip: 0 };
            return (hit.end < range.end).then(|| {
                let draft = self.open_draft(hit, opening, Shape::Anaphor, source, range);
                Draft { bounds: false, ..draft }
            });
        }
        self.around(hit, Shape::Anaphor, source, cut, range)
    }
}
