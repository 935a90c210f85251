//! One gold claim against one predicted claim: how far the contents overlap, and whether mention and speaker are right; and which of
//! them belong together.
//!
//! In: the claims of one article. Out: the pairs matched, one-to-one. Both ways of scoring, of extraction and of alignment, rest on it.

use super::{
    cover::{Text, Words, common, overlap},
    gold::{GoldArticle, GoldClaim, Spans},
    name::same_name,
    predicted::PredictedClaim,
    shift::Shift,
    spelling::LISTS,
};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Least overlap of two mentions that are the same when judged strictly.
const STRICT: f64 = 0.8;
/// A mention so many times as long as the gold's says nothing.
const LONGEST_MENTION: usize = 4;
/// Namings of speakers that are no single person.
const NO_PERSON: [&str; 3] = ["org", "coll", "anon"];

/// A gold claim with its words.
pub(super) struct Wanted<'a> {
    pub(super) claim: &'a GoldClaim,
    pub(super) words: Words,
    /// All contents that are right.
    accept: Vec<Words>,
    /// True where the speaker may be judged as a person.
    person: bool,
}

/// A predicted claim with its words and places in the gold text.
pub(super) struct Found<'a> {
    pub(super) claim: &'a PredictedClaim,
    pub(super) words: Words,
    pub(super) cue: Option<(i64, i64)>,
    mention: Option<Words>,
}

/// The gold claims of an article.
pub(super) fn wanted<'a>(article: &'a GoldArticle, text: &Text) -> Vec<Wanted<'a>> {
    let no_person = |name: &str| {
        let same = article.claims.iter().filter(|c| c.speaker() == Some(name));
        same.filter_map(|c| c.mention_type.as_deref()).any(|kind| NO_PERSON.contains(&kind))
    };
    let claims = article.claims.iter().map(|claim| {
        let words = text.content(&claim.content);
        let mut accept = vec![words.clone()];
        if !claim.content_max.0.is_empty() {
            accept.push(text.content(&claim.content_max));
        }
        Wanted { claim, words, accept, person: !claim.speaker().is_some_and(no_person) }
    });
    claims.collect()
}

impl Wanted<'_> {
    /// Overlap of the words with the best of the contents that are right.
    pub(super) fn overlap(&self, words: &[usize]) -> f64 {
        self.accept.iter().map(|accept| overlap(accept, words)).fold(0.0, f64::max)
    }

    /// True where the prediction holds the very words.
    pub(super) fn exact(&self, found: &Found) -> bool {
        self.accept.contains(&found.words)
    }

    /// True where the predicted mention points at the same source; judged `strict`ly, by the same words.
    pub(super) fn mention_right(&self, found: &Found, text: &Text, strict: bool) -> bool {
        let wanted = &self.claim.speaker_mention;
        if wanted.0.is_empty() {
            // Hidden in the verb or in a clitic.
            let pronoun = self.claim.mention_type.as_deref() == Some("pron");
            return found.mention.as_ref().is_none_or(|words| pronoun && words.len() <= 1);
        }
        let Some(words) = &found.mention else { return false };
        let wanted = text.cover(wanted);
        if strict {
            return overlap(&wanted, words) >= STRICT;
        }
        let mut telling: Words =
            wanted.iter().copied().filter(|n| !LISTS.stop.contains(text.word(*n))).collect();
        if telling.is_empty() {
            telling.clone_from(&wanted);
        }
        common(&telling, words) > 0 && words.len() <= LONGEST_MENTION * wanted.len().max(2)
    }

    /// True where the predicted name is the speaker's, or no speaker is annotated.
    pub(super) fn speaker_right(&self, found: &Found) -> bool {
        let Some(speaker) = self.claim.speaker() else { return true };
        let Some(name) = &found.claim.speaker else { return false };
        let others = self.claim.speaker_alt.iter().flatten().map(String::as_str);
        // A role or nickname of an organisation's speaker is compared as loosely as a person's name.
        [speaker]
            .into_iter()
            .chain(others)
            .any(|right| same_name(name, right, self.person || right != speaker))
    }
}

impl<'a> Found<'a> {
    pub(super) fn new(claim: &'a PredictedClaim, shift: &Shift, text: &Text) -> Self {
        let moved = |span| shift.span(span);
        let content = Spans(claim.content.0.iter().map(|span| moved(*span)).collect());
        Self {
            claim,
            words: text.content(&content),
            cue: claim.cue.map(moved),
            mention: claim.mention.map(|span| text.cover(&Spans(vec![moved(span)]))),
        }
    }
}

/// Which claims belong together, in both directions.
#[derive(Default)]
pub(super) struct Matching {
    by_wanted: FxHashMap<usize, usize>,
    by_found: FxHashMap<usize, usize>,
}

impl Matching {
    /// The best pairs first, by falling overlap of at least `least`; of pairs as good, those with a gold claim that counts, then
    /// those of greater `tie`, then in order.
    pub(super) fn new(
        wanted: &[Wanted],
        found: &[Found],
        least: f64,
        counts: impl Fn(usize) -> bool,
        tie: impl Fn(&Wanted, &Found) -> u8,
    ) -> Self {
        let mut candidates = Vec::new();
        for (w, gold) in wanted.iter().enumerate() {
            for (f, claim) in found.iter().enumerate() {
                let overlap = gold.overlap(&claim.words);
                if overlap >= least {
                    // Millionths: what differs by less differs by the arithmetic only.
                    let millionths = (super::scores::rounded(overlap, 6) * 1e6).round() as u32;
                    candidates.push((Reverse(millionths), !counts(w), Reverse(tie(gold, claim)), w, f));
                }
            }
        }
        candidates.sort_unstable();
        let mut out = Self::default();
        for (.., w, f) in candidates {
            if !out.by_wanted.contains_key(&w) && !out.by_found.contains_key(&f) {
                out.by_wanted.insert(w, f);
                out.by_found.insert(f, w);
            }
        }
        out
    }

    /// The prediction that a gold claim is matched with.
    pub(super) fn found(&self, wanted: usize) -> Option<usize> {
        self.by_wanted.get(&wanted).copied()
    }

    /// The gold claim that a prediction is matched with.
    pub(super) fn wanted(&self, found: usize) -> Option<usize> {
        self.by_found.get(&found).copied()
    }
}
