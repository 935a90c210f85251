//! What a function with a state says in place of a name: «الرئيس الغاني» for the president whom an article of the set names.
//!
//! In: the functions and names that the articles put side by side, and the tokens of a content. Out: tokens that mean the name.
//! A function of a state that two persons hold in the set means nobody. The order of the articles does not matter.

use super::{NormToken, Reader};
use crate::{
    extract::{Extraction, Naming},
    lang::{Class, Lexicon, Role},
    model::{Attribution, Span, Style},
    text::fold,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// A function of a state: the meanings of both words.
type Function = (u64, u64);

/// Who holds which function in a set of articles.
#[derive(Debug, Default)]
pub(super) struct Epithets {
    /// What the last word of the holder's name means; `None` for two holders.
    holders: FxHashMap<Function, Option<u64>>,
    /// The titles of a person, by the last word of the name.
    titles: FxHashMap<u64, FxHashSet<u64>>,
}

impl Epithets {
    /// Takes in what one article says.
    pub fn read(&mut self, reader: &Reader<'_>, lexicon: &Lexicon, extraction: &Extraction) {
        for naming in &extraction.namings {
            if let Some((functions, name)) = holder(reader, lexicon, naming) {
                for function in functions {
                    let known = self.holders.entry(function).or_insert(Some(name));
                    *known = known.filter(|k| *k == name);
                    self.titles.entry(name).or_default().insert(function.0);
                }
            }
        }
    }

    /// Lets the functions in a content that stand for a name mean it.
    pub fn resolve(
        &self,
        tokens: &mut [NormToken],
        reader: &Reader<'_>,
        lexicon: &Lexicon,
        attribution: &Attribution,
    ) {
        if self.holders.is_empty() {
            return;
        }
        for at in 1..tokens.len() {
            let (title, place) = match (is_place(&tokens[at - 1]), is_place(&tokens[at])) {
                (false, true) => (at - 1, at),
                (true, false) => (at, at - 1),
                _ => continue,
            };
            let holder = if tokens[title].roles.has(Role::Counterpart) {
                self.counterpart(reader, attribution, tokens[place].sense)
            } else if is_title(&tokens[title], reader, lexicon) {
                self.holders.get(&(tokens[title].sense, tokens[place].sense)).copied().flatten()
            } else {
                None
            };
            // The state stays what it is: "France will pay" and "the French president will pay" may be one statement.
            if let Some(name) = holder {
                let token = &mut tokens[title];
                (token.sense, token.strength) = (name, BY_FUNCTION);
                token.roles = token.roles.without(Role::Light);
            }
        }
    }

    /// Who holds the function of the speaker in another state.
    fn counterpart(&self, reader: &Reader<'_>, attribution: &Attribution, place: u64) -> Option<u64> {
        let mention = attribution.mention.name.or(attribution.mention.span)?;
        let words = reader.content(&[mention], Style::Indirect).tokens;
        let titles = words.iter().filter_map(|t| self.titles.get(&t.sense)).flatten();
        let mut holders = titles.filter_map(|title| self.holders.get(&(*title, place)).copied().flatten());
        let first = holders.next()?;
        holders.all(|other| other == first).then_some(first)
    }
}

/// Weight of a function that stands for a name, in per cent of the name.
const BY_FUNCTION: u8 = 85;

/// The functions that a naming gives, and what the last word of the name means.
fn holder(reader: &Reader<'_>, lexicon: &Lexicon, naming: &Naming) -> Option<(Vec<Function>, u64)> {
    let name = reader.content(&[naming.name], Style::Indirect).tokens.pop()?.sense;
    let role = reader.content(&[word_before(naming.role, reader.text), naming.role], Style::Indirect).tokens;
    let place = role.iter().find(|t| is_place(t))?.sense;
    let titles = role.iter().filter(|t| is_title(t, reader, lexicon)).map(|t| (t.sense, place)).collect();
    Some((titles, name))
}

/// The word before a function, which may be its state: "French President".
fn word_before(role: Span, text: &str) -> Span {
    let before = text[..role.start as usize].trim_end();
    let word = before.split_whitespace().next_back().unwrap_or_default();
    Span::new(before.len() - word.len(), before.len())
}

fn is_title(token: &NormToken, reader: &Reader<'_>, lexicon: &Lexicon) -> bool {
    token.is_content() && lexicon.word(&fold(token.origin.of(reader.text))).classes.has(Class::Title)
}

fn is_place(token: &NormToken) -> bool {
    token.roles.has(Role::Place)
}
