//! Where the content of a cue ends, and how much of it is quoted.
//!
//! In: the first token of a content and the reports that follow in the sentence. Out: token ranges and byte spans. A content
//! ends before the next report, before the reporter's own addition, before a closing formula, and at the end of the sentence.

use super::Reader;
use crate::{
    lang::Class,
    model::{Span, Style},
};
use std::ops::Range;

impl Reader<'_> {
    /// One past the last token of the content that begins at `start`; `bounds` are the places where other reports begin.
    pub(super) fn content_end(&self, start: usize, end: usize, bounds: &[usize]) -> usize {
        let mut i = start;
        let mut brackets = 0;
        while i < end {
            let token = self.token(i);
            if token.quote != 0 && self.after_quote(i) > i {
                let first = i == start;
                i = self.after_quote(i);
                if first && self.is_closed(i, end) {
                    break;
                }
                continue;
            }
            // A bracket that was open before the content closes it.
            if token.is_mark('(') {
                brackets += 1;
            } else if token.is_mark(')') {
                if brackets == 0 {
                    break;
                }
                brackets -= 1;
            }
            let bound = bounds.contains(&i) && !self.is_fronted(start, i);
            if i > start && (bound || token.is(Class::Hedge)) {
                break;
            }
            let fronted = self.is_fronted(start, i + 1);
            if i > start
                && (token.is_comma() || token.is_dash())
                && !fronted
                && self.is_tail(i + 1, end, bounds)
            {
                break;
            }
            i += 1;
        }
        self.trim_content(start, i.min(end))
    }

    /// True where the quotation that ends before `i` ends with a comma and no other goes on with it: "“…,” and left".
    fn is_closed(&self, i: usize, end: usize) -> bool {
        let inner = self.layout.quotes[self.token(i - 1).quote.max(1) as usize - 1].inner();
        self.is_capitalised()
            && inner.clone().last().is_some_and(|l| self.token(l).is_comma())
            && i < end
            && self.token(i).is_word()
            && !(i..end.min(i + 3)).any(|j| self.opens(j).is_some())
    }

    /// True where only an adjunct stands between `start` and `at`: what follows is the main clause of the content.
    fn is_fronted(&self, start: usize, at: usize) -> bool {
        let opens = Class::Preposition | Class::Subordinator;
        self.is_capitalised()
            && at > start + 1
            && self.token(at - 1).is_comma()
            && self.token(start).word.classes.any(opens)
            && !self.token(start).is(Class::Unasserted)
            && !(start..at - 1).any(|i| self.token(i).is_comma())
            && (self.token(start).is(Class::Subordinator)
                || !(start..at - 1)
                    .any(|i| self.token(i).word.classes.any(Class::Verb | Class::Auxiliary | Class::Pronoun)))
    }

    /// True where what follows the comma is no part of the content.
    fn is_tail(&self, i: usize, end: usize, bounds: &[usize]) -> bool {
        let Some(token) = self.get(i).filter(|_| i < end) else { return true };
        if bounds.contains(&i) {
            return true;
        }
        let next =
            (token.is(Class::Conjunction) || token.is(Class::Relative) || token.is(Class::Subordinator))
                .then(|| i + token.len.max(1) as usize);
        let event = token.is(Class::Event) && token.word.conjunction;
        // «، في حوار نشرته مجلة …»: the occasion is the reporter's.
        let object = self.get(i + 1).filter(|_| i + 1 < end && token.is(Class::Preposition));
        let occasion = object.is_some_and(|o| o.word.classes.any(Class::Occasion | Class::Medium));
        event
            || occasion
            || self.is_participle(i)
            || next.is_some_and(|n| bounds.contains(&n))
            || (token.is(Class::Tail) && !token.word.conjunction)
            || token.is(Class::Hedge)
    }

    fn trim_content(&self, start: usize, mut end: usize) -> usize {
        while end > start + 1 {
            let last = self.token(end - 1);
            let closing = last.is_mark(')') || last.is_mark('%') || last.quote != 0;
            let dangling = last.len > 0
                && (last.is(Class::Conjunction) || last.is(Class::Subordinator))
                && !last.is(Class::Time);
            if (last.is_word() && !dangling)
                || closing
                || matches!(last.kind, crate::text::TokenKind::Mark('\u{66a}' | '$' | ']'))
            {
                break;
            }
            end -= 1;
        }
        end
    }

    /// The bytes of a content, without the outer quotation marks where it is one whole quotation.
    pub(super) fn content_span(&self, tokens: &Range<usize>, skip: u32) -> Option<(Span, Style)> {
        // "– The dam is safe, said Lind": a dash stands for quotation marks.
        let dashed = !tokens.is_empty() && self.token(tokens.start).is_dash();
        let tokens = &(tokens.start + usize::from(dashed)..tokens.end);
        if tokens.is_empty() {
            return None;
        }
        if let Some(q) = self.opens(tokens.start) {
            let quote = &self.layout.quotes[q];
            if quote.end() == tokens.end {
                let inner = self.without_stops(quote.inner());
                return (!inner.is_empty()).then(|| (self.span(&inner), Style::Direct));
            }
        }
        let mut span = self.span(tokens);
        span.start += skip;
        let quoted = tokens.clone().any(|i| self.token(i).quote != 0);
        if dashed && !quoted {
            return Some((span, Style::Direct));
        }
        Some((span, if quoted { Style::Mixed } else { Style::Indirect }))
    }

    /// The tokens without line ends before and full stops or commas behind.
    fn without_stops(&self, mut tokens: Range<usize>) -> Range<usize> {
        while !tokens.is_empty() && self.token(tokens.start).is_break() {
            tokens.start += 1;
        }
        while !tokens.is_empty() {
            let last = self.token(tokens.end - 1);
            if last.is_break() || last.is_comma() || last.is_mark('.') {
                tokens.end -= 1;
            } else {
                break;
            }
        }
        tokens
    }
}
