//! An article's text as tagged tokens, quotations and sentences.
//!
//! In: an article and its language's pack. Out: a [`Layout`], which borrows nothing but spans. Sentences come in text order and
//! together hold every token; a quotation never lies in two sentences unless a paragraph ends inside it.

mod placement;
mod quote;
mod sentence;

pub use placement::Place;
pub use quote::Quote;

use crate::{
    lang::{Class, Lexicon, Pack, Word},
    model::{Article, Span},
    text::{TokenKind, fold_into, tokens},
};
use std::ops::Range;

/// The parts of one text.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Words, numbers and marks with what the pack knows of them.
    pub tokens: Vec<Tagged>,
    /// Outermost quotations, in text order.
    pub quotes: Vec<Quote>,
    /// Sentences, in text order.
    pub sentences: Vec<Sentence>,
}

impl Layout {
    /// Number of the sentence that token `i` lies in.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= i)
    }
}

/// A token with what the pack knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Tagged {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// What the pack knows of the word, or of the phrase that begins here.
    pub word: Word,
    /// How many tokens the phrase has that begins here; 1 for a single word, 0 inside a phrase.
    pub len: u8,
    /// Number of the quotation it lies in or is a mark of, counted from 1; 0 outside.
    pub quote: u32,
    /// True for a word that begins with a capital letter.
    pub capital: bool,
}

impl Tagged {
    /// True where the word belongs to `class`.
    pub fn is(&self, class: Class) -> bool {
        self.word.classes.has(class)
    }

    /// True for a word or number.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }

    /// True for the mark `c`.
    pub fn is_mark(&self, c: char) -> bool {
        self.kind == TokenKind::Mark(c)
    }

    /// True for a comma of any script.
    pub fn is_comma(&self) -> bool {
        matches!(self.kind, TokenKind::Mark(',' | '\u{60c}' | ';' | '\u{61b}'))
    }

    /// True for a dash.
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, TokenKind::Mark('-' | '\u{2013}' | '\u{2014}' | '\u{2015}'))
    }

    /// True for a mark that ends a sentence.
    pub fn is_stop(&self) -> bool {
        matches!(self.kind, TokenKind::Mark('.' | '!' | '?' | '\u{61f}' | '\u{2026}' | '\u{6d4}'))
    }

    /// True for the end of a line or paragraph.
    pub fn is_break(&self) -> bool {
        matches!(self.kind, TokenKind::Break { .. })
    }
}

/// A run of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// True where it is the headline or part of it.
    pub headline: bool,
    /// Number of the paragraph, from 0.
    pub paragraph: u32,
}

/// The layout of `article`.
pub fn layout(article: &Article, pack: &Pack) -> Layout {
    let text = article.text.as_str();
    let mut tokens = tag(text, &pack.lexicon);
    let wrapped = sentence::is_wrapped(text);
    let quotes = quote::scan(text, &mut tokens, wrapped);
    let sentences = sentence::split(article, &tokens, &quotes, &pack.lexicon, wrapped);
    Layout { tokens, quotes, sentences }
}

fn tag(text: &str, lexicon: &Lexicon) -> Vec<Tagged> {
    let raw = tokens(text);
    let mut out: Vec<Tagged> = Vec::with_capacity(raw.len());
    let mut folded = String::new();
    let mut inside = 0;
    for (i, token) in raw.iter().enumerate() {
        let mut tagged = Tagged {
            span: token.span,
            kind: token.kind,
            word: Word::default(),
            len: 1,
            quote: 0,
            capital: false,
        };
        if inside > 0 {
            inside -= 1;
            tagged.len = 0;
        }
        if token.kind == TokenKind::Word {
            let own = token.span.of(text);
            tagged.capital = own.chars().next().is_some_and(char::is_uppercase);
            folded.clear();
            fold_into(own, &mut folded);
            tagged.word = lexicon.word(&folded);
            let unknown = tagged.word.classes.is_empty() && tagged.word.cue.is_none();
            if unknown && !tagged.capital && lexicon.grammar.adverbs.fit(&folded) {
                tagged.word.classes |= Class::Adverb.into();
            }
            if tagged.len == 1 {
                let mut next = |n: usize| {
                    let token = raw.get(i + n).filter(|t| t.kind == TokenKind::Word)?;
                    Some(crate::text::fold(token.span.of(text)))
                };
                if let Some((len, word)) = lexicon.phrase(&folded, &mut next) {
                    // A phrase that only opens the reporter's addition leaves its words as they are.
                    if word.classes == Class::Tail.into() && word.cue.is_none() {
                        tagged.word.classes |= word.classes;
                    } else {
                        tagged.word = word;
                        tagged.len = len as u8;
                        inside = len - 1;
                    }
                }
            }
        }
        out.push(tagged);
    }
    out
}
