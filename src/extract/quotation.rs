//! Quotations that no cue of their own introduces.
//!
//! In: the attributions found so far. Out: quotations that go on with one of them are added to it: re-opened in the next
//! paragraph, or following its cue at once («…», said Lind. «…»). A quotation that is a whole paragraph after a quoted paragraph becomes
//! a claim of its own with the speaker before.

use super::Reader;
use crate::model::{Attribution, Mention, MentionKind, Rule, Shape, Slot, Span, Style};

/// A loose quotation of fewer words is no statement.
const LEAST_WORDS: usize = 4;

impl Reader<'_> {
    pub(super) fn loose_quotations(&self, out: &mut Vec<Attribution>) {
        // For each quotation, the attribution that holds it.
        let mut owner: Vec<Option<usize>> = vec![None; self.layout.quotes.len()];
        for (a, attribution) in out.iter().enumerate() {
            for (q, quote) in self.layout.quotes.iter().enumerate() {
                let inner = self.quote_span(quote.inner());
                if inner.is_some_and(|i| attribution.content.iter().any(|c| c.overlaps(i))) {
                    owner[q].get_or_insert(a);
                }
            }
        }
        for q in 0..self.layout.quotes.len() {
            if owner[q].is_some() {
                continue;
            }
            let quote = self.layout.quotes[q];
            let Some(span) = self.quote_span(quote.inner()) else { continue };
            let before = q.checked_sub(1);
            if quote.continues
                && let Some(a) = before.and_then(|b| owner[b])
            {
                out[a].content.push(span);
                owner[q] = Some(a);
                continue;
            }
            if self.words(quote.inner()) < LEAST_WORDS || !self.is_own_sentence(q) {
                continue;
            }
            let Some(a) = before.and_then(|b| owner[b]) else { continue };
            let direct = out[a].style == Style::Direct;
            let between = self.layout.quotes[q - 1].end()..quote.open;
            let same_paragraph =
                !between.clone().any(|i| matches!(self.token(i).kind, crate::text::TokenKind::Break { .. }));
            let cue_between = out[a].cue.span.is_some_and(|c| {
                c.start >= self.token(self.layout.quotes[q - 1].open).span.start && c.end <= span.start
            });
            if direct && same_paragraph && (cue_between || between.is_empty()) {
                out[a].content.push(span);
                owner[q] = Some(a);
            } else if direct && !same_paragraph && self.is_paragraph(q) {
                let previous = &out[a];
                let mention = Mention {
                    span: None,
                    name: None,
                    kind: MentionKind::Implied,
                    antecedent: previous.mention.span.or(previous.mention.antecedent),
                    given: None,
                };
                let rule = Rule { shape: Shape::Quotation, slot: Slot::Quote };
                out.push(Attribution {
                    mention,
                    cue: crate::model::Cue { span: None, ..previous.cue },
                    medium: None,
                    content: vec![span],
                    style: Style::Direct,
                    headline: false,
                    sentence: self.layout.sentence_of(quote.open) as u32,
                    sentence_start: Some(span.start),
                    confidence: self.lexicon.confidence.of(rule, Style::Direct),
                    rule,
                });
                owner[q] = Some(out.len() - 1);
            }
        }
    }

    fn quote_span(&self, inner: std::ops::Range<usize>) -> Option<Span> {
        let mut inner = inner;
        while !inner.is_empty()
            && !self.token(inner.end - 1).is_word()
            && !matches!(self.token(inner.end - 1).kind, crate::text::TokenKind::Mark('?' | '!' | '\u{61f}'))
        {
            inner.end -= 1;
        }
        (!inner.is_empty()).then(|| self.span(&inner))
    }

    /// True where the quotation begins a sentence.
    fn is_own_sentence(&self, q: usize) -> bool {
        let open = self.layout.quotes[q].open;
        let s = self.layout.sentence_of(open);
        self.layout.sentences[s].tokens.clone().take_while(|&i| i < open).all(|i| !self.token(i).is_word())
    }

    /// True where the quotation is all of its paragraph.
    fn is_paragraph(&self, q: usize) -> bool {
        let quote = &self.layout.quotes[q];
        let breaks = |i: Option<usize>| i.and_then(|i| self.get(i)).is_none_or(|t| t.is_break());
        breaks(quote.open.checked_sub(1))
            && (breaks(Some(quote.end()))
                || (self.token(quote.end()).is_stop() && breaks(Some(quote.end() + 1))))
    }
}
