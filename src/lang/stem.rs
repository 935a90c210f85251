//! Words without what grammar writes on them, by tables only.
//!
//! In: a word in plain letters ([`plain_into`]). Out: its stem (clitics and inflection off) and its root key (what related
//! words share). Arabic follows light10 (Larkey, Ballesteros and Connell 2002: clitics, article, one suffix) with two
//! changes: a length guard of three letters, and a list of beginnings that only look like clitics. English follows the
//! first steps of Porter (1980). Neither is right about every word; both do the same to the same word, and that is what
//! comparison needs.

use crate::text::fold_into;
use serde::Deserialize;
use unicode_normalization::char::decompose_canonical;

/// The tables of one language; empty tables leave every word as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Stemmer {
    /// Conjunctions written on the next word.
    conjunctions: Vec<String>,
    /// Prepositions written on the next word.
    prepositions: Vec<String>,
    /// What is written on the end of any noun: "'s".
    enclitics: Vec<String>,
    /// The article written on the noun.
    article: String,
    /// Preposition and article run together, and what the preposition alone is.
    elided: Vec<(String, String)>,
    /// Beginnings of words that only look as if they carried a clitic or an article.
    protected: Vec<String>,
    /// Mark of the future written on the verb.
    future: String,
    /// Letters after which the mark of the future is one.
    persons: Vec<String>,
    /// Beginnings of verbs in the present tense, without those that other words begin with as often.
    imperfect: Vec<String>,
    /// The ending that tells a past form from such a verb.
    past: String,
    /// Endings and what stands for them, first match wins.
    suffixes: Vec<(String, String)>,
    /// Pronouns written on the word before.
    pronouns: Vec<String>,
    /// The ending of an indefinite accusative.
    accusative: String,
    /// A last letter that comes and goes with inflection.
    mute: String,
    /// Letters that are doubled before an ending.
    doubled: String,
    /// Beginnings that verb forms and derived nouns add to a root.
    root_prefixes: Vec<String>,
    /// Endings that derivation adds to a root.
    root_suffixes: Vec<String>,
    /// Letter that one verb form puts after the first root letter.
    root_infix: String,
    /// Letters that no root key holds.
    weak: String,
}

/// A word taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stem {
    /// Start of the stem in the word.
    pub start: usize,
    /// End of the stem in the word; `ending` comes after it.
    pub end: usize,
    /// Which suffix was replaced, as an index of the table.
    suffix: Option<usize>,
    /// True where the word carries a mark of the future.
    pub future: bool,
    /// True where a conjunction, preposition or article was taken off.
    pub clitics: bool,
}

/// How many letters must stay.
const GUARD: usize = 3;

impl Stemmer {
    pub(super) fn prepare(&mut self) {
        let all = [
            &mut self.conjunctions,
            &mut self.prepositions,
            &mut self.enclitics,
            &mut self.protected,
            &mut self.persons,
            &mut self.imperfect,
            &mut self.pronouns,
            &mut self.root_prefixes,
            &mut self.root_suffixes,
        ];
        for list in all {
            list.iter_mut().for_each(|w| *w = plain(w));
        }
        for (from, to) in self.suffixes.iter_mut().chain(&mut self.elided) {
            *from = plain(from);
            *to = plain(to);
        }
        for word in
            [&mut self.article, &mut self.future, &mut self.past, &mut self.accusative, &mut self.root_infix]
        {
            *word = plain(word);
        }
        // Sorted and without what a shorter beginning covers, so that one look finds whether a word begins with any.
        self.protected.sort_unstable();
        self.protected.dedup_by(|longer, shorter| longer.starts_with(shorter.as_str()));
        // Longest first, so that a table need not be in order.
        self.suffixes.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
        self.root_prefixes.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        self.root_suffixes.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    }

    /// The word without a conjunction, where enough stays.
    pub fn without_conjunction<'a>(&self, word: &'a str) -> Option<&'a str> {
        self.conjunctions.iter().find_map(|c| long(word.strip_prefix(c.as_str())?, 2))
    }

    /// The word without a preposition, with or without conjunction and article.
    pub fn without_preposition<'a>(&self, word: &'a str) -> Option<&'a str> {
        self.prepositions.iter().find_map(|c| long(word.strip_prefix(c.as_str())?, 2))
    }

    /// The word without what may be written on the end of any noun.
    pub fn without_enclitic<'a>(&self, word: &'a str) -> Option<&'a str> {
        self.enclitics.iter().find_map(|c| long(word.strip_suffix(c.as_str())?, 2))
    }

    /// The word without the article.
    pub fn without_article<'a>(&self, word: &'a str) -> Option<&'a str> {
        if self.article.is_empty() {
            return None;
        }
        long(word.strip_prefix(self.article.as_str())?, 2)
    }

    /// True where `letters` are nothing but conjunction, preposition and article, each at most once and in this order.
    pub fn is_clitics(&self, letters: &str) -> bool {
        let without = |rest: &str, list: &[String]| -> String {
            list.iter().find_map(|c| rest.strip_prefix(c.as_str())).unwrap_or(rest).to_owned()
        };
        let rest = without(letters, &self.conjunctions);
        let elided = self.elided.iter().any(|(e, _)| *e == rest);
        let rest = without(&rest, &self.prepositions);
        !letters.is_empty() && (elided || rest.is_empty() || rest == self.article)
    }

    /// True where the word carries the article, with or without clitics.
    pub fn is_definite(&self, word: &str) -> bool {
        if self.article.is_empty() || self.is_protected(word) {
            return false;
        }
        let bare = self.without_conjunction(word).unwrap_or(word);
        [word, bare].iter().any(|w| {
            w.starts_with(self.article.as_str()) || self.elided.iter().any(|(e, _)| w.starts_with(e.as_str()))
        })
    }

    fn is_protected(&self, word: &str) -> bool {
        let after = self.protected.partition_point(|p| p.as_str() <= word);
        after > 0 && word.starts_with(self.protected[after - 1].as_str())
    }

    /// True where the word looks like a verb in the present tense.
    pub fn is_imperfect(&self, word: &str) -> bool {
        self.imperfect.iter().any(|p| word.starts_with(p.as_str()))
            && long(word, GUARD).is_some()
            && (self.past.is_empty() || !word.ends_with(self.past.as_str()))
    }

    /// A verb of the present tense in the persons that the first of `persons` does not mark; nothing for
    /// other words. Packs list a verb in its first form.
    pub fn other_persons<'a>(&'a self, word: &'a str) -> impl Iterator<Item = String> + 'a {
        let bare = self
            .persons
            .first()
            .filter(|_| self.is_imperfect(word))
            .and_then(|p| word.strip_prefix(p.as_str()));
        bare.into_iter().flat_map(|bare| self.persons[1..].iter().map(move |p| format!("{p}{bare}")))
    }

    /// True where the word looks like an indefinite noun or adverb in the accusative.
    pub fn is_accusative(&self, word: &str) -> bool {
        !self.accusative.is_empty()
            && word.ends_with(self.accusative.as_str())
            && long(word, GUARD + 1).is_some()
            && !self.is_definite(word)
    }

    /// True where the word ends in a pronoun.
    pub fn has_pronoun(&self, word: &str) -> bool {
        self.pronouns.iter().any(|p| word.strip_suffix(p.as_str()).and_then(|w| long(w, GUARD)).is_some())
    }

    /// Takes `word` apart.
    pub fn stem(&self, word: &str) -> Stem {
        let mut rest = word;
        if !self.is_protected(rest)
            && let Some(bare) =
                self.conjunctions.iter().find_map(|c| long(rest.strip_prefix(c.as_str())?, GUARD + 1))
        {
            rest = bare;
        }
        rest = self.without_prepositions_and_article(rest);
        let mut future = false;
        if !self.future.is_empty()
            && let Some(bare) = rest.strip_prefix(self.future.as_str())
            && self.persons.iter().any(|p| bare.starts_with(p.as_str()))
            && long(bare, GUARD + 1).is_some()
        {
            rest = bare;
            future = true;
        }
        let start = word.len() - rest.len();
        let clitics = start > 0 && !(future && start == self.future.len());
        let mut end = word.len();
        let mut suffix = None;
        for (n, (from, _)) in self.suffixes.iter().enumerate() {
            if let Some(bare) = rest.strip_suffix(from.as_str())
                && long(bare, GUARD).is_some()
            {
                end = start + bare.len();
                suffix = Some(n);
                break;
            }
        }
        if suffix.is_some_and(|n| self.suffixes[n].1.is_empty()) {
            end = self.undoubled(word, start, end);
        }
        if suffix.is_none_or(|n| self.suffixes[n].1.is_empty()) && !self.mute.is_empty() {
            let bare = &word[start..end];
            if let Some(short) = bare.strip_suffix(self.mute.as_str())
                && long(short, GUARD).is_some()
            {
                end = start + short.len();
            }
        }
        Stem { start, end, suffix, future, clitics }
    }

    /// What replaces the ending of a stem.
    pub fn ending(&self, stem: &Stem) -> &str {
        stem.suffix.map_or("", |n| &self.suffixes[n].1)
    }

    fn undoubled(&self, word: &str, start: usize, end: usize) -> usize {
        let mut back = word[start..end].chars().rev();
        match (back.next(), back.next()) {
            (Some(a), Some(b)) if a == b && self.doubled.contains(a) => end - a.len_utf8(),
            _ => end,
        }
    }

    fn without_prepositions_and_article<'a>(&self, word: &'a str) -> &'a str {
        if self.is_protected(word) {
            return word;
        }
        for (short, alone) in &self.elided {
            if let Some(bare) = word.strip_prefix(short.as_str()) {
                // «للقاء» is ل + لقاء, not ل + ال + قاء.
                let single = &word[alone.len()..];
                if self.is_protected(single) {
                    return single;
                }
                if long(bare, GUARD).is_some() {
                    return bare;
                }
            }
        }
        if let Some(bare) = self.without_article(word).and_then(|w| long(w, 2)) {
            return bare;
        }
        let Some(bare) =
            self.prepositions.iter().find_map(|c| long(word.strip_prefix(c.as_str())?, GUARD + 1))
        else {
            return word;
        };
        if self.is_protected(bare) {
            return bare;
        }
        self.without_article(bare).and_then(|w| long(w, GUARD)).unwrap_or(bare)
    }

    /// Appends the root key of a stem to `out`; returns how many letters it has.
    pub fn root_into(&self, stem: &str, out: &mut String) -> usize {
        let begin = out.len();
        if self.weak.is_empty() && self.root_prefixes.is_empty() && self.root_suffixes.is_empty() {
            out.push_str(stem);
            return stem.chars().count();
        }
        let mut rest = stem;
        for suffix in &self.root_suffixes {
            if let Some(bare) = rest.strip_suffix(suffix.as_str()).and_then(|w| long(w, GUARD)) {
                rest = bare;
                break;
            }
        }
        for prefix in &self.root_prefixes {
            if let Some(bare) = rest.strip_prefix(prefix.as_str())
                && bare.chars().filter(|c| !self.weak.contains(*c)).count() >= 2
                && long(bare, GUARD).is_some()
            {
                rest = bare;
                break;
            }
        }
        let strong = |s: &str| s.chars().filter(|c| !self.weak.contains(*c)).count();
        let mut chars = rest.chars();
        if let Some(first) = chars.next() {
            if !self.weak.contains(first) {
                out.push(first);
            }
            let tail = chars.as_str();
            let tail = match tail.strip_prefix(self.root_infix.as_str()) {
                Some(bare) if !self.root_infix.is_empty() && strong(bare) >= 2 => bare,
                _ => tail,
            };
            out.extend(tail.chars().filter(|c| !self.weak.contains(*c)));
        }
        let count = out[begin..].chars().count();
        if count < 2 {
            out.truncate(begin);
            out.push_str(stem);
            return 0;
        }
        count
    }
}

/// `word`, where it has at least `letters` letters.
fn long(word: &str, letters: usize) -> Option<&str> {
    word.chars().nth(letters - 1).map(|_| word)
}

/// `text` in plain letters: folded, and without the spelling habits that comparison never minds.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    plain_into(text, &mut out);
    out
}

/// Appends `text` in plain letters: [`fold`](crate::text::fold), hamza seats as one hamza, ta marbuta as ha,
/// Latin letters without accents, abbreviations without dots.
pub fn plain_into(text: &str, out: &mut String) {
    let begin = out.len();
    letters_into(text, out);
    if is_abbreviation(text) {
        let bare: String = out[begin..].chars().filter(|c| *c != '.').collect();
        out.truncate(begin);
        out.push_str(&bare);
    }
}

/// True for letters with dots between them: "U.S." and "US" are one word.
pub fn is_abbreviation(word: &str) -> bool {
    word.contains('.') && word.len() > 1 && !word.contains(|c: char| c.is_numeric() || c.is_whitespace())
}

fn letters_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let begin = out.len();
        out.push_str(text);
        out[begin..].make_ascii_lowercase();
        return;
    }
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    for c in folded.chars() {
        match c {
            // Hamza on waw, hamza on ya.
            '\u{624}' | '\u{626}' => out.push('\u{621}'),
            // Ta marbuta.
            '\u{629}' => out.push('\u{647}'),
            '\u{c0}'..='\u{24f}' => decompose_canonical(c, |part| {
                if !('\u{300}'..='\u{36f}').contains(&part) {
                    out.push(part);
                }
            }),
            _ => out.push(c),
        }
    }
}

/// A word's identity: FNV-1a in 64 bits with a final mix, the same on every platform and run.
pub fn word_id(parts: &[&str]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|p| p.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    mix(hash)
}

/// Spreads the bits of `n`, as splitmix64 does.
pub fn mix(n: u64) -> u64 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}
