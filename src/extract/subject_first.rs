//! Languages whose subject comes first: "Lind said …", "…, Lind said", "…, said Lind".
//!
//! In: a cue. Out: a [`Draft`]. The content follows the cue, precedes it, or stands on both sides of it.

use super::{Reader, cue::Hit, opening::Opening, shape::Draft};
use crate::{
    lang::{Class, CueForm},
    model::{Shape, Slot},
    segment::Tagged,
};
use std::ops::Range;

/// Words in front of a subject that begin with a preposition and are no more than this many are an adjunct: "In a speech to bakers, …".
const ADJUNCT: usize = 6;
/// Words of a source with its description between the parts of a quotation.
const INSERTED: usize = 24;

impl<'a> Reader<'a> {
    /// "Lind said …", "… , Lind said", "… , said Lind".
    pub(super) fn subject_first(&self, hit: Hit<'a>, range: &Range<usize>, done: usize) -> Option<Draft<'a>> {
        if hit.passive {
            return self.passive(hit, range);
        }
        let from = done.max(range.start);
        let mut source = self.phrase_left(from, hit.start);
        let mut shape = Shape::SubjectVerb;
        let mut begins = if source.is_empty() { hit.start } else { source.start };
        let left = self.content_before(begins, range);
        let mut after = hit.end;
        if source.is_empty() && left.is_some() {
            source = self.phrase_right(hit.end, range.end);
            after = self.description(source.end, range.end);
            if !self.is_inverted(&source, after, range.end) {
                source = hit.start..hit.start;
                after = hit.end;
            } else {
                shape = Shape::VerbSubject;
                begins = hit.start;
            }
        }
        if let Some((front, rest)) = self.interrupted(begins, after, range).filter(|_| !source.is_empty()) {
            return Some(Draft {
                zone: after..after,
                more: vec![rest],
                ..self.before_draft(hit, shape, source, front, begins)
            });
        }
        let mut quoted_before = left.as_ref().is_some_and(|l| self.closes(l.end - 1).is_some());
        // "…?" He answered, "…": the quotation that the cue opens is its content, unless a comma ties it to the one before.
        let opens_own = shape == Shape::SubjectVerb
            && (hit.end..range.end.min(hit.end + 2)).any(|i| self.opens(i).is_some());
        if quoted_before && opens_own && self.token(begins - 1).quote != 0 {
            let inner = self.layout.quotes[self.token(begins - 1).quote as usize - 1].inner();
            quoted_before = inner.end > inner.start && self.token(inner.end - 1).is_comma();
        }
        // What stands before the cue is the content where a quotation ends there, or where the verb is inverted.
        let follows = !quoted_before && shape != Shape::VerbSubject;
        let named = if source.is_empty() { Shape::Implied } else { shape };
        if let Some(opening) = self.opening(&hit, range.end) {
            if opening.slot == Slot::Target {
                let opening = Opening { start: hit.end, skip: 0, ..opening };
                let mut draft = self.open_draft(hit, opening, named, source, range);
                draft.slot = Slot::Target;
                draft.fixed_end = None;
                return Some(draft);
            }
            if follows {
                return Some(self.open_draft(hit, opening, named, source, range));
            }
        }
        let clause = follows.then(|| self.clause_start(&hit, range)).flatten();
        if let Some(start) = clause {
            let opening = Opening { slot: Slot::Clause, zone_end: start, start, skip: 0 };
            let fixed_end = self.fronted_end(&hit, range);
            return Some(Draft { fixed_end, ..self.open_draft(hit, opening, named, source, range) });
        }
        // "…, the bank added.": at the end of its sentence an ambiguous verb has nothing else to take.
        let closes = || !(after..range.end).any(|i| self.token(i).is_word()) && self.can_speak(&source);
        let left = left.filter(|_| !source.is_empty() && (quoted_before || !hit.entry.weak || closes()))?;
        let object = self.get(after).filter(|t| after < range.end && t.is_word() && t.quote == 0);
        let adjunct =
            Class::Preposition | Class::Time | Class::Adverb | Class::Subordinator | Class::Conjunction;
        if !quoted_before
            && !self.takes_addressee(&hit)
            && object.is_some_and(|t| !t.word.classes.any(adjunct) && !self.is_participle(after))
        {
            return None;
        }
        let mut more = Vec::new();
        // "…," Lind said, "…": the quotation goes on.
        if let Some(open) = (after..range.end).find(|&i| self.opens(i).is_some()).filter(|&i| {
            self.words(after..i) <= INSERTED
                && !(after..i).any(|i| self.reports(i))
                && !self.names_quotation(i - 1)
                && (self.token(i - 1).is_comma() || self.token(i - 1).is_mark(':'))
        }) {
            more.push(open..self.after_quote(open).min(range.end));
        }
        Some(Draft { zone: after..range.end, more, ..self.before_draft(hit, shape, source, left, begins) })
    }

    /// True where a phrase behind the verb is its subject: nothing of a clause of its own follows.
    fn is_inverted(&self, source: &Range<usize>, after: usize, end: usize) -> bool {
        let adjunct = Class::Preposition
            | Class::Time
            | Class::Adverb
            | Class::Subordinator
            | Class::Relative
            | Class::Conjunction
            | Class::Tail;
        !source.is_empty()
            && self.get(after).filter(|_| after < end).is_none_or(|t| {
                !t.is_word()
                    || t.word.classes.any(adjunct)
                    || t.word.cue.is_some()
                    || self.is_participle(after)
            })
    }

    /// A report of `front`, the words before it.
    fn before_draft(
        &self,
        hit: Hit<'a>,
        shape: Shape,
        source: Range<usize>,
        front: Range<usize>,
        begins: usize,
    ) -> Draft<'a> {
        Draft {
            zone: begins..begins,
            hit,
            shape,
            slot: Slot::Before,
            source,
            antecedent: None,
            start: front.start,
            skip: 0,
            fixed_end: Some(front.end),
            more: Vec::new(),
            begins,
            bounds: true,
        }
    }

    /// True for a verb or participle of reporting.
    fn reports(&self, i: usize) -> bool {
        let token = self.token(i);
        matches!(token.word.cue, Some((_, CueForm::Finite | CueForm::Participle)))
            && !token.capital
            && token.quote == 0
    }

    /// "The levy, Lind said, would pay for …": both parts of the clause around a report between commas.
    pub(super) fn interrupted(
        &self,
        begins: usize,
        after: usize,
        range: &Range<usize>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let start = self.inside_bracket(range.start, begins);
        let end = self.before_commas(start, begins);
        let front = start..end;
        let comma = self.get(after).filter(|t| after < range.end && t.is_mark(','))?;
        let first = self.get(after + 1).filter(|_| after + 1 < range.end)?;
        let quoted = end > start && self.token(end - 1).quote != 0;
        if end == begins || self.words(front.clone()) == 0 || quoted || comma.quote != 0 {
            return None;
        }
        let other = Class::Subordinator | Class::Tail | Class::Relative | Class::Time;
        let goes_on = first.is_word() && (first.is(Class::Preposition) || !first.word.classes.any(other));
        let reports = matches!(first.word.cue, Some((_, CueForm::Participle | CueForm::Preposition)));
        if !goes_on || reports || self.is_participle(after + 1) {
            return None;
        }
        let later: Vec<usize> = self
            .hits(after + 1..range.end)
            .iter()
            .filter(|h| h.form != CueForm::Noun)
            .map(|h| h.start)
            .collect();
        let stop = self.content_end(after + 1, range.end, &later);
        (self.words(after + 1..stop) >= 2).then_some((front, after + 1..stop))
    }

    /// "It was reported that …": nobody is named.
    fn passive(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        let opening = self.opening(&hit, range.end).filter(|o| o.slot == Slot::That)?;
        let none = hit.start..hit.start;
        Some(self.open_draft(hit, opening, Shape::Passive, none, range))
    }

    /// The clause or quotation that ends right before `begins`.
    fn content_before(&self, begins: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let from = self.inside_bracket(range.start, begins);
        let end = self.before_commas(from, begins);
        let last = end.checked_sub(1).filter(|&l| l >= from)?;
        if let Some(q) = self.closes(last) {
            let open = self.layout.quotes[q].open;
            if open < range.start {
                return None;
            }
            // "Speaking on “Harbour Sunday,” Lind said …": the name of a programme or a book.
            let named = open > from
                && self.token(open - 1).is(Class::Preposition)
                && self.is_title(self.layout.quotes[q].inner());
            if named {
                return None;
            }
            // A quotation that ends the clause it stands in takes the clause with it.
            let own = open == from || !self.token(open - 1).is_word() || self.words(from..open) == 0;
            // "In the spring, “we had no water,” Lind said": a quotation in small letters goes on with the words before it.
            let small = self.is_capitalised()
                && self.token(open + 1).is_word()
                && !self.token(open + 1).capital
                && open > from
                && self.token(open - 1).is_comma()
                && !(from..open).any(|i| self.reports(i));
            return Some(if own && !small { open..end } else { from..end });
        }
        let first = (from..end).find(|&i| !self.token(i).is(Class::Conjunction)).unwrap_or(from);
        let words = self.words(from..end);
        let adjunct = words <= ADJUNCT
            && self.token(first).word.classes.any(Class::Preposition | Class::Subordinator | Class::Adverb);
        (end < begins && words >= 3 && !adjunct && self.token(last).quote == 0).then_some(from..end)
    }

    /// True for a few words that all begin with a capital, short ones aside.
    fn is_title(&self, tokens: Range<usize>) -> bool {
        let small = |i: usize| self.token(i).span.len() <= 3;
        self.is_capitalised()
            && self.words(tokens.clone()) <= ADJUNCT
            && tokens.clone().all(|i| !self.token(i).is_word() || self.token(i).capital || small(i))
    }

    /// One past the bracket that is open at `at`, or `from`.
    fn inside_bracket(&self, from: usize, at: usize) -> usize {
        (from..at)
            .rev()
            .take_while(|&i| !self.token(i).is_mark(')'))
            .find(|&i| self.token(i).is_mark('('))
            .map_or(from, |i| i + 1)
    }

    /// Where the clause begins that follows the cue without a complementizer.
    fn clause_start(&self, hit: &Hit<'_>, range: &Range<usize>) -> Option<usize> {
        if !hit.entry.frames.iter().any(|f| matches!(f.slot, Slot::Clause | Slot::Noun)) {
            return None;
        }
        let addressee = self.takes_addressee(hit);
        let mut i = hit.end;
        if addressee {
            let skipped = self.addressee(i, range.end);
            if skipped == i {
                return None;
            }
            i = skipped;
        }
        while i < range.end
            && (self.token(i).is(Class::Time)
                || (self.token(i).is(Class::Adverb) && !self.token(i).is(Class::Preposition)))
            && !self.token(i).is(Class::Negator)
            && !self.get(i + 1).is_some_and(|t| t.word.classes.any(Class::Auxiliary | Class::Copula))
        {
            i += self.token(i).len.max(1) as usize;
        }
        if let Some(subject) = self.after_adjunct_of(i, range.end) {
            i = subject;
        }
        let first = self.get(i).filter(|_| i < range.end)?;
        let infinitive = hit.entry.frames.iter().any(|f| {
            f.slot == Slot::Clause
                && !f.marker.is_empty()
                && f.marker == crate::text::fold(first.span.of(self.text))
        });
        let starts = infinitive
            || first.is_word()
                && !first.word.classes.any(Class::Preposition | Class::Conjunction | Class::Subordinator)
            || self.opens(i).is_some();
        (starts && self.words(i..range.end) >= 2).then_some(i)
    }

    /// The subject behind an adjunct of the verb: "said after the vote he would …", "said on Monday the mill …".
    fn after_adjunct_of(&self, from: usize, to: usize) -> Option<usize> {
        let verbal = Class::Verb | Class::Auxiliary | Class::Copula | Class::Complementizer;
        if !self.is_capitalised()
            || from >= to
            || !self.token(from).is(Class::Preposition)
            || self.token(from).is(Class::Unasserted)
        {
            return None;
        }
        let reach = to.min(from + 9);
        let stop = (from + 1..reach)
            .find(|&i| !self.token(i).is_word() || self.token(i).word.classes.any(verbal))
            .unwrap_or(reach);
        (from + 2..stop).find(|&i| {
            let time = self.token(i - 1).is(Class::Time) && self.token(i).is(Class::Determiner);
            self.token(i).is(Class::Pronoun) || time
        })
    }

    /// One past the person spoken to.
    pub(super) fn addressee(&self, from: usize, to: usize) -> usize {
        let mut i = from;
        while i < to && i < from + 6 {
            let token = self.token(i);
            let stops = Class::Pronoun | Class::Time | Class::Complementizer | Class::Preposition;
            if !token.is_word()
                || (i > from && token.word.classes.any(stops))
                || (i > from && token.is(Class::Determiner))
                || token.is(Class::Preposition)
            {
                break;
            }
            i += 1;
            let next = self.get(i);
            let heads = Class::Group | Class::Organisation | Class::Title | Class::Addressee;
            let head = |n: &Tagged| n.word.classes.any(heads) && !n.capital;
            if !token.is(Class::Determiner) && !token.capital && !next.is_some_and(head) {
                break;
            }
        }
        i
    }

    pub(super) fn clause_after(&self, hit: Hit<'a>, range: &Range<usize>, shape: Shape) -> Option<Draft<'a>> {
        let start = self.clause_start(&hit, range)?;
        let at = hit.at;
        // "by declaring an emergency", "a speech mocking his rivals": an act or a description, unless a subject follows.
        let before = at.checked_sub(1).filter(|&b| b >= range.start).map(|b| self.token(b));
        let bound =
            before.is_some_and(|b| b.is_word() && !b.word.classes.any(Class::Conjunction | Class::Adverb));
        if bound && self.is_capitalised() && !self.token(start).is(Class::Pronoun) {
            return None;
        }
        let opening = Opening { slot: Slot::Clause, zone_end: start, start, skip: 0 };
        let fixed_end = self.fronted_end(&hit, range);
        Some(Draft { fixed_end, ..self.open_draft(hit, opening, shape, at..at, range) })
    }

    /// Where the main clause follows a report in front of it: "After saying he was nervous, | the man sat down."
    fn fronted_end(&self, hit: &Hit<'_>, range: &Range<usize>) -> Option<usize> {
        let opens = Class::Preposition | Class::Subordinator | Class::Adverb | Class::Conjunction;
        let front = |i: usize| !self.token(i).is_word() || self.token(i).word.classes.any(opens);
        let fronted = self.is_capitalised() && (range.start..hit.start).all(front);
        let comma = |&i: &usize| self.token(i).is_comma() && self.token(i).quote == 0;
        (hit.end..range.end).find(comma).filter(|_| fronted)
    }
}
