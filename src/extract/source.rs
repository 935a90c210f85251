//! Which words name the source of a cue.
//!
//! In: a place beside a cue. Out: the noun phrase there as a token range. A phrase to the right (verb–subject order) ends at the first
//! word that cannot belong to it; a phrase to the left (subject–verb order) begins after the last clause boundary.

use super::Reader;
use crate::{
    lang::{Class, CueForm},
    segment::Tagged,
    text::TokenKind,
};
use std::ops::Range;

/// Words of a long title with its name: «نائب رئيس … ووزير … فلان».
const LONGEST: usize = 16;
/// Words of the first of two joined nouns, with its own description.
const JOINED: usize = 4;
/// Words of the descriptions behind a source of which a relative clause is one.
const RELATIVE: usize = 6;
/// Words of an apposition between commas.
const APPOSITION: usize = 10;

impl Reader<'_> {
    /// The noun phrase that begins at `from` and ends before `to`; empty where none begins there.
    pub(super) fn phrase_right(&self, from: usize, to: usize) -> Range<usize> {
        self.phrase_after(from, from, to)
    }

    /// The subject of the verb that ends at `from`: the phrase there, or behind the outlet or occasion that the verb was spoken to,
    /// «قال لـ«الخبر» سامر حداد», or a name in brackets or quotation marks.
    pub(super) fn subject_after(&self, from: usize, to: usize) -> Range<usize> {
        // «ذكر فيه سامر أن …»
        let referred = |t: &Tagged| t.is(Class::Preposition) && self.lexicon.has_object(&self.folded(from));
        let from =
            from + usize::from(from < to && self.lexicon.grammar.pro_drop && referred(self.token(from)));
        let phrase = self.phrase_right(from, to);
        if !phrase.is_empty() || from >= to {
            return phrase;
        }
        if let Some(name) = self.set_off_name(from, to) {
            return name;
        }
        let outlet = self.opens(from + 1).map(|q| self.layout.quotes[q].end());
        match outlet.filter(|_| self.token(from).is(Class::Preposition)) {
            Some(after) if after < to && !self.token(after).is(Class::Complementizer) => {
                self.phrase_right(after, to)
            }
            _ => phrase,
        }
    }

    /// A name that the article knows, alone between brackets or quotation marks: «وأضاف «الحداد»: …».
    fn set_off_name(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let inner = match self.opens(from) {
            Some(q) => self.layout.quotes[q].inner(),
            None if self.token(from).is_mark('(') => {
                from + 1..(from..to).find(|&i| self.token(i).is_mark(')'))?
            }
            None => return None,
        };
        let known = inner.clone().all(|i| self.is_known_name(i));
        (known && !inner.is_empty() && inner.len() <= 4 && inner.end < to).then_some(inner)
    }

    /// The same, where the words up to `taken` are known to belong to it.
    pub(super) fn phrase_after(&self, from: usize, taken: usize, to: usize) -> Range<usize> {
        let mut i = taken;
        let mut words = 0;
        while i < to && words < LONGEST {
            let token = self.token(i);
            let phrase = from..i;
            if let TokenKind::Mark(c) = token.kind {
                if let Some(q) = self.opens(i) {
                    let quote = &self.layout.quotes[q];
                    if i == from || !self.names_quotation(i - 1) || quote.end() > to {
                        break;
                    }
                    i = quote.end();
                } else if c == '(' && i > from {
                    match (i..to).find(|&j| self.token(j).is_mark(')')) {
                        Some(close) if close + 1 < to && self.token(close + 1).is_word() => i = close + 1,
                        _ => break,
                    }
                } else if token.is_comma() && i > from {
                    match self.apposition(&phrase, i, to) {
                        Some(end) => return from..end,
                        None => break,
                    }
                } else if c == '.'
                    && i > from
                    && self.token(i - 1).span.end == token.span.start
                    && i + 1 < to
                    && !self.token(i + 1).is_break()
                {
                    i += 1;
                } else {
                    break;
                }
                continue;
            }
            if !self.continues_phrase(&phrase, i) {
                break;
            }
            words += 1;
            i += token.len.max(1) as usize;
        }
        self.trim(from..i.min(to))
    }

    /// True where the word at `i` can go on with the noun phrase before it.
    fn continues_phrase(&self, phrase: &Range<usize>, i: usize) -> bool {
        let token = self.token(i);
        let first = phrase.is_empty();
        if token.is_break() {
            return false;
        }
        if self.is_given_name(i) {
            return true;
        }
        if token.kind == TokenKind::Number {
            return first || !self.lexicon.grammar.verb_first || self.token(i - 1).is_word();
        }
        let stops = Class::Complementizer
            | Class::Time
            | Class::Adverb
            | Class::Auxiliary
            | Class::Relative
            | Class::Subordinator
            | Class::Negator
            | Class::Conjunction
            | Class::Verb
            | Class::Hedge;
        if token.is(Class::Emphatic) && !first {
            return true;
        }
        if token.is(Class::Conjunction) && !first {
            return self.joins_names(i);
        }
        if token.word.classes.any(stops)
            || matches!(token.word.cue, Some((_, CueForm::Finite | CueForm::Participle)) if !self.is_noun_too(i))
        {
            return false;
        }
        if token.is(Class::Pronoun) {
            return first;
        }
        // After a noun with the article only its adjective can follow, not a noun of its own: «المحافظ | الأهالي».
        let own = Class::Group | Class::Organisation | Class::Document | Class::Addressee;
        if !first
            && token.word.definite
            && token.word.preposition.is_none()
            && token.word.classes.any(own)
            && self.token(i - 1).word.definite
            && !token.word.conjunction
        {
            return false;
        }
        if matches!(token.word.cue, Some((_, CueForm::Noun))) {
            return false;
        }
        if token.is(Class::Nominal) && !token.word.definite && !first {
            return false;
        }
        // A description without a name may hold a preposition: «مسؤول في الوزارة»; after a name it opens an adjunct.
        let describes = || {
            let head = self.token(phrase.start);
            !first
                && head.word.classes.any(
                    Class::Title
                        | Class::Unnamed
                        | Class::Group
                        | Class::Organisation
                        | Class::Document
                        | Class::Honorific,
                )
                && self.name_in(phrase).is_none()
        };
        let adjunct = Class::Medium | Class::Occasion | Class::Time | Class::Nominal;
        // «ديمتري من موسكو»: a given name alone is told apart by where it comes from.
        if token.is(Class::Origin) && phrase.len() == 1 && !self.is_known_name(phrase.start) {
            let next = self.get(i + 1);
            return self.name_in(phrase).is_some() && next.is_some_and(|n| n.is(Class::Place));
        }
        if phrase.len() == 2
            && self.token(i - 1).is(Class::Origin)
            && self.name_in(&(phrase.start..i - 1)).is_some()
        {
            return token.is(Class::Place);
        }
        if token.is(Class::Preposition) {
            let next = self.get(i + token.len.max(1) as usize);
            return describes() && next.is_some_and(|n| n.is_word() && !n.word.classes.any(adjunct));
        }
        // «الوزير للصحفيين», «سامر لطفي الصحفيين»: who is spoken to.
        let spoken_to = token.is(Class::Addressee) && !first;
        if spoken_to
            && (token.word.preposition.is_some() || token.word.definite && self.name_in(phrase).is_some())
        {
            return false;
        }
        if token.word.preposition.is_some() {
            return if first { false } else { describes() && !token.word.classes.any(adjunct) };
        }
        true
    }

    /// True for a capitalised auxiliary right before a verb of reporting: "Will wrote".
    pub(super) fn is_name_too(&self, i: usize) -> bool {
        let token = self.token(i);
        let verb = |t: &Tagged| matches!(t.word.cue, Some((_, CueForm::Finite))) && !t.capital;
        self.is_capitalised()
            && token.capital
            && token.is(Class::Auxiliary)
            && self.get(i + 1).is_some_and(verb)
    }

    /// True where a noun stands that has the form of a cue, as after a title: «رئيس تحرير ...».
    fn is_noun_too(&self, i: usize) -> bool {
        self.token(i)
            .word
            .classes
            .any(Class::Title | Class::Document | Class::Unnamed | Class::Group | Class::Noun)
    }

    /// True where the word before a quotation says that the quoted string is a name.
    pub(super) fn names_quotation(&self, before: usize) -> bool {
        let names = Class::Medium | Class::Organisation | Class::Label | Class::Title;
        self.token(before).word.classes.any(names)
            || (before > 0 && self.token(before - 1).word.classes.any(names) && self.token(before).is_word())
    }

    /// True where a conjunction word joins two names rather than two clauses.
    fn joins_names(&self, i: usize) -> bool {
        let grammar = &self.lexicon.grammar;
        if !grammar.capitals {
            return false;
        }
        let next = self.get(i + 1);
        let before = |t: &Tagged| t.capital || t.is_mark(')') && self.is_capitalised();
        i > 0 && before(self.token(i - 1)) && next.is_some_and(|n| n.capital && n.word.cue.is_none())
    }

    /// The end of a phrase with the apposition that follows the comma at `comma`: «المتحدث باسم الوزارة، فلان،».
    fn apposition(&self, phrase: &Range<usize>, comma: usize, to: usize) -> Option<usize> {
        let start = comma + 1;
        let first = self.get(start).filter(|t| start < to && t.is_word())?;
        if first.word.conjunction
            || first.word.classes.any(Class::Preposition | Class::Occasion)
            || first.word.preposition.is_some()
        {
            return None;
        }
        let end = (start..to).find(|&j| self.token(j).is_comma() || self.opens(j).is_some()).unwrap_or(to);
        if self.words(start..end) > APPOSITION {
            return None;
        }
        let inner = self.phrase_right(start, end);
        if inner.end != end || inner.is_empty() {
            return None;
        }
        // One of the two names, the other describes.
        (self.name_in(phrase).is_some() != self.name_in(&inner).is_some()).then_some(inner.end)
    }

    /// The noun phrase that ends right before `to` and does not begin before `from`; empty where there is none.
    pub(super) fn phrase_left(&self, from: usize, to: usize) -> Range<usize> {
        let mut end = to;
        let mut inserted: Option<Range<usize>> = None;
        // «Lind, who leads the party, said»: the phrase stands before the insertion.
        if end > from
            && (self.token(end - 1).is_comma() || self.is_capitalised() && self.token(end - 1).is_dash())
        {
            let close = end - 1;
            if let Some(subject) = self.subject_inserted(from, close) {
                return subject;
            }
            match self.insertion(from, close) {
                Some(comma) => {
                    end = comma;
                    inserted = Some(comma + 1..close);
                }
                None => return to..to,
            }
        }
        let mut i = end;
        let mut words = 0;
        while i > from && words < LONGEST {
            let token = self.token(i - 1);
            if token.quote != 0 {
                let q = &self.layout.quotes[token.quote as usize - 1];
                if q.open > from
                    && self.names_quotation(q.open - 1)
                    && self.words(q.inner()) <= 4
                    && q.end() == i
                {
                    i = q.open;
                    continue;
                }
                break;
            }
            if token.is_mark(')') {
                match (from..i).rev().find(|&j| self.token(j).is_mark('(')) {
                    Some(open) if i - open < 8 => i = open,
                    _ => break,
                }
                continue;
            }
            if token.is_mark('.')
                && i >= 2
                && self.token(i - 2).word.classes.any(Class::Honorific | Class::Title | Class::Abbreviation)
                    | (self.token(i - 2).capital && self.token(i - 2).span.len() <= 3)
            {
                i -= 1;
                continue;
            }
            // "Harbour.com", "a 57-year-old"
            let inside = (token.is_mark('.') || token.is_mark('-'))
                && i >= from + 2
                && self.token(i - 2).span.end == token.span.start
                && self.get(i).is_some_and(|t| t.is_word() && t.span.start == token.span.end);
            // "Shipowners’ Federation": the apostrophe of a plural owner.
            let apostrophe = matches!(token.kind, TokenKind::Mark('\'' | '\u{2019}'))
                && i >= from + 2
                && self.token(i - 2).span.end == token.span.start;
            if apostrophe || inside {
                i -= 1;
                continue;
            }
            if !token.is_word() || !self.belongs_left(i - 1, from) {
                break;
            }
            words += 1;
            i -= 1;
        }
        let predicate = self.is_predicate(i..end, from);
        // "echoing critics who said": the object of what was done.
        i += usize::from(predicate && self.token(end - 1).is(Class::Relative));
        if let Some(subject) = self.relative_subject(&(i..end)) {
            return subject;
        }
        if predicate && !self.token(end - 1).is(Class::Relative) {
            return to..to;
        }
        let mut phrase = self.trim(i..end);
        // "a claim Ms. Lind's lawyer disputed": a clause of its own behind the noun.
        let noun = |t: &Tagged| {
            t.is_word()
                && !t.capital
                && !t.word.classes.any(Class::Determiner | Class::Title | Class::Conjunction)
        };
        let owner = (phrase.start + 1..phrase.end)
            .find(|&j| self.token(j).is(Class::Honorific) && noun(self.token(j - 1)))
            .filter(|&j| self.is_capitalised() && (j..phrase.end - 1).any(|k| self.is_owner(k)));
        phrase.start = owner.unwrap_or(phrase.start);
        // "the first time he said": the pronoun is all of the subject.
        if self.is_capitalised() && phrase.len() > 1 && self.token(phrase.end - 1).is(Class::Pronoun) {
            phrase.start = phrase.end - 1;
        }
        let has_noun = phrase.clone().any(|j| {
            self.token(j).is_word() && !self.token(j).word.classes.any(Class::Determiner | Class::Preposition)
        });
        if !has_noun {
            return to..to;
        }
        let grammar = &self.lexicon.grammar;
        // «… من تصريح للرئيس فلان ذكر فيه …»: the title with its preposition begins the phrase.
        let titled = |&j: &usize| self.token(j).word.preposition.is_some() && self.token(j).is(Class::Title);
        let phrase = match phrase.clone().rev().find(titled).filter(|_| grammar.pro_drop) {
            Some(start) => start..phrase.end,
            None => phrase,
        };
        // Where the subject may hide in the verb, a phrase with a preposition in front is an adjunct.
        let described = self
            .token(phrase.start)
            .word
            .classes
            .any(Class::Title | Class::Unnamed | Class::Group | Class::Document);
        let governs = |j: usize| self.token(j).is(Class::Preposition) && !self.is_given_name(j);
        if grammar.pro_drop && !described && phrase.clone().any(governs) {
            return to..to;
        }
        let first = self.token(phrase.start);
        if grammar.pro_drop && first.word.preposition.is_some() && !first.is(Class::Title) {
            return to..to;
        }
        // A description between commas belongs to the mention: "its chairwoman, Ilse Lind, said".
        let describes = |i: &Range<usize>| {
            let first = self.token(i.start);
            self.words(i.clone()) <= APPOSITION
                && (first.capital || first.word.classes.any(Class::Determiner | Class::Title))
                && !i.clone().any(|j| self.token(j).word.classes.any(Class::Verb | Class::Relative))
        };
        match inserted.filter(describes).filter(|_| !self.is_capitalised()) {
            Some(i) if !phrase.is_empty() => phrase.start..i.end,
            _ => phrase,
        }
    }

    /// True for what a verb that reports nothing leaves of its clause: "Lind, | furrowing her brow |, said", "Lind had | studied the plan | and said".
    fn is_predicate(&self, phrase: Range<usize>, from: usize) -> bool {
        let Some(first) = phrase.clone().find(|&i| self.token(i).is_word()) else { return false };
        let verbal = self.is_past(first) || self.is_participle(first);
        let object = |t: &Tagged| t.word.classes.any(Class::Determiner | Class::Preposition | Class::Pronoun);
        let before = first.checked_sub(1).filter(|&b| b >= from).map(|b| self.token(b));
        self.is_capitalised()
            && verbal
            && (first + 1 < phrase.end && object(self.token(first + 1))
                || before.is_some_and(|b| b.is(Class::Auxiliary) && phrase.len() > 1))
    }

    /// Who speaks in a relative clause that `phrase` reaches into: "a speech in which | Lind | said", and where the pronoun is the subject whom
    /// it stands for, "reacting to comments by | economists | who said".
    fn relative_subject(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        let pronoun = phrase.clone().rev().find(|&i| self.token(i).is(Class::Relative))?;
        if !self.is_capitalised() {
            return None;
        }
        let next = pronoun + 1;
        let subject = if next < phrase.end {
            let opens = Class::Determiner | Class::Honorific | Class::Title | Class::Group | Class::Pronoun;
            let first = self.token(next);
            (first.capital || first.word.classes.any(opens)).then_some(next..phrase.end)?
        } else {
            let governs = |&j: &usize| self.token(j).is(Class::Preposition);
            let start = (phrase.start..pronoun.saturating_sub(1)).rev().find(governs)? + 1;
            start..phrase.end
        };
        let subject = self.trim(subject);
        (!subject.is_empty()).then_some(subject)
    }

    /// The words that name a source whose description ends at `end`: without what is set off, "the Globe, a morning paper", and without the
    /// pronoun that stands for it, "the official who".
    pub(super) fn core(&self, source: &Range<usize>, end: usize) -> Range<usize> {
        if !self.is_capitalised() {
            return source.clone();
        }
        let close = (source.start..end)
            .find(|&i| self.token(i).is_comma() || i >= source.end && self.token(i).is_dash())
            .unwrap_or(end);
        let is = |i: usize, class| i > source.start && self.token(i).is(class);
        let pronoun = is(close - 1, Class::Relative) && !is(close - 2, Class::Preposition);
        source.start..close - usize::from(pronoun)
    }

    /// True for a phrase about a noun that no list knows: "the | clerk | in Old Harbour".
    pub(super) fn is_plain_noun(&self, phrase: &Range<usize>) -> bool {
        let close = phrase.clone().find(|&i| self.token(i).is(Class::Preposition)).unwrap_or(phrase.end);
        let noun = close.checked_sub(1).filter(|&i| i > phrase.start).map(|i| self.token(i));
        self.token(phrase.start).is(Class::Determiner)
            && noun.is_some_and(|n| n.is_word() && !n.capital && n.word.classes.is_empty())
    }

    /// The name in the description of a source that ends before `to`: "one of the tenants, his cousin | Ada Lind | of Old Harbour".
    pub(super) fn name_behind(&self, source: &Range<usize>, to: usize) -> Option<Range<usize>> {
        let start = (source.end..to).find(|&i| self.token(i).is_comma())? + 1;
        let close = (start..to).find(|&i| self.token(i).is_comma()).unwrap_or(to);
        let first = self.get(start).filter(|t| start < close && !t.is(Class::Relative))?;
        let name = self.name_in(&(start..close))?;
        let opens = first.capital || first.word.classes.any(Class::Title | Class::Pronoun);
        let goes_on = Class::Preposition | Class::Conjunction;
        let next = self.get(name.end).filter(|_| name.end < close);
        let ends = next.is_none_or(|t| !t.is_word() || t.word.classes.any(goes_on));
        (opens && ends).then_some(name)
    }

    /// One past the description that follows the source ending at `from`: ", a baker from Old Harbour, who …".
    pub(super) fn description(&self, from: usize, to: usize) -> usize {
        let mut end = from;
        if !self.is_capitalised() {
            return end;
        }
        while end < to {
            let token = self.token(end);
            if token.is_mark('.') && self.token(end - 1).is(Class::Abbreviation) {
                end += 1;
                continue;
            }
            let set_off = token.is_mark(',') || token.is_dash();
            let start = end + usize::from(set_off);
            let Some(first) = self.get(start).filter(|t| start < to && t.is_word() && t.quote == 0) else {
                break;
            };
            let opens = Class::Determiner | Class::Title | Class::Honorific | Class::Relative | Class::Origin;
            let described = first.word.classes.any(opens)
                || first.kind == TokenKind::Number
                || (first.capital && !first.word.classes.any(Class::Time | Class::Pronoun));
            let joined = !set_off && !first.word.classes.any(Class::Origin | Class::Relative);
            let second = self.get(start + 1);
            let reports = |t: &Tagged| t.word.cue.is_some() && !t.capital && !t.is(Class::Title);
            if !described
                || joined
                || first.is(Class::Pronoun)
                || reports(first)
                || second.is_some_and(reports)
            {
                break;
            }
            let close = (start + 1..to).find(|&j| {
                let token = self.token(j);
                (token.is_comma() || (set_off && token.is_dash() && self.token(end).is_dash()))
                    && token.quote == 0
            });
            let close = close.unwrap_or_else(|| self.before_stops(start, to));
            // "According to the polls, Lind won": a name in front of a verb is a clause of its own.
            let verbal =
                |j: usize| self.token(j).word.classes.any(Class::Verb | Class::Auxiliary) || self.is_past(j);
            let clause = (start..close).find(|&j| self.token(j).is(Class::Relative) || verbal(j));
            let named = !first.word.classes.any(opens) && first.kind == TokenKind::Word;
            if named && clause.is_some_and(verbal) {
                break;
            }
            // A long relative clause tells more than who speaks.
            if first.is(Class::Relative) && self.words(from..close) > RELATIVE {
                break;
            }
            end = close;
        }
        end
    }

    /// Steps back from `to` over marks, but not over the dot of an abbreviation.
    fn before_stops(&self, from: usize, mut to: usize) -> usize {
        while to > from {
            let last = self.token(to - 1);
            let dotted = last.is_mark('.') && to >= from + 2 && self.token(to - 2).is(Class::Abbreviation);
            if last.is_word() || last.quote != 0 || last.is_mark(')') || dotted {
                break;
            }
            to -= 1;
        }
        to
    }

    /// The subject that begins the clause at `from` where an insertion follows it that ends at `close`.
    fn subject_inserted(&self, from: usize, close: usize) -> Option<Range<usize>> {
        if !self.is_capitalised() {
            return None;
        }
        let start = self.subject_start(from, close)?;
        let phrase = self.phrase_right(start, close);
        let next = self.get(phrase.end).filter(|_| phrase.end < close);
        (phrase.start == start
            && !phrase.is_empty()
            && next.is_none_or(|t| t.is_comma() || t.is_dash() || t.is_mark('(')))
        .then_some(phrase)
    }

    /// Where the subject of the clause at `from` begins: an adjunct or subordinate clause in front ends with a comma.
    fn subject_start(&self, from: usize, to: usize) -> Option<usize> {
        let mut start = from;
        while start < to {
            let first = self.token(start);
            let opens = Class::Preposition
                | Class::Subordinator
                | Class::Adverb
                | Class::Conjunction
                | Class::Time
                | Class::Unasserted;
            // "Trying to calm the town, Lind …": a participle that begins the sentence, and no name.
            let begins = start == from
                && self.ends_as_participle(start)
                && self.get(start + 1).is_some_and(|t| t.is_word() && !t.capital);
            let participle = begins || matches!(first.word.cue, Some((_, CueForm::Participle)));
            if first.is_word() && !first.word.classes.any(opens) && !participle {
                return Some(start);
            }
            if first.word.classes.any(Class::Adverb | Class::Conjunction) || !first.is_word() {
                start = self.after_quote(start).max(start + first.len.max(1) as usize);
                continue;
            }
            start = (start..to).find(|&i| self.token(i).is_comma())? + 1;
        }
        None
    }

    /// The subject of the clause that begins at `from`, for a later verb that shares it.
    pub(super) fn clause_subject(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let start = self.subject_start(from, to)?;
        let first = self.get(start).filter(|_| start < to)?;
        if first.is(Class::Pronoun) {
            return Some(start..start + 1);
        }
        // A noun phrase ends where its capitals end, or after its first lower-case noun.
        let mut end = start;
        let mut capital = false;
        while end < to {
            let token = self.token(end);
            let initial = |t: &Tagged| t.capital && t.span.len() == 1;
            let dotted = |t: &Tagged| {
                initial(t) || t.word.classes.any(Class::Abbreviation | Class::Honorific | Class::Title)
            };
            if token.is_mark('.') && end > start && dotted(self.token(end - 1)) {
                end += 1;
                continue;
            }
            if end > start && self.is_past(end) {
                break;
            }
            let stops = Class::Auxiliary
                | Class::Verb
                | Class::Time
                | Class::Relative
                | Class::Complementizer
                | Class::Adverb
                | Class::Negator
                | Class::Unasserted;
            if !token.is_word()
                || token.word.classes.any(stops)
                || (token.word.cue.is_some() && !token.capital)
            {
                break;
            }
            let inner = token
                .word
                .classes
                .any(Class::Determiner | Class::Preposition | Class::Title | Class::Honorific);
            if capital && !token.capital && !inner {
                break;
            }
            capital |= token.capital && end > from;
            end += 1;
            if end - start > 8 {
                break;
            }
        }
        // "Minutes later, Lind …": a span of time, then the subject.
        let later = (end..to).take_while(|&i| self.token(i).is(Class::Time)).last().map(|i| i + 1);
        if let Some(comma) = later.filter(|&i| i < to && self.token(i).is_comma()) {
            return self.clause_subject(comma + 1, to);
        }
        let phrase = self.trim(start..end);
        (!phrase.is_empty()).then_some(phrase)
    }

    /// The subject of a verb that reports nothing and begins the sentence, for a later verb that hides its own: «ابتسمت لند وقالت».
    pub(super) fn verbal_subject(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let skipped = Class::Conjunction | Class::Auxiliary | Class::Adverb;
        let verb = (from..to).find(|&i| {
            let token = self.token(i);
            token.is_word() && (token.is(Class::Verb) || !token.word.classes.any(skipped))
        })?;
        let reports = matches!(self.token(verb).word.cue, Some((_, CueForm::Finite)));
        if !reports && !self.token(verb).word.classes.any(Class::Verb | Class::Event) {
            return None;
        }
        let silent = Class::Verb | Class::Adverb | Class::Determiner;
        let start = (verb + 1..to).find(|&i| !self.token(i).word.classes.any(silent))?;
        let phrase = self.subject_after(start, to);
        (!phrase.is_empty()).then_some(phrase)
    }

    /// The comma before the insertion that ends with the comma at `comma`.
    fn insertion(&self, from: usize, comma: usize) -> Option<usize> {
        let open = (from..comma).rev().take(60).find(|&j| {
            (self.token(j).is_comma() || (self.token(comma).is_dash() && self.token(j).is_dash()))
                && self.token(j).quote == 0
        })?;
        let first = self.token(open + 1);
        let other_clause = first.word.classes.any(Class::Conjunction | Class::Subordinator);
        (open > from && !other_clause && self.token(open - 1).is_word()).then_some(open)
    }

    /// True where the word at `i` can belong to a subject that stands before its verb.
    fn belongs_left(&self, i: usize, from: usize) -> bool {
        let token = self.token(i);
        let stops = Class::Complementizer
            | Class::Subordinator
            | Class::Verb
            | Class::Auxiliary
            | Class::Negator
            | Class::Hedge;
        if self.is_name_too(i) {
            return true;
        }
        // "at least one senator": the last word of a phrase that the pack knows.
        let head = (from..=i).rev().find(|&j| self.token(j).len > 0).map(|j| self.token(j));
        if token.len == 0 && self.is_capitalised() && head.is_some_and(|h| h.is(Class::Adverb)) {
            return false;
        }
        let unasserted =
            token.is(Class::Unasserted) && !token.is(Class::Preposition) && self.is_capitalised();
        if token.word.classes.any(stops)
            || unasserted
            || matches!(token.word.cue, Some((_, CueForm::Finite | CueForm::Participle)) if !self.is_noun_too(i))
        {
            return false;
        }
        if i > 0
            && self.is_past(i)
            && self.token(i - 1).word.classes.any(Class::Complementizer | Class::Relative | Class::Pronoun)
        {
            return false;
        }
        if token.is(Class::Conjunction) {
            return i > from && (self.joins_names(i) || self.joins_subjects(i, from));
        }
        if token.is(Class::Adverb) && !token.capital {
            return false;
        }
        true
    }

    /// True where the conjunction at `i` joins two nouns of a subject: "doctors and nurses said" begins its clause and holds no verb.
    fn joins_subjects(&self, i: usize, from: usize) -> bool {
        let verbal = Class::Verb | Class::Auxiliary | Class::Pronoun | Class::Adverb | Class::Time;
        let start = (from..i).rev().find(|&j| !self.token(j).is_word()).map_or(from, |j| j + 1);
        let begins = start == 0 || {
            let before = self.token(start - 1);
            let dotted = before.is_mark('.') && start >= 2 && self.token(start - 2).is(Class::Abbreviation);
            (before.is_comma() || before.is_stop() || before.is_break() || before.is_dash()) && !dotted
        };
        self.is_capitalised()
            && begins
            && start < i
            && i - start <= JOINED
            && (start..i).all(|j| {
                let token = self.token(j);
                !token.word.classes.any(verbal)
                    && (token.word.cue.is_none() || self.is_noun_too(j))
                    && token.quote == 0
                    && (j == start || !self.is_past(j))
            })
            && !self.token(start).word.classes.any(Class::Subordinator | Class::Complementizer)
    }

    /// The phrase without adverbs, conjunctions, time words and prepositional adjuncts at its edges.
    fn trim(&self, mut phrase: Range<usize>) -> Range<usize> {
        let edge = Class::Adverb | Class::Conjunction | Class::Time | Class::Relative;
        while !phrase.is_empty() {
            let first = self.token(phrase.start);
            let adjunct = first.is(Class::Preposition) && self.lexicon.grammar.capitals;
            if adjunct {
                // «In Ohio Lind said»: the subject is what follows the adjunct.
                match self.after_adjunct(&phrase) {
                    Some(start) => phrase.start = start,
                    None => return phrase.end..phrase.end,
                }
            } else if !first.is_word() && self.opens(phrase.start).is_none()
                || (first.word.classes.any(edge)
                    && !first.is(Class::Pronoun)
                    && !(first.is(Class::Relative) && phrase.len() == 1))
            {
                phrase.start += 1;
            } else {
                break;
            }
        }
        let closes = Class::Preposition | Class::Adverb | Class::Conjunction | Class::Time;
        while !phrase.is_empty() {
            let last = self.token(phrase.end - 1);
            // The last word may be that of a longer expression: "last week".
            let head = phrase.clone().rev().find(|&i| self.token(i).len > 0).unwrap_or(phrase.start);
            let drops = self.token(head).word.classes.any(closes) && !self.is_given_name(head);
            if drops || (!last.is_word() && last.quote == 0 && !last.is_mark(')')) {
                phrase.end = if drops { head } else { phrase.end - 1 };
            } else {
                break;
            }
        }
        phrase
    }

    fn after_adjunct(&self, phrase: &Range<usize>) -> Option<usize> {
        let mut last = None;
        for i in phrase.start + 1..phrase.end {
            let (token, before) = (self.token(i), self.token(i - 1));
            let begins =
                token.word.classes.any(Class::Determiner | Class::Pronoun | Class::Honorific | Class::Title);
            let noun_before = before.is_word()
                && !before
                    .word
                    .classes
                    .any(Class::Preposition | Class::Determiner | Class::Title | Class::Honorific);
            if noun_before && (begins || (token.capital && !before.capital) || before.is(Class::Time)) {
                last = Some(i);
            }
        }
        last
    }
}
