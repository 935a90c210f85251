//! Scores extracted claims.
//!
//! In: gold articles and predictions. Out: [`ExtractionScores`]. Articles are paired by id, else by equal text; then the claims of each
//! article are matched by their contents, and everything else is judged on the matched ones. Gold that is optional or out of scope
//! is neither rewarded nor punished, nor is a prediction that stands for it.

use super::{
    EvalOptions, Scope,
    cover::Text,
    gold::{Gold, GoldArticle},
    judge::{Found, Matching, Wanted, wanted},
    predicted::Prediction,
    scores::{Accuracy, Counts, ExtractionScores, OnMatched, Prf, Recall, WithoutHeadlines, share},
    shift::Shift,
    spelling::{LISTS, is_space, without_article, words},
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Least overlap of two contents that are the same.
const SAME: f64 = 0.8;
/// Least overlap with gold that does not count, for a prediction not to count either.
const STANDS_FOR: f64 = 0.5;

/// Scores the claims of `predictions` against `gold`.
pub fn extraction(gold: &Gold, predictions: &[Prediction], options: &EvalOptions) -> ExtractionScores {
    let texts: Vec<Text> = gold.articles().iter().map(|a| Text::new(&a.text)).collect();
    let mut notes = Vec::new();
    let found = by_article(gold, &texts, predictions, &mut notes);
    let articles: Vec<Article> = gold.articles().iter().zip(&texts).zip(&found).map(Article::new).collect();
    let mut scores = scored(&articles, options, true);
    if gold.articles().iter().flat_map(|a| &a.claims).any(|c| c.in_headline()) {
        let ExtractionScores { content, mention, resolved, .. } = scored(&articles, options, false);
        scores.without_headlines = Some(WithoutHeadlines { content, mention, resolved });
    }
    scores.notes = notes;
    scores
}

/// The predicted claims of each gold article.
fn by_article<'a>(
    gold: &Gold,
    texts: &[Text],
    predictions: &'a [Prediction],
    notes: &mut Vec<String>,
) -> Vec<Vec<Found<'a>>> {
    let mut by_text: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (n, article) in gold.articles().iter().enumerate() {
        by_text.entry(article.text.trim_matches(is_space)).or_default().push(n);
    }
    let mut found: Vec<Option<Vec<Found>>> = texts.iter().map(|_| None).collect();
    for Prediction { article, claims } in predictions {
        let known = |id: &Option<String>| id.as_deref().and_then(|id| gold.position(id));
        let same_text = || {
            let text = article.text.as_deref().unwrap_or_default().trim_matches(is_space);
            by_text.get(text)?.iter().copied().find(|n| found[*n].is_none())
        };
        let name = article.id.as_deref().or(article.label.as_deref()).unwrap_or("without id");
        let position = known(&article.id).or_else(same_text).or_else(|| known(&article.label));
        let Some(n) = position else {
            notes.push(format!("article `{name}` is not in the gold file: left out"));
            continue;
        };
        let list = found[n].get_or_insert_default();
        match Shift::new(article.text.as_deref(), &gold.articles()[n].text) {
            Some(shift) => list.extend(claims.iter().map(|c| Found::new(c, &shift, &texts[n]))),
            None => {
                notes
                    .push(format!("article `{name}`: its text differs from the gold text: counted as empty"));
            }
        }
    }
    let missing = found.iter().filter(|f| f.is_none()).count();
    if missing > 0 {
        notes.push(format!("{missing} gold articles have no prediction: counted as empty"));
    }
    found.into_iter().map(Option::unwrap_or_default).collect()
}

/// An article ready to be scored.
struct Article<'a> {
    text: &'a Text,
    wanted: Vec<Wanted<'a>>,
    found: &'a [Found<'a>],
}

impl<'a> Article<'a> {
    fn new(((gold, text), found): ((&'a GoldArticle, &'a Text), &'a Vec<Found<'a>>)) -> Self {
        Self { text, wanted: wanted(gold, text), found }
    }

    /// True where a gold claim counts.
    fn counts(&self, n: usize, options: &EvalOptions, headlines: bool) -> bool {
        let Wanted { claim, words, .. } = &self.wanted[n];
        let in_scope = options.scope == Scope::All || claim.scope.as_deref() != Some("other");
        let of_kind = options.kind.is_none_or(|kind| claim.kind == kind.name());
        !claim.is_optional()
            && in_scope
            && of_kind
            && (headlines || !claim.in_headline())
            && !words.is_empty()
    }
}

/// How many were judged, and how many of them were right.
#[derive(Clone, Copy, Default)]
struct Tally {
    n: usize,
    right: usize,
}

impl Tally {
    fn add(&mut self, right: bool) {
        self.n += 1;
        self.right += usize::from(right);
    }

    fn accuracy(self) -> Accuracy {
        Accuracy { accuracy: share(self.right, self.n), n: self.n }
    }
}

/// Sums over all articles.
#[derive(Default)]
struct Sums {
    counts: Counts,
    exact: usize,
    mention: Tally,
    mention_strict: Tally,
    /// Matched claims whose speaker is right, or not annotated.
    speaker: usize,
    resolved: Tally,
    kind: Tally,
    negated: Tally,
    headline: Tally,
    cue: Tally,
    medium: Tally,
    by_kind: BTreeMap<String, Tally>,
    by_type: BTreeMap<String, Tally>,
}

fn scored(articles: &[Article], options: &EvalOptions, headlines: bool) -> ExtractionScores {
    let has_resolved = articles.iter().flat_map(|a| &a.wanted).any(|w| w.claim.speaker().is_some());
    let mut sums = Sums::default();
    sums.counts.articles = articles.len();
    for article in articles {
        let counting: Vec<bool> =
            (0..article.wanted.len()).map(|n| article.counts(n, options, headlines)).collect();
        let matching = Matching::new(
            &article.wanted,
            article.found,
            SAME,
            |n| counting[n],
            |w, f| u8::from(w.speaker_right(f)) + u8::from(w.mention_right(f, article.text, false)),
        );
        let free = not_counted(article, &matching, &counting, options, headlines);
        let real: Vec<usize> = (0..counting.len()).filter(|n| counting[*n]).collect();
        sums.counts.gold += real.len();
        sums.counts.gold_not_counted += counting.len() - real.len();
        sums.counts.predicted += article.found.len() - free.len();
        sums.counts.predicted_not_counted += free.len();
        for n in real {
            let wanted = &article.wanted[n];
            let found = matching.found(n).map(|f| &article.found[f]);
            sums.by_kind.entry(wanted.claim.kind.clone()).or_default().add(found.is_some());
            if let Some(found) = found {
                sums.judge(wanted, found, article.text, headlines && has_resolved);
            }
        }
    }
    sums.scores(has_resolved)
}

/// The predictions that stand for gold that does not count, or that would be of another kind or place.
fn not_counted(
    article: &Article,
    matching: &Matching,
    counting: &[bool],
    options: &EvalOptions,
    headlines: bool,
) -> FxHashSet<usize> {
    let free = |(f, found): (usize, &Found)| -> bool {
        if let Some(w) = matching.wanted(f) {
            return !counting[w];
        }
        let stands_for =
            |(w, gold): (usize, &Wanted)| !counting[w] && gold.overlap(&found.words) >= STANDS_FOR;
        let another = |kind: &String| options.kind.is_some_and(|asked| asked.name() != kind);
        article.wanted.iter().enumerate().any(stands_for)
            || found.claim.kind.as_ref().is_some_and(another)
            || (!headlines && found.claim.headline)
    };
    article.found.iter().enumerate().filter(|f| free(*f)).map(|(f, _)| f).collect()
}

impl Sums {
    /// Judges a matched pair.
    fn judge(&mut self, wanted: &Wanted, found: &Found, text: &Text, headline: bool) {
        let (gold, claim) = (wanted.claim, found.claim);
        self.exact += usize::from(wanted.exact(found));
        self.mention.add(wanted.mention_right(found, text, false));
        self.mention_strict.add(wanted.mention_right(found, text, true));
        let speaker = wanted.speaker_right(found);
        self.speaker += usize::from(speaker);
        if gold.speaker().is_some() {
            self.resolved.add(speaker);
            let naming = gold.mention_type.as_deref().filter(|t| !t.is_empty()).unwrap_or("?");
            self.by_type.entry(naming.to_owned()).or_default().add(speaker);
        }
        if let Some(kind) = &claim.kind {
            self.kind.add(*kind == gold.kind);
        }
        if let (Some(negated), Some(polarity)) = (gold.negated, &claim.polarity) {
            self.negated.add((polarity == "negative") == negated);
        }
        if headline {
            self.headline.add(claim.headline == gold.in_headline());
        }
        if let (Some(there), Some(here)) = (gold.cue, found.cue) {
            self.cue.add(there.0 < here.1 && here.0 < there.1);
        }
        if let Some(medium) = gold.medium.as_deref().filter(|m| !m.is_empty()) {
            self.medium.add(medium_right(medium, claim.medium.as_deref().unwrap_or_default()));
        }
    }

    fn scores(self, has_resolved: bool) -> ExtractionScores {
        let matched = self.mention.n;
        let prf = |right: usize| Prf::new(right, self.counts.predicted - right, self.counts.gold - right);
        let recall = |(kind, t): (String, Tally)| (kind, Recall { recall: share(t.right, t.n), n: t.n });
        ExtractionScores {
            content: prf(matched),
            exact: prf(self.exact),
            mention: prf(self.mention.right),
            mention_strict: prf(self.mention_strict.right),
            resolved: has_resolved.then(|| prf(self.speaker)),
            on_matched: OnMatched {
                mention: self.mention.accuracy(),
                mention_strict: self.mention_strict.accuracy(),
                resolved: self.resolved.accuracy(),
                kind: self.kind.accuracy(),
                negated: self.negated.accuracy(),
                headline: self.headline.accuracy(),
                cue: self.cue.accuracy(),
                medium: self.medium.accuracy(),
            },
            recall_by_kind: self.by_kind.into_iter().map(recall).collect(),
            resolved_by_mention_type: self.by_type.into_iter().map(|(k, t)| (k, t.accuracy())).collect(),
            counts: self.counts,
            without_headlines: None,
            notes: Vec::new(),
        }
    }
}

/// True where the two share a word that says something.
fn medium_right(wanted: &str, found: &str) -> bool {
    let plain = |name: &str| -> FxHashSet<String> {
        words(name).iter().map(|w| without_article(w, 0).to_owned()).collect()
    };
    let found = plain(found);
    plain(wanted).iter().any(|w| !LISTS.stop.contains(w) && found.contains(w))
}
