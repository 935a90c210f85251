//! The words of a content before they mean anything: letters, what the pack knows of them, and the marks between them.
//!
//! In: the places of a content. Out: [`Word`]s in text order; contractions are taken apart, phrases put together. All plain
//! letters of one content share one buffer, because a string a word would cost more than everything else.

use super::{Rules, letters::letters_into};
use crate::{
    lang::{Entry, Role, Vocabulary, word_id},
    model::{Span, Style},
    text::{self, TokenKind},
};

/// A word or mark of a content.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where it stands in the article; the parts of a contraction share one place.
    pub origin: Span,
    /// The plain letters, as a range of the buffer.
    pub letters: (u32, u32),
    /// What the pack knows.
    pub entry: Entry,
    /// The mark, where it is one.
    pub mark: Option<char>,
    /// True for digits.
    pub digits: bool,
    /// True where it stands in quotation marks.
    pub quoted: bool,
    /// True where a conjunction is written on it.
    pub joined: bool,
    /// True for several words known as one.
    pub phrase: bool,
    /// True for a part of a contraction.
    pub expanded: bool,
}

/// The words of one content and the buffer of their letters.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub list: Vec<Word>,
    buffer: String,
}

impl Words {
    /// The plain letters of a word.
    pub fn letters(&self, word: &Word) -> &str {
        &self.buffer[word.letters.0 as usize..word.letters.1 as usize]
    }

    /// Reads the words of `content`.
    pub fn read(text: &str, content: &[Span], style: Style, vocabulary: &Vocabulary) -> Self {
        let mut words = Self::default();
        let mut depth = Quoting::new(style);
        for span in content {
            for token in text::tokens(span.of(text)) {
                let start = span.start as usize + token.span.start as usize;
                let origin = Span::new(start, start + token.span.len());
                match token.kind {
                    TokenKind::Break { .. } => words.push_mark('\n', origin, false, vocabulary),
                    TokenKind::Mark(c) => {
                        depth.read(c);
                        words.push_mark(c, origin, depth.inside(), vocabulary);
                    }
                    TokenKind::Number => {
                        words.push(origin.of(text), origin, true, depth.inside(), vocabulary)
                    }
                    TokenKind::Word => words.push_word(origin.of(text), origin, depth.inside(), vocabulary),
                }
            }
            // A reporter's interruption ends a clause.
            let end = span.end as usize;
            words.push_mark('\n', Span::new(end, end), false, vocabulary);
        }
        words.join_phrases(vocabulary);
        words
    }

    fn push_mark(&mut self, c: char, origin: Span, quoted: bool, vocabulary: &Vocabulary) {
        // Currency signs.
        let entry = vocabulary.word(c.encode_utf8(&mut [0; 4])).copied().unwrap_or_default();
        self.list.push(Word {
            origin,
            letters: (0, 0),
            entry,
            mark: Some(c),
            digits: false,
            quoted,
            joined: false,
            phrase: false,
            expanded: false,
        });
    }

    fn push_word(&mut self, word: &str, origin: Span, quoted: bool, vocabulary: &Vocabulary) {
        // «twenty-six» is a number of two words.
        if word.contains('-')
            && word.split('-').all(|part| vocabulary.entry(&crate::lang::plain(part)).numeral.is_some())
        {
            let mut at = origin.start as usize;
            for part in word.split('-') {
                let span = Span::new(at, at + part.len());
                self.push(part, span, false, quoted, vocabulary);
                at += part.len() + 1;
            }
            return;
        }
        // «و50», «بـ50», «الـ7»: what is written on a number is no part of it.
        if let Some(at) = word.find(|c: char| c.is_numeric()).filter(|&at| at > 0)
            && word[at..].chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | '\u{66b}' | '\u{66c}'))
            && vocabulary.stemmer.is_clitics(&crate::lang::plain(&word[..at]))
        {
            let span = Span::new(origin.start as usize + at, origin.end as usize);
            self.push(&word[at..], span, true, quoted, vocabulary);
            return;
        }
        self.push(word, origin, false, quoted, vocabulary);
        let last = self.list.len() - 1;
        let Some(full) = vocabulary.expansion(self.letters(&self.list[last])) else { return };
        self.list.pop();
        for part in full {
            self.push(part, origin, false, quoted, vocabulary);
            if let Some(word) = self.list.last_mut() {
                word.expanded = true;
            }
        }
    }

    fn push(&mut self, word: &str, origin: Span, digits: bool, quoted: bool, vocabulary: &Vocabulary) {
        let start = self.buffer.len() as u32;
        if digits && vocabulary.decimal_comma {
            let swapped = |c| match c {
                '.' => ',',
                ',' => '.',
                other => other,
            };
            letters_into(&word.chars().map(swapped).collect::<String>(), Rules::default(), &mut self.buffer);
        } else {
            letters_into(word, Rules::default(), &mut self.buffer);
        }
        let letters = (start, self.buffer.len() as u32);
        let plain = &self.buffer[start as usize..];
        let entry = if digits { Entry::default() } else { vocabulary.entry(plain) };
        let joined = !digits
            && vocabulary.word(plain).is_none()
            && vocabulary.stemmer.without_conjunction(plain).is_some();
        self.list.push(Word {
            origin,
            letters,
            entry,
            mark: None,
            digits,
            quoted,
            joined,
            phrase: false,
            expanded: false,
        });
    }

    fn join_phrases(&mut self, vocabulary: &Vocabulary) {
        let mut out: Vec<Word> = Vec::with_capacity(self.list.len());
        let mut at = 0;
        while at < self.list.len() {
            let word = self.list[at];
            let found = (word.mark.is_none() && !word.digits)
                .then(|| {
                    vocabulary.phrase(self.letters(&word), &mut |i| {
                        let next = self.list.get(at + i)?;
                        (next.mark.is_none()).then(|| word_id(&[self.letters(next)]))
                    })
                })
                .flatten();
            match found {
                Some((length, entry)) => {
                    let last = self.list[at + length - 1];
                    out.push(Word {
                        origin: word.origin.cover(last.origin),
                        letters: (word.letters.0, last.letters.1),
                        entry: *entry,
                        phrase: true,
                        ..word
                    });
                    at += length;
                }
                None => {
                    out.push(word);
                    at += 1;
                }
            }
        }
        self.list = out;
    }
}

impl Word {
    /// True where the pack gives it this role.
    pub fn is(&self, role: Role) -> bool {
        self.entry.roles.has(role)
    }
}

/// Whether a place is inside quotation marks.
struct Quoting {
    direct: bool,
    inside: bool,
}

impl Quoting {
    fn new(style: Style) -> Self {
        Self { direct: style == Style::Direct, inside: false }
    }

    fn read(&mut self, c: char) {
        match c {
            // Guillemets, double and low quotation marks; both directions are met as opening marks.
            '\u{ab}' | '\u{201c}' | '\u{201e}' => self.inside = true,
            '\u{bb}' | '\u{201d}' => self.inside = false,
            '"' => self.inside = !self.inside,
            _ => {}
        }
    }

    fn inside(&self) -> bool {
        self.direct || self.inside
    }
}

/// True for the marks that only quote.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}')
}
