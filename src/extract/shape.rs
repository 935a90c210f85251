//! The closed set of sentence shapes: cue, source and content put together.
//!
//! In: a sentence. Out: its attributions. First every cue is read on its own (what introduces its content, who is named beside
//! it), then the contents are cut where another report begins.

use super::{Reader, cue::Hit, opening::Opening};
use crate::{
    lang::{Class, CueForm},
    model::{Attribution, Phrase, Shape, Slot},
};
use std::ops::Range;

/// Words of the longest heading.
const HEADING: usize = 24;

/// A cue read on its own.
pub(super) struct Draft<'a> {
    pub(super) hit: Hit<'a>,
    pub(super) shape: Shape,
    pub(super) slot: Slot,
    /// Tokens of the mention; empty where there is none.
    pub(super) source: Range<usize>,
    pub(super) antecedent: Option<Range<usize>>,
    /// First token of the content and the bytes of it to skip.
    pub(super) start: usize,
    pub(super) skip: u32,
    /// The content's end, where the shape fixes it.
    pub(super) fixed_end: Option<usize>,
    /// Further quotations of the same content.
    pub(super) more: Vec<Range<usize>>,
    /// Where the words of this report begin: content of an earlier report ends there.
    pub(super) begins: usize,
    pub(super) bounds: bool,
    /// Tokens that may name the medium.
    pub(super) zone: Range<usize>,
}

impl<'a> Reader<'a> {
    /// The attributions of sentence number `n`.
    pub(super) fn sentence(&self, n: usize, out: &mut Vec<Attribution>) {
        let sentence = &self.layout.sentences[n];
        let mut range = self.without_breaks(sentence.tokens.clone());
        if range.is_empty() {
            return;
        }
        if let Some(end) = self.announced(range.end) {
            range.end = end;
        }
        let hits = self.hits(range.clone());
        let mut drafts: Vec<Draft<'a>> = Vec::new();
        if (sentence.headline || self.is_subhead(n))
            && let Some(draft) = self.headline(&range, &hits)
        {
            drafts.push(draft);
        }
        if drafts.is_empty() {
            // A verb whose participle says what it says: «وتابع موضحا …».
            let mut led: Option<Range<usize>> = None;
            for hit in hits {
                let done = drafts.last().map_or(range.start, |d| d.hit.end);
                // A cue between another and its content belongs to that report: «نقلت … عن … قوله».
                let inside = drafts
                    .last()
                    .is_some_and(|d| hit.at < d.start && hit.form == CueForm::Noun || hit.at < d.hit.end);
                // «أكدت الوزارة رفض …»: the noun that heads a content has the form of a verb.
                let heads = drafts.last().is_some_and(|d| d.slot == Slot::Noun && d.start == hit.at);
                if inside || heads && self.lexicon.grammar.verb_first || self.is_unasserted(&hit, range.start)
                {
                    continue;
                }
                let verb = hit.start..hit.end;
                let finite = hit.form == CueForm::Finite;
                match self.draft(hit, &range, done) {
                    Some(draft) if self.continues_content(&draft, drafts.last()) => {}
                    Some(mut draft) => {
                        if let Some(led) = led.take().filter(|l| l.end == verb.start) {
                            draft.begins = led.start;
                            draft.bounds = true;
                        }
                        drafts.push(draft);
                    }
                    None => led = finite.then_some(verb),
                }
            }
        }
        if drafts.is_empty() {
            drafts.extend(self.statement(&range));
        }
        let bounds: Vec<usize> = drafts.iter().filter(|d| d.bounds).map(|d| d.begins).collect();
        let mut last_source: Option<Range<usize>> = None;
        let mut last_medium: Option<Phrase> = None;
        for draft in &drafts {
            let mut attribution =
                self.finish(draft, &range, &bounds, &last_source, n as u32, sentence.headline);
            // A participle goes on in the same breath, so through the same medium.
            if let Some(a) = &mut attribution {
                if draft.shape == Shape::Participle {
                    a.medium = a.medium.take().or(last_medium.take());
                }
                last_medium.clone_from(&a.medium);
            }
            if !draft.source.is_empty() {
                last_source = Some(draft.source.clone());
            } else if draft.antecedent.is_some() {
                last_source.clone_from(&draft.antecedent);
            }
            if !draft.hit.entry.narrator {
                out.extend(attribution);
            }
        }
        if drafts.is_empty() {
            self.reported_mood(n, &range, out);
        }
    }

    /// True where an ambiguous verb joined without a comma goes on with the content before rather than reports: «تخطى … وعبر عن …».
    fn continues_content(&self, draft: &Draft<'a>, before: Option<&Draft<'a>>) -> bool {
        let hit = &draft.hit;
        self.lexicon.grammar.pro_drop
            && hit.entry.weak
            && draft.shape == Shape::Implied
            && matches!(draft.slot, Slot::Marker | Slot::Noun)
            && before.is_some_and(|b| b.start < hit.start && b.fixed_end.is_none())
            && self.token(hit.start - 1).is_word()
            && !self.follows_pronoun(hit)
    }

    /// True where the sentence stands alone in its paragraph and no stop ends it, as headings within an article do.
    fn is_subhead(&self, n: usize) -> bool {
        let sentence = &self.layout.sentences[n];
        let alone = |m: Option<usize>| {
            m.and_then(|m| self.layout.sentences.get(m)).is_none_or(|s| s.paragraph != sentence.paragraph)
        };
        let range = self.without_breaks(sentence.tokens.clone());
        let stopped =
            range.clone().next_back().is_some_and(|i| self.token(i).is_stop() || self.token(i).quote != 0);
        n > 0 && alone(n.checked_sub(1)) && alone(Some(n + 1)) && !stopped && self.words(range) <= HEADING
    }

    /// The end of the quotation that a sentence announces with a colon, where it is the paragraph after.
    fn announced(&self, end: usize) -> Option<usize> {
        let open = (end..self.layout.tokens.len()).find(|&i| !self.token(i).is_break())?;
        let q = self.opens(open).filter(|&q| self.token(end - 1).is_mark(':') && self.is_paragraph(q))?;
        Some(self.layout.quotes[q].end())
    }

    /// True where the verb only names a case or an intention: «إذا رفض …», "to say".
    fn is_unasserted(&self, hit: &Hit<'_>, from: usize) -> bool {
        (hit.start.max(from + 1) - 1..hit.at).any(|i| {
            let token = self.token(i);
            // «أن يعلن» is an infinitive; «أن» before anything else opens a clause.
            token.is(Class::Unasserted)
                && !self.is_name_too(i)
                && (hit.form == CueForm::Finite || !token.is(Class::Complementizer))
        })
    }

    fn without_breaks(&self, mut range: Range<usize>) -> Range<usize> {
        while !range.is_empty() && self.token(range.end - 1).is_break() {
            range.end -= 1;
        }
        while !range.is_empty() && self.token(range.start).is_break() {
            range.start += 1;
        }
        range
    }

    fn draft(&self, hit: Hit<'a>, range: &Range<usize>, done: usize) -> Option<Draft<'a>> {
        let second = self.lexicon.grammar.verb_second;
        match hit.form {
            CueForm::Finite | CueForm::Participle if second => self.verb_second(hit, range),
            CueForm::Preposition if second => self.second_according_to(hit, range),
            CueForm::Postposition => self.postposition(hit, range),
            CueForm::Anaphor => self.anaphor(hit, range),
            CueForm::Preposition => self.according_to(hit, range),
            CueForm::Noun => self.noun(hit, range),
            CueForm::Participle => self.participle(hit, range),
            CueForm::Finite if hit.entry.frames.iter().any(|f| f.slot == Slot::Relay) => {
                self.relay(hit, range)
            }
            CueForm::Finite if self.lexicon.grammar.verb_first => self.verb_first(hit, range, done),
            CueForm::Finite => self.subject_first(hit, range, done),
        }
    }

    pub(super) fn open_draft(
        &self,
        hit: Hit<'a>,
        opening: Opening,
        shape: Shape,
        source: Range<usize>,
        range: &Range<usize>,
    ) -> Draft<'a> {
        let begins = if shape == Shape::SubjectVerb { source.start } else { hit.start };
        let bounds = self.begins_report(&hit, begins, range);
        let zone = hit.end..opening.zone_end;
        let fixed_end = (opening.slot == Slot::Quote)
            .then(|| self.layout.quotes[self.token(opening.start).quote.max(1) as usize - 1].end())
            .filter(|&e| {
                self.token(opening.start).quote != 0 && (e >= range.end || !self.token(e).is_word())
            });
        Draft {
            hit,
            shape,
            slot: opening.slot,
            source,
            antecedent: None,
            start: opening.start,
            skip: opening.skip,
            fixed_end,
            more: Vec::new(),
            begins,
            bounds,
            zone,
        }
    }

    /// True where the words that begin at `begins` start a report of their own rather than stand inside a content.
    fn begins_report(&self, hit: &Hit<'_>, begins: usize, range: &Range<usize>) -> bool {
        if begins == range.start || hit.form == CueForm::Participle && !self.lexicon.grammar.capitals {
            return true;
        }
        let before = self.token(begins - 1);
        hit.joined
            || before.is_comma()
            || before.is_dash()
            || before.is(Class::Conjunction)
            || before.is(Class::Subordinator)
            || before.quote != 0
            || (before.is(Class::Relative) && begins >= 2 && self.token(begins - 2).is_comma())
    }

    /// True where a participle in the accusative can only go on with the subject: no noun in that case stands before it to be described.
    pub(super) fn is_state(&self, hit: &Hit<'_>) -> bool {
        let ending = self.lexicon.accusative_ending();
        let accusative = |i: usize| self.folded(i).ends_with(ending);
        !ending.is_empty() && !hit.entry.weak && hit.at > 0 && accusative(hit.at) && !accusative(hit.at - 1)
    }

    /// «مضيفا أن …», ", adding that …".
    fn participle(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        // A colon proves an unambiguous word as well as a complementizer does: «قائلا: …».
        let proven = |slot| match slot {
            Slot::That | Slot::Quote => true,
            Slot::Colon => !hit.entry.weak || self.begins_clause(&hit),
            _ => self.begins_clause(&hit),
        };
        if let Some(opening) = self.opening(&hit, range.end).filter(|o| proven(o.slot)) {
            let none = hit.start..hit.start;
            if opening.slot == Slot::Target {
                return Some(self.accusation(hit, opening, range, range.end));
            }
            return Some(self.open_draft(hit, opening, Shape::Participle, none, range));
        }
        if !self.lexicon.grammar.verb_first {
            return self.clause_after(hit, range, Shape::Participle);
        }
        let at = hit.at;
        let takes_noun = hit.entry.frames.iter().any(|f| f.slot == Slot::Noun);
        (takes_noun
            && self.begins_clause(&hit)
            && hit.end < range.end
            && self.token(hit.end).word.preposition.is_none()
            && self.token(hit.end).is_word()
            && !self.token(hit.end).is(Class::Preposition))
        .then(|| {
            let opening = Opening { slot: Slot::Noun, zone_end: hit.end, start: hit.end, skip: 0 };
            self.open_draft(hit, opening, Shape::Participle, at..at, range)
        })
    }

    /// Steps back from `end` over commas and dashes.
    pub(super) fn before_commas(&self, from: usize, mut end: usize) -> usize {
        while end > from && (self.token(end - 1).is_comma() || self.token(end - 1).is_dash()) {
            end -= 1;
        }
        end
    }

    /// Whose statement the noun at `at` is: "Lind's claim", "her assertion".
    fn owner(&self, at: usize, from: usize) -> Range<usize> {
        let none = at..at;
        let first = self.token(at);
        // The pack may list "his claim" as one cue.
        if first.is(Class::Determiner) && first.is(Class::Pronoun) {
            return at..at + 1;
        }
        let Some(before) = at.checked_sub(1).filter(|&b| b >= from) else { return none };
        if !self.is_owner(before) || !self.token(before).capital {
            return none;
        }
        let start =
            (from..before).rev().take_while(|&i| self.token(i).capital && self.token(i).is_word()).last();
        start.unwrap_or(before)..at
    }

    /// True where nothing but what belongs to it stands in front of the noun at `at` in its clause.
    fn is_subject(&self, at: usize, from: usize) -> bool {
        let other =
            Class::Verb | Class::Auxiliary | Class::Preposition | Class::Complementizer | Class::Subordinator;
        let begin = (from..at).rev().find(|&i| !self.token(i).is_word()).map_or(from, |i| i + 1);
        (begin..at).all(|i| {
            let token = self.token(i);
            !token.word.classes.any(other) && token.word.cue.is_none() && !self.is_past(i)
        })
    }

    /// The main verb of a clause whose subject holds a clause from `from` on: "that the levy would double | drew laughter".
    fn second_verb(&self, from: usize, to: usize) -> Option<usize> {
        let verbal = |i: usize| {
            let token = self.token(i);
            token.quote == 0
                && !token.capital
                && (token.word.classes.any(Class::Verb | Class::Auxiliary | Class::Copula)
                    || self.is_past(i)
                    || matches!(token.word.cue, Some((_, CueForm::Finite))))
        };
        let inner = Class::Conjunction
            | Class::Relative
            | Class::Complementizer
            | Class::Subordinator
            | Class::Pronoun
            | Class::Adverb
            | Class::Unasserted;
        let first = (from..to).find(|&i| verbal(i) || self.opens(i).is_some())?;
        // The group goes on with auxiliaries, adverbs and the verb behind a modal.
        let modal = self.token(first).is(Class::Auxiliary);
        let group = (first..to)
            .find(|&i| !verbal(i) && !self.token(i).word.classes.any(Class::Adverb | Class::Negator))
            .map_or(to, |i| i + usize::from(modal));
        let group = group.max(self.after_quote(first));
        let clause =
            (group..to).find(|&i| self.token(i).is_mark(';') || self.token(i).is_mark(':')).unwrap_or(to);
        (group..clause).find(|&i| {
            let before = self.token(i - 1);
            let joined =
                (group..i).any(|j| self.token(j).word.classes.any(Class::Conjunction | Class::Relative));
            verbal(i) && !before.word.classes.any(inner) && !joined && (before.is_word() || before.quote != 0)
        })
    }

    /// A noun that carries a statement: «تأكيد الزوجين …», «وصفه … بأنه …».
    fn noun(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        // «لتأكيد أن …» names an aim, not an act of speaking.
        if self.token(hit.at).word.preposition.is_some() {
            return None;
        }
        let opening = self.opening(&hit, range.end)?;
        if opening.slot == Slot::Target {
            let none = hit.at..hit.at;
            let mut draft = self.open_draft(
                hit,
                Opening { start: opening.zone_end.min(opening.start), ..opening },
                Shape::Noun,
                none,
                range,
            );
            draft.start = draft.hit.end;
            draft.slot = Slot::Target;
            draft.fixed_end = None;
            draft.bounds = false;
            return Some(draft);
        }
        if hit.end != opening.zone_end && self.phrase_right(hit.end, opening.zone_end).is_empty() {
            return None;
        }
        let mut source = self.phrase_right(hit.end, opening.zone_end);
        let subject = self.is_capitalised() && self.is_subject(hit.at, range.start);
        if source.is_empty() && self.is_capitalised() {
            source = self.owner(hit.at, range.start);
        }
        let start = opening.start;
        let mut draft = self.open_draft(hit, opening, Shape::Noun, source, range);
        draft.bounds = false;
        if let Some(verb) = subject.then(|| self.second_verb(start, range.end)).flatten() {
            draft.fixed_end = Some(verb);
        }
        Some(draft)
    }
}
