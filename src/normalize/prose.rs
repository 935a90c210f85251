//! Words of an article outside any claim, read as contents are.

use super::{Content, NormalizeOptions, content::Reader, date, name_words, polarity};
use crate::{
    lang::Packs,
    model::{Article, Cue, Span, Speaker, Stance, Style},
};
use rustc_hash::FxHashSet;

/// What narration is read with.
#[derive(Debug)]
pub(crate) struct Prose<'a> {
    packs: &'a Packs,
    options: &'a NormalizeOptions,
    names: FxHashSet<u64>,
}

impl<'a> Prose<'a> {
    /// For articles that quote these speakers.
    pub fn new(speakers: &[Speaker], packs: &'a Packs, options: &'a NormalizeOptions) -> Self {
        Self { packs, options, names: name_words(speakers) }
    }

    /// The words at these places as one statement of the narrator.
    pub fn content(&self, article: &Article, spans: &[Span]) -> Content {
        let vocabulary = &self.packs.get(&article.lang).comparison;
        let reader = Reader {
            text: &article.text,
            vocabulary,
            rules: self.options.rules,
            names: &self.names,
            sounds: None,
            today: article.date.as_deref().and_then(date::day_of),
        };
        let mut content = reader.content(spans, Style::Mixed);
        let cue = Cue { span: None, stance: Stance::Neutral, negated: false };
        polarity::judge(&mut content, &cue, false, reader.text, vocabulary);
        content
    }
}
