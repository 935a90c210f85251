//! Numbers in digits and words, with their unit and how exact they are meant.
//!
//! In: the words of a content and where to begin. Out: the [`Quantity`] that begins there and where it ends. The words are
//! data of the pack; how number words add up (units before tens, teens without a conjunction, scales, "and a half") is
//! here, for all languages at once.

use super::{
    Bound, Quantity,
    word::{Word, Words},
};
use crate::lang::{Numeral, Role};

/// Thousandths in one.
const MILLI: i64 = 1000;

/// The quantity that begins at `at`, and the index after its last word.
pub(super) fn quantity(words: &Words, at: usize) -> Option<(Quantity, usize)> {
    let mut bound = Bound::Exact;
    let mut start = at;
    while let Some(found) = words.list.get(start).and_then(bound_of) {
        bound = found;
        start += 1;
    }
    // A currency sign before the number.
    let mut unit = None;
    if let Some(sign) = words.list.get(start).filter(|w| w.mark.is_some() && w.entry.unit.is_some()) {
        unit = sign.entry.unit;
        start += 1;
    }
    let (value, mut end) = number(words, start)?;
    let mut percent = false;
    if let Some(next) = words.list.get(end) {
        if next.mark == Some('%') || next.mark == Some('\u{66a}') || next.is(Role::Percent) {
            percent = true;
            end += 1;
        } else if next.mark.is_none()
            && let Some(found) = next.entry.unit
        {
            unit = Some(found);
            end += 1;
        }
    }
    let milli = unit.map_or(value, |u| (value as f64 * u.factor).round() as i64);
    let dimension = unit.map_or(0, |u| u.dimension);
    Some((Quantity { milli, dimension, percent, bound }, end))
}

fn bound_of(word: &Word) -> Option<Bound> {
    let roles = word.entry.roles;
    [(Role::About, Bound::About), (Role::More, Bound::More), (Role::Less, Bound::Less)]
        .into_iter()
        .find_map(|(role, bound)| roles.has(role).then_some(bound))
}

/// A number being read: finished scales, the part that a scale may still multiply, the last scale.
#[derive(Default)]
struct Reading {
    total: i64,
    current: Option<i64>,
    scale: i64,
    started: bool,
}

/// The number that begins at `at`, in thousandths, and the index after its last word.
pub(super) fn number(words: &Words, at: usize) -> Option<(i64, usize)> {
    let mut reading = Reading::default();
    let mut end = at;
    let mut i = at;
    let mut only_one = true;
    while let Some(word) = words.list.get(i) {
        let mut joined = word.joined;
        let mut here = i;
        if reading.started && (word.is(Role::Joining) || word.mark == Some('-')) {
            joined = true;
            here += 1;
        }
        let Some(word) = words.list.get(here) else { break };
        let taken = if word.digits {
            match digits(words.letters(word)) {
                Some(value) if !reading.started || (joined && reading.current.is_none()) => {
                    reading.current = Some(value);
                    only_one = false;
                    true
                }
                _ => false,
            }
        } else if let Some(numeral) = word.entry.numeral {
            only_one &= numeral == Numeral::Cardinal(1);
            reading.take(numeral, joined)
        } else {
            false
        };
        if !taken {
            break;
        }
        reading.started = true;
        i = here + 1;
        end = i;
    }
    // «واحد» and "one" are words more often than numbers.
    if !reading.started || (only_one && reading.scale == 0) {
        return None;
    }
    Some((reading.total.saturating_add(reading.current.unwrap_or(0)), end))
}

impl Reading {
    fn take(&mut self, numeral: Numeral, joined: bool) -> bool {
        match numeral {
            Numeral::Cardinal(n) => {
                let value = i64::try_from(n).unwrap_or(i64::MAX).saturating_mul(MILLI);
                match self.current {
                    None if !self.started || self.scale > 0 => self.current = Some(value),
                    Some(current) if adds(current / MILLI, n as i64, joined) => {
                        self.current = Some(current.saturating_add(value));
                    }
                    _ => return false,
                }
            }
            Numeral::Scale(s) | Numeral::Plural(s) => {
                let s = s as i64;
                if matches!(numeral, Numeral::Plural(_)) && self.current.is_none() {
                    return false;
                }
                if self.current.is_none() && self.started && !joined {
                    return false;
                }
                let count = self.current.unwrap_or(MILLI);
                if s == 100 {
                    // «مئة» after a joined number adds; after a unit it multiplies.
                    self.current = Some(count.saturating_mul(s));
                } else {
                    self.total = self.total.saturating_add(count.saturating_mul(s));
                    self.scale = s;
                    self.current = None;
                }
            }
            Numeral::Dual(s) => {
                if self.current.is_some() {
                    return false;
                }
                self.total = self.total.saturating_add((2 * s as i64).saturating_mul(MILLI));
                self.scale = s as i64;
            }
            Numeral::Fraction(f) => {
                let f = f as i64;
                match self.current {
                    Some(current) if joined => self.current = Some(current + f),
                    None if joined && self.scale > 0 => {
                        self.total = self.total.saturating_add(self.scale.saturating_mul(f));
                    }
                    None if !self.started => self.current = Some(f),
                    _ => return false,
                }
            }
        }
        true
    }
}

/// Whether a number word goes on with the number so far.
fn adds(current: i64, next: i64, joined: bool) -> bool {
    let units = current % 100;
    if joined {
        // Six-and-twenty, hundred-and-six, twenty-and-six, hundred-six-and-twenty.
        return ((1..10).contains(&units) && (20..100).contains(&next) && next % 10 == 0)
            || (units == 0 && current >= 100 && next < 1000 && next < current)
            || (units >= 20 && units % 10 == 0 && next < 10);
    }
    // Fourteen as four-ten; hundred twenty; twenty six.
    ((1..10).contains(&units) && next == 10)
        || (units == 0 && current >= 100 && next < 100)
        || (units >= 20 && units % 10 == 0 && next < 10)
}

/// Digits with separators, in thousandths; times of day are no number.
pub(super) fn digits(plain: &str) -> Option<i64> {
    if plain.contains(':') {
        return None;
    }
    // An Arabic comma inside a number is a comma, as some keyboards write it.
    let plain: String =
        plain.chars().filter(|c| *c != '\u{66c}').map(|c| if c == '\u{60c}' { ',' } else { c }).collect();
    let grouped = plain.contains(',')
        && plain.split(',').skip(1).all(|g| g.split('.').next().is_some_and(|g| g.len() == 3));
    let plain = if grouped { plain.replace(',', "") } else { plain.replace(',', ".") };
    let mut parts = plain.splitn(2, '.');
    let whole: i64 = parts.next()?.parse().ok()?;
    let fraction = match parts.next() {
        // Two dots: a date or a section number.
        Some(rest) if rest.contains('.') => return None,
        Some(rest) => {
            let mut milli = 0;
            for (n, c) in rest.chars().take(3).enumerate() {
                milli += i64::from(c.to_digit(10)?) * 10_i64.pow(2 - n as u32);
            }
            milli
        }
        None => 0,
    };
    Some(whole.saturating_mul(MILLI).saturating_add(fraction))
}
