//! Where in an article its sentences stand: headline, lead or body.
//!
//! In: a [`Layout`]. Out: the [`Place`]s in text order, the headline as one whatever its marks. The lead is the first
//! paragraph of the text that is long enough to be one (agency names and bylines are not); where there is only one such
//! paragraph, its first sentence.

use super::{Layout, Sentence};
use crate::model::{Placement, Span};

/// Fewest words of a lead.
const LEAST: usize = 8;

/// A sentence as compared between versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From its first to its last token.
    pub span: Span,
    /// Where it stands.
    pub placement: Placement,
}

impl Layout {
    /// The sentences that hold anything, and where they stand.
    pub fn places(&self) -> Vec<Place> {
        let lead = self.lead();
        let mut out: Vec<Place> = Vec::with_capacity(self.sentences.len());
        for (n, sentence) in self.sentences.iter().enumerate() {
            let Some(span) = self.covered(sentence) else { continue };
            let placement = match (sentence.headline, lead.contains(&n)) {
                (true, _) => Placement::Headline,
                (false, true) => Placement::Lead,
                (false, false) => Placement::Body,
            };
            match out.last_mut().filter(|l| sentence.headline && l.placement == Placement::Headline) {
                Some(headline) => headline.span = headline.span.cover(span),
                None => out.push(Place { span, placement }),
            }
        }
        out
    }

    /// Numbers of the sentences of the lead.
    fn lead(&self) -> std::ops::Range<usize> {
        let words = |range: std::ops::Range<usize>| {
            let tokens = self.sentences[range].iter().flat_map(|s| &self.tokens[s.tokens.clone()]);
            tokens.filter(|t| t.is_word()).count()
        };
        let same_paragraph = |n: usize| {
            let paragraph = self.sentences[n].paragraph;
            self.sentences[n..].iter().take_while(|s| s.paragraph == paragraph).count()
        };
        let mut at = self.sentences.iter().take_while(|s| s.headline).count();
        while at < self.sentences.len() {
            let end = at + same_paragraph(at);
            if words(at..end) >= LEAST {
                let goes_on = words(end..self.sentences.len()) > 0;
                return at..if goes_on { end } else { at + 1 };
            }
            at = end;
        }
        0..0
    }

    fn covered(&self, sentence: &Sentence) -> Option<Span> {
        let tokens = self.tokens[sentence.tokens.clone()].iter().filter(|t| !t.is_break());
        tokens.map(|t| t.span).reduce(Span::cover)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        lang::Packs,
        model::{Article, Lang, Placement},
        segment::layout,
    };

    /// The first word of each sentence with its placement.
    fn places(text: &str) -> Vec<(String, &'static str)> {
        let article = Article { lang: Lang("en".into()), text: text.into(), ..Article::default() };
        let layout = layout(&article, Packs::default().get(&article.lang));
        let first = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
        layout.places().iter().map(|p| (first(p.span.of(text)), p.placement.name())).collect()
    }

    #[test]
    fn the_lead_is_the_first_paragraph_of_some_length() {
        let text = "Ferry stays in port\n\nBy our reporter\n\nOne ferry stayed in the port on Monday night. Two \
                    left.\n\nThree were late.\n";
        let want =
            [("Ferry", "headline"), ("By", "body"), ("One", "lead"), ("Two", "lead"), ("Three", "body")];
        assert_eq!(places(text), want.map(|(w, p)| (w.to_owned(), p)));
    }

    #[test]
    fn of_a_single_paragraph_the_first_sentence_is_the_lead() {
        let text = "One ferry stayed in the port on Monday night. Two left.";
        assert_eq!(places(text), [("One".to_owned(), "lead"), ("Two".to_owned(), "body")]);
        assert!(Placement::Headline > Placement::Lead && Placement::Lead > Placement::Body);
    }
}
