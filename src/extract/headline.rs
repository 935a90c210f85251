//! Headlines that put a source before a colon: «الكرملين: …».
//!
//! In: a headline. Out: a [`Draft`] where the words before the colon can speak.

use super::{Reader, cue::Hit, shape::Draft};
use crate::{
    lang::{Class, CueForm},
    model::{Shape, Slot},
};
use std::ops::Range;

impl<'a> Reader<'a> {
    /// «الكرملين: …» in a headline.
    pub(super) fn headline(&self, range: &Range<usize>, hits: &[Hit<'a>]) -> Option<Draft<'a>> {
        let colon = range.clone().find(|&i| self.token(i).is_mark(':'))?;
        let source = self.phrase_right(range.start, colon);
        if source.end != colon
            || self.words(source.clone()) > 6
            || self.words(colon + 1..range.end) < 3
            || hits.iter().any(|h| h.at < colon)
        {
            return None;
        }
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
            zone: colon..colon,
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
