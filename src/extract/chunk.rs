//! Noun phrases in languages that capitalise every noun.
//!
//! In: the place where a phrase may begin. Out: its tokens. A phrase is determiners and words in small letters up to a
//! capitalised word, then perhaps a genitive, an "of" phrase, a coordinated phrase or an apposition; a word in small letters that stands
//! after a noun is the verb, so no list of verbs is needed.

use super::Reader;
use crate::{
    lang::{Class, CueForm},
    text::TokenKind,
};
use std::ops::Range;

/// Words of a long title with its name.
const LONGEST: usize = 18;
/// Words in quotation marks that can belong to a name.
const NAME_WORDS: usize = 5;
/// Words of an apposition between commas.
const APPOSITION: usize = 12;

impl Reader<'_> {
    /// The noun phrase that begins at `from` and ends before `to`; empty where none begins there.
    pub(super) fn chunk(&self, from: usize, to: usize) -> Range<usize> {
        let mut i = from;
        // One past the last token with which the phrase is whole.
        let mut whole = from;
        // True until the noun comes that a determiner, a preposition or a conjunction announces.
        let mut pending = true;
        let mut words = 0;
        while i < to && words < LONGEST {
            let token = self.token(i);
            if let TokenKind::Mark(c) = token.kind {
                let next = match c {
                    _ if self.opens(i).is_some() => self.quoted_name(i, from, to),
                    '(' if whole == i && i > from => {
                        (i..to.min(i + 12)).find(|&j| self.token(j).is_mark(')')).map(|j| j + 1)
                    }
                    '.' if i > from && i + 1 < to && self.is_initial(i - 1) => Some(i + 1),
                    '/' | '&' if i > from && i + 1 < to && self.token(i + 1).capital => {
                        pending = true;
                        i += 1;
                        continue;
                    }
                    ',' if whole == i && i > from => match self.chunk_apposition(from..i, to) {
                        Some(end) => return from..end,
                        None => None,
                    },
                    _ => None,
                };
                let Some(next) = next else { break };
                i = next;
                if c != '.' {
                    whole = i;
                    pending = false;
                }
                continue;
            }
            if token.is_break() || !self.goes_on(i, from, to, &mut pending) {
                break;
            }
            words += 1;
            i += token.len.max(1) as usize;
            if pending && token.word.classes.any(Class::Determiner | Class::Oblique) {
                i = self.after_attribute(i, to);
            }
            if !pending {
                whole = i.min(to);
            }
        }
        from..whole
    }

    /// The last word of a participle's group after a determiner: "einer am Dienstag veröffentlichten Studie".
    fn after_attribute(&self, from: usize, to: usize) -> usize {
        if !self.get(from).is_some_and(|t| {
            !t.capital && t.word.classes.any(Class::Preposition | Class::Time | Class::Adverb)
        }) {
            return from;
        }
        let plain = |i: usize| {
            let t = self.token(i);
            t.is_word() && !t.capital && t.word.classes.is_empty()
        };
        (from..to.min(from + 8))
            .take_while(|&i| self.token(i).is_word())
            .find(|&i| plain(i) && i + 1 < to && self.token(i + 1).capital && i > from)
            .unwrap_or(from)
    }

    /// True where the word at `i` can go on with the phrase that began at `from`; keeps track of whether a noun must follow.
    fn goes_on(&self, i: usize, from: usize, to: usize, pending: &mut bool) -> bool {
        let token = self.token(i);
        let first = i == from;
        if token.kind == TokenKind::Number {
            return *pending;
        }
        let is = |class| token.is(class);
        if first && is(Class::Pronoun) {
            *pending = false;
            return true;
        }
        let stops = Class::Time
            | Class::Complementizer
            | Class::Auxiliary
            | Class::Negator
            | Class::Subordinator
            | Class::Parenthetical
            | Class::Hedge
            | Class::Mood
            | Class::Unreal
            | Class::Verb;
        let cue = !token.capital && token.word.cue.is_some_and(|c| c.1 != CueForm::Noun);
        if token.word.classes.any(stops) && !(token.capital && *pending && !first) || cue {
            return false;
        }
        if is(Class::Determiner) {
            // After a noun only a genitive goes on with the phrase.
            let fits = *pending || (is(Class::Origin) && self.noun_follows(i + 1, to));
            *pending = true;
            return fits;
        }
        if is(Class::Conjunction) {
            // "die deutschen und britischen Behörden"
            let adjectives =
                *pending && i > from + 1 && !self.token(i + 1).capital && self.noun_follows(i + 1, to);
            let joins = adjectives || (!*pending && !first && self.joins_phrases(i, to));
            *pending = true;
            return joins;
        }
        if is(Class::Preposition) {
            let fits = !*pending && !first && self.describes_with(i, from, to);
            *pending = true;
            return fits;
        }
        let outlet = first && token.word.classes.any(Class::Medium | Class::Organisation);
        if token.capital || outlet {
            // "nach Behördenangaben Menschen": no noun follows what was said without a word between.
            let said =
                !first && !*pending && self.token(i - 1).word.classes.any(Class::Saying | Class::Document);
            *pending = false;
            return !said;
        }
        if is(Class::Emphatic) && !first {
            return true;
        }
        // A particle within a name: "von der", "de".
        if is(Class::GivenName) {
            *pending = true;
            return true;
        }
        *pending && !is(Class::Oblique) && (!is(Class::Adverb) || !first) && (!is(Class::Relative) || first)
            || (*pending && is(Class::Oblique))
    }

    /// True where the preposition at `i` belongs to the phrase: origin always, others only after a description without a name.
    fn describes_with(&self, i: usize, from: usize, to: usize) -> bool {
        let after = i + self.token(i).len.max(1) as usize;
        let next = self.get(after).filter(|_| after < to);
        next.is_some_and(|n| {
            let noun = n.capital
                || n.word.classes.any(Class::Determiner | Class::Oblique)
                || self.noun_follows(after, to);
            noun && !n.is(Class::Time)
                && !n.word.classes.any(Class::Occasion | Class::Medium)
                && self.token(i).is(Class::Origin)
        }) && !self.token(from).is(Class::Pronoun)
    }

    /// True where a noun comes within the next words in small letters.
    pub(super) fn noun_follows(&self, from: usize, to: usize) -> bool {
        for i in from..to.min(from + 5) {
            let token = self.token(i);
            if !token.is_word() {
                return self.opens(i).is_some();
            }
            if token.capital || token.kind == TokenKind::Number {
                return !token.is(Class::Time);
            }
            let stops = Class::Auxiliary | Class::Preposition | Class::Conjunction | Class::Complementizer;
            if token.word.classes.any(stops) || token.word.cue.is_some() {
                return false;
            }
        }
        false
    }

    /// True where the conjunction at `i` joins two noun phrases rather than two clauses: a noun follows, and no verb at once after it.
    fn joins_phrases(&self, i: usize, to: usize) -> bool {
        let Some(next) = self.get(i + 1).filter(|n| i + 1 < to && n.is_word()) else { return false };
        let noun = next.capital
            || (next.word.classes.any(Class::Determiner | Class::Oblique) && self.noun_follows(i + 2, to));
        noun && next.word.cue.is_none_or(|_| next.capital) && !next.is(Class::Time)
    }

    fn is_initial(&self, i: usize) -> bool {
        let token = self.token(i);
        token.is(Class::Abbreviation)
            || token.word.classes.any(Class::Honorific.into())
            || (token.capital && token.span.len() <= 2)
            || token.kind == TokenKind::Number
    }

    /// One past a quoted name at `i`: "der Zeitung „…“".
    fn quoted_name(&self, i: usize, from: usize, to: usize) -> Option<usize> {
        let quote = &self.layout.quotes[self.opens(i)?];
        let words = self.words(quote.inner());
        let after_noun = i > from && (self.token(i - 1).capital || self.names_quotation(i - 1));
        let named = after_noun || i == from || !self.token(i - 1).capital;
        (named && words > 0 && words <= NAME_WORDS && quote.end() <= to && quote.closed)
            .then(|| quote.end())
            .filter(|&e| self.get(e - 1).is_some() && !self.token(e - 2).is_stop())
    }

    /// The end of the phrase with the apposition that follows it: ", der Sprecher der Behörde,".
    fn chunk_apposition(&self, phrase: Range<usize>, to: usize) -> Option<usize> {
        let start = phrase.end + 1;
        let first = self.get(start).filter(|t| start < to && t.is_word())?;
        if first
            .word
            .classes
            .any(Class::Preposition | Class::Occasion | Class::Complementizer | Class::Pronoun)
        {
            return None;
        }
        let end = (start..to).find(|&j| {
            let t = self.token(j);
            t.is_comma() || t.is_mark(':') || t.is_dash() || t.is_stop()
        })?;
        if self.words(start..end) > APPOSITION
            || !(self.token(end).is_comma() || self.token(end).is_mark(':'))
        {
            return None;
        }
        let inner = self.chunk_bare(start, end);
        let whole = inner.end == end || self.covers(inner.end, end);
        let kind = |r: &Range<usize>| self.name_in(r).is_some();
        (whole && !inner.is_empty() && kind(&phrase) != kind(&inner)).then_some(end)
    }

    /// True where only adjuncts of a description stand between its noun and its end: "Sprecher für Technik im Konzern".
    fn covers(&self, from: usize, to: usize) -> bool {
        from < to
            && self.token(from).is(Class::Preposition)
            && (from..to).all(|i| {
                let t = self.token(i);
                t.is_word()
                    && t.word.cue.is_none_or(|_| t.capital)
                    && !t.word.classes.any(Class::Auxiliary | Class::Mood)
            })
            && (self.token(to - 1).capital || self.token(to - 1).kind == TokenKind::Number)
    }

    /// A phrase without apposition, so that the search for one ends.
    fn chunk_bare(&self, from: usize, to: usize) -> Range<usize> {
        let end = (from..to).find(|&i| self.token(i).is_comma()).unwrap_or(to);
        self.chunk(from, end)
    }

    /// The noun phrase that ends right before `to`.
    pub(super) fn chunk_left(&self, from: usize, to: usize) -> Range<usize> {
        let mut best = to..to;
        for start in (from.max(to.saturating_sub(LONGEST))..to).rev() {
            let token = self.token(start);
            if token.is_comma() || token.is_mark(':') || token.is_stop() || token.is_break() {
                break;
            }
            // "die ihrer Ansicht nach": the first of two determiners is a relative pronoun.
            if token.is(Class::Determiner)
                && best.start == start + 1
                && self.token(start + 1).is(Class::Determiner)
            {
                break;
            }
            if token.is_word() && token.len > 0 && self.chunk(start, to).end == to {
                best = start..to;
            } else if !best.is_empty()
                && (token.is(Class::Preposition) && !token.is(Class::Origin) || token.is(Class::Auxiliary))
            {
                break;
            }
        }
        best
    }
}
