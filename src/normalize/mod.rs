//! Contents to comparable tokens.
//!
//! In: the attributions of the articles with their speakers. Out: one [`Content`] a claim: tokens with identities, numbers,
//! dates and polarity. Promises: the text itself is never changed, every token keeps its place, and the same words give the
//! same identities in every run and on every platform. What is ignored is a set of named [`Rules`]; what belongs to a
//! language is data in its pack's `compare.toml`.

mod content;
mod date;
mod letters;
mod polarity;
mod quantity;
mod rule;
mod token;
mod word;

pub(crate) use content::modal_roles;
pub use rule::{Rule, Rules};
pub use token::{Bound, Content, Date, NormToken, Quantity, TokenKind};
pub(crate) use word::is_quote;

use crate::{
    extract::Extraction,
    lang::{Packs, Role, Vocabulary, mix, plain, word_id},
    model::{Article, Attribution, Span, Speaker, SpeakerKind},
};
use content::Reader;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Which rules apply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NormalizeOptions {
    /// What is ignored; everything by default.
    pub rules: Rules,
}

/// The contents of the attributions of each article, in their order.
///
/// Articles are worked on in parallel; the result does not depend on it.
pub fn contents(
    articles: &[Article],
    extractions: &[Extraction],
    speakers: &[Speaker],
    packs: &Packs,
    options: &NormalizeOptions,
) -> Vec<Vec<Content>> {
    let names = name_words(speakers);
    articles
        .par_iter()
        .zip(extractions)
        .map(|(article, extraction)| {
            let vocabulary = &packs.get(&article.lang).comparison;
            let reader = Reader {
                text: &article.text,
                vocabulary,
                rules: options.rules,
                names: &names,
                today: article.date.as_deref().and_then(date::day_of),
            };
            extraction.attributions.iter().map(|attribution| content(&reader, attribution)).collect()
        })
        .collect()
}

fn content(reader: &Reader<'_>, attribution: &Attribution) -> Content {
    let mut content = reader.content(&attribution.content, attribution.style);
    let uncertain = attribution.cue.span.is_some_and(|span| {
        let cue = plain(span.of(reader.text));
        cue.split_whitespace().any(|w| reader.vocabulary.entry(w).roles.has(Role::Uncertain))
    });
    polarity::judge(&mut content, &attribution.cue, uncertain, reader.text, reader.vocabulary);
    content.key = content
        .tokens
        .iter()
        .filter(|t| t.kind != TokenKind::Filler)
        .fold(u64::from(content.denied), |hash, token| mix(hash.rotate_left(5) ^ token.form));
    content
}

/// Stable identity of a claim: who said what.
pub fn claim_key(speaker: &Speaker, content: &Content) -> u64 {
    mix(word_id(&[&plain(&speaker.name)]).rotate_left(17) ^ content.key)
}

/// Words of at least three letters from the names of persons.
fn name_words(speakers: &[Speaker]) -> FxHashSet<u64> {
    speakers
        .iter()
        .filter(|s| s.kind == SpeakerKind::Person)
        .flat_map(|s| std::iter::once(&s.name).chain(&s.aliases))
        .flat_map(|name| plain(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| word.chars().count() > 2)
        .map(|word| word_id(&[&word]))
        .collect()
}

/// Which rules made two kept words equal: those without which their forms differ.
pub(crate) fn rules_between(
    left: (&str, Span, &Vocabulary),
    right: (&str, Span, &Vocabulary),
    rules: Rules,
) -> Vec<Rule> {
    let names = FxHashSet::default();
    let form = |(text, span, vocabulary): (&str, Span, &Vocabulary), rules: Rules| {
        Reader { text, vocabulary, rules, names: &names, today: None }.form_under(span, rules, None)
    };
    if left.1.of(left.0) == right.1.of(right.0) {
        return Vec::new();
    }
    Rule::ALL
        .iter()
        .copied()
        .filter(|rule| rules.has(*rule))
        .filter(|rule| form(left, rules.without(*rule)) != form(right, rules.without(*rule)))
        .collect()
}
