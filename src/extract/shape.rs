//! The closed set of sentence shapes: cue, source and content put together.
//!
//! In: a sentence. Out: its attributions. First every cue is read on its own (what introduces its content, who is named beside
//! it), then the contents are cut where another report begins.

use super::{Reader, cue::Hit, opening::Opening};
use crate::{
    lang::{Class, CueForm},
    model::{Attribution, Cue, Mention, MentionKind, Rule, Shape, Slot, Span, Stance, Style},
    segment::Tagged,
    text::TokenKind,
};
use std::ops::Range;

/// Words in front of a subject that begin with a preposition and are no more than this many are an adjunct: "In a speech to bakers, …".
const ADJUNCT: usize = 6;

/// Words of the longest heading.
const HEADING: usize = 24;
/// Words between a verb and the verbal noun that heads its content.
const LONG_SUBJECT: usize = 18;

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
        let range = self.without_breaks(sentence.tokens.clone());
        if range.is_empty() {
            return;
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
                if inside || self.is_unasserted(&hit, range.start) {
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
        let bounds: Vec<usize> = drafts.iter().filter(|d| d.bounds).map(|d| d.begins).collect();
        let mut last_source: Option<Range<usize>> = None;
        let mut last_medium: Option<Span> = None;
        for draft in &drafts {
            let mut attribution =
                self.finish(draft, &range, &bounds, &last_source, n as u32, sentence.headline);
            // A participle goes on in the same breath, so through the same medium.
            if let Some(a) = &mut attribution {
                if draft.shape == Shape::Participle {
                    a.medium = a.medium.or(last_medium);
                }
                last_medium = a.medium;
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

    /// True where the verb only names a case or an intention: «إذا رفض …», "to say".
    fn is_unasserted(&self, hit: &Hit<'_>, from: usize) -> bool {
        (hit.start.max(from + 1) - 1..hit.at).any(|i| {
            let token = self.token(i);
            // «أن يعلن» is an infinitive; «أن» before anything else opens a clause.
            token.is(Class::Unasserted) && (hit.form == CueForm::Finite || !token.is(Class::Complementizer))
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

    /// «قال سامر إن …», «وأضاف أن …», «سامر قال إن …».
    fn verb_first(&self, hit: Hit<'a>, range: &Range<usize>, done: usize) -> Option<Draft<'a>> {
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
    fn subject_before(
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
                let governed = (from..end).rev().take(6).find(|&i| self.token(i).is(Class::Preposition));
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

    /// «اتهم سامر الشركة بـ…»: target and deed are the content.
    fn accusation(&self, hit: Hit<'a>, opening: Opening, range: &Range<usize>, done: usize) -> Draft<'a> {
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
    fn nominal(&self, hit: Hit<'a>, range: &Range<usize>, done: usize) -> Option<Draft<'a>> {
        let takes = |slot| hit.entry.frames.iter().any(|f| f.slot == slot);
        let first = self.get(hit.end).filter(|t| {
            hit.end < range.end
                && t.is_word()
                && !t.word.classes.any(Class::Preposition | Class::Time | Class::Adverb | Class::Negator)
        })?;
        let opened = |slot, start| Opening { slot, zone_end: start, start, skip: 0 };
        if takes(Slot::Noun) && !hit.entry.narrator {
            let (shape, source, antecedent) = self.subject_before(&hit, range, done);
            let after_pronoun = hit.start > range.start
                && self.token(hit.start - 1).is(Class::Conjunction)
                && self.lexicon.has_object(&self.folded(hit.start - 1));
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

    /// The longest run of words from `from` that are names known from elsewhere in the article.
    fn known_name(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let end = (from..to).find(|&i| !self.is_known_name(i)).unwrap_or(to);
        (end > from && end - from <= 3).then_some(from..end)
    }

    /// Steps back from `end` over commas and dashes.
    fn before_commas(&self, from: usize, mut end: usize) -> usize {
        while end > from && (self.token(end - 1).is_comma() || self.token(end - 1).is_dash()) {
            end -= 1;
        }
        end
    }

    /// «…»، قال سامر.
    fn quotation_before(&self, hit: &Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
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
    fn relay(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
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

    /// «بحسب سامر، …» and «…، بحسب سامر».
    fn according_to(&self, mut hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        // «بحسب ما قال سامر»: the subject of the verb is the source.
        let relative = usize::from(self.get(hit.end).is_some_and(|t| t.is(Class::Relative)));
        let verb = hit.end + relative;
        let reports = |t: &Tagged| matches!(t.word.cue, Some((_, CueForm::Finite)));
        let source = if verb < range.end && reports(self.token(verb)) {
            let clitic = self
                .get(verb + 1)
                .is_some_and(|t| t.is(Class::Preposition) && self.lexicon.has_object(t.span.of(self.text)));
            hit.end = verb + 1 + usize::from(clitic);
            self.subject_after(hit.end, range.end)
        } else {
            self.phrase_right_of_preposition(hit.end, range.end)
        };
        if source.is_empty() {
            return None;
        }
        let mut next = source.end;
        while next < range.end
            && (self.token(next).is_comma()
                || self.token(next).is(Class::Complementizer)
                || self.token(next).is_dash())
        {
            next += 1;
        }
        // «وفقا لمسؤول رفض …، فإن …»: the resumptive complementizer tells where the content begins.
        let resumed = (next..range.end.min(next + 16))
            .find(|&i| self.token(i).is(Class::Complementizer) && self.token(i).word.conjunction);
        if let Some(i) = resumed.filter(|&i| i + 1 < range.end) {
            next = i + 1;
        }
        let first = (range.start..hit.at).all(|i| {
            !self.token(i).is_word()
                || self.token(i).is(Class::Conjunction)
                || self.token(i).is(Class::Adverb)
        });
        let (start, fixed_end, slot, begins) = if first && next < range.end {
            (
                next,
                None,
                if self.token(next - 1).is(Class::Complementizer) { Slot::That } else { Slot::Clause },
                hit.start,
            )
        } else if !first {
            let mut end = hit.start;
            while end > range.start && !self.token(end - 1).is_word() && self.token(end - 1).quote == 0 {
                end -= 1;
            }
            let start = (range.start..end)
                .find(|&i| !(self.token(i).is(Class::Conjunction) || self.token(i).is_comma()))
                .unwrap_or(end);
            // A report in front already has its source.
            let reported = self.hits(range.start..hit.start).iter().any(|h| {
                h.form != CueForm::Noun
                    && !h.entry.weak
                    && !h.entry.narrator
                    && self.opening(h, hit.start).is_some()
            });
            if reported || self.words(start..end) < 3 {
                return None;
            }
            (start, Some(end), Slot::Before, hit.start)
        } else {
            return None;
        };
        Some(Draft {
            zone: source.clone(),
            hit,
            shape: Shape::AccordingTo,
            slot,
            source,
            antecedent: None,
            start,
            skip: 0,
            fixed_end,
            more: Vec::new(),
            begins,
            bounds: true,
        })
    }

    /// The phrase after a cue that is a preposition; a further preposition may be written on its first word.
    fn phrase_right_of_preposition(&self, from: usize, to: usize) -> Range<usize> {
        let phrase = self.phrase_right(from, to);
        if phrase.is_empty() && from < to && self.token(from).word.preposition.is_some() {
            let rest = self.phrase_right(from + 1, to);
            return from..rest.end.max(from + 1);
        }
        phrase
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
        let source = self.phrase_right(hit.end, opening.zone_end);
        let mut draft = self.open_draft(hit, opening, Shape::Noun, source, range);
        draft.bounds = false;
        Some(draft)
    }

    /// «الكرملين: …» in a headline.
    fn headline(&self, range: &Range<usize>, hits: &[Hit<'a>]) -> Option<Draft<'a>> {
        let colon = range.clone().find(|&i| self.token(i).is_mark(':'))?;
        let mut source = self.phrase_right(range.start, colon);
        // «مصدر رئاسي لـ«الخبر»: …»
        let outlet = source.end < colon
            && self.token(source.end).is(Class::Preposition)
            && self.opens(source.end + 1).is_some_and(|q| self.layout.quotes[q].end() == colon);
        let named = source.end;
        if outlet {
            source.end = colon;
        }
        if source.end != colon
            || self.words(source.clone()) > 6
            || self.words(colon + 1..range.end) < 3
            || hits.iter().any(|h| h.at < colon)
        {
            return None;
        }
        source.end = named;
        if !self.can_speak(&source) {
            return None;
        }
        let entry = self
            .lexicon
            .cues
            .iter()
            .find(|c| c.frames.iter().any(|f| f.slot == Slot::Colon) && !c.narrator)?;
        let hit = Hit {
            start: colon,
            at: colon,
            end: colon + 1,
            entry,
            form: CueForm::Finite,
            negated: false,
            passive: false,
            joined: false,
        };
        Some(Draft {
            hit,
            shape: Shape::Colon,
            slot: Slot::Colon,
            source,
            antecedent: None,
            start: colon + 1,
            skip: 0,
            fixed_end: None,
            more: Vec::new(),
            begins: range.start,
            bounds: false,
            zone: named..colon,
        })
    }

    /// True where a headline's phrase before a colon can be a source rather than a topic.
    fn can_speak(&self, source: &Range<usize>) -> bool {
        self.name_in(source).is_some()
            || source.clone().any(|i| {
                self.token(i).word.classes.any(
                    Class::Place
                        | Class::Organisation
                        | Class::Title
                        | Class::Group
                        | Class::Medium
                        | Class::Document
                        | Class::Unnamed,
                )
            })
    }

    /// "Lind said …", "… , Lind said", "… , said Lind".
    fn subject_first(&self, hit: Hit<'a>, range: &Range<usize>, done: usize) -> Option<Draft<'a>> {
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
            if source.is_empty() {
                return None;
            }
            shape = Shape::VerbSubject;
            after = source.end;
            begins = hit.start;
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
            return Some(self.open_draft(hit, opening, named, source, range));
        }
        let left = left.filter(|_| !source.is_empty() && (quoted_before || !hit.entry.weak))?;
        let mut more = Vec::new();
        // "…," Lind said, "…": the quotation goes on.
        if let Some(open) = (after..range.end).find(|&i| self.opens(i).is_some()).filter(|&i| {
            self.words(after..i) <= 12
                && !self.names_quotation(i - 1)
                && (self.token(i - 1).is_comma() || self.token(i - 1).is_mark(':'))
        }) {
            more.push(open..self.after_quote(open).min(range.end));
        } else if let Some(rest) = (!quoted_before && shape == Shape::SubjectVerb)
            .then(|| self.clause_resumed(after, range))
            .flatten()
        {
            more.push(rest);
        }
        Some(Draft {
            zone: after..range.end,
            hit,
            shape,
            slot: Slot::Before,
            source,
            antecedent: None,
            start: left.start,
            skip: 0,
            fixed_end: Some(left.end),
            more,
            begins,
            bounds: true,
        })
    }

    /// "The levy, Lind said, would pay for …": the clause goes on behind the inserted report.
    fn clause_resumed(&self, after: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let comma = self.get(after).filter(|t| after < range.end && t.is_comma())?;
        let first = self.get(after + 1).filter(|_| after + 1 < range.end)?;
        let other = Class::Conjunction
            | Class::Subordinator
            | Class::Tail
            | Class::Relative
            | Class::Preposition
            | Class::Time;
        let reports = matches!(first.word.cue, Some((_, CueForm::Participle | CueForm::Preposition)));
        if !comma.is_mark(',') || !first.is_word() || first.word.classes.any(other) || reports {
            return None;
        }
        let later: Vec<usize> = self
            .hits(after + 1..range.end)
            .iter()
            .filter(|h| h.form != CueForm::Noun)
            .map(|h| h.start)
            .collect();
        let end = self.content_end(after + 1, range.end, &later);
        (self.words(after + 1..end) >= 3).then_some(after + 1..end)
    }

    /// "It was reported that …": nobody is named.
    fn passive(&self, hit: Hit<'a>, range: &Range<usize>) -> Option<Draft<'a>> {
        let opening = self.opening(&hit, range.end).filter(|o| o.slot == Slot::That)?;
        let none = hit.start..hit.start;
        Some(self.open_draft(hit, opening, Shape::Passive, none, range))
    }

    /// The clause or quotation that ends right before `begins`.
    fn content_before(&self, begins: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let end = self.before_commas(range.start, begins);
        let last = end.checked_sub(1).filter(|&l| l >= range.start)?;
        if let Some(q) = self.closes(last) {
            let open = self.layout.quotes[q].open;
            if open < range.start {
                return None;
            }
            // A quotation that ends the clause it stands in takes the clause with it.
            let whole =
                open == range.start || !self.token(open - 1).is_word() || self.words(range.start..open) == 0;
            return Some(if whole { open..end } else { range.start..end });
        }
        let words = self.words(range.start..end);
        let adjunct = words <= ADJUNCT
            && self
                .token(range.start)
                .word
                .classes
                .any(Class::Preposition | Class::Subordinator | Class::Adverb);
        (end < begins && words >= 3 && !adjunct && self.token(last).quote == 0).then_some(range.start..end)
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
        {
            i += self.token(i).len.max(1) as usize;
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
            if !token.is(Class::Determiner) && !token.capital && next.is_none_or(|n| !n.is(Class::Group)) {
                break;
            }
        }
        i
    }

    fn clause_after(&self, hit: Hit<'a>, range: &Range<usize>, shape: Shape) -> Option<Draft<'a>> {
        let start = self.clause_start(&hit, range)?;
        let at = hit.at;
        let opening = Opening { slot: Slot::Clause, zone_end: start, start, skip: 0 };
        Some(self.open_draft(hit, opening, shape, at..at, range))
    }

    fn finish(
        &self,
        draft: &Draft<'a>,
        range: &Range<usize>,
        bounds: &[usize],
        last: &Option<Range<usize>>,
        sentence: u32,
        headline: bool,
    ) -> Option<Attribution> {
        let later: Vec<usize> = bounds.iter().copied().filter(|&b| b > draft.start).collect();
        let end = draft.fixed_end.unwrap_or_else(|| self.content_end(draft.start, range.end, &later));
        let mut content = Vec::new();
        let (first, mut style) = self.content_span(&(draft.start..end), draft.skip)?;
        content.push(first);
        for more in &draft.more {
            if let Some((span, other)) = self.content_span(more, 0) {
                content.push(span);
                if style != other {
                    style = Style::Mixed;
                }
            }
        }
        content.sort();
        let after = if draft.slot == Slot::Before {
            range.end..range.end
        } else {
            self.first_words(end..range.end.min(later.first().copied().unwrap_or(range.end)).max(end))
        };
        // «وفي تصريح لوكالة …، قال سامر»: an adjunct in front names the medium of the first report.
        let front = range.start..draft.begins;
        let fronted = !front.is_empty()
            && draft.slot != Slot::Before
            && last.is_none()
            && self.token(front.start).is(Class::Preposition)
            && front.clone().any(|i| self.token(i).is_comma());
        let front = if fronted { front } else { range.start..range.start };
        let medium = self
            .medium(&[draft.zone.clone(), front, after], &draft.source, draft.shape == Shape::Relay)
            .or_else(|| self.medium_addressed(&draft.hit));
        // Where verbs do not hide their subject, coordinated verbs and participles share the one that is named.
        let shared = !self.lexicon.grammar.pro_drop
            && draft.source.is_empty()
            && !matches!(draft.shape, Shape::Noun | Shape::Passive);
        let source = if shared {
            last.clone()
                .or_else(|| self.clause_subject(range.start, draft.hit.start))
                .unwrap_or(draft.source.clone())
        } else {
            draft.source.clone()
        };
        let hidden = self.lexicon.grammar.pro_drop && source.is_empty() && last.is_none();
        let verbal = hidden.then(|| self.verbal_subject(range.start, draft.hit.start)).flatten();
        let antecedent = draft.antecedent.as_ref().or(last.as_ref()).or(verbal.as_ref());
        let mut mention = self.mention(&source, antecedent);
        // «وفقا لباركر»: the preposition on a name that no list knows.
        if draft.shape == Shape::AccordingTo && !source.is_empty() {
            let first = self.token(source.start);
            let marker = draft
                .hit
                .entry
                .frames
                .iter()
                .find(|f| f.slot == Slot::Marker)
                .map_or("", |f| f.marker.as_str());
            if !marker.is_empty()
                && first.word.preposition.is_none()
                && first.span.of(self.text).starts_with(marker)
            {
                let skip = marker.len() as u32;
                let cut = |s: Span| {
                    if s.start == first.span.start { Span { start: s.start + skip, ..s } } else { s }
                };
                mention.span = mention.span.map(cut);
                mention.name = mention.name.map(cut);
            }
        }
        if draft.shape == Shape::Passive {
            mention.kind = MentionKind::Hidden;
            mention.antecedent = None;
        }
        let rule = Rule { shape: draft.shape, slot: draft.slot };
        let cue = self.token(draft.hit.at).span.cover(self.token(draft.hit.end - 1).span);
        let stance = draft.hit.entry.stance;
        Some(Attribution {
            mention,
            cue: Cue {
                span: Some(cue),
                stance: if draft.shape == Shape::Colon { Stance::Neutral } else { stance },
                negated: draft.hit.negated,
            },
            medium,
            content,
            style,
            headline,
            sentence,
            sentence_start: Some(self.token(range.start).span.start),
            confidence: self.lexicon.confidence.of(rule, style),
            rule,
        })
    }

    /// As much of `tokens` as can name the medium: where no capital tells it, the first words behind the preposition that opens them.
    fn first_words(&self, tokens: Range<usize>) -> Range<usize> {
        if self.lexicon.grammar.capitals {
            return tokens;
        }
        let Some(first) = tokens.clone().find(|&i| self.token(i).is(Class::Preposition)) else {
            return tokens.end..tokens.end;
        };
        let opens = (tokens.start..first).all(|i| !self.token(i).is_word() || self.token(i).is(Class::Tail));
        let far = (first + 1..tokens.end).filter(|&i| self.token(i).is_word()).nth(2);
        if opens { tokens.start..far.unwrap_or(tokens.end) } else { tokens.end..tokens.end }
    }

    pub(super) fn mention(&self, source: &Range<usize>, antecedent: Option<&Range<usize>>) -> Mention {
        let span = |r: &Range<usize>| -> Span { self.span(r) };
        if source.is_empty() {
            return Mention {
                span: None,
                name: antecedent.and_then(|a| self.name_in(a)).map(|n| self.span(&n)),
                kind: MentionKind::Implied,
                antecedent: antecedent.map(span),
                given: None,
            };
        }
        let name = self.name_in(source).map(|n| self.span(&n));
        Mention {
            span: Some(self.span(source)),
            name,
            kind: self.mention_kind(source),
            antecedent: None,
            given: None,
        }
    }
}
