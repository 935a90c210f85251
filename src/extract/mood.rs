//! Sentences that only the mood of their verb marks as somebody else's words.
//!
//! In: a sentence without a report of its own, and the attributions before it. Out: an attribution to the speaker before, or to the
//! subject of the main clause where the mood begins in a clause after it. Sentences in a row are one statement. Off in a language whose
//! pack lists no form of that mood.

use super::Reader;
use crate::{
    lang::Class,
    model::{Attribution, Cue, Mention, MentionKind, Rule, Shape, Slot, Stance, Style},
};
use std::ops::Range;

/// A reported clause.
struct Reported {
    start: usize,
    slot: Slot,
    /// The subject of the main clause before it, where that is not reported itself.
    source: Range<usize>,
}

impl Reader<'_> {
    /// Adds sentence `n`, which is `range`, where its mood says that it is reported.
    pub(super) fn reported_mood(&self, n: usize, range: &Range<usize>, out: &mut Vec<Attribution>) {
        let goes_on = out.last().is_some_and(|a| a.sentence as usize + 1 == n);
        let Some(reported) = self.reported(range, goes_on) else { return };
        let end = self.content_end(reported.start, range.end, &[]);
        let Some((span, style)) = self.content_span(&(reported.start..end), 0) else { return };
        let paragraph = |s: usize| self.layout.sentences[s].paragraph;
        let whole = reported.start == range.start;
        if let Some(previous) = out.last_mut().filter(|p| {
            whole && p.rule.shape == Shape::Mood && goes_on && paragraph(p.sentence as usize) == paragraph(n)
        }) {
            let joined = previous.content[0].cover(span);
            previous.content = vec![joined];
            previous.sentence = n as u32;
            if previous.style != style {
                previous.style = Style::Mixed;
            }
            return;
        }
        let mention = if reported.source.is_empty() {
            self.speaker_before(n, out)
        } else {
            self.mention(&reported.source, None)
        };
        let rule = Rule { shape: Shape::Mood, slot: reported.slot };
        out.push(Attribution {
            mention,
            cue: Cue { span: None, stance: Stance::Neutral, negated: false },
            medium: None,
            addressee: None,
            occasion: None,
            via: None,
            polarity: None,
            content: vec![span],
            style,
            headline: self.layout.sentences[n].headline,
            sentence: n as u32,
            sentence_start: Some(self.token(range.start).span.start),
            confidence: self.lexicon.confidence.of(rule, style),
            rule,
        });
    }

    /// Who goes on speaking in sentence `n`: the subject of the sentence before where that reports nothing that was found, else
    /// the last source.
    fn speaker_before(&self, n: usize, out: &[Attribution]) -> Mention {
        let none = Mention {
            span: None,
            name: None,
            core: None,
            kind: MentionKind::Implied,
            antecedent: None,
            given: None,
        };
        let told = out.last().is_some_and(|a| a.sentence as usize + 1 >= n);
        if let Some(subject) = (!told).then(|| self.subject_of_sentence(n)).flatten() {
            let mention = self.mention(&subject, None);
            return Mention { kind: MentionKind::Implied, antecedent: mention.span, ..mention };
        }
        // What is told within a report is not told by the reporter's source.
        let Some(last) = out.iter().rfind(|a| a.rule.shape != Shape::Anaphor) else { return none };
        let speaker = out
            .iter()
            .rev()
            .take_while(|a| a.sentence == last.sentence)
            .find(|a| a.content.iter().any(|c| last.cue.span.is_some_and(|cue| c.contains(cue))))
            .unwrap_or(last);
        let antecedent = speaker.mention.span.or(speaker.mention.antecedent);
        Mention { span: antecedent, name: speaker.mention.name, antecedent, ..none }
    }

    /// The subject in front of the sentence before `n`, where it can speak.
    fn subject_of_sentence(&self, n: usize) -> Option<Range<usize>> {
        let before = self.layout.sentences[..n].last()?.tokens.clone();
        let subject = self.chunk(before.start, before.end);
        (!subject.is_empty() && self.speaks(&subject)).then_some(subject)
    }

    /// True where the phrase names somebody who can speak.
    fn speaks(&self, phrase: &Range<usize>) -> bool {
        let classes = Class::Title
            | Class::Organisation
            | Class::Group
            | Class::Medium
            | Class::Unnamed
            | Class::Document
            | Class::Saying;
        let first = self.token(phrase.start);
        if first.is(Class::Expletive) {
            return false;
        }
        (first.is(Class::Pronoun) && phrase.len() == 1)
            || phrase.clone().any(|i| self.token(i).word.classes.any(classes))
            || self.name_in(phrase).is_some()
    }

    /// The first clause in the reportative mood, where no clause around it says otherwise.
    fn reported(&self, range: &Range<usize>, goes_on: bool) -> Option<Reported> {
        let mut found = None;
        for i in range.clone() {
            let token = self.token(i);
            let strong = token.is(Class::Mood) || self.is_hearsay(i, range.end);
            let weak = goes_on && token.word.classes.any(Class::Unreal | Class::Hearsay);
            if !(strong || weak) || token.quote != 0 || token.capital || self.is_own(i, range) {
                continue;
            }
            let begin = self.clause_begin(i, range.start);
            let opener = self.token(begin);
            let finite = !(begin..i).any(|j| self.is_verbal(j));
            let opens = Class::Complementizer | Class::Subordinator | Class::Relative | Class::Parenthetical;
            if finite && !opener.word.classes.any(opens) {
                found = Some((begin, strong, Slot::Clause));
                break;
            }
            if strong && begin > range.start && found.is_none() {
                if opener.is(Class::Complementizer) {
                    found = Some((begin + opener.len.max(1) as usize, strong, Slot::That));
                } else if opener.is(Class::Subordinator) && self.token(begin - 1).is_comma() {
                    found = Some((begin, strong, Slot::That));
                }
            }
        }
        let (begin, strong, slot) = found?;
        let front = range.start..begin;
        let subject = self.main_subject(&front);
        match slot {
            // "Lind rechnet vor, der Bau sei teuer": the clause in front is the reporter's.
            Slot::Clause if strong && self.is_narrated(&front) => {
                Some(Reported { start: begin, slot, source: subject.unwrap_or(0..0) })
            }
            Slot::Clause => Some(Reported { start: range.start, slot, source: 0..0 }),
            _ => Some(Reported { start: begin, slot, source: subject? }),
        }
    }

    /// True for the modal of hearsay with an infinitive perfect: "soll … gesehen haben". The infinitive closes its clause.
    fn is_hearsay(&self, i: usize, end: usize) -> bool {
        if !self.token(i).is(Class::Hearsay) {
            return false;
        }
        let close = (i..end).find(|&j| !self.token(j).is_word() && self.token(j).quote == 0).unwrap_or(end);
        let (last, before) = (self.token(close - 1), self.token(close.max(i + 2) - 2));
        let infinitive = last.word.classes.any(Class::Auxiliary | Class::Determiner) && !last.capital;
        infinitive && !before.capital && !last.is(Class::Copula) && close > i + 2
    }

    /// True where the reporter speaks of himself: "ich habe".
    fn is_own(&self, i: usize, range: &Range<usize>) -> bool {
        let own = |j: usize| range.contains(&j) && self.token(j).is(Class::Unasserted);
        own(i + 1) || (i > 0 && own(i - 1))
    }

    /// True for a main clause in the reporter's own mood.
    fn is_narrated(&self, front: &Range<usize>) -> bool {
        let opens = Class::Subordinator | Class::Parenthetical | Class::Complementizer;
        let end = front.clone().find(|&i| self.token(i).is_comma()).unwrap_or(front.end);
        !front.is_empty()
            && !self.token(front.start).word.classes.any(opens)
            && self.has_verb(front.start..end)
            && !front.clone().any(|i| self.token(i).word.classes.any(Class::Mood | Class::Unreal))
    }

    /// Who can speak in a main clause: its subject, else the first phrase that can.
    fn main_subject(&self, front: &Range<usize>) -> Option<Range<usize>> {
        let end = front.clone().rev().find(|&i| !self.token(i).is_word()).unwrap_or(front.end);
        let opens = Class::Subordinator | Class::Parenthetical | Class::Complementizer;
        if front.is_empty() || self.token(front.start).word.classes.any(opens) {
            return None;
        }
        let begins = |i: usize| {
            let inner = Class::Determiner | Class::Oblique | Class::Honorific | Class::Title;
            i == front.start || !self.token(i - 1).word.classes.any(inner) && !self.token(i - 1).capital
        };
        (front.start..end)
            .filter(|&i| begins(i) && self.token(i).is_word() && self.token(i).quote == 0)
            .map(|i| self.chunk(i, end))
            .find(|c| !c.is_empty() && self.speaks(c))
    }
}
