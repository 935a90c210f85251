//! Sentences to attributions: who says what, as places in the text.
//!
//! In: an article and its pack. Out: [`Attribution`]s in reading order and the [`Naming`]s of the article. Works sentence by sentence:
//! cues are found (`cue`), what introduces their content (`opening`), who is named (`source`, `left`, `name`), where the content
//! ends (`content`), through which medium (`medium`) and to whom it was said (`setting`); `shape` puts them together. Every word that
//! matters is in the pack; this module knows sentence shapes only.

mod according;
mod around;
mod chunk;
mod clause;
mod clause_subject;
mod content;
mod cue;
mod description;
mod finish;
mod headline;
mod kind;
mod left;
mod medium;
mod mood;
mod name;
mod naming;
mod opening;
mod quotation;
mod second;
mod setting;
mod shape;
mod source;
mod subject;
mod subject_first;
mod verb_first;

use crate::{
    lang::{Lexicon, Pack},
    model::{Article, Attribution, Span},
    segment::{Layout, Tagged, layout},
    text::fold,
};
use rustc_hash::FxHashSet;
use std::{cell::OnceCell, ops::Range};

/// What was found in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extraction {
    /// In reading order.
    pub attributions: Vec<Attribution>,
    /// Functions that the article ties to names.
    pub namings: Vec<Naming>,
    /// Organisations named with more than one word, wherever they stand: «وزارة الموارد المائية».
    pub organisations: Vec<Span>,
}

/// A function and the name of the person who holds it, as the article puts them side by side: «وزير المالية سامر الحداد».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The words for the function.
    pub role: Span,
    /// The person's name.
    pub name: Span,
}

/// The attributions of one article.
pub fn attributions(article: &Article, pack: &Pack) -> Extraction {
    let layout = layout(article, pack);
    let mut reader = Reader {
        text: &article.text,
        layout: &layout,
        lexicon: &pack.lexicon,
        names: FxHashSet::default(),
        seen: OnceCell::new(),
    };
    let mut namings = reader.namings();
    if !pack.lexicon.grammar.capitals {
        // Longer names first; then the words of those tell which single words are names.
        let words = |n: &Naming| n.name.of(&article.text).split_whitespace().map(fold).collect::<Vec<_>>();
        reader.names = namings.iter().flat_map(words).collect();
        namings = reader.namings();
    }
    let mut attributions = Vec::new();
    for sentence in 0..layout.sentences.len() {
        reader.sentence(sentence, &mut attributions);
    }
    reader.loose_quotations(&mut attributions);
    attributions.sort_by_key(|a| {
        (
            a.content.first().map(|s| s.start.min(a.cue.span.map_or(s.start, |c| c.start))),
            a.content.first().map(|s| s.start),
        )
    });
    Extraction { attributions, namings, organisations: reader.organisations() }
}

/// A text with its layout and the words of its language.
struct Reader<'a> {
    text: &'a str,
    layout: &'a Layout,
    lexicon: &'a Lexicon,
    /// Folded words of the names that the article gives with a function.
    names: FxHashSet<String>,
    /// Folded words of the article, looked up only where a word could be two.
    seen: OnceCell<FxHashSet<String>>,
}

impl Reader<'_> {
    fn token(&self, i: usize) -> &Tagged {
        &self.layout.tokens[i]
    }

    fn get(&self, i: usize) -> Option<&Tagged> {
        self.layout.tokens.get(i)
    }

    /// The folded word at `i`.
    fn folded(&self, i: usize) -> String {
        fold(self.token(i).span.of(self.text))
    }

    /// The folded words of the article.
    fn words_seen(&self) -> &FxHashSet<String> {
        self.seen.get_or_init(|| {
            let words = self.layout.tokens.iter().filter(|t| t.is_word());
            words.map(|t| fold(t.span.of(self.text))).collect()
        })
    }

    /// True where the word at `i` is one of a name that the article gives with a function.
    fn is_known_name(&self, i: usize) -> bool {
        self.names.contains(&self.folded(i))
    }

    /// True where a capital within a sentence tells a name.
    fn is_capitalised(&self) -> bool {
        self.lexicon.grammar.capitals && !self.lexicon.grammar.noun_capitals
    }

    /// True for a word with the ending of a participle that no list knows: ", wiping his brow".
    fn is_participle(&self, i: usize) -> bool {
        !self.token(i).capital && self.ends_as_participle(i)
    }

    fn ends_as_participle(&self, i: usize) -> bool {
        let ends = || {
            let word = self.folded(i);
            let mut endings = self.lexicon.grammar.participle_endings.iter();
            endings.any(|e| word.ends_with(e.as_str()) && word.len() > e.len() + 2)
        };
        self.token(i).is_word() && self.token(i).word.classes.is_empty() && ends()
    }

    /// True for a word with the ending of a finite verb that no list knows: "Lind hinted".
    fn is_past(&self, i: usize) -> bool {
        let token = self.token(i);
        token.is_word()
            && !token.capital
            && token.word.classes.is_empty()
            && self.lexicon.grammar.pasts.fit(&self.folded(i))
    }

    /// The span from the first to the last of these tokens.
    fn span(&self, tokens: &Range<usize>) -> Span {
        self.token(tokens.start).span.cover(self.token(tokens.end - 1).span)
    }

    /// How many words and numbers stand there.
    fn words(&self, tokens: Range<usize>) -> usize {
        tokens.filter(|&i| self.token(i).is_word()).count()
    }

    /// The token after the quotation that `i` lies in, or `i` itself outside one.
    fn after_quote(&self, i: usize) -> usize {
        match self.token(i).quote {
            0 => i,
            q => self.layout.quotes[q as usize - 1].end(),
        }
    }

    /// The quotation that opens at `i`.
    fn opens(&self, i: usize) -> Option<usize> {
        let q = self.get(i)?.quote.checked_sub(1)? as usize;
        (self.layout.quotes[q].open == i).then_some(q)
    }

    /// The quotation whose last token is `i`.
    fn closes(&self, i: usize) -> Option<usize> {
        let q = self.get(i)?.quote.checked_sub(1)? as usize;
        (self.layout.quotes[q].end() == i + 1).then_some(q)
    }
}
