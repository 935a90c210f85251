//! Where reporting words stand.
//!
//! In: the tokens of a sentence. Out: [`Hit`]s in order, without those inside quotations.

use super::Reader;
use crate::{
    lang::{Class, CueEntry, CueForm},
    model::Stance,
    text::TokenKind,
};
use std::ops::Range;

/// Words between an article and the participle that names its noun.
const NAMED: usize = 3;

/// One occurrence of a cue.
#[derive(Clone, Debug)]
pub(super) struct Hit<'a> {
    /// First token of the verb group: auxiliaries and negation before the cue belong to it.
    pub start: usize,
    /// The cue word.
    pub at: usize,
    /// One past the cue.
    pub end: usize,
    pub entry: &'a CueEntry,
    pub form: CueForm,
    /// The reporter's stance, with the particle of the verb.
    pub stance: Stance,
    /// The cue is negated: «لم يستبعد».
    pub negated: bool,
    /// The subject is not who speaks: "was told".
    pub passive: bool,
    /// A conjunction is written on the cue or its auxiliary, or stands before it.
    pub joined: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn hits(&self, sentence: Range<usize>) -> Vec<Hit<'a>> {
        let mut out = Vec::new();
        for at in sentence.clone() {
            let token = self.token(at);
            let Some((id, form)) = token.word.cue.filter(|_| token.quote == 0 && token.len > 0) else {
                continue;
            };
            // A capital within the sentence makes a noun of it.
            if self.lexicon.grammar.noun_capitals
                && token.capital
                && at > sentence.start
                && form != CueForm::Noun
            {
                let before = self.token(at - 1);
                if before.is_word() || before.is_comma() {
                    continue;
                }
            }
            if form == CueForm::Finite && self.is_attribute(at, sentence.start) {
                continue;
            }
            // "Lind is demanding that …": with an auxiliary the participle is the verb of a clause.
            let progressive =
                self.is_capitalised() && form == CueForm::Participle && at > sentence.start && {
                    let before = self.token(at - 1);
                    before.is(Class::Copula) && before.quote == 0
                };
            let form = if progressive { CueForm::Finite } else { form };
            let mut hit = Hit {
                start: at,
                at,
                end: at + token.len as usize,
                entry: &self.lexicon.cues[id as usize],
                form,
                stance: self.lexicon.cues[id as usize].stance,
                negated: false,
                passive: false,
                joined: token.word.conjunction,
            };
            if form == CueForm::Finite {
                self.verb_group(&mut hit, sentence.start);
                hit.passive &= !progressive;
            }
            if hit.start > sentence.start && self.token(hit.start - 1).is(Class::Conjunction) {
                hit.joined = true;
            }
            // «رفضا» looks like a form of the verb that it strengthens.
            let cognate = |before: &Hit<'_>| {
                std::ptr::eq(before.entry, hit.entry) && hit.entry.cognates.contains(&self.folded(at))
            };
            if out.iter().any(cognate) {
                continue;
            }
            hit.end = self.cognate(hit.entry, hit.end, sentence.end).unwrap_or(hit.end);
            out.push(hit);
        }
        out
    }

    /// One past the noun of the verb's own meaning at `i`, with the adjectives that strengthen it: «رفضا قاطعا».
    fn cognate(&self, entry: &CueEntry, i: usize, end: usize) -> Option<usize> {
        let word = |i: usize| self.get(i).filter(|t| i < end && t.is_word() && t.quote == 0);
        let noun = word(i).map(|_| self.folded(i)).filter(|n| entry.cognates.contains(n))?;
        let ending = noun.chars().next_back()?;
        let agrees = |i: &usize| {
            word(*i).is_some_and(|t| t.word.classes.is_empty() && t.word.cue.is_none() && !t.word.definite)
                && self.folded(*i).ends_with(ending)
        };
        Some((i + 1..end).find(|i| !agrees(i)).unwrap_or(end))
    }

    /// The end of the content between `start` and `end` without such a noun behind it.
    pub(super) fn before_cognate(&self, entry: &CueEntry, start: usize, end: usize) -> usize {
        (start + 1..end).find(|&i| self.cognate(entry, i, end) == Some(end)).unwrap_or(end)
    }

    /// True for a participle that describes the noun after it: "a written statement", "758 pledged delegates".
    fn is_attribute(&self, at: usize, from: usize) -> bool {
        if !self.is_capitalised() || at == from {
            return false;
        }
        if self.token(at).len != 1 {
            return self.is_object(at - 1, from);
        }
        // "a newly proposed law": the adverb belongs to the participle.
        let first = (from..at).rev().find(|&i| !self.token(i).is(Class::Adverb)).unwrap_or(from);
        let before = self.token(first);
        if self.is_owner(first) && before.is_word() {
            return true;
        }
        // "a charity called Old Harbour"
        if self.is_naming(at, from) {
            return true;
        }
        let determined =
            before.is(Class::Determiner) && !before.word.classes.any(Class::Pronoun | Class::Unnamed);
        // "her remarks, …": a noun, where the phrase ends with it.
        if determined && first + 1 == at && self.get(at + 1).is_none_or(|t| !t.is_word() && t.quote == 0) {
            return true;
        }
        let Some(next) = self.get(at + 1).filter(|t| t.is_word() && before.quote == 0) else { return false };
        let begins =
            Class::Determiner | Class::Pronoun | Class::Complementizer | Class::Preposition | Class::Time;
        let noun = !next.capital && !next.word.classes.any(begins);
        // "about alleged fraud": no verb stands behind a preposition.
        let governed = before.is(Class::Preposition) && self.lexicon.grammar.pasts.fit(&self.folded(at));
        determined || noun && (governed || before.kind == TokenKind::Number)
    }

    /// True for a determiner behind a verb or preposition, whose noun is no subject: "to repeat | its | calls for a wall".
    fn is_object(&self, i: usize, from: usize) -> bool {
        let other = Class::Conjunction
            | Class::Subordinator
            | Class::Complementizer
            | Class::Adverb
            | Class::Relative;
        let governs = i.checked_sub(1).filter(|&g| g >= from).map(|g| self.token(g));
        self.token(i).is(Class::Determiner)
            && !self.token(i).word.classes.any(Class::Unnamed | Class::Pronoun)
            && governs.is_some_and(|g| g.is_word() && g.word.cue.is_none() && !g.word.classes.any(other))
    }

    /// True for a participle that gives the name of the thing before it, which is new and no subject: "paid a grant to a charity called …".
    fn is_naming(&self, at: usize, from: usize) -> bool {
        let stops =
            Class::Determiner | Class::Conjunction | Class::Preposition | Class::Verb | Class::Auxiliary;
        let noun = |i: &usize| {
            let token = self.token(*i);
            token.is_word() && !token.capital && !token.word.classes.any(stops)
        };
        let start = (from..at).rev().take_while(noun).last().filter(|&i| at - i <= NAMED && i > from + 1);
        let Some(article) = start.map(|i| i - 1) else { return false };
        let governs = self.token(article - 1);
        let opens = Class::Conjunction
            | Class::Subordinator
            | Class::Complementizer
            | Class::Adverb
            | Class::Relative
            | Class::Time;
        self.token(at).is(Class::Label)
            && self.token(article).is(Class::Determiner)
            && governs.is_word()
            && governs.word.cue.is_none()
            && !governs.word.classes.any(opens)
    }

    /// Takes the auxiliaries, adverbs and negation before the cue into its group.
    fn verb_group(&self, hit: &mut Hit<'_>, from: usize) {
        let mut i = hit.start;
        while i > from {
            let before = self.token(i - 1);
            if before.quote != 0 || before.kind != TokenKind::Word || self.is_name_too(i - 1) {
                break;
            }
            if before.is(Class::Negator) && !before.is(Class::Relative) {
                hit.negated = true;
            } else if !(before.is(Class::Auxiliary)
                || (self.lexicon.grammar.capitals && before.is(Class::Adverb)))
            {
                break;
            }
            hit.passive |= before.is(Class::Copula);
            i -= 1;
            let adverb =
                before.is(Class::Adverb) && !before.word.classes.any(Class::Auxiliary | Class::Negator);
            if !adverb || self.is_capitalised() {
                hit.start = i;
                hit.joined |= before.word.conjunction;
            }
        }
    }
}
