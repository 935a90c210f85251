//! The sentence splitter.
//!
//! In: tagged tokens and quotations. Out: sentences that together hold every token. UAX 29 is not used because it cuts inside
//! quotations and after titles with a dot; here a quotation is one piece, abbreviations come from the pack, and a line end
//! ends a sentence unless the text is wrapped at a fixed width.

use super::{Quote, Sentence, Tagged};
use crate::{
    lang::{Class, Lexicon},
    model::{Article, Span},
    text::TokenKind,
};

/// Tokens of a sentence outside quotations, at most. A claim's content goes to the end of its sentence, so that a text without a full stop would
/// be told once for each of its claims; what people write is far shorter.
const LONGEST: usize = 600;

pub(super) fn split(
    article: &Article,
    tokens: &[Tagged],
    quotes: &[Quote],
    lexicon: &Lexicon,
    wrapped: bool,
) -> Vec<Sentence> {
    let headline = article.headline.or_else(|| first_line(&article.text, wrapped));
    let mut out = Vec::new();
    let mut start = 0;
    let mut paragraph = 0;
    let mut i = 0;
    while i < tokens.len() {
        let next = i + 1;
        let end = match tokens[i].kind {
            TokenKind::Break { paragraph } => paragraph || !wrapped || ends_line(tokens, i),
            TokenKind::Mark(_) => {
                is_end(tokens, quotes, i, lexicon)
                    || (lexicon.grammar.capitals && ends_dateline(article, &tokens[start..next]))
            }
            _ => next - start >= LONGEST && tokens[i].quote == 0,
        };
        if end {
            // Closing brackets and further stops belong to the sentence they close.
            let mut stop = next;
            while stop < tokens.len()
                && !tokens[i].is_break()
                && (tokens[stop].is_mark(')')
                    || (tokens[stop].is_stop() && tokens[stop].quote == tokens[i].quote))
            {
                stop += 1;
            }
            while stop < tokens.len() && tokens[stop].is_break() {
                stop += 1;
            }
            push(&mut out, start..stop, tokens, headline, paragraph);
            if tokens[i..stop].iter().any(|t| t.is_break()) {
                paragraph += 1;
            }
            start = stop;
            i = stop;
        } else {
            i = next;
        }
    }
    push(&mut out, start..tokens.len(), tokens, headline, paragraph);
    out
}

fn push(
    out: &mut Vec<Sentence>,
    range: std::ops::Range<usize>,
    tokens: &[Tagged],
    headline: Option<Span>,
    paragraph: u32,
) {
    if !range.is_empty() {
        let headline = headline.is_some_and(|h| h.contains(tokens[range.start].span));
        out.push(Sentence { tokens: range, headline, paragraph });
    }
}

/// The first line, where it can only be a headline: short, without a full stop, and not the whole text.
fn first_line(text: &str, wrapped: bool) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].split('\n').next()?.trim_end();
    let rest = &text[start + line.len()..];
    let ends = line.ends_with(['.', '\u{6d4}', ':', ',']);
    (!line.is_empty() && !wrapped && !ends && line.chars().count() <= 160 && !rest.trim().is_empty())
        .then(|| Span::new(start, start + line.len()))
}

/// True where lines end at a fixed width rather than where sentences end.
pub(super) fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    if lines.len() < 4 || lines.iter().any(|l| l.chars().count() > 100) {
        return false;
    }
    let open = lines
        .iter()
        .filter(|l| !l.ends_with(['.', '!', '?', '\u{61f}', ':', '"', '\u{201d}', '\u{bb}']))
        .count();
    open * 2 > lines.len()
}

/// Most tokens of a dateline.
const DATELINE: usize = 12;

/// True for "HARBOUR TOWN, Md. (News Agency) —": a place in capitals that begins a sentence, up to its dash.
fn ends_dateline(article: &Article, tokens: &[Tagged]) -> bool {
    let words = |t: &Tagged| t.span.of(&article.text);
    let place = tokens.first().is_some_and(|t| {
        t.is_word() && words(t).chars().count() > 2 && words(t).chars().all(char::is_uppercase)
    });
    let head = |t: &Tagged| {
        t.quote == 0
            && !t.is_break()
            && (t.capital || !t.is_word() || words(t).chars().all(|c| !c.is_lowercase()))
    };
    place
        && tokens.len() <= DATELINE
        && tokens.last().is_some_and(|t| t.is_dash() || t.is_mark('-'))
        && tokens.iter().all(head)
}

fn ends_line(tokens: &[Tagged], i: usize) -> bool {
    i > 0 && tokens[i - 1].is_stop()
}

/// True where the mark at `i` ends a sentence.
fn is_end(tokens: &[Tagged], quotes: &[Quote], i: usize, lexicon: &Lexicon) -> bool {
    let token = &tokens[i];
    let after = tokens.get(i + 1);
    if token.quote == 0 {
        return token.is_stop()
            && (!token.is_mark('.')
                || (is_full_stop(tokens, i)
                    && !goes_on(tokens, i, lexicon)
                    && !(lexicon.grammar.ordinal_dots && is_ordinal(tokens, i))));
    }
    let quote = quotes[token.quote as usize - 1];
    if i + 1 != quote.end() {
        return false;
    }
    // The quotation ends here; a stop inside it may end the sentence too.
    let Some(last) = tokens[quote.inner()].last() else { return false };
    let Some(after) = after else { return true };
    if !last.is_stop() || after.is_break() || after.is_stop() || after.is_comma() {
        return false;
    }
    let exclaimed = !last.is_mark('.');
    if lexicon.grammar.capitals {
        let reports =
            || tokens[i + 1..].iter().take(5).take_while(|t| t.is_word()).any(|t| t.word.cue.is_some());
        after.quote != 0 || (after.capital && !(exclaimed && reports()))
    } else {
        after.is_word() && (!exclaimed || after.word.conjunction) || after.quote != 0
    }
}

/// True where no sentence can begin after the dot at `i` and a closing bracket: a comma or a word in small letters follows.
fn goes_on(tokens: &[Tagged], i: usize, lexicon: &Lexicon) -> bool {
    let bracket = tokens.get(i + 1).is_some_and(|t| t.is_mark(')'));
    tokens.get(i + 1 + usize::from(bracket)).is_some_and(|t| {
        t.is_comma() || (lexicon.grammar.capitals && t.kind == TokenKind::Word && !t.capital)
    })
}

/// True where the dot at `i` makes an ordinal of the number before it: a time word or a word in small letters follows, the
/// latter after a Roman number too.
fn is_ordinal(tokens: &[Tagged], i: usize) -> bool {
    let Some((number, after)) = i.checked_sub(1).map(|b| &tokens[b]).zip(tokens.get(i + 1)) else {
        return false;
    };
    let short = number.kind == TokenKind::Number && number.span.len() <= 2;
    let small = after.kind == TokenKind::Word && !after.capital;
    (short && after.is(Class::Time)) || (small && (short || number.capital))
}

/// True where the mark at `i` stands between brackets of a few words: «الرحلة (إم.إتش. 370)».
fn is_bracketed(tokens: &[Tagged], i: usize) -> bool {
    let bracket = |t: &&Tagged| t.is_mark('(') || t.is_mark(')') || t.is_break();
    let before = tokens[..i].iter().rev().take(6).find(bracket);
    let after = tokens[i + 1..].iter().take(6).find(bracket);
    before.is_some_and(|t| t.is_mark('(')) && after.is_some_and(|t| t.is_mark(')'))
}

/// True where the dot at `i` is no part of an abbreviation, a number or an ellipsis in mid-sentence.
fn is_full_stop(tokens: &[Tagged], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|b| &tokens[b]) else { return false };
    let Some(after) = tokens.get(i + 1) else { return true };
    let touching = |a: &Tagged, b: &Tagged| a.span.end == b.span.start;
    if after.is_mark('.')
        || (before.is_mark('.') && touching(before, &tokens[i]) && after.is_word() && !after.capital)
    {
        return false;
    }
    if is_bracketed(tokens, i) {
        return false;
    }
    if touching(before, &tokens[i]) {
        let letters = before.span.len();
        let initial = before.capital && letters == 1;
        let joined = touching(&tokens[i], after) && after.is_word();
        // "Port Ellis, Wash. “I was …”": no title stands before a quotation.
        let opens = after.quote != 0 && !before.word.classes.any(Class::Title | Class::Honorific);
        if (before.is(Class::Abbreviation) && !opens) || initial {
            return false;
        }
        // «آر.إم» and web addresses; a missing blank after a full stop stands between longer words.
        if joined && (before.kind == TokenKind::Number || after.kind == TokenKind::Number || letters <= 4) {
            return false;
        }
        if joined && after.kind == TokenKind::Word && before.span.len() <= 12 && after.span.len() <= 3 {
            return false;
        }
    }
    true
}
