//! What introduces the content of a cue.
//!
//! In: a cue and the end of its sentence. Out: an [`Opening`], the first place to the right of the cue that one of its frames allows:
//! complementizer, quotation mark, colon or the marker the cue asks for.

use super::{Reader, cue::Hit};
use crate::{
    lang::{Class, CueForm},
    model::Slot,
    segment::Tagged,
    text::TokenKind,
};

/// How far from its cue a content may begin, in words. Half of all contents begin within 2 words, nine in ten within 9; the
/// rest is a subject with a long description.
const REACH: usize = 28;
/// The same for ambiguous cues.
const SHORT_REACH: usize = 12;
/// A quotation of more words is no name, whatever stands before it.
const NAME_WORDS: usize = 6;
/// Most words of an adjunct before the verb that begins its sentence.
const ADJUNCT: usize = 4;
/// Most tokens of a clause put in between commas.
const INSERTED: usize = 20;
/// A quotation of fewer words may be a name or a single word that the reporter borrows.
const SPEECH_WORDS: usize = 3;

/// The place where a content begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Opening {
    pub slot: Slot,
    /// One past the tokens that stand between cue and opening.
    pub zone_end: usize,
    /// First token of the content (of the quotation mark, where it is one).
    pub start: usize,
    /// Bytes of that token that are the marker's: a preposition written on the word.
    pub skip: u32,
}

impl Reader<'_> {
    pub(super) fn opening(&self, hit: &Hit<'_>, end: usize) -> Option<Opening> {
        let takes = |slot| hit.entry.frames.iter().any(|f| f.slot == slot);
        // A verb that begins the sentence has its subject behind it, however long that is.
        let first = self.lexicon.grammar.verb_first && self.begins_sentence(hit.start);
        let reach = if hit.entry.weak && !first { SHORT_REACH } else { REACH };
        // "vowed to block any law that …": the content begins at once.
        let at_once = |f: &crate::lang::Frame| {
            f.slot == Slot::Clause
                && !f.marker.is_empty()
                && hit.end < end
                && f.marker == self.folded(hit.end)
        };
        if hit.entry.frames.iter().any(at_once) {
            return None;
        }
        let mut commas = 0;
        let mut words = 0;
        let mut i = hit.end;
        while i < end && words <= reach {
            let token = self.token(i);
            let opened = |slot, start| {
                Some(Opening { slot, zone_end: self.without_preposition(hit.end, i), start, skip: 0 })
            };
            if let Some(q) = self.opens(i) {
                let quote = &self.layout.quotes[q];
                // «وأضاف «الحداد»: …»: the marks hold the subject.
                let name = i == hit.end && self.subject_after(i, end).start == i + 1;
                if takes(Slot::Quote) && !name && self.is_speech(i, hit) && self.reaches(hit, i) {
                    return opened(Slot::Quote, i);
                }
                i = quote.end();
                words += 2;
                continue;
            }
            if token.is(Class::Complementizer)
                && takes(Slot::That)
                && token.word.cue.is_none()
                && !token.word.conjunction
                && !self.is_relative(hit, i)
                && self.reaches(hit, i)
                && (!hit.entry.weak || self.begins_clause(hit) || i <= hit.end + 1)
            {
                let start = (i + token.len.max(1) as usize..end).find(|&j| !self.token(j).is_mark(','))?;
                return opened(Slot::That, start);
            }
            if token.is_mark(':') && (takes(Slot::Colon) || takes(Slot::Quote)) && i + 1 < end {
                let mut start = (i + 1..end).find(|&j| !self.token(j).is_break())?;
                if self.token(start).is(Class::Complementizer) && start + 1 < end {
                    start += 1;
                }
                let slot = if self.opens(start).is_some() { Slot::Quote } else { Slot::Colon };
                // "announced two guests: Ada Brandt and her son": a list, not speech.
                if slot == Slot::Colon
                    && self.is_capitalised()
                    && !(self.reaches(hit, i) && self.is_clause(start, end))
                {
                    return None;
                }
                // «وقال: خلال كلمته في الحفل إن …»: only an adjunct stands behind the colon.
                let adjunct = self.token(start).is(Class::Preposition) && takes(Slot::That);
                let later = (start..end.min(start + 12))
                    .find(|&j| self.token(j).is(Class::Complementizer) || self.token(j).is_comma());
                if let Some(j) =
                    later.filter(|&j| adjunct && self.token(j).is(Class::Complementizer) && j + 1 < end)
                {
                    return opened(Slot::That, j + 1);
                }
                return opened(slot, start);
            }
            // «قال سامر لا أعتقد أن …»: a negated verb begins the clause.
            if self.lexicon.grammar.verb_first
                && token.is(Class::Negator)
                && !token.is(Class::Relative)
                && takes(Slot::Colon)
                && !hit.entry.weak
                && hit.form == CueForm::Finite
                && (i == hit.end || commas == 0 && !self.phrase_right(hit.end, i).is_empty())
                && self.begins_clause(hit)
                && i + 1 < end
                && self.token(i + 1).is_word()
                && !self.token(i + 1).word.definite
            {
                return opened(Slot::Clause, i);
            }
            // «أكد سامر ضرورة …»: the noun is the content, whatever prepositions it governs.
            let finite = matches!(token.word.cue, Some((_, CueForm::Finite)));
            let verb = finite
                && (token.word.conjunction
                    || !self.token(i - 1).is_word()
                    || self.token(i - 1).is(Class::Conjunction));
            if token.is(Class::Nominal)
                && takes(Slot::Noun)
                && !verb
                && commas % 2 == 0
                && self.begins_clause(hit)
            {
                return opened(Slot::Noun, i);
            }
            let relative = (hit.end..i).any(|j| self.token(j).is(Class::Relative));
            if !relative && let Some(opening) = self.marker(hit, i, end) {
                return Some(opening);
            }
            if token.is_comma() {
                if let Some(after) = self.inserted_clause(i, end) {
                    i = after;
                    continue;
                }
                commas += 1;
                if commas > 3 || (hit.entry.weak && !first && commas > 1) {
                    return None;
                }
            }
            if self.is_barrier(i, hit) {
                return None;
            }
            words += usize::from(token.is_word());
            i += token.len.max(1) as usize;
        }
        None
    }

    /// True where a verb, or a pronoun that can only be its subject, stands between `from` and `to`.
    fn is_clause(&self, from: usize, to: usize) -> bool {
        let verbal = Class::Verb | Class::Auxiliary | Class::Copula | Class::Pronoun;
        (from..to).any(|i| {
            let token = self.token(i);
            token.word.classes.any(verbal) || token.word.cue.is_some() || self.is_past(i)
        })
    }

    /// A marker that the cue asks for: a word, or a preposition written on the next word.
    fn marker(&self, hit: &Hit<'_>, i: usize, end: usize) -> Option<Opening> {
        let token = self.token(i);
        if token.kind != TokenKind::Word || self.is_given_name(i) {
            return None;
        }
        let mut frames =
            hit.entry.frames.iter().filter(|f| matches!(f.slot, Slot::Marker | Slot::Target)).peekable();
        frames.peek()?;
        let folded = self.folded(i);
        for frame in frames {
            let mut letters = frame.marker.chars();
            let clitic = letters.next().filter(|_| letters.next().is_none());
            let written = clitic.is_some() && token.word.preposition == clitic && !token.is(Class::Medium);
            let bare = clitic.is_some() && !written && self.is_clitic(i, &frame.marker, end);
            let own = !written && clitic.is_none() && folded == frame.marker;
            if !(written || bare || own) || (frame.slot == Slot::Marker && !self.begins_clause(hit)) {
                continue;
            }
            let alone = !written && folded == frame.marker;
            let start = if alone { i + 1 } else { i };
            let adjunct = Class::Complementizer | Class::Time | Class::Medium | Class::Occasion;
            if start >= end || self.token(start).word.classes.any(adjunct) {
                continue;
            }
            // A name after the verb may begin with the marker's letter; a second candidate tells.
            let guess = bare && i == hit.end && hit.form == CueForm::Finite && folded != frame.marker;
            if guess && self.second_marker(i + 1, end, &frame.marker, clitic) {
                continue;
            }
            if bare && !alone && i > hit.end && self.complementizer_follows(i + 1, end) {
                continue;
            }
            let inside = (written || bare) && start == i && frame.slot == Slot::Marker;
            let skip = if inside { frame.marker.len() as u32 } else { 0 };
            return Some(Opening { slot: frame.slot, zone_end: i, start, skip });
        }
        None
    }

    /// True where only an adjunct or the person spoken to stands between cue and opening. In a language whose subject stands before the verb
    /// anything else is the beginning of the content itself.
    fn reaches(&self, hit: &Hit<'_>, i: usize) -> bool {
        if self.lexicon.grammar.verb_first
            || i == hit.end
            || !hit.entry.frames.iter().any(|f| f.slot == Slot::Clause)
        {
            return true;
        }
        let first = self.token(hit.end);
        let adjunct = Class::Preposition | Class::Time | Class::Adverb;
        if first.word.classes.any(adjunct)
            || first.is_comma()
            || self.token(i - 1).is_comma()
            || first.is_dash()
        {
            return true;
        }
        let end = self.addressee(hit.end, i);
        let verbal = Class::Verb | Class::Auxiliary | Class::Copula;
        let noun = |j: usize| {
            let t = self.token(j);
            t.is_word()
                && !t.word.classes.any(verbal)
                && t.word.cue.is_none()
                && (j == hit.end || !t.is(Class::Pronoun))
        };
        // "told the radio host Ada Brandt on Monday that": no verb, so all of it is the person spoken to.
        let addressed = self.token(i).is(Class::Complementizer) && (hit.end..i).all(noun);
        self.takes_addressee(hit)
            && end > hit.end
            && (addressed
                || end == i
                || self.token(end).word.classes.any(adjunct)
                || self.token(end).is_comma())
    }

    /// True for the pronoun that looks like a complementizer: "wrote about a club that was closed".
    fn is_relative(&self, hit: &Hit<'_>, i: usize) -> bool {
        let verbal = |t: &Tagged| {
            t.word.classes.any(Class::Verb | Class::Auxiliary | Class::Copula)
                || matches!(t.word.cue, Some((_, CueForm::Finite)))
        };
        self.is_capitalised()
            && (i > hit.end || hit.form == CueForm::Noun)
            && self.token(i - 1).is_word()
            && !self.token(i - 1).word.classes.any(Class::Time | Class::Adverb | Class::Pronoun)
            && self
                .get(i + 1)
                .is_some_and(|t| t.is_word() && !t.capital && (verbal(t) || self.is_past(i + 1)))
    }

    /// True where the cue names the person spoken to: "told".
    pub(super) fn takes_addressee(&self, hit: &Hit<'_>) -> bool {
        hit.entry.frames.iter().any(|f| f.slot == Slot::Marker && f.marker.is_empty())
    }

    /// True where nothing but an adjunct stands before token `i` in its sentence: «في وقت سابق ذكر …».
    fn begins_sentence(&self, i: usize) -> bool {
        let sentence = &self.layout.sentences[self.layout.sentence_of(i)];
        let mut before = sentence.tokens.clone().take_while(|&j| j < i).filter(|&j| self.token(j).is_word());
        let Some(first) = before.next() else { return true };
        let adjunct = Class::Preposition | Class::Adverb | Class::Time;
        let opens = |t: &Tagged| t.word.classes.any(adjunct) || t.word.preposition.is_some();
        let other =
            Class::Verb | Class::Auxiliary | Class::Relative | Class::Complementizer | Class::Subordinator;
        opens(self.token(first))
            && i - first <= ADJUNCT
            && (first..i).all(|j| {
                let token = self.token(j);
                token.is_word() && !token.word.classes.any(other) && token.word.cue.is_none()
            })
    }

    /// One past the comma that ends a clause put in about the subject, whose first comma is token `i`: «…، وهو محام، …».
    fn inserted_clause(&self, i: usize, end: usize) -> Option<usize> {
        let about = self.get(i + 1).filter(|t| t.is(Class::Pronoun) && t.word.conjunction)?;
        let last = end.min(i + INSERTED);
        let close = (i + 2..last).find(|&j| self.token(j).is_comma())?;
        (about.is_word() && close + 1 < end).then_some(close + 1)
    }

    /// True where the cue can only be the verb of its clause, as its place shows: needed where the frame alone proves little.
    pub(super) fn begins_clause(&self, hit: &Hit<'_>) -> bool {
        if hit.joined || hit.start == 0 || self.lexicon.grammar.capitals {
            return true;
        }
        let before = self.token(hit.start - 1);
        let clause = Class::Conjunction
            | Class::Adverb
            | Class::Subordinator
            | Class::Auxiliary
            | Class::Relative
            | Class::Time
            | Class::Complementizer;
        let edge = !before.is_word() && before.quote == 0
            || before.word.classes.any(clause)
            || self.begins_sentence(hit.start);
        edge || match hit.form {
            CueForm::Finite => !hit.entry.weak,
            CueForm::Participle => self.is_state(hit),
            _ => false,
        }
    }

    /// True where a complementizer stands a few words on: what begins like the marker is still part of a name.
    fn complementizer_follows(&self, from: usize, end: usize) -> bool {
        (from..end.min(from + 4))
            .take_while(|&j| self.token(j).is_word())
            .any(|j| self.token(j).is(Class::Complementizer))
    }

    fn second_marker(&self, from: usize, end: usize, marker: &str, clitic: Option<char>) -> bool {
        (from..end.min(from + 8))
            .take_while(|&j| self.token(j).is_word() || self.opens(j).is_some())
            .any(|j| self.token(j).word.preposition == clitic || self.is_clitic(j, marker, end))
    }

    /// True where the marker stands before a quotation, a number or on a word whose rest the pack does not know.
    fn is_clitic(&self, i: usize, marker: &str, end: usize) -> bool {
        let token = self.token(i);
        let folded = self.folded(i);
        if folded == marker {
            return i + 1 < end;
        }
        token.word.classes.is_empty()
            && token.word.cue.is_none()
            && folded.starts_with(marker)
            && folded.chars().count() > 3
    }

    /// True where the quotation that opens at `i` can be what was said, not a name or a borrowed word.
    fn is_speech(&self, i: usize, hit: &Hit<'_>) -> bool {
        let quote = &self.layout.quotes[self.token(i).quote as usize - 1];
        let words = self.words(quote.inner());
        let before = self.token(i - 1);
        if before.is_mark(':') {
            return words > 0;
        }
        let names = Class::Medium | Class::Organisation | Class::Label;
        let named = before.word.classes.any(names)
            || (i >= 2
                && before.is_word()
                && self.token(i - 2).word.classes.any(names)
                && words <= SPEECH_WORDS);
        if (named && words <= NAME_WORDS)
            || (before.is_word()
                && (before.word.preposition.is_some() || before.is(Class::Preposition))
                && words <= SPEECH_WORDS
                && !self.lexicon.grammar.capitals)
        {
            return false;
        }
        let at_once = i == hit.end || before.is_comma() || before.is(Class::Complementizer);
        words > SPEECH_WORDS || (words > 0 && (at_once || self.ends_clause(quote.end())))
    }

    /// True where the sentence or clause ends before token `i`.
    fn ends_clause(&self, i: usize) -> bool {
        self.get(i).is_none_or(|t| t.is_stop() || t.is_comma() || t.is_break())
    }

    /// True where the search must not go on: another report begins here.
    fn is_barrier(&self, i: usize, hit: &Hit<'_>) -> bool {
        let token = self.token(i);
        if token.quote != 0 {
            return false;
        }
        match token.word.cue {
            // «ذكرت متحدثة باسم الشركة»: right behind the verb it is who speaks.
            Some((_, CueForm::Participle)) if i == hit.end && token.is(Class::Title) => false,
            Some(_) if hit.entry.cognates.contains(&self.folded(i)) => false,
            Some((id, CueForm::Finite | CueForm::Participle)) => {
                let other = &self.lexicon.cues[id as usize];
                !other.weak || hit.entry.weak || self.lexicon.grammar.capitals
            }
            _ => token.is(Class::Subordinator),
        }
    }

    /// Steps back over the prepositions before a complementizer: «إلى أن», «من أن».
    fn without_preposition(&self, from: usize, mut to: usize) -> usize {
        while to > from && self.token(to - 1).is(Class::Preposition) {
            to -= 1;
        }
        to
    }
}
