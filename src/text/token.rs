//! Words, numbers and marks as spans.
//!
//! In: a text. Out: its tokens in order; white space and direction marks belong to none. A word keeps its inner apostrophe,
//! hyphen and abbreviation dots (`don't`, `re-elected`, `U.S.`), a number its inner separators (`2,500.5`), because a
//! claim's place never ends inside one; that is why the word rules of UAX 29, which split there, are not used.

use super::fold::is_mark;
use crate::model::Span;

/// One word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits, with inner separators.
    Number,
    /// A single mark.
    Mark(char),
    /// The end of a line; two or more line ends in a row are one token and end a paragraph.
    Break {
        /// True for a blank line.
        paragraph: bool,
    },
}

/// The tokens of `text`.
///
/// ```
/// use claimdiff::text::tokens;
/// let text = "«قال»، 2.5%";
/// let words: Vec<&str> = tokens(text).iter().map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["«", "قال", "»", "،", "2.5", "%"]);
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 6 + 4);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        let kind = if is_letter(c) {
            at = word_end(text, at);
            TokenKind::Word
        } else if is_digit(c) {
            at = number_end(text, at);
            TokenKind::Number
        } else if c == '\n' {
            let rest = text[at..].trim_start_matches(|c: char| c.is_whitespace() || is_mark(c));
            let paragraph = text[at..text.len() - rest.len()].matches('\n').count() > 1;
            at = text.len() - rest.len();
            TokenKind::Break { paragraph }
        } else if matches!(c, '\'' | '\u{2018}' | '\u{2019}') && text[at + c.len_utf8()..].starts_with(c) {
            // Wire copy writes a double mark as two single ones.
            at += 2 * c.len_utf8();
            TokenKind::Mark('"')
        } else {
            at += c.len_utf8();
            if c.is_whitespace() || is_mark(c) {
                continue;
            }
            TokenKind::Mark(c)
        };
        out.push(Token { span: Span::new(start, at), kind });
    }
    out
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    matches!(c, '\u{620}'..='\u{64a}') || (c.is_alphabetic() && !is_mark(c))
}

/// Letters and digits with joining marks; an inner apostrophe, hyphen or dot only before a further letter.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut dotted = true;
    let mut letters = 0;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if is_letter(c) || is_digit(c) {
            end = start + i + c.len_utf8();
            letters += 1;
            dotted &= letters == 1;
        } else if is_mark(c) && !matches!(c, '\u{200b}' | '\u{feff}') {
            end = start + i + c.len_utf8();
        } else {
            let next = chars.peek().map(|&(_, n)| n);
            let joins = next.is_some_and(is_letter);
            let single = || !text[start + i + 1..].chars().nth(1).is_some_and(is_letter);
            match c {
                '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}' if joins => letters += 1,
                // Initials: one letter before each dot and behind it, as in «U.S.» or «أ.ب», but not in «د.سامر».
                '.' if dotted
                    && letters == 1
                    && (joins && single() || end > start + 2 * first_len(text, start)) =>
                {
                    end = start + i + 1;
                    if !joins {
                        break;
                    }
                    letters = 0;
                }
                _ => break,
            }
        }
    }
    end
}

fn first_len(text: &str, start: usize) -> usize {
    text[start..].chars().next().map_or(1, char::len_utf8)
}

/// Digits; an inner separator only before a further digit.
fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if is_digit(c) {
            end = start + i + c.len_utf8();
        } else if !(matches!(c, '.' | ',' | ':' | '\u{60c}' | '\u{66b}' | '\u{66c}')
            && chars.peek().is_some_and(|&(_, n)| is_digit(n)))
        {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn keeps_words_and_numbers_whole() {
        for (text, want) in [
            ("the U.S. said", vec!["the", "U.S.", "said"]),
            ("don’t re-elect", vec!["don’t", "re-elect"]),
            ("1,000.5 dollars.", vec!["1,000.5", "dollars", "."]),
            ("قال.وأضاف", vec!["قال", ".", "وأضاف"]),
            ("مُتّهماً»", vec!["مُتّهماً", "»"]),
            ("end. I", vec!["end", ".", "I"]),
            ("قال د.سامر", vec!["قال", "د", ".", "سامر"]),
            ("John F. Hill", vec!["John", "F", ".", "Hill"]),
        ] {
            let got: Vec<&str> = tokens(text).iter().map(|t| t.span.of(text)).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
