//! What a statement consists of for comparison.

use crate::{
    lang::Roles,
    model::{Amount, Polarity, Span},
};

/// One word, number, date or phrase of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NormToken {
    /// Identity under the rules in force: two tokens of one form do not differ for the reader.
    pub form: u64,
    /// Identity under all rules.
    pub stem: u64,
    /// Identity of the meaning: a synonym set of the pack, or the word's root key.
    pub sense: u64,
    /// How much a shared sense says, in per cent of a shared stem.
    pub strength: u8,
    /// Which end of a scale: 0 where it is no end.
    pub pole: i8,
    /// What it is.
    pub kind: TokenKind,
    /// What the pack says it does.
    pub roles: Roles,
    /// True where it stands in quotation marks.
    pub quoted: bool,
    /// True where a negator reaches it.
    pub negated: bool,
    /// True where it carries a mark of the future.
    pub future: bool,
    /// Number of the clause within the statement.
    pub clause: u16,
    /// For numbers and dates: which of [`Content::quantities`] or [`Content::dates`].
    pub value: u16,
    /// Where it stands in the article.
    pub origin: Span,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A content word.
    Word,
    /// A name.
    Name,
    /// A function word.
    Stop,
    /// A word that says nothing here.
    Filler,
    /// A number, with its unit.
    Quantity,
    /// A date or a time.
    Date,
    /// A negator.
    Negator,
    /// A modal word.
    Modal,
}

/// A number as a statement gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// In thousandths of the base unit.
    pub milli: i64,
    /// What it measures: identity of the dimension or of the thing counted; 0 where nothing is known.
    pub dimension: u64,
    /// True for a share of a hundred.
    pub percent: bool,
    /// How exact it is meant.
    pub bound: Bound,
}

/// How exact a number is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Just so.
    #[default]
    Exact,
    /// Around it.
    About,
    /// It or more.
    More,
    /// It or less.
    Less,
}

/// A date as far as a statement gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year.
    pub year: Option<u16>,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
    /// The day of the week, Monday 1.
    pub weekday: Option<u8>,
    /// Days from the article's date, where that is not known.
    pub deictic: Option<i8>,
}

/// A statement, normalized.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Its words in text order, without marks.
    pub tokens: Vec<NormToken>,
    /// The numbers among them.
    pub quantities: Vec<Quantity>,
    /// The dates among them.
    pub dates: Vec<Date>,
    /// Whether it asserts or denies, cue and content taken together.
    pub polarity: Polarity,
    /// True where the cue denies what the content says.
    pub denied: bool,
    /// True for a question, which asserts nothing.
    pub question: bool,
    /// True where a word stands for what was said before: «ذلك حق لها».
    pub anaphoric: bool,
    /// Stable identity of the content: the same words under all rules.
    pub key: u64,
}

impl Content {
    /// The numbers with their places.
    pub fn amounts(&self) -> Vec<Amount> {
        let numbers = self.tokens.iter().filter(|t| t.kind == TokenKind::Quantity);
        let amount = |t: &NormToken| {
            let quantity = self.quantities.get(usize::from(t.value))?;
            Some(Amount { span: t.origin, milli: quantity.milli, percent: quantity.percent })
        };
        numbers.filter_map(amount).collect()
    }

    /// Where the tokens of this kind stand.
    pub fn places(&self, kind: TokenKind) -> Vec<Span> {
        self.tokens.iter().filter(|t| t.kind == kind).map(|t| t.origin).collect()
    }
}

impl Default for NormToken {
    fn default() -> Self {
        Self {
            form: 0,
            stem: 0,
            sense: 0,
            strength: 0,
            pole: 0,
            kind: TokenKind::Word,
            roles: Roles::default(),
            quoted: false,
            negated: false,
            future: false,
            clause: 0,
            value: 0,
            origin: Span::default(),
        }
    }
}

impl NormToken {
    /// True for what a statement is about: words, names, numbers and dates.
    pub fn is_content(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Name | TokenKind::Quantity | TokenKind::Date)
    }
}
