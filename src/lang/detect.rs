//! Which language a text is in: by script, then by the share of each pack's frequent words.
//!
//! In: a text and the packs. Out: the best pack's tag and whether the vote was close. Packs of one script are told apart by
//! their stop words only, so the data that decides lives in each pack's `pack.toml`.

use super::Packs;
use crate::{
    model::Lang,
    text::{TokenKind, fold, tokens},
};

/// How many words are looked at; more do not change the vote.
const SAMPLE: usize = 400;

/// The language of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detection {
    /// The best guess.
    pub lang: Lang,
    /// True where hardly any word spoke for it or another language came close.
    pub doubtful: bool,
}

/// The language of `text` among `packs`; `None` where no word of any pack occurs in it.
pub fn detect(text: &str, packs: &Packs) -> Option<Detection> {
    let words: Vec<String> = tokens(text)
        .into_iter()
        .filter(|t| t.kind == TokenKind::Word)
        .take(SAMPLE)
        .map(|t| fold(t.span.of(text)))
        .collect();
    let mut votes: Vec<(usize, &str)> = packs
        .iter()
        .map(|pack| (words.iter().filter(|w| pack.stopwords.contains(w.as_str())).count(), pack.tag.as_str()))
        .collect();
    votes.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let &(first, tag) = votes.first().filter(|v| v.0 > 0)?;
    let second = votes.get(1).map_or(0, |v| v.0);
    Some(Detection {
        lang: Lang(tag.to_owned()),
        doubtful: first * 50 < words.len() || second * 10 > first * 8,
    })
}
