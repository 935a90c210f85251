//! Which characters make a word, and which spellings of a word are one, for scoring.
//!
//! In: any text. Out: folded words and the scorer's word lists. This is the yardstick, so it shares nothing with
//! [`text::fold`](crate::text::fold) or the packs: a change of how the tool reads must never move what it is measured with.
//! The character classes are those of Python's `\w` and `\s`, in which the figures of the evaluation were first taken.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// The lists of `words.toml`, folded.
pub(super) struct Lists {
    pub(super) complementizers: FxHashSet<String>,
    pub(super) stop: FxHashSet<String>,
    pub(super) titles: FxHashSet<String>,
}

pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        complementizers: Vec<String>,
        stop: Vec<String>,
        titles: Vec<String>,
    }
    let file: File = toml::from_str(include_str!("words.toml")).expect("words.toml is well formed");
    let folded = |list: Vec<String>| list.iter().map(|word| fold(word)).collect();
    Lists {
        complementizers: folded(file.complementizers),
        stop: folded(file.stop),
        titles: folded(file.titles),
    }
});

/// Hamza, alef, ya, ta marbuta, diacritics, tatweel and case folded away.
pub(super) fn fold(text: &str) -> String {
    let letter = |c: char| match c {
        // Alef with hamza above, below, madda, wasla.
        '\u{623}' | '\u{625}' | '\u{622}' | '\u{671}' => '\u{627}',
        // Alef maqsura, ya with hamza.
        '\u{649}' | '\u{626}' => '\u{64a}',
        // Waw with hamza.
        '\u{624}' => '\u{648}',
        // Ta marbuta.
        '\u{629}' => '\u{647}',
        // Gaf, Persian kaf.
        '\u{6af}' | '\u{6a9}' => '\u{643}',
        _ => c,
    };
    // U+0621 is the hamza on its own.
    let kept = text.chars().filter(|&c| !is_mark(c) && c != '\u{621}');
    kept.map(letter).collect::<String>().to_lowercase()
}

/// The folded words of a name.
pub(super) fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    folded.split(|c| !is_word(c)).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// A folded word without the Arabic article, if at least `least` letters are left.
pub(super) fn without_article(word: &str, least: usize) -> &str {
    match word.strip_prefix("\u{627}\u{644}") {
        Some(rest) if rest.chars().count() >= least => rest,
        _ => word,
    }
}

/// Letters, digits, the underscore and Arabic marks.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    // Rust counts vowel signs of other scripts and circled letters as alphabetic; Python does not.
    let circled = matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f149}' | '\u{1f150}'..='\u{1f169}' | '\u{1f170}'..='\u{1f189}');
    is_mark(c) || (c.is_alphanumeric() && !is_combining_mark(c) && !circled)
}

/// Arabic vowel and reading marks and tatweel.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{640}')
}

/// White space, with the four information separators that Unicode's property leaves out.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// White space and characters that show nothing: zero-width, direction and byte order marks.
pub(super) fn is_blank(c: char) -> bool {
    is_space(c)
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{LISTS, fold, is_word, without_article, words};

    #[test]
    fn folds_spelling_away() {
        for (given, want) in
            [("الأُمـــم", "الامم"), ("شؤون", "شوون"), ("قراءة", "قراه"), ("Große", "große"), ("ΣΟΦΟΣ", "σοφος")]
        {
            assert_eq!(fold(given), fold(want), "{given}");
        }
        assert_eq!(words("«أ. رؤى»، Al-Amal 24"), ["ا", "روي", "al", "amal", "24"]);
        assert_eq!((without_article("الامل", 3), without_article("الى", 3)), ("امل", "الى"));
    }

    #[test]
    fn words_are_those_of_the_reference() {
        // A Devanagari vowel sign, a Hebrew point, a circled letter; then a Roman numeral and a superscript.
        assert!("\u{93f}\u{5b8}\u{24b6}«،-".chars().all(|c| !is_word(c)));
        assert!("\u{2167}\u{b2}\u{640}\u{651}_ж7٧".chars().all(is_word));
        assert!(
            LISTS.titles.contains("سعاده")
                && LISTS.stop.contains("علي")
                && LISTS.complementizers.contains("ان")
        );
    }
}
