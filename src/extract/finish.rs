//! A cue read on its own becomes an attribution.
//!
//! In: a [`Draft`] and the places where other reports of its sentence begin. Out: an [`Attribution`] with its content cut there, its mention,
//! medium and rule.

use super::{Reader, shape::Draft};
use crate::{
    lang::Class,
    model::{Attribution, Cue, Mention, MentionKind, Rule, Shape, Slot, Span, Style},
};
use std::ops::Range;

impl<'a> Reader<'a> {
    pub(super) fn finish(
        &self,
        draft: &Draft<'a>,
        range: &Range<usize>,
        bounds: &[usize],
        last: &Option<Range<usize>>,
        sentence: u32,
        headline: bool,
    ) -> Option<Attribution> {
        // "said that he had erred when he told …": a report in a clause of time belongs to the clause it stands in.
        let inner = |b: usize| {
            self.is_capitalised()
                && draft.slot == Slot::That
                && self.token(b - 1).is(Class::Subordinator)
                && self.token(b - 2).is_word()
        };
        let later: Vec<usize> =
            bounds.iter().copied().filter(|&b| b > draft.start + 1 && !inner(b)).collect();
        let end = draft.fixed_end.unwrap_or_else(|| {
            let end = self.content_end(draft.start, range.end, &later);
            self.before_cognate(draft.hit.entry, draft.start, end)
        });
        let mut content = Vec::new();
        let (first, mut style) = self.content_span(&(draft.start..end), draft.skip)?;
        content.push(first);
        for more in &draft.more {
            if let Some((span, other)) = self.content_span(more, 0) {
                content.push(span);
                if style != other {
                    style = Style::Mixed;
                }
            }
        }
        content.sort();
        let after = if draft.slot == Slot::Before {
            range.end..range.end
        } else {
            self.first_words(end..range.end.min(later.first().copied().unwrap_or(range.end)).max(end))
        };
        // «وفي تصريح لوكالة …، قال سامر»: an adjunct in front names the medium of the first report.
        let front = range.start..draft.begins;
        let fronted = !front.is_empty()
            && draft.slot != Slot::Before
            && last.is_none()
            && self.token(front.start).is(Class::Preposition)
            && front.clone().any(|i| self.token(i).is_comma());
        let front = if fronted { front } else { range.start..range.start };
        let front = if self.lexicon.grammar.verb_second { range.start..draft.hit.start } else { front };
        let mut zones = [draft.zone.clone(), front, after];
        let medium = self
            .medium(&zones, &draft.source, draft.shape == Shape::Relay)
            .or_else(|| self.medium_addressed(&draft.hit));
        // "Speaking at a rally, Lind said": whatever opens the adjunct.
        let comma = (range.start..draft.begins).find(|&i| self.token(i).is_comma());
        if let Some(comma) =
            comma.filter(|_| zones[1].is_empty() && last.is_none() && draft.slot != Slot::Before)
        {
            zones[1] = range.start..comma;
        }
        let occasion = self.occasion(&zones, &draft.source);
        let named = occasion.as_ref().map(|o| self.occasion_named(o, &draft.source));
        let outlet = medium.filter(|m| named.is_none_or(|n| !n.overlaps(*m)));
        let addressee = self.spoken_to(draft, &zones, occasion.as_ref(), outlet);
        // Where verbs do not hide their subject, coordinated verbs and participles share the one that is named.
        let shared = !self.lexicon.grammar.pro_drop
            && draft.source.is_empty()
            && !matches!(draft.shape, Shape::Noun | Shape::Passive);
        let source = if shared {
            last.clone()
                .or_else(|| self.clause_subject(range.start, draft.hit.start))
                .unwrap_or(draft.source.clone())
        } else {
            draft.source.clone()
        };
        let hidden = self.lexicon.grammar.pro_drop && source.is_empty() && last.is_none();
        let verbal = hidden.then(|| self.verbal_subject(range.start, draft.hit.start)).flatten();
        // "rejected the claim that …": not the claim of who rejects it.
        let last = last.as_ref().filter(|_| draft.shape != Shape::Noun || !self.is_capitalised());
        let antecedent = draft.antecedent.as_ref().or(last).or(verbal.as_ref());
        let mut mention = self.mention(&source, antecedent);
        if let Some(span) = mention.span.filter(|_| !draft.source.is_empty()) {
            let next = [draft.hit.start, draft.start].into_iter().filter(|&i| i > source.end).min();
            let close = next.map_or(range.end, |i| {
                i - usize::from(self.token(i - 1).is_comma() || self.token(i - 1).is_dash())
            });
            let end = self.description(source.end, close.max(source.end));
            mention.span = Some(span.cover(self.token(end - 1).span));
            mention.core = Some(self.span(&self.core(&source, end)));
            let person = matches!(mention.kind, MentionKind::Role | MentionKind::Unnamed)
                || self.token(source.start).is(Class::Unnamed)
                || mention.kind == MentionKind::Organisation && self.is_plain_noun(&source);
            let name = (person && mention.name.is_none()).then(|| self.name_behind(&source, end)).flatten();
            if let Some(name) = name {
                mention.name = Some(self.span(&name));
                mention.kind = MentionKind::Name;
            }
        }
        // «وفقا لباركر»: the preposition on a name that no list knows.
        if draft.shape == Shape::AccordingTo && !source.is_empty() {
            let first = self.token(source.start);
            let marker = draft
                .hit
                .entry
                .frames
                .iter()
                .find(|f| f.slot == Slot::Marker)
                .map_or("", |f| f.marker.as_str());
            if !marker.is_empty()
                && first.word.preposition.is_none()
                && first.span.of(self.text).starts_with(marker)
            {
                let skip = marker.len() as u32;
                let cut = |s: Span| {
                    if s.start == first.span.start { Span { start: s.start + skip, ..s } } else { s }
                };
                mention.span = mention.span.map(cut);
                mention.name = mention.name.map(cut);
                mention.core = mention.core.map(cut);
            }
        }
        // "Lind's claim that …"
        if draft.shape == Shape::Noun
            && !source.is_empty()
            && source.end <= draft.hit.at
            && self.is_owner(source.end - 1)
        {
            mention.span = mention.span.map(|s| self.without_owner(s));
            mention.name = mention.name.map(|s| self.without_owner(s));
            mention.core = mention.core.map(|s| self.without_owner(s));
        }
        if draft.shape == Shape::Passive {
            mention.kind = MentionKind::Hidden;
            mention.antecedent = None;
        }
        let rule = Rule { shape: draft.shape, slot: draft.slot };
        let cue = self.token(draft.hit.at).span.cover(self.token(draft.hit.end - 1).span);
        Some(Attribution {
            mention,
            cue: Cue { span: Some(cue), stance: draft.hit.stance, negated: draft.hit.negated },
            via: (draft.shape == Shape::Relay && medium.is_none()).then(|| self.relayer(draft)).flatten(),
            medium: medium.map(Into::into),
            addressee: addressee.map(Into::into),
            occasion: named.map(Into::into),
            polarity: None,
            content,
            style,
            headline,
            sentence,
            sentence_start: Some(self.token(range.start).span.start),
            confidence: self.lexicon.confidence.of(rule, style),
            rule,
        })
    }

    /// The span without the ending of an owner: "'s".
    fn without_owner(&self, span: Span) -> Span {
        let text = span.of(self.text);
        let bare = self.lexicon.without_owner(text).unwrap_or(text);
        Span::new(span.start as usize, span.start as usize + bare.len())
    }

    /// The person between a verb of passing on and whose words it passes on.
    fn relayer(&self, draft: &Draft<'a>) -> Option<Span> {
        let phrase = self.phrase_right(draft.zone.start, draft.zone.end);
        (!phrase.is_empty()).then(|| self.span(&phrase))
    }

    /// As much of `tokens` as can name the medium: where no capital tells it, the first words behind the preposition that opens them.
    fn first_words(&self, tokens: Range<usize>) -> Range<usize> {
        if self.lexicon.grammar.capitals {
            return tokens;
        }
        let Some(first) = tokens.clone().find(|&i| self.token(i).is(Class::Preposition)) else {
            return tokens.end..tokens.end;
        };
        let opens = (tokens.start..first).all(|i| !self.token(i).is_word() || self.token(i).is(Class::Tail));
        let far = (first + 1..tokens.end).filter(|&i| self.token(i).is_word()).nth(2);
        if opens { tokens.start..far.unwrap_or(tokens.end) } else { tokens.end..tokens.end }
    }

    pub(super) fn mention(&self, source: &Range<usize>, antecedent: Option<&Range<usize>>) -> Mention {
        let span = |r: &Range<usize>| -> Span { self.span(r) };
        if source.is_empty() {
            return Mention {
                span: None,
                name: antecedent.and_then(|a| self.name_in(a)).map(|n| self.span(&n)),
                core: None,
                kind: MentionKind::Implied,
                antecedent: antecedent.map(span),
                given: None,
            };
        }
        let name = self.name_in(source).map(|n| self.span(&n));
        Mention {
            span: Some(self.span(source)),
            name,
            core: Some(self.span(&self.core(source, source.end))),
            kind: self.mention_kind(source),
            antecedent: None,
            given: None,
        }
    }
}
