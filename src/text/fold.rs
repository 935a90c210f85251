//! Character folding for look-ups: spelling habits that never change which word it is.
//!
//! In: any text. Out: the text in lower case, without Arabic marks, tatweel and direction marks, with one alef, one
//! ya and one kaf, ASCII digits, a straight apostrophe, and presentation forms as plain letters. Folding is idempotent. What a
//! *comparison* may ignore is decided by the named rules of [`normalize`](crate::normalize), not here.

use unicode_normalization::char::decompose_compatible;

/// Folds `text`.
///
/// ```
/// assert_eq!(claimdiff::text::fold("أَضـــافَ ٢٦"), "اضاف 26");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded `text` to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if is_presentation_form(c) {
            decompose_compatible(c, |part| fold_char(part, out));
        } else {
            fold_char(c, out);
        }
    }
}

/// Appends the folded form of one character, which may be nothing.
pub fn fold_char(c: char, out: &mut String) {
    match c {
        // Alef with hamza above, below, madda, wasla.
        '\u{623}' | '\u{625}' | '\u{622}' | '\u{671}' => out.push('\u{627}'),
        // Alef maqsura and Persian ya.
        '\u{649}' | '\u{6cc}' => out.push('\u{64a}'),
        // Persian kaf.
        '\u{6a9}' => out.push('\u{643}'),
        // Arabic-Indic and Persian digits.
        '\u{660}'..='\u{669}' => out.push(digit(c, 0x660)),
        '\u{6f0}'..='\u{6f9}' => out.push(digit(c, 0x6f0)),
        // Arabic decimal comma and percent sign.
        '\u{66b}' => out.push('.'),
        '\u{66a}' => out.push('%'),
        // Typographic apostrophes.
        '\u{2019}' | '\u{2018}' | '\u{2bc}' => out.push('\''),
        // No-break and other spaces.
        '\u{a0}' | '\u{2007}' | '\u{202f}' => out.push(' '),
        _ if is_mark(c) => {}
        // The Arabic letters have no case.
        '\u{620}'..='\u{64a}' => out.push(c),
        _ => out.extend(c.to_lowercase()),
    }
}

fn digit(c: char, zero: u32) -> char {
    char::from(b'0' + (c as u32 - zero) as u8)
}

/// Arabic vowel and reading marks, tatweel, zero-width and direction marks.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{64b}'..='\u{65f}' | '\u{640}' | '\u{670}' | '\u{610}'..='\u{61a}' | '\u{6d6}'..='\u{6ed}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_what_never_changes_the_word() {
        for (given, want) in [
            ("إنّ", "ان"),
            ("مُتّهما", "متهما"),
            ("الاتفـــاق", "الاتفاق"),
            ("على", "علي"),
            ("٢٫٥٪", "2.5%"),
            ("SAYS", "says"),
            ("don’t", "don't"),
            ("\u{fefb}", "لا"),
            ("\u{2068}نص\u{2069}", "نص"),
        ] {
            assert_eq!(fold(given), want);
            assert_eq!(fold(want), want, "folding twice changes nothing");
        }
    }
}
