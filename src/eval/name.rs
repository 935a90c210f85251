//! Whether two spellings of a speaker's name are one speaker, for scoring.
//!
//! In: the predicted and the gold name, and whether the gold speaker is a person. Out: yes or no. A person is right by the last name
//! without a conflicting first name, and titles do not count; an organisation or group is right by its words.

use super::{
    cover::f1,
    ratio::ratio,
    spelling::{LISTS, without_article, words},
};
use std::collections::BTreeSet;

/// Least likeness of two spellings of a last name, or of a word of a full name.
const SPELLING: f64 = 0.8;
/// Least likeness of two first names once the last names agree.
const FIRST_NAME: f64 = 0.7;
/// Least overlap of the words of two organisations' names.
const ORGANISATION: f64 = 0.8;

/// True where `found` names the speaker that `wanted` names.
pub(super) fn same_name(found: &str, wanted: &str, person: bool) -> bool {
    let (found, wanted) = (words(found), words(wanted));
    if found.is_empty() || wanted.is_empty() {
        return false;
    }
    found == wanted || if person { same_person(&found, &wanted) } else { same_organisation(&found, &wanted) }
}

fn same_organisation(found: &[String], wanted: &[String]) -> bool {
    let (short, long) = by_length(found, wanted);
    let plain = |name: &'_ [String]| -> BTreeSet<String> {
        name.iter().map(|w| without_article(w, 3).to_owned()).collect()
    };
    let (left, right) = (plain(found), plain(wanted));
    f1(left.intersection(&right).count(), left.len(), right.len()) >= ORGANISATION
        || (short[0] == long[0] && short.iter().all(|w| long.contains(w)))
        || (short.len() >= 2 && long.ends_with(short))
}

fn same_person(found: &[String], wanted: &[String]) -> bool {
    // The full name inside a longer one: «… المتحدث باسم …».
    if wanted.len() >= 2 && runs_in(wanted, found) {
        return true;
    }
    let (found, wanted) = (bare(found), bare(wanted));
    let (short, long) = by_length(&found, &wanted);
    if short.len() >= 2 && runs_in(short, long) {
        return true;
    }
    let ((first, last), (wanted_first, wanted_last)) = (split(&found), split(&wanted));
    if !alike(last, wanted_last, SPELLING) {
        return false;
    }
    short.len() == 1 || first.iter().any(|a| wanted_first.iter().any(|b| alike(a, b, FIRST_NAME)))
}

/// A person's name without titles; the last word always stays.
fn bare(name: &[String]) -> Vec<String> {
    let (first, last) = split(name);
    let part = |w: &&String| !LISTS.titles.contains(*w) && without_article(w, 3) == w.as_str();
    first.iter().filter(part).chain([last]).cloned().collect()
}

fn split(name: &[String]) -> (&[String], &String) {
    let (last, first) = name.split_last().expect("a name with no word was answered before");
    (first, last)
}

/// The shorter first; where both are as long, as given.
fn by_length<'a>(a: &'a [String], b: &'a [String]) -> (&'a [String], &'a [String]) {
    if b.len() < a.len() { (b, a) } else { (a, b) }
}

/// True where the words of `short` stand in `long` one after the other.
fn runs_in(short: &[String], long: &[String]) -> bool {
    long.windows(short.len()).any(|run| short.iter().zip(run).all(|(a, b)| alike(a, b, SPELLING)))
}

/// The same word, or one of four letters or more in another spelling.
fn alike(a: &str, b: &str, least: f64) -> bool {
    a == b || (a.chars().count().min(b.chars().count()) >= 4 && ratio(a, b) >= least)
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn names_are_compared_as_readers_do() {
        for (found, wanted, person, same) in [
            ("النجار", "سامر النجار", true, true),
            ("سمير النجار", "سامر النجار", true, true),
            ("ليلى النجار", "سامر النجار", true, false),
            ("وزير المالية سامر النجار", "سامر النجار", true, true),
            ("سامر النجار المتحدث باسم الميناء", "سامر النجار", true, true),
            ("سامر", "سامر النجار", true, false),
            ("وزير المالية", "سامر النجار", true, false),
            ("Mayor Ida Lind", "Ida Lind", true, true),
            ("", "Ida Lind", true, false),
            ("…", "Ida Lind", true, false),
            ("وزارة الموانئ البحرية", "الموانئ البحرية", false, true),
            ("وزارة الموانئ", "وزير الموانئ", false, false),
            ("Harbour Board", "Harbour Board of Tarn", false, true),
            ("Board of Tarn", "Harbour Board of Tarn", false, true),
            ("Tarn", "Harbour Board of Tarn", false, false),
        ] {
            assert_eq!(same_name(found, wanted, person), same, "{found} for {wanted}");
        }
    }
}
