//! What kind of source a phrase is.
//!
//! In: the tokens of a source. Out: its [`MentionKind`].

use super::Reader;
use crate::{lang::Class, model::MentionKind, text::TokenKind};
use std::ops::Range;

impl Reader<'_> {
    /// What kind of source the phrase is.
    pub(super) fn mention_kind(&self, phrase: &Range<usize>) -> MentionKind {
        let Some(head) = phrase
            .clone()
            .map(|i| self.token(i))
            .find(|t| !t.word.classes.any(Class::Determiner | Class::Adverb) || t.is(Class::Pronoun))
        else {
            return if phrase.is_empty() { MentionKind::Implied } else { MentionKind::Pronoun };
        };
        if phrase.len() == 1 && (head.is(Class::Pronoun) || head.is(Class::Relative)) {
            return MentionKind::Pronoun;
        }
        let named = self.name_in(phrase);
        let titled = phrase.clone().any(|i| self.token(i).word.classes.any(Class::Title | Class::Honorific));
        // "senior police official Ada Lind"
        let single = named
            .as_ref()
            .and_then(|n| n.start.checked_sub(1).filter(|&b| b >= phrase.start))
            .is_some_and(|b| self.token(b).is(Class::Unnamed) && !self.token(b).is(Class::Determiner));
        let titled = titled || single && self.is_capitalised();
        let counted = phrase.clone().any(|i| self.token(i).is(Class::Group)) && !titled;
        if counted {
            return MentionKind::Group;
        }
        if named.is_some()
            && (titled
                || !head.word.classes.any(
                    Class::Group | Class::Document | Class::Organisation | Class::Medium | Class::Unnamed,
                ))
        {
            return MentionKind::Name;
        }
        // In English the last noun before a preposition says what the phrase is: "the Democratic candidate from Old Harbour".
        let close = phrase
            .clone()
            .find(|&i| self.token(i).is_comma() || self.token(i).is(Class::Preposition))
            .unwrap_or(phrase.end);
        let last = close
            .checked_sub(1)
            .filter(|_| self.is_capitalised() && close > phrase.start)
            .map(|i| self.token(i));
        let head = last
            .filter(|l| {
                l.word.classes.any(
                    Class::Title
                        | Class::Document
                        | Class::Group
                        | Class::Organisation
                        | Class::Medium
                        | Class::Unnamed,
                )
            })
            .unwrap_or(head);
        if last.is_some_and(|l| l.is(Class::Title) && !l.is(Class::Place)) {
            return MentionKind::Role;
        }
        for (class, kind) in [
            (Class::Document, MentionKind::Document),
            (Class::Saying, MentionKind::Document),
            (Class::Group, MentionKind::Group),
            (Class::Organisation, MentionKind::Organisation),
            (Class::Medium, MentionKind::Organisation),
            (Class::Place, MentionKind::Organisation),
        ] {
            if head.is(class) {
                return kind;
            }
        }
        if head.is(Class::Unnamed) && !head.word.definite {
            return MentionKind::Unnamed;
        }
        if titled {
            return MentionKind::Role;
        }
        if self.lexicon.grammar.noun_capitals && head.is(Class::Determiner) {
            return MentionKind::Role;
        }
        if self.lexicon.grammar.capitals {
            let any = |class| phrase.clone().any(|i| self.token(i).is(class));
            if any(Class::Organisation)
                || any(Class::Medium)
                || any(Class::Place)
                || phrase.clone().any(|i| self.token(i).capital)
            {
                return MentionKind::Organisation;
            }
            return if any(Class::Group) {
                MentionKind::Group
            } else if any(Class::Unnamed) {
                MentionKind::Unnamed
            } else if any(Class::Document) {
                MentionKind::Document
            } else {
                MentionKind::Role
            };
        }
        if head.is(Class::Unnamed) {
            return MentionKind::Unnamed;
        }
        if head.kind == TokenKind::Number { MentionKind::Group } else { MentionKind::Organisation }
    }
}
