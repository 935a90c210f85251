//! Dates as far as a statement gives them, told against the article's own date where that is known.
//!
//! In: the words of a content and where to begin. Out: the [`Date`] that begins there and where it ends.

use super::{
    Date,
    quantity::digits,
    word::{Word, Words},
};
use crate::lang::{DateWord, Role, Vocabulary, mix};

/// The date that begins at `at`, and the index after its last word.
pub(super) fn date(
    words: &Words,
    at: usize,
    text: &str,
    vocabulary: &Vocabulary,
    today: Option<(u16, u8, u8)>,
) -> Option<(Date, usize)> {
    let mut date = Date::default();
    let mut end = at;
    let mut i = at;
    let mut ambiguous = false;
    while let Some(word) = words.list.get(i) {
        if let Some(c) = word.mark {
            // Two names of a month, «مارس/آذار», and the comma before a year.
            if end > at && matches!(c, '/' | '(' | ')' | ',' | '\u{60c}' | '.' | '-') && i == end {
                i += 1;
                continue;
            }
            break;
        }
        let taken = match word.entry.date {
            Some(found) if capital_where_needed(word, text, vocabulary) => match found {
                DateWord::Month(n) if date.month.is_none_or(|m| m == n) => {
                    ambiguous = date.month.is_none() && words.letters(word).chars().count() < 3;
                    date.month = Some(n);
                    true
                }
                DateWord::Weekday(n) if date.weekday.is_none() && date.day.is_none() => {
                    date.weekday = Some(n);
                    true
                }
                DateWord::Deictic(n) if date.deictic.is_none() && date.weekday.is_none() => {
                    date.deictic = Some(n);
                    true
                }
                DateWord::Day(n) if date.day.is_none() => match month_after(words, i) {
                    Some(month) => {
                        date.day = Some(n);
                        i = month - 1;
                        true
                    }
                    None => false,
                },
                _ => false,
            },
            Some(_) => false,
            None if word.digits => number_part(words, i, &mut date),
            None if word.is(Role::Year) => {
                // The word alone is no date; it counts with the number after it.
                let next = words.list.get(i + 1).filter(|w| w.digits).and_then(|w| year(words.letters(w)));
                if let (Some(found), true) = (next, date.year.is_none()) {
                    date.year = Some(found);
                    i += 1;
                    true
                } else {
                    false
                }
            }
            None => {
                word.is(Role::Day)
                    && i == at
                    && words.list.get(i + 1).is_some_and(|w| w.entry.date.is_some() || w.digits)
            }
        };
        if !taken {
            break;
        }
        i += 1;
        end = i;
    }
    let known =
        date.month.is_some() || date.year.is_some() || date.weekday.is_some() || date.deictic.is_some();
    if !known || (ambiguous && date.day.is_none() && date.year.is_none()) {
        return None;
    }
    resolve(&mut date, today);
    Some((date, end))
}

/// Where the month of an ordinal stands, «الخامس من مايو», "the fifth of May": next to it, or behind one function word.
fn month_after(words: &Words, i: usize) -> Option<usize> {
    let month =
        |n: usize| words.list.get(n).is_some_and(|w| matches!(w.entry.date, Some(DateWord::Month(_))));
    let joined = words.list.get(i + 1).is_some_and(|w| w.is(Role::Stop));
    (i + 1..=i + 1 + usize::from(joined)).find(|&n| month(n))
}

/// A number is a day beside a month, and a year after one.
fn number_part(words: &Words, i: usize, date: &mut Date) -> bool {
    let letters = words.letters(&words.list[i]);
    // "3. Mai": the dot of an ordinal.
    let dot = usize::from(words.list.get(i + 1).is_some_and(|w| w.mark == Some('.')));
    let next_is_month =
        || words.list.get(i + 1 + dot).is_some_and(|w| matches!(w.entry.date, Some(DateWord::Month(_))));
    let whole = digits(letters).filter(|n| n % 1000 == 0).map(|n| n / 1000);
    match whole {
        Some(n @ 1..=31) if date.day.is_none() && (date.month.is_some() || next_is_month()) => {
            date.day = Some(n as u8);
            true
        }
        Some(_) if date.year.is_none() && date.month.is_some() => {
            date.year = year(letters);
            date.year.is_some()
        }
        _ => false,
    }
}

fn year(letters: &str) -> Option<u16> {
    (letters.len() == 4).then(|| letters.parse().ok()).flatten().filter(|n| (1000..=2200).contains(n))
}

/// Where names are capitalised a month or weekday is too: "may" and "march" are verbs.
fn capital_where_needed(word: &Word, text: &str, vocabulary: &Vocabulary) -> bool {
    !vocabulary.capitals
        || matches!(word.entry.date, Some(DateWord::Deictic(_) | DateWord::Day(_)))
        || word.origin.of(text).chars().next().is_some_and(char::is_uppercase)
}

fn resolve(date: &mut Date, today: Option<(u16, u8, u8)>) {
    if let (Some(days), Some((y, m, d))) = (date.deictic, today) {
        let (y, m, d) = civil(days_from_civil(i64::from(y), m, d) + i64::from(days));
        *date = Date { year: Some(y as u16), month: Some(m), day: Some(d), ..*date };
        date.deictic = None;
    }
    if let (Some(y), Some(m), Some(d)) = (date.year, date.month, date.day) {
        date.weekday = Some(weekday(days_from_civil(i64::from(y), m, d)));
    }
}

/// The day that an article gives as its date: the first ten letters of ISO 8601.
pub(super) fn day_of(date: &str) -> Option<(u16, u8, u8)> {
    let mut parts = date.get(..10)?.split('-');
    let (y, m, d) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    ((1..=12).contains(&m) && (1..=31).contains(&d)).then_some((y, m, d))
}

/// The day that an ISO 8601 date begins with, in days since 1970-01-01.
pub(crate) fn day_number(date: &str) -> Option<i64> {
    day_of(date).map(|(y, m, d)| days_from_civil(i64::from(y), m, d))
}

/// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn days_from_civil(y: i64, m: u8, d: u8) -> i64 {
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * ((i64::from(m) + 9) % 12) + 2) / 5 + i64::from(d) - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

fn civil(days: i64) -> (i64, u8, u8) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let d = (doy - (153 * mp + 2) / 5 + 1) as u8;
    let m = if mp < 10 { mp + 3 } else { mp - 9 } as u8;
    (yoe + era * 400 + i64::from(m <= 2), m, d)
}

fn weekday(days: i64) -> u8 {
    ((days + 3).rem_euclid(7) + 1) as u8
}

impl Date {
    /// True where some part is known on both sides and differs.
    pub fn contradicts(&self, other: &Self) -> bool {
        fn differ<T: PartialEq>(left: Option<T>, right: Option<T>) -> bool {
            matches!((left, right), (Some(l), Some(r)) if l != r)
        }
        differ(self.year, other.year)
            || differ(self.month, other.month)
            || differ(self.day, other.day)
            || (differ(self.weekday, other.weekday) && (self.day.is_none() || other.day.is_none()))
    }

    /// Identity for comparison.
    pub(super) fn id(&self) -> u64 {
        // A weekday that follows from the full date is no part of it.
        let weekday = if self.day.is_some() { None } else { self.weekday };
        let parts = [
            self.year.map(u64::from),
            self.month.map(u64::from),
            self.day.map(u64::from),
            weekday.map(u64::from),
            self.deictic
                .filter(|_| weekday.is_none())
                .map(|d| u64::from(d.unsigned_abs()) + if d < 0 { 500 } else { 0 }),
        ];
        parts
            .iter()
            .fold(7, |hash, part| mix(hash.wrapping_mul(4099).wrapping_add(part.map_or(0, |p| p + 1))))
    }
}
