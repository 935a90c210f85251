//! The tool's own answers to the gold texts.
//!
//! In: gold articles, and annotated pairs where articles are to be compared. Out: what the pipeline finds in them. Each text is read as
//! a plain text file with that content would be, so that the figures are those of the command line on the same articles.

use super::{
    gold::{Gold, GoldArticle},
    pairs::GoldPairs,
    predicted::{Comparison, Prediction, predictions_of},
};
use crate::{
    Options,
    lang::{Packs, detect},
    model::{Article, Lang},
    pipeline, read,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the tool found, and what it could not work on.
#[derive(Clone, Debug, Default)]
pub struct Own<T> {
    /// What was found.
    pub found: Vec<T>,
    /// What the reader of the figures should know.
    pub notes: Vec<String>,
}

/// The claims that the tool finds in the gold articles.
pub fn own_predictions(gold: &Gold, options: &Options) -> Own<Prediction> {
    let mut notes = Notes::default();
    let articles =
        gold.articles().iter().filter_map(|a| notes.article(a, &options.packs)).collect::<Vec<_>>();
    Own { found: predictions_of(&pipeline::extract(&articles, options)), notes: notes.lines() }
}

/// The tool's comparisons of the gold articles that annotated pairs link, directly or over other articles: the articles on one event.
pub fn own_comparisons(gold: &Gold, pairs: &GoldPairs, options: &Options) -> Own<Comparison> {
    let mut notes = Notes::default();
    let compare = |event: BTreeSet<usize>| {
        let articles: Vec<Article> =
            event.iter().filter_map(|n| notes.article(&gold.articles()[*n], &options.packs)).collect();
        Comparison::from(&pipeline::compare(&articles, options))
    };
    let found = events(gold, pairs).into_iter().map(compare).collect();
    Own { found, notes: notes.lines() }
}

/// The articles of each event, in the order of the gold file.
fn events(gold: &Gold, pairs: &GoldPairs) -> Vec<BTreeSet<usize>> {
    let mut events: Vec<BTreeSet<usize>> = Vec::new();
    for pair in [&pairs.same, &pairs.ignored, &pairs.hard].into_iter().flatten() {
        let ends = [&pair.a, &pair.b].map(|claim| gold.position(&claim.article));
        let [Some(a), Some(b)] = ends else { continue };
        let mut event = BTreeSet::from([a, b]);
        events.retain(|other| {
            let apart = other.is_disjoint(&event);
            if !apart {
                event.extend(other);
            }
            apart
        });
        events.push(event);
    }
    events.sort();
    events
}

/// Articles without a language pack, by language.
#[derive(Default)]
struct Notes(BTreeMap<String, usize>);

impl Notes {
    /// The article as the pipeline takes it; noted and left out where its language is not known.
    fn article(&mut self, gold: &GoldArticle, packs: &Packs) -> Option<Article> {
        let stated = Some(Lang(gold.lang.clone())).filter(|lang| packs.find(lang).is_some());
        let guessed = || if gold.lang.is_empty() { Some(detect(&gold.text, packs)?.lang) } else { None };
        let Some(lang) = stated.or_else(guessed) else {
            *self.0.entry(gold.lang.clone()).or_default() += 1;
            return None;
        };
        let plain = read::plain_text(gold.text.clone());
        Some(Article { id: gold.id.clone(), label: gold.id.clone(), lang, ..plain })
    }

    fn lines(&self) -> Vec<String> {
        let line = |(lang, n): (&String, &usize)| {
            format!("no language pack for `{lang}`: {n} gold articles left out")
        };
        self.0.iter().map(line).collect()
    }
}
