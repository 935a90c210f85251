//! What comparison knows of a language: the parsed `compare.toml` of its pack.
//!
//! In: the file. Out: hash tables from the identity of a plain word ([`word_id`]) to what is known of it, phrases, senses
//! and the [`Stemmer`]. The file says what a word *is* (negator, month, number, synonym of …); what follows from it is
//! decided in [`normalize`](crate::normalize).

use super::stem::{Stemmer, mix, plain, word_id};
use super::{
    pack::parse_toml,
    role::{Role, Roles},
};
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What words of one meaning share; the two ends of a scale share a sense and differ in their pole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The shared identity.
    pub id: u64,
    /// Which end of a scale: 0 for a plain synonym set.
    pub pole: i8,
}

/// A word as part of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    /// Adds its value.
    Cardinal(u64),
    /// Multiplies what stands before it.
    Scale(u64),
    /// The same, and no number by itself: «آلاف».
    Plural(u64),
    /// Two of a scale in one word: «مليونان».
    Dual(u64),
    /// A part in thousandths.
    Fraction(u64),
}

/// A word as part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWord {
    /// Month, from 1.
    Month(u8),
    /// Day of the week, Monday 1.
    Weekday(u8),
    /// Days from the article's date.
    Deictic(i8),
    /// Day of the month as a word: «الخامس».
    Day(u8),
}

/// A unit of measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// What it measures.
    pub dimension: u64,
    /// How many base units it is.
    pub factor: f64,
}

/// Which rule of [`normalize`](crate::normalize) a canonical form stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// Two spellings of one word.
    Spelling,
    /// Two spellings of one name.
    Name,
    /// Two forms of one word.
    Form,
}

/// What is known of a word or phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Entry {
    /// What it does.
    pub roles: Roles,
    /// What it means.
    pub sense: Option<Sense>,
    /// What it is written as for comparison: index for [`Vocabulary::canonical`].
    pub canonical: Option<(u32, Habit)>,
    /// As part of a number.
    pub numeral: Option<Numeral>,
    /// As part of a date.
    pub date: Option<DateWord>,
    /// As a unit.
    pub unit: Option<Unit>,
    /// True where it is known as a name.
    pub name: bool,
}

/// A phrase: its further words after the first, and what it is.
type Phrase = (Box<[u64]>, Entry);

/// The comparison data of one language.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The order of words tells who does what to whom.
    pub fixed_order: bool,
    /// Names are capitalised, other words within a sentence are not.
    pub capitals: bool,
    /// "2,5" is two and a half, "1.000" a thousand.
    pub decimal_comma: bool,
    /// Takes words apart.
    pub stemmer: Stemmer,
    words: FxHashMap<u64, Entry>,
    phrases: FxHashMap<u64, Vec<Phrase>>,
    stems: FxHashMap<u64, Sense>,
    roots: FxHashMap<u64, Option<Sense>>,
    canonical: Vec<Box<str>>,
    expansions: FxHashMap<u64, Vec<Box<str>>>,
    negating_prefixes: Vec<String>,
    /// Letters and what is heard of them, longest first.
    sounds: Vec<(String, String)>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    fixed_order: bool,
    capitals: bool,
    decimal_comma: bool,
    roles: BTreeMap<String, Vec<String>>,
    spellings: Vec<Vec<String>>,
    names: Vec<Vec<String>>,
    forms: Vec<Vec<String>>,
    expansions: BTreeMap<String, String>,
    negating_prefixes: Vec<String>,
    numbers: Numbers,
    units: BTreeMap<String, BTreeMap<String, f64>>,
    dates: Dates,
    synonyms: Vec<Vec<String>>,
    places: Vec<Vec<String>>,
    antonyms: Vec<(Vec<String>, Vec<String>)>,
    sounds: Vec<(String, String)>,
    stem: Stemmer,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Numbers {
    cardinals: BTreeMap<String, u64>,
    scales: BTreeMap<String, u64>,
    plurals: BTreeMap<String, u64>,
    duals: BTreeMap<String, u64>,
    fractions: BTreeMap<String, u64>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Dates {
    months: BTreeMap<String, u8>,
    weekdays: BTreeMap<String, u8>,
    deictics: BTreeMap<String, i8>,
    days: BTreeMap<String, u8>,
}

impl Vocabulary {
    /// Parses `compare.toml`.
    ///
    /// # Errors
    /// Where the file is no TOML of the expected shape or names an unknown role; names file and entry.
    pub(crate) fn parse(tag: &str, text: &str) -> Result<Self> {
        let mut file: File = parse_toml(tag, "compare.toml", text)?;
        file.stem.prepare();
        let mut v = Self {
            fixed_order: file.fixed_order,
            capitals: file.capitals,
            decimal_comma: file.decimal_comma,
            stemmer: file.stem,
            negating_prefixes: file.negating_prefixes,
            sounds: file.sounds.into_iter().map(|(letters, sound)| (plain(&letters), sound)).collect(),
            ..Self::default()
        };
        v.sounds.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
        for (name, forms) in &file.roles {
            let Some((role, _)) = Role::ALL.iter().find(|(_, n)| n == name) else {
                let known: Vec<_> = Role::ALL.iter().map(|r| r.1).collect();
                return Err(Error::pack(format!(
                    "{tag}/compare.toml: unknown role {name:?}; known are {}",
                    known.join(", ")
                )));
            };
            for form in forms {
                v.change(form, |e| e.roles = e.roles.with(*role));
            }
        }
        let habits =
            [(file.spellings, Habit::Spelling), (file.names, Habit::Name), (file.forms, Habit::Form)];
        for (sets, habit) in habits {
            for set in &sets {
                v.add_canonical(set, habit);
            }
        }
        for (form, full) in &file.expansions {
            let words = full.split(' ').map(|w| plain(w).into()).collect();
            v.expansions.insert(word_id(&[&plain(form)]), words);
        }
        v.add_numbers(&file.numbers);
        v.add_dates(&file.dates);
        for (dimension, units) in &file.units {
            for (form, factor) in units {
                let unit = Unit { dimension: word_id(&[dimension]), factor: *factor };
                v.change(form, |e| e.unit = Some(unit));
            }
        }
        for form in file.places.iter().flatten() {
            v.change(form, |e| {
                e.name = true;
                e.roles = e.roles.with(Role::Place);
            });
        }
        for set in file.synonyms.iter().chain(&file.places) {
            let id = v.sense_id(set, &[]);
            v.add_senses(set, Sense { id, pole: 0 });
        }
        for (left, right) in &file.antonyms {
            let id = v.sense_id(left, right);
            v.add_senses(left, Sense { id, pole: 1 });
            v.add_senses(right, Sense { id, pole: -1 });
        }
        for list in v.phrases.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        }
        Ok(v)
    }

    fn change(&mut self, form: &str, change: impl FnOnce(&mut Entry)) {
        let words: Vec<u64> = form.split(' ').map(|w| word_id(&[&plain(w)])).collect();
        let entry = match words.as_slice() {
            [only] => self.words.entry(*only).or_default(),
            [first, rest @ ..] => {
                let list = self.phrases.entry(*first).or_default();
                let at = list.iter().position(|(r, _)| **r == *rest).unwrap_or_else(|| {
                    list.push((rest.into(), Entry::default()));
                    list.len() - 1
                });
                &mut list[at].1
            }
            [] => return,
        };
        change(entry);
    }

    fn add_canonical(&mut self, set: &[String], habit: Habit) {
        let Some(first) = set.first() else { return };
        let index = self.canonical.len() as u32;
        self.canonical.push(plain(first).into());
        for form in set {
            self.change(form, |e| {
                e.canonical = Some((index, habit));
                e.name |= habit == Habit::Name;
            });
        }
    }

    fn add_numbers(&mut self, numbers: &Numbers) {
        type Kind = fn(u64) -> Numeral;
        let tables: [(&BTreeMap<String, u64>, Kind); 5] = [
            (&numbers.cardinals, Numeral::Cardinal),
            (&numbers.scales, Numeral::Scale),
            (&numbers.plurals, Numeral::Plural),
            (&numbers.duals, Numeral::Dual),
            (&numbers.fractions, Numeral::Fraction),
        ];
        for (table, kind) in tables {
            for (form, value) in table {
                self.change(form, |e| e.numeral = Some(kind(*value)));
            }
        }
    }

    fn add_dates(&mut self, dates: &Dates) {
        for (form, n) in &dates.months {
            self.change(form, |e| e.date = Some(DateWord::Month(*n)));
        }
        for (form, n) in &dates.weekdays {
            self.change(form, |e| e.date = Some(DateWord::Weekday(*n)));
        }
        for (form, n) in &dates.deictics {
            self.change(form, |e| e.date = Some(DateWord::Deictic(*n)));
        }
        for (form, n) in &dates.days {
            self.change(form, |e| e.date = Some(DateWord::Day(*n)));
        }
    }

    /// The identity of a set is that of its first word, so that packs of several files could agree on it.
    fn sense_id(&self, left: &[String], right: &[String]) -> u64 {
        let first = left.iter().chain(right).map(|w| plain(w)).next().unwrap_or_default();
        mix(word_id(&["sense", &first]))
    }

    fn add_senses(&mut self, forms: &[String], sense: Sense) {
        for form in forms {
            self.change(form, |e| e.sense = e.sense.or(Some(sense)));
            let word = plain(form);
            if word.contains(' ') {
                continue;
            }
            let (stem, _) = self.stem_of(&word);
            self.stems.entry(word_id(&[&stem])).or_insert(sense);
            if !self.words.get(&word_id(&[&word])).is_some_and(|e| e.name) {
                for person in self.stemmer.other_persons(&word) {
                    let (stem, _) = self.stem_of(&person);
                    self.stems.entry(word_id(&[&stem])).or_insert(sense);
                }
            }
            let mut root = String::new();
            if self.stemmer.root_into(&stem, &mut root) >= GUARD {
                // A root that two sets share says nothing.
                let known = self.roots.entry(word_id(&["root", &root])).or_insert(Some(sense));
                if known.is_some_and(|k| k != sense) {
                    *known = None;
                }
            }
        }
    }

    fn stem_of(&self, word: &str) -> (String, bool) {
        let stem = self.stemmer.stem(word);
        (format!("{}{}", &word[stem.start..stem.end], self.stemmer.ending(&stem)), stem.future)
    }

    /// The consonants that are heard of a plain word, the same in every script: "putin" and «بوتين» are `btn`. A first vowel
    /// counts as one. `None` where fewer than three remain, which too many words share.
    pub fn sound(&self, plain: &str) -> Option<String> {
        let mut out = String::new();
        let (mut rest, mut before) = (plain, None);
        while let Some(first) = rest.chars().next() {
            let known = self.sounds.iter().find(|(letters, _)| rest.starts_with(letters.as_str()));
            let (length, sound) = known.map_or((first.len_utf8(), ""), |(l, s)| (l.len(), s.as_str()));
            match sound {
                "" if out.is_empty() && before.is_none() => out.push(VOWEL),
                // A doubled letter is heard once.
                _ if before == Some(first) => {}
                _ => out.push_str(sound),
            }
            before = Some(first);
            rest = &rest[length..];
        }
        (!self.sounds.is_empty() && out.len() >= GUARD).then_some(out)
    }

    /// What is known of a plain word as it stands.
    pub fn word(&self, plain: &str) -> Option<&Entry> {
        self.words.get(&word_id(&[plain]))
    }

    /// What is known of a plain word, with clitics taken off where the whole is unknown; a preposition only before words
    /// that are numbers, dates or names, because function words of two letters look like anything.
    pub fn entry(&self, plain: &str) -> Entry {
        if let Some(entry) = self.word(plain) {
            return *entry;
        }
        let s = &self.stemmer;
        if let Some(entry) = s.without_enclitic(plain).and_then(|w| self.word(w)) {
            return *entry;
        }
        let bare = s.without_conjunction(plain);
        if let Some(entry) = bare.and_then(|w| self.word(w)) {
            return *entry;
        }
        for word in [Some(plain), bare].into_iter().flatten() {
            let open = s.without_preposition(word);
            for word in [s.without_article(word), open, open.and_then(|w| s.without_article(w))] {
                if let Some(entry) = word.and_then(|w| self.word(w))
                    && (entry.numeral.is_some()
                        || entry.date.is_some()
                        || entry.unit.is_some()
                        || entry.name
                        || entry.roles.has(Role::Light)
                        || entry.roles.has(Role::About))
                {
                    return *entry;
                }
            }
        }
        Entry::default()
    }

    /// The longest phrase that begins with a word; `next(i)` gives the identity of the plain word i places later.
    pub fn phrase(&self, first: &str, next: &mut dyn FnMut(usize) -> Option<u64>) -> Option<(usize, &Entry)> {
        if self.phrases.is_empty() {
            return None;
        }
        let list = self.phrases.get(&word_id(&[first])).or_else(|| {
            let bare = self.stemmer.without_conjunction(first)?;
            self.phrases.get(&word_id(&[bare]))
        })?;
        list.iter().find_map(|(rest, entry)| {
            let all = rest.iter().enumerate().all(|(i, want)| next(i + 1) == Some(*want));
            all.then_some((rest.len() + 1, entry))
        })
    }

    /// The sense of a stem, or else of its root key.
    pub fn sense(&self, stem: u64, root: Option<u64>) -> Option<Sense> {
        self.stems.get(&stem).copied().or_else(|| self.roots.get(&root?).copied().flatten())
    }

    /// What a word with this canonical form is written as.
    pub fn canonical(&self, index: u32) -> &str {
        &self.canonical[index as usize]
    }

    /// The words that a contraction stands for.
    pub fn expansion(&self, plain: &str) -> Option<&[Box<str>]> {
        if self.expansions.is_empty() {
            return None;
        }
        self.expansions.get(&word_id(&[plain])).map(Vec::as_slice)
    }

    /// The number that `words` begin with, and how many of them it takes: «ست وعشرون», "26". Scales are left alone.
    pub fn count(&self, words: &[String]) -> Option<(u64, usize)> {
        let value = |word: &String| match self.entry(&plain(word)).numeral {
            Some(Numeral::Cardinal(n)) => Some(n),
            _ => word.parse().ok(),
        };
        let (mut sum, mut taken) = (0, 0);
        for n in words.iter().map_while(value) {
            sum += n;
            taken += 1;
        }
        (taken > 0 && taken < words.len()).then_some((sum, taken))
    }

    /// The word that a negating prefix turns round, where enough of it stays.
    pub fn without_negating_prefix<'a>(&self, plain: &'a str) -> Option<&'a str> {
        self.negating_prefixes.iter().find_map(|p| plain.strip_prefix(p.as_str()).filter(|w| w.len() > GUARD))
    }
}

/// Root keys shorter than this are chance.
const GUARD: usize = 3;
/// Stands for a vowel at the beginning of a word.
const VOWEL: char = 'A';
