//! Sentences that only the mood of their verb marks as somebody else's words.
//!
//! In: a sentence without a report of its own, and the attributions before it. Out: an attribution to the speaker before. Sentences in
//! a row are one statement. Off in a language whose pack lists no form of that mood.

use super::Reader;
use crate::{
    lang::Class,
    model::{Attribution, Cue, Mention, MentionKind, Permille, Rule, Shape, Slot, Stance, Style},
};
use std::ops::Range;

impl Reader<'_> {
    /// Adds sentence `n`, which is `range`, where its mood says that it is reported.
    pub(super) fn reported_mood(&self, n: usize, range: &Range<usize>, out: &mut Vec<Attribution>) {
        if !self.is_reported(range) {
            return;
        }
        let end = self.content_end(range.start, range.end, &[]);
        let Some((span, style)) = self.content_span(&(range.start..end), 0) else { return };
        let paragraph = |s: usize| self.layout.sentences[s].paragraph;
        if let Some(previous) = out.last_mut().filter(|p| {
            p.rule.shape == Shape::Mood
                && p.sentence as usize + 1 == n
                && paragraph(p.sentence as usize) == paragraph(n)
        }) {
            let whole = previous.content[0].cover(span);
            previous.content = vec![whole];
            previous.sentence = n as u32;
            if previous.style != style {
                previous.style = Style::Mixed;
            }
            return;
        }
        let last = out.last();
        // What is told within a report is not told by the reporter's source.
        let speaker = last.map(|l| {
            out.iter()
                .rev()
                .take_while(|a| a.sentence == l.sentence)
                .find(|a| a.content.iter().any(|c| l.cue.span.is_some_and(|cue| c.contains(cue))))
                .unwrap_or(l)
        });
        let antecedent = speaker.and_then(|a| a.mention.span.or(a.mention.antecedent));
        let named = speaker.filter(|a| a.mention.span.is_some());
        out.push(Attribution {
            mention: Mention {
                span: antecedent,
                name: named.and_then(|a| a.mention.name),
                kind: MentionKind::Implied,
                antecedent,
                given: None,
            },
            cue: Cue { span: None, stance: Stance::Neutral, negated: false },
            medium: None,
            content: vec![span],
            style,
            headline: self.layout.sentences[n].headline,
            sentence: n as u32,
            sentence_start: Some(self.token(range.start).span.start),
            confidence: Permille(650),
            rule: Rule { shape: Shape::Mood, slot: Slot::Clause },
        });
    }

    /// True where the verb of a main clause is in the reportative mood.
    fn is_reported(&self, range: &Range<usize>) -> bool {
        range.clone().any(|i| {
            let token = self.token(i);
            if !token.is(Class::Mood) || token.quote != 0 || (token.capital && i > range.start) {
                return false;
            }
            let begin = self.clause_begin(i, range.start);
            let opens = Class::Complementizer | Class::Subordinator | Class::Relative | Class::Parenthetical;
            let first = self.token(begin);
            !first.word.classes.any(opens)
                && !(begin..i)
                    .any(|j| self.token(j).word.classes.any(Class::Auxiliary | Class::Complementizer))
        })
    }
}
