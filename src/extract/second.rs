//! Verb-second languages: which clause a cue is the verb of, who is its subject, where its content stands.
//!
//! In: a cue. Out: a [`Draft`]. A main clause has one constituent before its finite verb; where that is no subject, or the
//! content itself, the subject follows the verb. A verb may leave a particle or its participle at the end of the clause. In a
//! subordinate clause the verb comes last and the subject after the word that opens it.

use super::{Reader, cue::Hit, opening::Opening, shape::Draft};
use crate::{
    lang::{Class, CueForm},
    model::{Shape, Slot},
    text::{TokenKind, fold},
};
use std::ops::Range;

/// How far from its verb a particle may stand, in tokens.
const FRAME: usize = 40;
/// A shorter clause in front of its cue is no content.
const CLAUSE_WORDS: usize = 3;

/// The clause of a cue.
struct Clause {
    /// First token.
    start: usize,
    /// The finite verb.
    finite: usize,
    /// True where the verb stands last.
    subordinate: bool,
    /// Made passive, so that its subject does not speak.
    passive: bool,
}

impl<'a> Reader<'a> {
    /// The report of a verb.
    pub(super) fn verb_second(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        self.report_of(hit, range).map(|draft| self.only_borrowed(draft))
    }

    fn report_of(&self, mut hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        let after = self.particle(&hit, range.end)?;
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
        let n = self.layout.sentences.partition_point(|s| s.tokens.end <= range.start).checked_sub(1)?;
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

    /// One past the particle that the verb asks for, or the end of the cue; `None` where the particle is missing.
    fn particle(&self, hit: &Hit<'_>, end: usize) -> Option<usize> {
        if hit.entry.particles.is_empty() || hit.form != CueForm::Finite {
            return Some(hit.end);
        }
        let mut i = hit.end;
        while i < end.min(hit.end + FRAME) {
            let token = self.token(i);
            if token.quote != 0 {
                i = self.after_quote(i).max(i + 1);
                continue;
            }
            if token.is(Class::Complementizer) || token.is_mark(':') || token.is_mark(';') {
                return None;
            }
            let next = self.get(i + 1).filter(|_| i + 1 < end);
            let closes = next.is_none_or(|n| {
                !n.is_word() || n.word.classes.any(Class::Conjunction | Class::Complementizer)
            });
            if token.kind == TokenKind::Word
                && closes
                && hit.entry.particles.contains(&fold(token.span.of(self.text)))
            {
                return Some(i + 1);
            }
            i += 1;
        }
        None
    }

    fn clause(&self, hit: &Hit<'_>, range: &Range<usize>) -> Option<Clause> {
        let mut start = self.clause_begin(hit.at, range.start);
        let opens = Class::Subordinator | Class::Complementizer | Class::Relative | Class::Parenthetical;
        // "wie Mara Lind, Leiterin des Amtes, mitteilte": the clause began before the apposition.
        if start == hit.at && start > range.start && self.token(start - 1).is_comma() {
            let mut outer = start;
            for _ in 0..2 {
                outer = self.clause_begin(outer.saturating_sub(1).max(range.start), range.start);
                if self.token(outer).word.classes.any(Class::Parenthetical | Class::Subordinator) {
                    start = outer;
                    break;
                }
            }
        }
        let auxiliary = (start..hit.at).find(|&i| {
            self.token(i).quote == 0 && self.token(i).word.classes.any(Class::Auxiliary | Class::Copula)
        });
        let first = self.token(start);
        let closed = self
            .get(hit.end)
            .filter(|_| hit.end < range.end)
            .is_none_or(|t| !t.is_word() || t.word.classes.any(Class::Auxiliary | Class::Copula));
        let subordinate = start < hit.at && first.word.classes.any(opens) && closed;
        let copula = |i: usize| self.token(i).is(Class::Copula);
        let after = self.get(hit.end).is_some_and(|t| t.is(Class::Copula));
        // "hatte es eingeräumt und angegeben, …": both participles share the auxiliary.
        let shares = start > range.start + 1 && self.token(start - 1).is(Class::Conjunction) && {
            let outer = self.clause_begin(start - 1, range.start);
            (outer..start).any(|i| self.token(i).is(Class::Auxiliary))
        };
        if hit.form == CueForm::Participle && auxiliary.is_none() && !subordinate && !shares {
            return None;
        }
        Some(Clause {
            start,
            finite: if subordinate { hit.at } else { auxiliary.unwrap_or(hit.at) },
            subordinate,
            passive: if subordinate { after } else { auxiliary.is_some_and(copula) },
        })
    }

    /// The first token of the clause that `at` stands in.
    pub(super) fn clause_begin(&self, at: usize, from: usize) -> usize {
        let mut i = at;
        while i > from {
            let token = self.token(i - 1);
            if token.quote != 0 {
                let quote = &self.layout.quotes[token.quote as usize - 1];
                let speech =
                    self.words(quote.inner()) > 5 || self.token(quote.close.saturating_sub(1)).is_stop();
                if speech || i == at || quote.open < from {
                    return i;
                }
                i = quote.open;
                continue;
            }
            if token.is_mark(')') {
                match (from..i).rev().find(|&j| self.token(j).is_mark('(')) {
                    Some(open) => {
                        i = open;
                        continue;
                    }
                    None => return i,
                }
            }
            let clause = token.is_comma()
                || token.is_dash()
                || token.is_mark(':')
                || token.is_stop() && !self.is_dotted(i - 1);
            if clause || (token.is(Class::Conjunction) && !(i - 1 > from && self.joins_nouns(i - 1, at))) {
                return i;
            }
            i -= 1;
        }
        i
    }

    fn is_dotted(&self, i: usize) -> bool {
        i > 0
            && (self.token(i - 1).kind == TokenKind::Number
                || self.token(i - 1).is(Class::Abbreviation)
                || self.token(i - 1).span.len() <= 2)
    }

    /// True where the conjunction stands between two nouns.
    fn joins_nouns(&self, i: usize, to: usize) -> bool {
        let before = self.token(i - 1);
        let next = self.token(i + 1);
        let noun = before.capital || before.is_mark(')') || before.kind == TokenKind::Number;
        noun && i + 1 < to
            && (next.capital
                || next.kind == TokenKind::Number
                || (!next.word.classes.any(Class::Auxiliary | Class::Adverb | Class::Verb | Class::Pronoun)
                    && next.word.cue.is_none()
                    && self.noun_follows(i + 1, to)))
    }

    /// The subject before the finite verb; empty where something else stands there.
    fn subject_left(&self, front: &Range<usize>) -> Range<usize> {
        let none = front.end..front.end;
        let mut start = front.start;
        while start < front.end
            && self.token(start).word.classes.any(Class::Adverb | Class::Conjunction)
            && !self.token(start).word.classes.any(Class::Preposition | Class::Determiner)
        {
            start += self.token(start).len.max(1) as usize;
        }
        if start >= front.end || !self.can_be_subject(start) {
            return none;
        }
        let phrase = self.chunk(start, front.end);
        if phrase.is_empty() {
            return none;
        }
        // What follows the noun before the verb belongs to it: "der Sprecher im Ministerium sagte".
        phrase.start..front.end
    }

    /// The subject after the finite verb.
    fn subject_right(&self, from: usize, to: usize) -> Range<usize> {
        let mut i = from;
        while i < to
            && self.token(i).is_word()
            && self.token(i).word.classes.any(Class::Adverb | Class::Emphatic | Class::Time | Class::Negator)
            && !self.token(i).is(Class::Preposition)
        {
            i += self.token(i).len.max(1) as usize;
        }
        if i >= to || !self.can_be_subject(i) {
            return from..from;
        }
        let phrase = self.chunk(i, to);
        // "sagte der Zeitung": the outlet is spoken to.
        let outlet = !phrase.is_empty()
            && self.token(phrase.start).is(Class::Origin)
            && phrase
                .clone()
                .find(|&j| self.token(j).capital)
                .is_some_and(|j| self.token(j).is(Class::Medium));
        if phrase.is_empty() || outlet { from..from } else { phrase }
    }

    fn can_be_subject(&self, i: usize) -> bool {
        let token = self.token(i);
        let never = Class::Oblique
            | Class::Preposition
            | Class::Time
            | Class::Subordinator
            | Class::Complementizer
            | Class::Parenthetical
            | Class::Expletive
            | Class::Auxiliary;
        !token.word.classes.any(never) && (token.is_word() || self.opens(i).is_some())
    }

    /// The subject before an insertion that ends at the comma before the verb: "Mara Lind, die …, sagte".
    fn phrase_before_insertion(&self, start: usize, finite: usize, range: &Range<usize>) -> Range<usize> {
        let none = finite..finite;
        if start != finite || start <= range.start || !self.token(start - 1).is_comma() {
            return none;
        }
        let commas =
            (range.start..start - 1).rev().filter(|&i| self.token(i).is_comma() && self.token(i).quote == 0);
        for comma in commas.take(3) {
            let begin = self.clause_begin(comma, range.start);
            let phrase = self.subject_left(&(begin..comma));
            let first = self.token(comma + 1);
            let inserted = first.capital
                || first
                    .word
                    .classes
                    .any(Class::Determiner | Class::Relative | Class::Oblique | Class::Preposition);
            if inserted && !phrase.is_empty() && self.chunk(phrase.start, comma).end == comma {
                return phrase;
            }
        }
        none
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

    /// True where a phrase without a verb stands in front, perhaps with a relative clause: "In einer Rede, die …,".
    fn is_adjunct(&self, start: usize, end: usize) -> bool {
        let first = self.token(start);
        if first.word.classes.any(Class::Subordinator | Class::Parenthetical) {
            return true;
        }
        let comma = (start..end).find(|&i| self.token(i).is_comma()).unwrap_or(end);
        !self.has_verb(start..comma)
    }

    /// True where a finite verb stands: a known one, or a word in small letters after a noun or pronoun that is nothing else.
    pub(super) fn has_verb(&self, tokens: Range<usize>) -> bool {
        tokens.clone().any(|i| {
            let token = self.token(i);
            let plain =
                token.is_word() && !token.capital && token.word.classes.is_empty() && token.quote == 0;
            let follows = i > tokens.start && {
                let before = self.token(i - 1);
                before.is(Class::Pronoun) || (before.capital && !before.is(Class::Determiner))
            };
            self.is_verbal(i)
                || (plain && (follows || token.word.cue.is_some_and(|c| c.1 == CueForm::Finite)))
        })
    }

    /// True for a word that can only be a finite verb or auxiliary.
    pub(super) fn is_verbal(&self, i: usize) -> bool {
        let token = self.token(i);
        token.quote == 0
            && !token.capital
            && token.word.classes.any(Class::Mood | Class::Auxiliary | Class::Copula | Class::Unreal)
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

    /// Where the source begins in "Angaben der Polizei": whose they are is who speaks.
    fn whose(&self, phrase: &Range<usize>) -> usize {
        let head = phrase.clone().find(|&i| self.token(i).capital && self.token(i).is(Class::Saying));
        let Some(head) = head else { return phrase.start };
        let of = head + 1 + usize::from(self.get(head + 1).is_some_and(|t| t.is(Class::Preposition)));
        if of < phrase.end && self.token(of).is_word() { of } else { phrase.start }
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
