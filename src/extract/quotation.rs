//! Quotations that no cue of their own introduces.
//!
//! In: the attributions found so far. Out: a quotation that goes on with one of them is added to it: re-opened in the next paragraph, in a
//! sentence of its own after the report («…», said Lind. «…»), or as a paragraph beside a quoted one. A quotation above a line
//! with a dash and a name is that person's.

use super::Reader;
use crate::model::{Attribution, Cue, Rule, Shape, Slot, Span, Stance, Style};

/// A quotation of fewer words that stands by itself is no statement.
const LEAST_WORDS: usize = 4;
/// Sentences of the reporter's between a report and the quotation that goes on with it.
const ASIDE: u32 = 1;
/// Words of a name and its description under a quotation.
const SIGNATURE: usize = 16;

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
            let before = q.checked_sub(1).and_then(|b| owner[b]);
            let goes_on = if quote.continues {
                before
            } else if !self.is_own_sentence(q) {
                None
            } else if let Some(signed) = self.signature(q, span) {
                out.push(signed);
                owner[q] = Some(out.len() - 1);
                continue;
            } else if self.is_paragraph(q) {
                let next = owner.get(q + 1).copied().flatten();
                let long = self.words(quote.inner()) >= LEAST_WORDS;
                self.paragraph_before(q, before, out)
                    .or_else(|| self.paragraph_after(q, next, out))
                    .filter(|_| long)
            } else {
                self.report_before(q, before, out)
            };
            if let Some(a) = goes_on {
                out[a].content.push(span);
                out[a].content.sort();
                if out[a].style == Style::Indirect {
                    out[a].style = Style::Mixed;
                }
                owner[q] = Some(a);
            }
        }
    }

    /// The report in the sentence before quotation `q`, in the same paragraph.
    fn report_before(&self, q: usize, before: Option<usize>, out: &[Attribution]) -> Option<usize> {
        let quote = self.layout.quotes[q];
        let sentence = self.layout.sentence_of(quote.open) as u32;
        let paragraph = self.layout.sentences[sentence as usize].paragraph;
        let start = self.token(quote.open).span.start;
        let same = |a: &Attribution| {
            let near = a.sentence + 1 + ASIDE >= sentence && a.sentence <= sentence;
            near && !a.headline
                && a.rule.shape != Shape::Mood
                && self.layout.sentences[a.sentence as usize].paragraph == paragraph
        };
        // What goes on already goes on.
        let chained = before
            .filter(|_| self.layout.sentence_of(self.layout.quotes[q - 1].open) + 1 == sentence as usize);
        let told = out
            .iter()
            .enumerate()
            .filter(|(_, a)| same(a))
            .filter_map(|(n, a)| Some((a.cue.span.filter(|c| c.end <= start)?.start, n)))
            .max();
        told.map(|t| t.1)
            .or(chained.filter(|&a| self.layout.sentences[out[a].sentence as usize].paragraph == paragraph))
    }

    /// The report that the paragraph before ends with, where that has a quotation.
    fn paragraph_before(&self, q: usize, before: Option<usize>, out: &[Attribution]) -> Option<usize> {
        let a = before?;
        let paragraph = |i: usize| self.layout.sentences[self.layout.sentence_of(i)].paragraph;
        let (previous, this) = (self.layout.quotes[q - 1].open, self.layout.quotes[q].open);
        (paragraph(previous) + 1 == paragraph(this) && out[a].style != Style::Indirect).then_some(a)
    }

    /// The report of the quotation that begins the next paragraph.
    fn paragraph_after(&self, q: usize, next: Option<usize>, out: &[Attribution]) -> Option<usize> {
        let a = next?;
        let paragraph = |i: usize| self.layout.sentences[self.layout.sentence_of(i)].paragraph;
        let (this, following) = (self.layout.quotes[q].open, self.layout.quotes[q + 1].open);
        let introduced = this > 0
            && (0..this)
                .rev()
                .find(|&i| !self.token(i).is_break())
                .is_some_and(|i| self.token(i).is_mark(':'));
        (paragraph(this) + 1 == paragraph(following)
            && !introduced
            && self.is_own_sentence(q + 1)
            && out[a].rule.slot == Slot::Before)
            .then_some(a)
    }

    /// «…» above "— Mara Lind, baker": the line names who said it.
    fn signature(&self, q: usize, span: Span) -> Option<Attribution> {
        let end = self.layout.quotes[q].end();
        let dash = (end..self.layout.tokens.len()).find(|&i| !self.token(i).is_break())?;
        let sentence = &self.layout.sentences[self.layout.sentence_of(dash)];
        if !self.token(dash).is_dash() || self.words(dash..sentence.tokens.end) > SIGNATURE {
            return None;
        }
        let source = self.phrase_right(dash + 1, sentence.tokens.end);
        if source.is_empty() || !self.can_speak(&source) {
            return None;
        }
        let rule = Rule { shape: Shape::Quotation, slot: Slot::Before };
        Some(Attribution {
            mention: self.mention(&source, None),
            cue: Cue { span: Some(self.token(dash).span), stance: Stance::Neutral, negated: false },
            medium: None,
            addressee: None,
            occasion: None,
            via: None,
            polarity: None,
            content: vec![span],
            style: Style::Direct,
            headline: false,
            sentence: self.layout.sentence_of(self.layout.quotes[q].open) as u32,
            sentence_start: Some(span.start),
            confidence: self.lexicon.confidence.of(rule, Style::Direct),
            rule,
        })
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
    pub(super) fn is_paragraph(&self, q: usize) -> bool {
        let quote = &self.layout.quotes[q];
        let breaks = |i: Option<usize>| i.and_then(|i| self.get(i)).is_none_or(|t| t.is_break());
        breaks(quote.open.checked_sub(1))
            && (breaks(Some(quote.end()))
                || (self.token(quote.end()).is_stop() && breaks(Some(quote.end() + 1))))
    }
}
