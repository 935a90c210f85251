//! Text of articles made harmless: nothing in it can steer a terminal, reorder what stands around it or hide.

/// `text` without anything that a terminal would act on: control characters shown as pictures, direction controls and other
/// invisible signs left out, white space as plain spaces.
///
/// ```
/// assert_eq!(claimdiff::report::printable("a\u{1b}[31m\u{202e}b\n"), "a␛[31mb ");
/// ```
pub fn printable(text: &str) -> String {
    printable_chars(text).collect()
}

pub(super) fn printable_chars(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter_map(|c| match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Each control character has its picture.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' => Some('\u{fffd}'),
        // Embeddings, overrides and isolates could reorder what stands around; the soft hyphen and the byte order mark are
        // drawn by some terminals; the rest is what this module uses itself, or has no place in running text.
        '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}'
        | '\u{ad}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => None,
        c if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' => Some(' '),
        c => Some(c),
    })
}

/// Alef with and without its signs: what joins a lam before it.
pub(super) fn is_joining_alef(c: char) -> bool {
    matches!(c, '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}' | '\u{671}'..='\u{673}' | '\u{675}' | '\u{773}' | '\u{774}' | '\u{870}'..='\u{882}')
}

/// Whether a letter is of a right-to-left script; `None` for what has no direction of its own.
pub(super) fn is_rtl(c: char) -> Option<bool> {
    match c {
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' => c.is_alphabetic().then_some(true),
        c => c.is_alphabetic().then_some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn neutralises_what_a_terminal_acts_on() {
        for (text, want) in [
            ("a\u{1b}]0;x\u{7}b", "a␛]0;x␇b"),
            ("\u{202e}abc\u{2066}", "abc"),
            ("\u{9b}31m", "\u{fffd}31m"),
            ("\0\u{7f}", "␀␡"),
            ("a\u{a0}b\u{2003}c", "a\u{a0}b c"),
        ] {
            assert_eq!(printable(text), want);
        }
    }
}
