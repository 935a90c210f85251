//! The functions and organisations that an article names, wherever they stand.
//!
//! In: the tokens of an article. Out: the [`Naming`]s, a function beside the name of who holds it, and the organisations named with several words.

use super::{Naming, Reader};
use crate::{lang::Class, model::Span, text::TokenKind};
use std::ops::Range;

impl Reader<'_> {
    /// The functions that the article ties to names.
    pub(super) fn namings(&self) -> Vec<Naming> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < self.layout.tokens.len() {
            let token = self.token(i);
            if !(token.is(Class::Title) && token.len > 0) {
                i += 1;
                continue;
            }
            let sentence = self.layout.sentence_of(i);
            let end = self.layout.sentences[sentence].tokens.end;
            let mut phrase = self.phrase_right(i, end);
            if phrase.is_empty() {
                i += 1;
                continue;
            }
            let next = phrase.end;
            // The description may follow the name: «فلان، المتحدث باسم …» or «فلان المتحدث باسم …».
            let before = self.phrase_before(i);
            let name = self.name_in(&phrase).filter(|n| n.start > phrase.start);
            match (name, before) {
                // One plain word after a title may be any noun; it is a name where the article has it as one.
                (Some(name), _)
                    if self.lexicon.grammar.capitals || name.len() > 1 || self.is_known_name(name.start) =>
                {
                    phrase.end = name.start;
                    let phrase = self.trim_marks(phrase);
                    if !phrase.is_empty() {
                        out.push(Naming { role: self.span(&phrase), name: self.span(&name) });
                    }
                }
                (None, Some(name)) => out.push(Naming { role: self.span(&phrase), name: self.span(&name) }),
                _ => {}
            }
            i = next.max(i + 1);
        }
        out
    }

    fn trim_marks(&self, mut tokens: Range<usize>) -> Range<usize> {
        while !tokens.is_empty() && !self.token(tokens.end - 1).is_word() {
            tokens.end -= 1;
        }
        tokens
    }

    /// The name that ends right before the title at `i`, or before the comma there.
    fn phrase_before(&self, i: usize) -> Option<Range<usize>> {
        let mut end = i;
        if end > 0 && self.token(end - 1).word.classes.any(Class::Determiner.into()) {
            end -= 1;
        }
        if end > 0 && self.token(end - 1).is_comma() {
            end -= 1;
        } else if self.lexicon.grammar.capitals {
            return None;
        }
        let mut start = end;
        while start > 0 && start + 4 > end && self.token(start - 1).kind == TokenKind::Word {
            start -= 1;
        }
        let name = self.name_in(&(start..end))?;
        (name.end == end && name.len() > 1).then_some(name)
    }

    /// The organisations that the article names with more than one word.
    pub(super) fn organisations(&self) -> Vec<Span> {
        if self.lexicon.grammar.capitals {
            return Vec::new();
        }
        let tokens = &self.layout.tokens;
        let heads = (0..tokens.len())
            .filter(|&i| tokens[i].is(Class::Organisation) && !tokens[i].word.definite && tokens[i].len > 0);
        heads
            .map(|i| {
                // The words with the article that follow the head, as far as they go.
                let phrase = self.phrase_right(i, tokens.len().min(i + 6));
                let other =
                    |&j: &usize| j > i && (!tokens[j].word.definite || tokens[j].word.preposition.is_some());
                i..phrase.clone().find(other).unwrap_or(phrase.end)
            })
            .filter(|p| p.len() > 1 && self.token(p.start + 1).word.definite)
            .map(|p| self.span(&p))
            .collect()
    }
}
