//! Languages whose verb comes first: who stands behind it, before it, or is hidden in it.
//!
//! In: a cue. Out: a [`Draft`]. The source is the phrase behind the verb; else the one before it, the topic of the sentence, or who was asked.

use super::{Reader, cue::Hit, opening::Opening, shape::Draft};
use crate::{
    lang::{Class, CueForm},
    model::{Shape, Slot},
    text::TokenKind,
};
use std::ops::Range;

/// Words between a verb and the verbal noun that heads its content.
const LONG_SUBJECT: usize = 18;

impl<'a> Reader<'a> {
    /// «قال سامر إن …», «وأضاف أن …», «سامر قال إن …».
    pub(super) fn verb_first(&self, hit: Hit<'a>, range: &Range<usize>, done: usize) -> Option<Draft<'a>> {
        let Some(opening) = self.opening(&hit, range.end) else {
            return self
                .quotation_before(&hit, range)
                .or_else(|| self.verbal_noun(&hit, range, done))
                .or_else(|| self.nominal(hit, range, done));
        };
        let zone = hit.end..opening.zone_end;
        if opening.slot == Slot::Target {
            return Some(self.accusation(hit, opening, range, done));
        }
        let right = self.subject_after(zone.start, zone.end);
        let headline = self.layout.sentences[self.layout.sentence_of(hit.at)].headline;
        // Headlines put the subject first.
        let left = if headline { self.phrase_left(range.start, hit.start) } else { hit.start..hit.start };
        let (shape, source, antecedent) = if !left.is_empty() {
            (Shape::SubjectVerb, left, None)
        } else if right.is_empty() {
            self.subject_before(&hit, range, done)
        } else {
            (Shape::VerbSubject, right, None)
        };
        let mut draft = self.open_draft(hit, opening, shape, source, range);
        draft.antecedent = antecedent;
        Some(draft)
    }

    /// The subject of a verb that names none after it: before the verb, or hidden.
    pub(super) fn subject_before(
        &self,
        hit: &Hit<'_>,
        range: &Range<usize>,
        done: usize,
    ) -> (Shape, Range<usize>, Option<Range<usize>>) {
        let none = hit.start..hit.start;
        let from = done.max(range.start);
        if hit.start > from {
            let before = self.token(hit.start - 1);
            if before.is(Class::Relative)
                && !before.is(Class::Plural)
                && !self.token(hit.start).word.conjunction
            {
                let mut end = hit.start - 1;
                if end > from && self.token(end - 1).is_comma() {
                    end -= 1;
                }
                let governed = (from..end).rev().take(6).find(|&i| {
                    let token = self.token(i);
                    token.is(Class::Preposition) || token.word.preposition.is_some() && i + 1 < end
                });
                let head = self.phrase_left(governed.map_or(from, |p| p + 1), end);
                if !head.is_empty() {
                    return (Shape::SubjectVerb, head, None);
                }
            } else if !hit.joined {
                let left = self.phrase_left(from, hit.start);
                if !left.is_empty() {
                    return (Shape::SubjectVerb, left, None);
                }
            }
        }
        // «أما سامر …، فرأى أن …»: the topic is the subject.
        if self.token(range.start).is(Class::Topic) && self.token(hit.start).word.conjunction {
            let topic = self.phrase_right(range.start + 1, hit.start);
            if !topic.is_empty() {
                return (Shape::SubjectVerb, topic, None);
            }
        }
        // Who was asked answers: «سئل سامر …، فأجاب …».
        let asked = (range.start..hit.start).find(|&i| self.token(i).is(Class::Question));
        let antecedent = asked
            .map(|i| self.phrase_right(i + self.token(i).len.max(1) as usize, hit.start))
            .filter(|p| !p.is_empty());
        (Shape::Implied, none, antecedent)
    }

    /// «اتهم سامر الشركة بـ…»: target and deed are the content.
    pub(super) fn accusation(
        &self,
        hit: Hit<'a>,
        opening: Opening,
        range: &Range<usize>,
        done: usize,
    ) -> Draft<'a> {
        let zone = hit.end..opening.zone_end;
        let split = if hit.form == CueForm::Participle { zone.start } else { self.target_start(&zone) };
        let source = self.phrase_right(zone.start, split);
        let (shape, source, antecedent) = if source.is_empty() {
            self.subject_before(&hit, range, done)
        } else {
            (Shape::VerbSubject, source, None)
        };
        let start = if source.start >= zone.start && !source.is_empty() { source.end } else { zone.start };
        let start = if start >= opening.zone_end { opening.start } else { start };
        let opening = Opening { start, skip: 0, ..opening };
        let mut draft = self.open_draft(hit, opening, shape, source, range);
        draft.slot = Slot::Target;
        draft.antecedent = antecedent;
        draft.fixed_end = None;
        draft
    }

    /// Where the target begins in «سامر الشركة»: at the last word that begins a noun phrase of its own.
    fn target_start(&self, zone: &Range<usize>) -> usize {
        let own = Class::Place | Class::Organisation | Class::Group | Class::Title;
        for j in zone.start + 1..zone.end {
            let (token, before) = (self.token(j), self.token(j - 1));
            if !token.is_word() {
                return zone.start;
            }
            if self.is_known_name(j - 1) && !self.is_known_name(j) && !token.word.definite {
                return j;
            }
            let ending = self.lexicon.is_adjective(token.span.of(self.text));
            let adjective =
                token.word.definite && before.word.definite && (ending || before.is(Class::Title));
            let classes = Class::Title
                | Class::Organisation
                | Class::Group
                | Class::Medium
                | Class::Honorific
                | Class::Document;
            let owned = before.word.classes.any(classes | Class::Noun) && !before.word.definite;
            // «عدنان الطيلسان»: the article belongs to a family name.
            let family =
                token.word.definite && !before.word.definite && before.word.classes.is_empty() && !ending;
            if !adjective && !owned && !family && (token.word.definite || token.word.classes.any(own)) {
                return j;
            }
        }
        zone.start
    }

    /// «أعلن سامر بدء …»: a verbal noun behind the subject heads the content.
    fn verbal_noun(&self, hit: &Hit<'a>, range: &Range<usize>, done: usize) -> Option<Draft<'a>> {
        let takes = hit.entry.frames.iter().any(|f| f.slot == Slot::Noun);
        if !takes || hit.entry.narrator || (hit.entry.weak && !self.begins_clause(hit)) {
            return None;
        }
        let open = |i: &usize| {
            let token = self.token(*i);
            token.is_word() && token.quote == 0 && !token.word.definite && token.word.preposition.is_none()
        };
        let start = (hit.end..range.end.min(hit.end + LONG_SUBJECT)).find(|&i| {
            let free = Class::Noun | Class::Nominal | Class::VerbalNoun;
            let known = self.token(i).word.classes;
            let only = known.is_empty() || known.any(free);
            open(&i)
                && self.token(i).word.cue.is_none()
                && (known.any(Class::VerbalNoun | Class::Nominal)
                    || only && !hit.entry.weak && self.lexicon.is_verbal_noun(&self.folded(i)))
        })?;
        let governs = self.get(start + 1).filter(|t| start + 1 < range.end && t.is_word())?;
        let clause =
            Class::Preposition | Class::Complementizer | Class::Verb | Class::Relative | Class::Conjunction;
        if governs.word.classes.any(clause) || governs.word.cue.is_some() {
            return None;
        }
        let opening = Opening { slot: Slot::Noun, zone_end: start, start, skip: 0 };
        if start == hit.end {
            let (shape, source, antecedent) = self.subject_before(hit, range, done);
            let mut draft = self.open_draft(hit.clone(), opening, shape, source, range);
            draft.antecedent = antecedent;
            return Some(draft);
        }
        let source = self.subject_after(hit.end, start);
        // Behind the subject stand a time, an adverb or, before a comma, what describes it.
        let set_off = self.token(start - 1).is_comma();
        let stops = Class::Verb | Class::Complementizer | Class::Subordinator;
        let rest = Class::Time | Class::Adverb;
        let adjacent = (source.end..start).all(|i| {
            let token = self.token(i);
            token.is_comma()
                || token.kind == TokenKind::Number
                || token.word.classes.any(rest)
                || (set_off && token.is_word() && !token.word.classes.any(stops) && token.word.cue.is_none())
        });
        (!source.is_empty() && adjacent)
            .then(|| self.open_draft(hit.clone(), opening, Shape::VerbSubject, source, range))
    }

    /// «لكنه رفض …»: where the subject stands before a verb that takes a noun, all that follows is the content.
    pub(super) fn nominal(&self, hit: Hit<'a>, range: &Range<usize>, done: usize) -> Option<Draft<'a>> {
        let takes = |slot| hit.entry.frames.iter().any(|f| f.slot == slot);
        let first = self.get(hit.end).filter(|t| {
            hit.end < range.end
                && t.is_word()
                && !t.word.classes.any(Class::Preposition | Class::Time | Class::Adverb | Class::Negator)
        })?;
        let opened = |slot, start| Opening { slot, zone_end: start, start, skip: 0 };
        if takes(Slot::Noun) && !hit.entry.narrator {
            let (shape, source, antecedent) = self.subject_before(&hit, range, done);
            let after_pronoun = hit.start > range.start && self.follows_pronoun(&hit);
            let settled = shape == Shape::SubjectVerb
                || (after_pronoun && !first.word.classes.any(Class::Title | Class::Honorific));
            if settled && (!hit.entry.weak || self.begins_clause(&hit)) {
                let mut draft =
                    self.open_draft(hit.clone(), opened(Slot::Noun, hit.end), shape, source, range);
                draft.antecedent = antecedent;
                return Some(draft);
            }
        }
        // «قال سامر لا أعتقد …»: only a name that the article knows tells where the clause begins.
        let known = self.known_name(hit.end, range.end)?;
        (takes(Slot::Noun) || takes(Slot::Clause)).then(|| {
            let start = (known.end..range.end).find(|&i| self.token(i).is_word());
            let slot = if takes(Slot::Noun) { Slot::Noun } else { Slot::Clause };
            start
                .filter(|&s| {
                    s == known.end
                        && self.words(s..range.end) >= 2
                        && !self.token(s).word.classes.any(
                            Class::Preposition | Class::Time | Class::Adverb | Class::Relative | Class::Title,
                        )
                })
                .map(|start| self.open_draft(hit, opened(slot, start), Shape::VerbSubject, known, range))
        })?
    }

    /// «لكنه رفض …»: the conjunction carries the subject.
    pub(super) fn follows_pronoun(&self, hit: &Hit<'_>) -> bool {
        let before = hit.start.checked_sub(1).filter(|&i| self.token(i).is(Class::Conjunction));
        before.is_some_and(|i| self.lexicon.has_object(&self.folded(i)))
    }

    /// The longest run of words from `from` that are names known from elsewhere in the article.
    fn known_name(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let end = (from..to).find(|&i| !self.is_known_name(i)).unwrap_or(to);
        (end > from && end - from <= 3).then_some(from..end)
    }

    /// «…»، قال سامر.
    pub(super) fn quotation_before(&self, hit: &Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        let end = self.before_commas(range.start, hit.start);
        let q = self.closes(end.checked_sub(1)?)?;
        let open = self.layout.quotes[q].open;
        let source = self.phrase_right(hit.end, range.end);
        (open >= range.start && self.words(self.layout.quotes[q].inner()) > 3 && !source.is_empty()).then(
            || Draft {
                hit: hit.clone(),
                shape: Shape::VerbSubject,
                slot: Slot::Before,
                zone: source.end..range.end,
                source,
                antecedent: None,
                start: open,
                skip: 0,
                fixed_end: Some(end),
                more: Vec::new(),
                begins: hit.start,
                bounds: true,
            },
        )
    }

    /// «نقلت صحيفة … عن سامر قوله إن …».
    pub(super) fn relay(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        let frame = hit.entry.frames.iter().find(|f| f.slot == Slot::Relay)?;
        let limit = range.end.min(hit.end + 16);
        let from = (hit.end..limit).find(|&i| self.folded(i) == frame.marker)?;
        let opener = Hit { end: from + 1, form: CueForm::Noun, ..self.as_speech(&hit)? };
        let opening = self.opening(&opener, range.end)?;
        let noun = (from + 1..opening.zone_end)
            .find(|&i| matches!(self.token(i).word.cue, Some((_, CueForm::Noun))));
        let source = self.phrase_right(from + 1, noun.unwrap_or(opening.zone_end));
        if source.is_empty() {
            return None;
        }
        let zone = hit.end..from;
        let mut draft = self.open_draft(hit, opening, Shape::Relay, source, range);
        draft.zone = zone;
        Some(draft)
    }

    /// The cue that a relayed statement takes its frames from: the pack's noun cue.
    fn as_speech(&self, hit: &Hit<'a>) -> Option<Hit<'a>> {
        let entry = self
            .lexicon
            .cues
            .iter()
            .find(|c| c.frames.iter().any(|f| f.slot == Slot::That) && !c.narrator && !c.weak)?;
        Some(Hit { entry, ..hit.clone() })
    }
}
