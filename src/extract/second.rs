//! Verb-second languages: which clause a cue is the verb of, who is its subject, where its content stands.
//!
//! In: a cue. Out: a [`Draft`]. A main clause has one constituent before its finite verb; where that is no subject, or the
//! content itself, the subject follows the verb. A verb may leave a particle or its participle at the end of the clause. In a
//! subordinate clause the verb comes last and the subject after the word that opens it.

use super::{Reader, around::CLAUSE_WORDS, clause::Clause, cue::Hit, opening::Opening, shape::Draft};
use crate::{
    lang::{Class, CueForm},
    model::{Shape, Slot},
};
use std::ops::Range;

impl<'a> Reader<'a> {
    /// The report of a verb.
    pub(super) fn verb_second(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        self.report_of(hit, range).map(|draft| self.only_borrowed(draft))
    }

    fn report_of(&self, mut hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        let after = self.particle(&hit, range.end)?;
        if after > hit.end
            && let Some(stance) = hit.entry.particle_stances.get(&self.folded(after - 1))
        {
            hit.stance = *stance;
        }
        let clause = self.clause(&hit, range)?;
        hit.start = hit.start.min(clause.finite);
        if hit.entry.impersonal {
            return self.impersonal(hit, &clause, range);
        }
        if clause.subordinate {
            return self.verb_final(hit, &clause, after, range);
        }
        let front = clause.start..clause.finite;
        let none = hit.at..hit.at;
        let (from, to) =
            if clause.finite == hit.at { (hit.end, range.end) } else { (clause.finite + 1, hit.at) };
        let right = self.subject_right(from, to);
        let left = self.subject_left(&front);
        let bare = |r: &Range<usize>| {
            !r.is_empty() && !self.token(r.start).word.classes.any(Class::Determiner | Class::Oblique)
        };
        let (shape, source) = if clause.passive {
            (Shape::Passive, none)
        } else if !left.is_empty() {
            let outlet = left.clone().any(|i| self.token(i).is(Class::Medium))
                && self.token(left.start).is(Class::Determiner);
            if outlet && bare(&right) && clause.finite == hit.at {
                (Shape::VerbSubject, right)
            } else {
                (Shape::SubjectVerb, left)
            }
        } else if !right.is_empty() {
            (Shape::VerbSubject, right)
        } else {
            (Shape::Implied, none)
        };
        // "Lind, die …, sagte dem Blatt, …": the phrase before the insertion is the subject, whatever follows the verb.
        let inserted = self.phrase_before_insertion(clause.start, clause.finite, range);
        let (shape, source) = if inserted.is_empty() || clause.passive {
            (shape, source)
        } else {
            (Shape::SubjectVerb, inserted)
        };
        // Where the verb follows a comma or a quotation, what stands before it may be its content.
        let inverted =
            self.words(front.clone()) == 0 && clause.start > range.start && shape == Shape::VerbSubject;
        let from =
            [after, hit.end, if shape == Shape::VerbSubject { source.end } else { 0 }].into_iter().max()?;
        let joined = clause.start > range.start && self.token(clause.start - 1).is(Class::Conjunction);
        let front = (inverted && !joined && !self.opens_quote_soon(from, range.end))
            .then(|| self.content_in_front(hit.clone(), &source, clause.start, from, range))
            .flatten();
        if front.is_some() {
            return front;
        }
        if let Some(opening) = self.borrowed_before(&hit, clause.start) {
            return Some(self.open_draft(hit, opening, shape, source, range));
        }
        let Some(opening) = self.second_opening(&hit, from, range.end) else {
            return self.sentence_before(hit, shape, source, clause.start..clause.finite, range);
        };
        let begins = if shape == Shape::SubjectVerb { source.start } else { clause.start };
        let mut draft = self.open_draft(hit, opening, shape, source, range);
        draft.begins = begins;
        draft.bounds |= begins == clause.start;
        Some(draft)
    }

    /// "Das erklärte Lind.": the content is the sentence before.
    fn sentence_before(
        &self,
        hit: Hit<'a>,
        shape: Shape,
        source: Range<usize>,
        front: Range<usize>,
        range: &Range<usize>,
    ) -> Option<Draft<'a>> {
        let points =
            front.len() == 1 && front.start == range.start && self.token(front.start).is(Class::Determiner);
        if !points || shape != Shape::VerbSubject {
            return None;
        }
        let n = self.layout.sentence_of(range.start).checked_sub(1)?;
        let before = &self.layout.sentences[n];
        let end =
            before.tokens.clone().rev().find(|&i| self.token(i).is_word() || self.token(i).quote != 0)? + 1;
        (!before.headline && self.words(before.tokens.clone()) >= CLAUSE_WORDS).then(|| Draft {
            zone: source.end..range.end,
            hit,
            shape,
            slot: Slot::Before,
            source,
            antecedent: None,
            start: before.tokens.start,
            skip: 0,
            fixed_end: Some(end),
            more: Vec::new(),
            begins: range.start,
            bounds: true,
        })
    }

    /// Of borrowed words the content is the quotation alone.
    fn only_borrowed(&self, mut draft: Draft<'a>) -> Draft<'a> {
        let label = draft.hit.entry.frames.iter().any(|f| f.slot == Slot::Label);
        if label && draft.slot == Slot::Quote && self.opens(draft.start).is_some() {
            draft.fixed_end = Some(self.after_quote(draft.start));
        }
        draft
    }

    fn opens_quote_soon(&self, from: usize, to: usize) -> bool {
        (from..to.min(from + 12))
            .take_while(|&i| !self.token(i).is_comma())
            .any(|i| self.token(i).is_mark(':'))
    }

    /// "…, sagte Lind.": the content stands before the verb; it may go on after the source.
    fn content_in_front(
        &self,
        hit: Hit<'a>,
        source: &Range<usize>,
        begins: usize,
        after: usize,
        range: &Range<usize>,
    ) -> Option<Draft<'a>> {
        let mut end = begins;
        while end > range.start && (self.token(end - 1).is_comma() || self.token(end - 1).is_dash()) {
            end -= 1;
        }
        let last = end.checked_sub(1).filter(|&l| l >= range.start)?;
        let start = match self.closes(last) {
            Some(q) if self.layout.quotes[q].open >= range.start => {
                let open = self.layout.quotes[q].open;
                let before = open == range.start || !self.token(open - 1).is_word();
                let told = open > range.start && self.token(open - 1).is_mark(':');
                if told || (before && self.words(range.start..open) < CLAUSE_WORDS) {
                    open
                } else {
                    range.start
                }
            }
            Some(_) => return None,
            None => range.start,
        };
        if self.words(start..end) < CLAUSE_WORDS && self.closes(last).is_none() {
            return None;
        }
        if self.closes(last).is_none() && self.is_adjunct(start, end) {
            return None;
        }
        let mut more = Vec::new();
        let next = (after..range.end)
            .find(|&i| self.token(i).is_comma() || self.opens(i).is_some() || self.token(i).is_mark(':'));
        if let Some(i) = next {
            let open = if self.opens(i).is_some() { i } else { i + 1 };
            if open < range.end && self.opens(open).is_some() && !self.names_quotation(open - 1) {
                more.push(open..self.after_quote(open).min(range.end));
            } else if open < range.end
                && self.closes(last).is_none()
                && self.has_verb(open..range.end)
                && !self.reports_within(open..range.end)
            {
                let stop = self.content_end(open, range.end, &[]);
                more.push(open..stop);
            }
        }
        Some(Draft {
            zone: after..range.end,
            hit,
            shape: Shape::VerbSubject,
            slot: Slot::Before,
            source: source.clone(),
            antecedent: None,
            start,
            skip: 0,
            fixed_end: Some(end),
            more,
            begins,
            bounds: true,
        })
    }

    /// "… als „…“ bezeichnete", "Von einem „…“ sprach Lind": the borrowed words stand before the verb.
    fn borrowed_before(&self, hit: &Hit<'_>, from: usize) -> Option<Opening> {
        if !hit.entry.frames.iter().any(|f| f.slot == Slot::Label) {
            return None;
        }
        let open = (from..hit.at).find(|&i| {
            self.opens(i).is_some_and(|q| self.layout.quotes[q].end() <= hit.at)
                && !self.names_quotation(i - 1)
        })?;
        Some(Opening { slot: Slot::Quote, zone_end: hit.end, start: open, skip: 0 })
    }

    fn reports_within(&self, tokens: Range<usize>) -> bool {
        self.hits(tokens).iter().any(|h| !h.entry.weak && h.form == CueForm::Finite)
    }

    /// "wie Lind mitteilte", "nachdem Lind erklärt hatte, …", "…, der erklärte, …".
    fn verb_final(
        &self,
        hit: Hit<'a>,
        clause: &Clause,
        after: usize,
        range: &Range<usize>,
    ) -> Option<Draft<'a>> {
        let first = self.token(clause.start);
        let opener = clause.start + first.len.max(1) as usize;
        if first.is(Class::Parenthetical) {
            let mut i = opener;
            while i < hit.at
                && self.token(i).word.classes.any(Class::Adverb | Class::Emphatic | Class::Expletive)
            {
                i += 1;
            }
            // An adjunct may stand before the subject: "wie am Montag die Polizei mitteilte".
            let source = (i..hit.at)
                .find(|&j| {
                    self.can_be_subject(j)
                        && (j == i
                            || !self
                                .token(j - 1)
                                .word
                                .classes
                                .any(Class::Preposition | Class::Oblique | Class::Determiner))
                        && !self.chunk(j, hit.at).is_empty()
                })
                .map_or(hit.at..hit.at, |j| self.chunk(j, hit.at));
            let mut end = hit.end.max(after);
            while end < range.end
                && self.token(end).is_word()
                && self.token(end).word.classes.any(Class::Auxiliary | Class::Copula)
            {
                end += 1;
            }
            let source = if clause.passive { hit.at..hit.at } else { source };
            let shape = Shape::Parenthetical;
            return self.around(hit, shape, source, clause.start..end, range);
        }
        let source =
            if first.is(Class::Relative) { clause.start..opener } else { self.subject_right(opener, hit.at) };
        let borrowed = self.borrowed_before(&hit, clause.start);
        let opening = borrowed.or_else(|| self.second_opening(&hit, hit.end, range.end))?;
        let shape = if source.is_empty() { Shape::Implied } else { Shape::SubjectVerb };
        let mut draft = self.open_draft(hit, opening, shape, source, range);
        draft.begins = clause.start;
        Some(draft)
    }

    /// "In dem Bericht heißt es, …": an adjunct names the source.
    fn impersonal(&self, hit: Hit<'a>, clause: &Clause, range: &Range<usize>) -> Option<Draft<'a>> {
        let governed = |from: usize, to: usize| {
            (from..to)
                .find(|&i| self.token(i).is(Class::Preposition) && !self.token(i).is(Class::Time))
                .map(|i| self.chunk(i + 1, to))
                .filter(|c| !c.is_empty())
        };
        let front = clause.start..clause.finite;
        let right_end = (hit.end..range.end)
            .find(|&i| self.token(i).is_comma() || self.token(i).is_mark(':') || self.opens(i).is_some())
            .unwrap_or(range.end);
        let source = governed(front.start, front.end)
            .or_else(|| governed(hit.end, right_end))
            .unwrap_or(hit.at..hit.at);
        let from = hit.end.max(if source.start > hit.at { source.end } else { 0 });
        let inverted = self.words(front) == 0 && clause.start > range.start;
        if inverted {
            return self.content_in_front(hit, &source, clause.start, from, range);
        }
        let opening = self.second_opening(&hit, from, range.end)?;
        let shape = if source.is_empty() { Shape::Passive } else { Shape::SubjectVerb };
        let mut draft = self.open_draft(hit, opening, shape, source, range);
        draft.begins = clause.start;
        draft.bounds = true;
        Some(draft)
    }

    /// Where the content begins to the right of `from`.
    fn second_opening(&self, hit: &Hit<'_>, from: usize, end: usize) -> Option<Opening> {
        let takes = |slot| hit.entry.frames.iter().any(|f| f.slot == slot);
        let mut i = from;
        let opened = |slot, at: usize, start| Some(Opening { slot, zone_end: at, start, skip: 0 });
        while i < end {
            let token = self.token(i);
            if self.opens(i).is_some() {
                let quote = &self.layout.quotes[token.quote as usize - 1];
                let words = self.words(quote.inner());
                let borrowed = self.token(i - 1).capital && self.names_quotation(i - 1);
                if takes(Slot::Quote)
                    && words > 0
                    && !borrowed
                    && (words > 2 || takes(Slot::Label) || !self.token(i - 1).is_word())
                {
                    return opened(Slot::Quote, i, i);
                }
                i = quote.end();
                continue;
            }
            if token.is_mark(':') {
                let start = i + 1;
                let quoted = self.opens(start).is_some();
                return if start < end && (takes(Slot::Colon) || quoted) {
                    opened(if quoted { Slot::Quote } else { Slot::Colon }, i, start)
                } else {
                    None
                };
            }
            if token.is(Class::Complementizer) {
                let start = i + token.len.max(1) as usize;
                return if takes(Slot::That) && start < end { opened(Slot::That, i, start) } else { None };
            }
            if token.is(Class::Conjunction)
                && self.get(i + 1).is_some_and(|n| !n.capital && n.word.cue.is_some())
            {
                return None;
            }
            if token.is_comma() && i + 1 < end {
                let next = self.token(i + 1);
                if next.is(Class::Complementizer) || self.opens(i + 1).is_some() {
                    i += 1;
                    continue;
                }
                if let Some(close) = self.inserted(i, end) {
                    i = close;
                    continue;
                }
                let tail =
                    next.word.classes.any(
                        Class::Subordinator | Class::Parenthetical | Class::Conjunction | Class::Relative,
                    ) || next.word.cue.is_some_and(|c| c.1 == CueForm::Preposition);
                // "…, damit solle …", "…, nach Angaben der Bahn sei …": the verb after it shows a main clause.
                let main = tail && {
                    let phrase = self.chunk(i + 2, end);
                    (i + 2..end).contains(&phrase.end) && self.is_verbal(phrase.end)
                };
                let tail = tail && !main;
                if takes(Slot::Label) && !takes(Slot::Clause) {
                    i += 1;
                    continue;
                }
                if !takes(Slot::Clause) || tail {
                    return None;
                }
                return (self.words(i + 1..end) > 1).then_some(Opening {
                    slot: Slot::Clause,
                    zone_end: i,
                    start: i + 1,
                    skip: 0,
                });
            }
            i += token.len.max(1) as usize;
        }
        if takes(Slot::Noun) {
            let first = self.get(from).filter(|t| from < end && t.is_word())?;
            let stops = Class::Preposition | Class::Time | Class::Adverb;
            if !first.word.classes.any(stops) && self.words(from..end) > 1 {
                return opened(Slot::Noun, from, from);
            }
        }
        None
    }

    /// The comma that closes an insertion opened by the comma at `comma`: a relative clause or a description.
    fn inserted(&self, comma: usize, end: usize) -> Option<usize> {
        let close = (comma + 1..end).find(|&i| self.token(i).is_comma() && self.token(i).quote == 0)?;
        let first = self.token(comma + 1);
        if first.word.classes.any(Class::Relative | Class::Parenthetical) {
            return Some(close);
        }
        let inner = self.chunk(comma + 1, close);
        let described = first.word.classes.any(Class::Determiner | Class::Oblique)
            && !self.has_verb(comma + 1..close)
            && self.get(close + 1).is_some_and(|t| t.is(Class::Complementizer));
        ((inner.end == close || described) && !first.is(Class::Pronoun)).then_some(close)
    }
}
