//! A colon instead of a verb of reporting: «الكرملين: …» in a headline, "The council issued a statement: “…”".
//!
//! In: a sentence. Out: a [`Draft`] where the words before the colon can speak.

use super::{Reader, cue::Hit, shape::Draft};
use crate::{
    lang::{Class, CueForm},
    model::{Shape, Slot, Stance},
};
use std::ops::Range;

impl<'a> Reader<'a> {
    /// «الكرملين: …» in a headline.
    pub(super) fn headline(&self, range: &Range<usize>, hits: &[Hit<'a>]) -> Option<Draft<'a>> {
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
        self.colon_draft(colon, source, Slot::Colon, colon + 1, range)
    }

    /// "The council issued a statement: “…”": no verb of reporting, but a colon and a quotation to the end.
    pub(super) fn statement(&self, range: &Range<usize>) -> Option<Draft<'a>> {
        let colon = range.clone().find(|&i| self.token(i).is_mark(':') && self.token(i).quote == 0)?;
        let open = (colon + 1..range.end).find(|&i| !self.token(i).is_break())?;
        let end = self.layout.quotes[self.opens(open)?].end();
        let source = self.clause_subject(range.start, colon)?;
        let named = self.can_speak(&source) || self.token(source.start).is(Class::Pronoun);
        let verbal = self.words(source.end..colon) > 0;
        let draft = self.colon_draft(colon, source, Slot::Quote, open, range)?;
        (named && verbal && self.words(end..range.end) == 0 && self.lexicon.grammar.capitals)
            .then_some(Draft { fixed_end: Some(end), ..draft })
    }

    fn colon_draft(
        &self,
        colon: usize,
        source: Range<usize>,
        slot: Slot,
        start: usize,
        range: &Range<usize>,
    ) -> Option<Draft<'a>> {
        let zone = source.end..colon;
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
            stance: Stance::Neutral,
            negated: false,
            passive: false,
            joined: false,
        };
        Some(Draft {
            hit,
            shape: Shape::Colon,
            slot,
            source,
            antecedent: None,
            start,
            skip: 0,
            fixed_end: None,
            more: Vec::new(),
            begins: range.start,
            bounds: false,
            zone,
        })
    }

    /// True where a headline's phrase before a colon can be a source rather than a topic.
    pub(super) fn can_speak(&self, source: &Range<usize>) -> bool {
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
}
