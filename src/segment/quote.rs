//! The quotation scanner: outermost quotations of a text.
//!
//! In: tagged tokens. Out: [`Quote`]s, and in each token the number of the quotation it belongs to. Knows marks of every
//! style, marks written the wrong way round (»…«), mismatched pairs (“…″), the same mark nested, quotations that are never closed
//! and those that open again in each paragraph. A straight single mark opens only what another closes behind a comma or stop:
//! it is an apostrophe too often.

use super::Tagged;
use crate::{model::Span, text::TokenKind};

/// One outermost quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Token of the opening mark.
    pub open: usize,
    /// Token of the closing mark, or the token after the last one where it is never closed.
    pub close: usize,
    /// True where a closing mark stands.
    pub closed: bool,
    /// True where it goes on with the quotation before it, left open at the end of its paragraph.
    pub continues: bool,
}

impl Quote {
    /// The tokens between the marks.
    pub fn inner(&self) -> std::ops::Range<usize> {
        self.open + 1..self.close
    }

    /// The token after the quotation.
    pub fn end(&self) -> usize {
        self.close + usize::from(self.closed)
    }
}

/// The quotations of `text`; fills in [`Tagged::quote`].
pub(super) fn scan(text: &str, tokens: &mut [Tagged], wrapped: bool) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut open: Option<Open> = None;
    let mut left_open = false;
    for i in 0..=tokens.len() {
        let kind = tokens.get(i).map(|t| t.kind);
        match kind {
            Some(TokenKind::Mark(c)) if is_quote(c) || c == '\'' => {
                let side = Side::of(text, tokens[i].span);
                match &mut open {
                    None => {
                        let apostrophe = c == '\'' && !is_closed(text, &tokens[i + 1..]);
                        if let Some(closers) = closers(c, side).filter(|_| !apostrophe) {
                            open = Some(Open { at: i, mark: c, closers, depth: 1, last_close: None });
                        }
                    }
                    Some(o) if o.nests(c, side) => o.depth += 1,
                    Some(o)
                        if (o.closers.contains(c) || o.is_closed_by(c, side))
                            && o.closes_here(c, side, &tokens[..i]) =>
                    {
                        o.last_close = Some(i);
                        o.depth -= 1;
                        if o.depth == 0 {
                            let open_at = o.at;
                            push(&mut quotes, tokens, open_at, i, true, &mut left_open);
                            open = None;
                        }
                    }
                    Some(_) => {}
                }
            }
            Some(TokenKind::Break { paragraph }) if !paragraph && wrapped => {}
            Some(TokenKind::Break { .. }) | None => {
                if let Some(o) = open.take() {
                    match o.last_close {
                        Some(close) => push(&mut quotes, tokens, o.at, close, true, &mut left_open),
                        None => {
                            let end = unclosed_end(tokens, o.at, i);
                            push(&mut quotes, tokens, o.at, end, false, &mut left_open);
                            left_open = end == i;
                        }
                    }
                } else {
                    left_open = false;
                }
            }
            _ => {}
        }
    }
    quotes
}

fn push(
    quotes: &mut Vec<Quote>,
    tokens: &mut [Tagged],
    open: usize,
    close: usize,
    closed: bool,
    left: &mut bool,
) {
    // Only a mark that opens the very next paragraph goes on with a quotation left open.
    let continues = *left
        && quotes.last().is_some_and(|q| !q.closed && tokens[q.close..open].iter().all(|t| t.is_break()));
    *left = false;
    quotes.push(Quote { open, close, closed, continues });
    let number = quotes.len() as u32;
    for token in &mut tokens[open..close + usize::from(closed)] {
        token.quote = number;
    }
}

/// Where a quotation that is never closed ends: before the comma after which somebody reports, if the next paragraph does not open
/// again, else with its paragraph.
fn unclosed_end(tokens: &[Tagged], open: usize, end: usize) -> usize {
    let next = tokens[end..].iter().find(|t| !t.is_break());
    if next.is_some_and(|t| matches!(t.kind, TokenKind::Mark(c) if is_quote(c))) {
        return end;
    }
    let reports = |&i: &usize| {
        tokens[i].is_comma()
            && tokens[i + 1..end].iter().take(4).take_while(|t| t.is_word()).any(|t| t.word.cue.is_some())
    };
    (open + 1..end).find(reports).unwrap_or(end)
}

struct Open {
    at: usize,
    mark: char,
    closers: &'static str,
    depth: u32,
    last_close: Option<usize>,
}

impl Open {
    /// True unless the mark is the apostrophe of a plural: "the boys’ school".
    fn closes_here(&self, c: char, side: Side, before: &[Tagged]) -> bool {
        let word_before = before.last().is_some_and(Tagged::is_word);
        if c == '\'' {
            return side == Side::Closing && !word_before;
        }
        c != '\u{2019}' || (side != Side::Opening && (side == Side::Closing || !word_before))
    }

    /// True where the mark opens a quotation of the same kind inside this one.
    fn nests(&self, c: char, side: Side) -> bool {
        c == self.mark && side == Side::Opening
    }

    /// True where the mark that opened the quotation stands for the one that closes it: «قطار القراءة«، and so on.
    fn is_closed_by(&self, c: char, side: Side) -> bool {
        c == self.mark && side != Side::Opening
    }
}

/// True where a straight single mark opens a speech: another closes it in the same paragraph, behind a mark that ends speech. Elsewhere it
/// is an apostrophe.
fn is_closed(text: &str, after: &[Tagged]) -> bool {
    after.windows(2).take_while(|w| !w[0].is_break() && !w[1].is_break()).any(|w| {
        (w[0].is_comma() || w[0].is_stop())
            && w[1].is_mark('\'')
            && Side::of(text, w[1].span) == Side::Closing
    })
}

/// What the blanks round a mark say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opening,
    Closing,
    Unclear,
}

impl Side {
    fn of(text: &str, span: Span) -> Self {
        let before = text[..span.start as usize].chars().next_back();
        let after = text[span.end as usize..].chars().next();
        let free_before =
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '\u{640}' | ':'));
        let free_after = after.is_none_or(|c| c.is_whitespace() || (!c.is_alphanumeric() && !is_quote(c)));
        match (free_before, free_after) {
            (true, false) => Self::Opening,
            (false, true) => Self::Closing,
            _ => Self::Unclear,
        }
    }
}

/// A mark that can open or close a quotation.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\u{2018}'
            | '\u{2019}'
            | '\u{ab}'
            | '\u{bb}'
            | '\u{201c}'
            | '\u{201d}'
            | '\u{201e}'
            | '\u{201f}'
            | '\u{2033}'
    )
}

/// The marks that close what `c` opens, or `None` where `c` does not open here.
fn closers(c: char, side: Side) -> Option<&'static str> {
    match c {
        '\u{ab}' => Some("\u{bb}"),
        // Written the wrong way round, or the German order of guillemets.
        '\u{bb}' if side == Side::Opening => Some("\u{ab}"),
        '\u{201e}' => Some("\u{201c}\u{201d}\u{201f}\""),
        '\u{201c}' | '\u{201f}' => Some("\u{201d}\u{2033}\""),
        '\'' if side == Side::Opening => Some("'"),
        // Single marks: only the one that cannot be an apostrophe opens.
        '\u{2018}' if side == Side::Opening => Some("\u{2019}"),
        '\u{201d}' if side == Side::Opening => Some("\u{201d}\u{201c}"),
        '"' | '\u{2033}' if side != Side::Closing => Some("\"\u{2033}\u{201d}"),
        _ => None,
    }
}
