//! Dates as inputs write them, to ISO 8601.
//!
//! In: a date of any of the kinds that pages, feeds and archives write. Out: `2026-01-14`, or with time and offset as far as
//! they are given. Nothing is guessed: a date that can be read in two ways is none.

use crate::lang::{DateWord, Packs, plain as plain_word, word_id};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    fmt::{rfc2822, temporal::Pieces},
    tz::Offset,
};

/// Dates in words and in the orders that cannot be mistaken.
const WRITTEN: [&str; 7] =
    ["%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%d. %B %Y", "%d.%m.%Y", "%Y/%m/%d"];

/// The same with a time.
const WRITTEN_WITH_TIME: [&str; 4] =
    ["%d %B %Y %H:%M", "%B %d, %Y %H:%M", "%d.%m.%Y %H:%M", "%Y/%m/%d %H:%M"];

/// «نُشر يوم السبت 14/3/2026» has three.
const MOST_WORDS_BEFORE: usize = 3;

/// `text` in ISO 8601, if it is a date.
pub(super) fn iso(text: &str) -> Option<String> {
    let text: String = text.trim().chars().map(western).collect();
    let text = text.as_str();
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return digits(text);
    }
    if let Ok(pieces) = Pieces::parse(text) {
        return Some(plain(&pieces));
    }
    if let Ok(moment) = rfc2822::parse(text) {
        return Some(plain(&Pieces::from(moment.datetime()).with_offset(moment.offset())));
    }
    // A year is written in full: else `14/01/26` were a day of the year 14.
    let date = WRITTEN.iter().find_map(|format| Date::strptime(format, text).ok());
    let date = date.filter(|d| d.year() >= 1000);
    let time = || WRITTEN_WITH_TIME.iter().find_map(|format| DateTime::strptime(format, text).ok());
    let time = || time().filter(|t| t.year() >= 1000);
    date.map(|d| d.to_string()).or_else(|| time().map(|t| t.to_string())).or_else(|| in_numbers(text))
}

/// `14/01/2026` and the like, with a time where one follows: where day and month can only be told apart in one way.
fn in_numbers(text: &str) -> Option<String> {
    let (date, time) = text.split_once([' ', ',', 'T']).unwrap_or((text, ""));
    let (first, second, year) = numbers(date)?;
    let (day, month) = match (first > 12, second > 12) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        (false, false) if first == second => (first, second),
        _ => return None,
    };
    let date = Date::new(year, month, day).ok()?;
    let time = time.trim_matches([' ', ',', '-']);
    if time.is_empty() {
        return Some(date.to_string());
    }
    let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|format| Time::strptime(format, time).ok())?;
    Some(date.to_datetime(time).to_string())
}

/// The three numbers of a date that ends with its year.
fn numbers(date: &str) -> Option<(i8, i8, i16)> {
    let sign = date.chars().find(|c| matches!(c, '/' | '-'))?;
    let mut parts = date.split(sign);
    let mut short = || parts.next().filter(|p| p.len() <= 2)?.parse::<i8>().ok();
    let (first, second) = (short()?, short()?);
    let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    (parts.next().is_none() && first > 0 && second > 0).then_some((first, second, year))
}

/// The date of a line that says nothing else, but for the day's name before it: «السبت 14/3/2026».
pub(super) fn alone(line: &str) -> Option<String> {
    let digit = line.find(|c: char| western(c).is_ascii_digit())?;
    let (before, date) = line.split_at(digit);
    (before.split_whitespace().count() <= MOST_WORDS_BEFORE).then(|| iso(date)).flatten()
}

/// The two days that a date in numbers may mean, where it may mean two.
pub(super) fn ambiguous(text: &str) -> Option<(String, String)> {
    let text: String = text.trim().chars().map(western).collect();
    let (first, second, year) = numbers(text.split([' ', ',', 'T']).next()?)?;
    let date = |day, month| Date::new(year, month, day).ok().map(|d| d.to_string());
    Some((date(first, second)?, date(second, first)?)).filter(|(a, b)| a != b)
}

/// The date in `text` whose month stands in words that a pack knows, with a time where one follows: «الأربعاء 14 يناير 2026 - 09:30».
pub(super) fn written(text: &str, packs: &Packs) -> Option<String> {
    let text: String = text.chars().map(western).collect();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != ':').filter(|w| !w.is_empty()).collect();
    let plain: Vec<String> = words.iter().map(|w| plain_word(w)).collect();
    // The month that begins at a word, and the number of its words: «كانون الثاني» has two.
    let month_at = |at: usize| {
        packs.iter().find_map(|pack| {
            let phrase = pack.comparison.phrase(&plain[at], &mut |k| Some(word_id(&[plain.get(at + k)?])));
            let (width, entry) = phrase.or_else(|| Some((1, pack.comparison.word(&plain[at])?)))?;
            match entry.date? {
                DateWord::Month(n) => Some((at, at + width, n)),
                _ => None,
            }
        })
    };
    let months: Vec<(usize, usize, u8)> = (0..words.len()).filter_map(month_at).collect();
    let (&(first, _, month), &(_, end, _)) = (months.first()?, months.last()?);
    // A month may have two names, «كانون الثاني/يناير»; two months are two dates.
    if months.iter().any(|m| m.2 != month) {
        return None;
    }
    let number = |at: usize| words.get(at).filter(|w| w.len() <= 2).and_then(|w| w.parse::<i8>().ok());
    let day = first.checked_sub(1).and_then(number).or_else(|| number(end))?;
    let year = words[end..].iter().take(2).find(|w| w.len() == 4)?.parse().ok()?;
    let date = Date::new(year, i8::try_from(month).ok()?, day).ok()?;
    let time = words.iter().find_map(|w| {
        let (hour, minute) = w.split_once(':')?;
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    });
    Some(time.map_or_else(|| date.to_string(), |t| date.to_datetime(t).to_string()))
}

/// Arabic-Indic and Persian digits as ASCII ones.
fn western(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// Runs of digits: a day, a moment as web archives write it, seconds or thousandths since 1970.
fn digits(text: &str) -> Option<String> {
    match text.len() {
        8 => Date::strptime("%Y%m%d", text).ok().map(|d| d.to_string()),
        14 => DateTime::strptime("%Y%m%d%H%M%S", text).ok().map(|d| format!("{d}Z")),
        10 => since_1970(text.parse().ok()?),
        13 => since_1970(text.parse::<i64>().ok()? / 1000),
        _ => None,
    }
}

fn since_1970(seconds: i64) -> Option<String> {
    Timestamp::from_second(seconds).ok().map(|t| t.to_string())
}

/// The moment so many seconds after the beginning of 1970, on clocks that are `offset` seconds ahead of UTC.
#[cfg(feature = "git")]
pub(super) fn at(seconds: i64, offset: i32) -> Option<String> {
    let offset = Offset::from_seconds(offset).ok()?;
    let time = offset.to_datetime(Timestamp::from_second(seconds).ok()?);
    Some(Pieces::from(time).with_offset(offset).to_string())
}

/// Without the time zone's name, which not every reader of ISO 8601 knows, and without fractions of a second.
fn plain(pieces: &Pieces) -> String {
    let mut plain = Pieces::from(pieces.date());
    if let Some(time) = pieces.time() {
        plain = plain.with_time(time.with().subsec_nanosecond(0).build().expect("a whole second"));
        if let Some(offset) = pieces.offset() {
            plain = plain.with_offset(offset);
        }
    }
    plain.to_string()
}

/// The moment that a date in ISO 8601 means; midnight where it gives no time, UTC where it gives no offset.
pub(super) fn moment(iso: &str) -> Option<Timestamp> {
    let pieces = Pieces::parse(iso).ok()?;
    let time = pieces.time().unwrap_or_default();
    let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
    offset.to_timestamp(pieces.date().to_datetime(time)).ok()
}

#[cfg(test)]
mod tests {
    use super::{alone, ambiguous, iso, moment, written};

    #[test]
    fn reads_the_dates_that_inputs_write() {
        for (text, want) in [
            ("2026-01-14", Some("2026-01-14")),
            (" 2026-01-14T09:30:00+03:00 ", Some("2026-01-14T09:30:00+03:00")),
            ("2026-01-14T09:30:00.123Z", Some("2026-01-14T09:30:00Z")),
            ("2026-01-14 09:30", Some("2026-01-14T09:30:00")),
            ("2026-01-14T09:30:00+0300", Some("2026-01-14T09:30:00+03:00")),
            ("2026-01-14T09:30+03:00[Asia/Riyadh]", Some("2026-01-14T09:30:00+03:00")),
            ("Wed, 14 Jan 2026 09:30:00 GMT", Some("2026-01-14T09:30:00+00:00")),
            ("Wed, 14 Jan 2026 09:30:00 +0300", Some("2026-01-14T09:30:00+03:00")),
            ("January 14, 2026", Some("2026-01-14")),
            ("14 Jan 2026", Some("2026-01-14")),
            ("14 January 2026 09:30", Some("2026-01-14T09:30:00")),
            ("14.01.2026", Some("2026-01-14")),
            ("20260114", Some("2026-01-14")),
            ("20260114093000", Some("2026-01-14T09:30:00Z")),
            ("1768383000", Some("2026-01-14T09:30:00Z")),
            ("1768383000000", Some("2026-01-14T09:30:00Z")),
            ("14/01/2026", Some("2026-01-14")),
            ("01/14/2026", Some("2026-01-14")),
            ("14-1-2026", Some("2026-01-14")),
            ("4/4/2026", Some("2026-04-04")),
            ("14/01/2026 09:30", Some("2026-01-14T09:30:00")),
            ("14/01/2026, 09:30:15", Some("2026-01-14T09:30:15")),
            ("١٤/٠١/٢٠٢٦", Some("2026-01-14")),
            ("٢٠٢٦/٠١/١٤", Some("2026-01-14")),
            ("2026/01/14", Some("2026-01-14")),
            ("03/04/2026", None),
            ("14/14/2026", None),
            ("31/02/2026", None),
            ("14/01/2026 noon", None),
            ("14/01/26", None),
            ("14.01.26", None),
            ("2026", None),
            ("2026-13-14", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(iso(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn reads_months_in_the_words_of_the_packs() {
        let packs = crate::lang::Packs::default();
        for (text, want) in [
            ("الأربعاء 14 يناير 2026 - 09:30", Some("2026-01-14T09:30:00")),
            ("نشر في: ١٤ كانون الثاني/يناير ٢٠٢٦", Some("2026-01-14")),
            ("Published 14 January, 2026", Some("2026-01-14")),
            ("Wed, January 14 2026, 09:30 GMT", Some("2026-01-14T09:30:00")),
            ("14 يناير - 3 مارس 2026", None),
            ("يناير 2026", None),
            ("31 فبراير 2026", None),
            ("١٤ يناير ٢٠٢٦", Some("2026-01-14")),
            ("Jan. 14, 2026", Some("2026-01-14")),
            ("14/01/2026", None),
        ] {
            assert_eq!(written(text, &packs).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn knows_a_line_that_is_a_date() {
        for (line, want) in [
            ("السبت 14/3/2026", Some("2026-03-14")),
            ("نُشر يوم السبت ١٤/٣/٢٠٢٦", Some("2026-03-14")),
            ("Published: 14 March 2026", Some("2026-03-14")),
            ("2026-03-14 09:30", Some("2026-03-14T09:30:00")),
            ("It was signed on 14/3/2026", None),
            ("السبت 14/3/2026 في العاصمة", None),
            ("84 محلا", None),
        ] {
            assert_eq!(alone(line).as_deref(), want, "{line}");
        }
    }

    #[test]
    fn tells_what_a_doubtful_date_may_mean() {
        let both = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(ambiguous("03/04/2026 09:30"), both("2026-04-03", "2026-03-04"));
        assert_eq!(ambiguous("٠٣/٠٤/٢٠٢٦"), both("2026-04-03", "2026-03-04"));
        assert_eq!(ambiguous("14/01/2026"), None);
        assert_eq!(ambiguous("yesterday"), None);
    }

    #[test]
    fn compares_moments_across_offsets() {
        let at = |text| moment(text).expect("a moment");
        assert_eq!(at("2026-01-14T09:30:00+03:00"), at("2026-01-14T06:30:00Z"));
        assert!(at("2026-01-14") < at("2026-01-14T00:00:01"));
        assert_eq!(moment("tomorrow"), None);
    }
}
