//! Names compared: folded words with a tolerance for spelling.
//!
//! In: the words of a name or function. Out: a [`NameKey`]. Two spellings of one name differ by an edit or two (بيسكوف/بسكوف, ديمتري/دميتري);
//! the measure is the optimal string alignment distance of Damerau and Levenshtein, so that a typist's transposition counts once.

use crate::{
    lang::{Class, Lexicon, Vocabulary, plain},
    text::{TokenKind, fold, tokens},
};
use strsim::osa_distance;

/// Least likeness of two family names.
const FAMILY: f64 = 0.8;
/// Least likeness of two given names: transliterations vary more.
const GIVEN: f64 = 0.7;
/// Shorter words must be equal.
const SHORT: usize = 4;

/// The folded words of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey {
    words: Vec<String>,
    /// True where things are the same by their stems only: one letter tells adjectives of origin apart ("irakisch", "iranisch").
    stems: bool,
    /// What is heard of each word, the same in every script; empty where nothing is known.
    sounds: Vec<String>,
    /// The last word by the letters that spellings keep; empty where the language does not say which those are.
    skeleton: String,
}

impl NameKey {
    /// The key of a name or function, without articles, forms of address and possessive endings.
    pub fn new(text: &str, lexicon: &Lexicon) -> Self {
        let mut words: Vec<String> = Vec::new();
        for token in tokens(text) {
            if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                continue;
            }
            let folded = fold(token.span.of(text));
            let folded = lexicon.without_owner(&folded).unwrap_or(&folded);
            let word = lexicon.word(folded);
            let silent = Class::Determiner | Class::Emphatic | Class::Honorific;
            if word.classes.any(silent) && !word.classes.has(Class::Title) {
                continue;
            }
            let bare = lexicon.bare(folded, &word);
            let full = lexicon.nicknames.get(bare).or_else(|| lexicon.titles.get(bare));
            let bare = full.map_or(bare, String::as_str);
            let common = !word.classes.is_empty() || token.span.of(text).starts_with(char::is_lowercase);
            let word = if common { lexicon.stem(bare) } else { bare };
            // «عبد الفتاح» and «عبدالفتاح» are one name.
            match words.last_mut() {
                Some(before) if lexicon.compounds.contains(before.as_str()) => before.push_str(word),
                _ => words.push(word.to_owned()),
            }
        }
        // A name of nothing but forms of address is compared as it stands.
        if words.is_empty() {
            words = Self::plain(text).words;
        }
        let skeleton = words.last().map_or_else(String::new, |w| lexicon.skeleton(w));
        Self { words, stems: !lexicon.grammar.inflections.is_empty(), skeleton, sounds: Vec::new() }
    }

    /// The key of a name that is given as such, in any language.
    pub(super) fn plain(name: &str) -> Self {
        let words = tokens(name)
            .iter()
            .filter(|t| t.kind == TokenKind::Word)
            .map(|t| fold(t.span.of(name)))
            .collect();
        Self { words, stems: false, skeleton: String::new(), sounds: Vec::new() }
    }

    /// The key with a number in front in digits: «ست وعشرون دولة» is «26 دولة».
    pub(super) fn counted(mut self, vocabulary: &Vocabulary) -> Self {
        if let Some((count, taken)) = vocabulary.count(&self.words) {
            self.words.splice(..taken, [count.to_string()]);
        }
        self
    }

    /// True where a number in digits stands in front.
    pub(super) fn is_counted(&self) -> bool {
        self.words.first().is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()))
    }

    /// The key with what is heard of its words.
    pub(super) fn heard(mut self, vocabulary: &Vocabulary) -> Self {
        let heard = |w: &String| vocabulary.sound(&plain(w)).unwrap_or_default();
        self.sounds = self.words.iter().map(heard).collect();
        self
    }

    /// True where both sound alike although they are written in different scripts: the last words do, and where both have
    /// more than one, the first.
    pub(super) fn sounds_like(&self, other: &Self) -> bool {
        let latin = |key: &Self| key.words.iter().all(|w| w.is_ascii());
        let (a, b) = (&self.sounds, &other.sounds);
        let same = |x: Option<&String>, y: Option<&String>| matches!((x, y), (Some(x), Some(y)) if !x.is_empty() && x == y);
        latin(self) != latin(other)
            && same(a.last(), b.last())
            && (a.len() == 1 || b.len() == 1 || same(a.first(), b.first()))
    }

    /// The words.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// True where both can name one person: the family names are alike and no given name speaks against it.
    pub fn same_person(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (self.words.last(), other.words.last()) else { return false };
        if !alike(a, b, FAMILY) {
            return self.words.len() > 1
                && other.words.len() > 1
                && (contains_run(&self.words, &other.words) || contains_run(&other.words, &self.words));
        }
        // A family name alone is the same only in another spelling: one consonant tells families apart, «الشمري», «الشمسي».
        let alone = self.words.len() == 1 || other.words.len() == 1;
        if alone
            && !self.skeleton.is_empty()
            && !other.skeleton.is_empty()
            && !spelled(&self.skeleton, &other.skeleton)
        {
            return false;
        }
        let (a, b) = (&self.words[..self.words.len() - 1], &other.words[..other.words.len() - 1]);
        a.is_empty() || b.is_empty() || a.iter().any(|x| b.iter().any(|y| alike_given(x, y)))
    }

    /// True where both name one organisation, group or function: the words are the same, or those of one begin or end the other.
    pub fn same_thing(&self, other: &Self) -> bool {
        if self.words.is_empty() || other.words.is_empty() {
            return false;
        }
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let equal = |a: &[String], b: &[String]| a.iter().zip(b).all(|(x, y)| self.alike(x, y));
        if short.words.len() == long.words.len() {
            return equal(&short.words, &long.words);
        }
        short.words.len() >= 2
            && (equal(&short.words, &long.words)
                || equal(&short.words, &long.words[long.words.len() - short.words.len()..]))
    }

    fn alike(&self, a: &str, b: &str) -> bool {
        if self.stems { a == b } else { alike(a, b, FAMILY) }
    }

    /// True where every word of `self` stands in `other`: «الوزير» in «وزير المالية».
    pub fn within(&self, other: &Self) -> bool {
        !self.words.is_empty() && self.words.iter().all(|w| other.words.iter().any(|o| self.alike(w, o)))
    }
}

fn contains_run(long: &[String], short: &[String]) -> bool {
    short.len() >= 2
        && long.windows(short.len()).any(|w| w.iter().zip(short).all(|(x, y)| alike(x, y, FAMILY)))
}

fn alike(a: &str, b: &str, least: f64) -> bool {
    if a == b {
        return true;
    }
    // A slip leaves the first or the last letter, and hardly changes the length.
    let ends = a.chars().next() == b.chars().next() || a.chars().next_back() == b.chars().next_back();
    if !ends || a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    short >= SHORT && 1.0 - osa_distance(a, b) as f64 / long as f64 >= least
}

/// True for equal skeletons, or one with two neighbouring letters in the other order.
fn spelled(a: &str, b: &str) -> bool {
    let letters = |s: &str| {
        let mut letters: Vec<char> = s.chars().collect();
        letters.sort_unstable();
        letters
    };
    a == b || (osa_distance(a, b) == 1 && letters(a) == letters(b))
}

/// Given names are alike too where one is the other's initial.
fn alike_given(a: &str, b: &str) -> bool {
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    alike(a, b, GIVEN) || initial(a, b) || initial(b, a)
}
