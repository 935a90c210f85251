//! Scores which claims of different articles were held to say the same.
//!
//! In: gold articles, annotated pairs and the output of one or more comparisons. Out: [`AlignmentScores`]. Predicted claims are mapped to
//! gold claims by their contents, one to one first, then where one holds most of the other; a predicted pair is right if any annotated
//! pair that it stands for says the same.

use super::{
    cover::{Text, common, overlap},
    gold::Gold,
    judge::{Found, Matching, Wanted, wanted},
    pairs::{AnnotatedPair, ClaimRef, GoldPairs, Pair, pair},
    predicted::{Comparison, PredictedArticle, PredictedGroup},
    scores::{AlignmentScores, HardNegatives, PairCounts, PairScores, RelationScores, share},
    shift::Shift,
    spelling::is_space,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Least overlap of a predicted and a gold claim that are one.
const MAPPED: f64 = 0.5;
/// Least share of one claim that lies in another that stands for it as well.
const INSIDE: f64 = 0.8;

/// Scores the groups of `comparisons` against annotated pairs.
pub fn alignment(gold: &Gold, pairs: &GoldPairs, comparisons: &[Comparison]) -> AlignmentScores {
    let texts: Vec<Text> = gold.articles().iter().map(|a| Text::new(&a.text)).collect();
    let wanted = gold.articles().iter().zip(&texts).map(|(a, text)| wanted(a, text)).collect();
    let mut scorer = Scorer::new(gold, pairs, texts, wanted);
    for comparison in comparisons {
        scorer.add(comparison);
    }
    scorer.scores()
}

/// What one comparison says about the claims of gold.
#[derive(Default)]
struct Mapped<'a> {
    /// Gold article of each predicted claim.
    origin: FxHashMap<&'a str, usize>,
    /// Gold claims that a predicted claim stands for, and how well.
    covers: FxHashMap<&'a str, BTreeMap<ClaimRef, f64>>,
}

/// One end of a predicted pair: its article, and the gold claims it stands for or else its own id. Predicted pairs with the same ends
/// count once.
type End = (String, Vec<ClaimRef>, String);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Right,
    Wrong,
    Unmapped,
    NotCounted,
}

struct Scorer<'a> {
    gold: &'a Gold,
    texts: Vec<Text>,
    wanted: Vec<Vec<Wanted<'a>>>,
    /// Pairs that say the same, in order, each once.
    same: Vec<&'a AnnotatedPair>,
    by_key: FxHashMap<Pair, &'a AnnotatedPair>,
    ignored: FxHashSet<Pair>,
    hard: FxHashSet<Pair>,
    /// Number of the set of claims that annotated pairs link, for each claim in one.
    linked: FxHashMap<ClaimRef, usize>,
    /// Ids of gold articles that were compared with each other.
    together: FxHashSet<(String, String)>,
    extracted: FxHashSet<ClaimRef>,
    verdicts: FxHashMap<(End, End), Verdict>,
    /// Annotated pairs that were found: how well, and under which relation.
    found: FxHashMap<Pair, (f64, Option<String>)>,
    merged: FxHashSet<Pair>,
    conflict: FxHashSet<Pair>,
    notes: Vec<String>,
}

impl<'a> Scorer<'a> {
    fn new(gold: &'a Gold, pairs: &'a GoldPairs, texts: Vec<Text>, wanted: Vec<Vec<Wanted<'a>>>) -> Self {
        let by_key: FxHashMap<Pair, &AnnotatedPair> = pairs.same.iter().map(|p| (p.key(), p)).collect();
        let mut seen = FxHashSet::default();
        // Where a pair comes twice, the later line holds, at the place of the first.
        let same = pairs.same.iter().filter(|p| seen.insert(p.key())).map(|p| by_key[&p.key()]).collect();
        let keys = |list: &[AnnotatedPair]| list.iter().map(AnnotatedPair::key).collect();
        Self {
            gold,
            texts,
            wanted,
            same,
            linked: linked(&pairs.same),
            by_key,
            ignored: keys(&pairs.ignored),
            hard: keys(&pairs.hard),
            together: FxHashSet::default(),
            extracted: FxHashSet::default(),
            verdicts: FxHashMap::default(),
            found: FxHashMap::default(),
            merged: FxHashSet::default(),
            conflict: FxHashSet::default(),
            notes: Vec::new(),
        }
    }

    fn add(&mut self, comparison: &'a Comparison) {
        let mapped = self.mapped(comparison);
        for group in &comparison.groups {
            let relations = relations(group);
            let known: Vec<&str> =
                group.claims.iter().map(String::as_str).filter(|c| mapped.origin.contains_key(c)).collect();
            for (n, left) in known.iter().enumerate() {
                for right in &known[n + 1..] {
                    if mapped.origin[left] != mapped.origin[right] {
                        let relation = relations.get(&sorted(left, right)).copied().flatten();
                        self.pair(&mapped, left, right, relation.or(group.relation.as_deref()));
                    }
                }
            }
        }
    }

    /// Maps the predicted claims to gold claims, and notes which articles were compared.
    fn mapped(&mut self, comparison: &'a Comparison) -> Mapped<'a> {
        let mut places: FxHashMap<&str, (usize, Shift)> = FxHashMap::default();
        for article in &comparison.articles {
            let position = position(self.gold, article);
            let shift = position
                .and_then(|n| Some((n, Shift::new(article.text.as_deref(), &self.gold.articles()[n].text)?)));
            let id = article.id.as_deref().unwrap_or_default();
            match shift {
                Some(place) => {
                    places.insert(id, place);
                }
                None => self
                    .notes
                    .push(format!("article `{id}` is not in the gold file, or its text differs: left out")),
            }
        }
        let ids: BTreeSet<&str> =
            places.values().map(|(n, _)| self.gold.articles()[*n].id.as_str()).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        for (n, left) in ids.iter().enumerate() {
            self.together.extend(ids[n + 1..].iter().map(|right| (left.to_string(), right.to_string())));
        }
        let mut out = Mapped::default();
        let mut by_article: BTreeMap<usize, Vec<(&str, Found)>> = BTreeMap::new();
        for claim in &comparison.claims {
            if let (Some(article), Some(id)) = (&claim.article, claim.id.as_deref())
                && let Some((n, shift)) = places.get(article.as_str())
            {
                by_article.entry(*n).or_default().push((id, Found::new(claim, shift, &self.texts[*n])));
                out.origin.insert(id, *n);
            }
        }
        for (n, claims) in by_article {
            self.cover(n, claims, &mut out);
        }
        out
    }

    /// Which gold claims of article `n` its predicted claims stand for.
    fn cover(&mut self, n: usize, claims: Vec<(&'a str, Found)>, out: &mut Mapped<'a>) {
        let (ids, found): (Vec<&str>, Vec<Found>) = claims.into_iter().unzip();
        let (wanted, article) = (&self.wanted[n], &self.gold.articles()[n].id);
        let reference = |number| ClaimRef { article: article.clone(), number };
        let matching = Matching::new(
            wanted,
            &found,
            MAPPED,
            |w| !wanted[w].claim.is_optional(),
            |w, f| u8::from(w.speaker_right(f)) + u8::from(w.claim.in_headline() == f.claim.headline),
        );
        for (f, (id, found)) in ids.iter().zip(&found).enumerate() {
            let covers = out.covers.entry(id).or_default();
            let matched = matching.wanted(f);
            if let Some(w) = matched {
                covers.insert(reference(w), wanted[w].overlap(&found.words));
            }
            for (w, gold) in wanted.iter().enumerate() {
                let inside = common(&gold.words, &found.words) as f64;
                let holds = |all: usize| all > 0 && inside >= INSIDE * all as f64;
                // One predicted claim over several gold claims, or several over one.
                let left_over = (matching.found(w).is_none() && holds(gold.words.len()))
                    || (matched.is_none() && holds(found.words.len()));
                if left_over {
                    covers.entry(reference(w)).or_insert_with(|| overlap(&gold.words, &found.words));
                }
            }
            self.extracted.extend(covers.keys().cloned());
        }
    }

    /// Judges two claims of different articles in one group.
    fn pair(&mut self, mapped: &Mapped, left: &str, right: &str, relation: Option<&str>) {
        let end = |id: &str| -> End {
            let article = self.gold.articles()[mapped.origin[id]].id.clone();
            let claims: Vec<ClaimRef> = mapped.covers[id].keys().cloned().collect();
            let own = if claims.is_empty() { id.to_owned() } else { String::new() };
            (article, claims, own)
        };
        let (a, b) = (end(left), end(right));
        let mut stands_for: Vec<(Pair, f64)> = Vec::new();
        for (x, overlap) in &mapped.covers[left] {
            for (y, other) in &mapped.covers[right] {
                stands_for.push((pair(x, y), overlap.min(*other)));
            }
        }
        let good: Vec<&(Pair, f64)> = stands_for.iter().filter(|p| self.by_key.contains_key(&p.0)).collect();
        let verdict = self.verdict(&stands_for, &good);
        self.verdicts.insert(if a.0 < b.0 { (a, b) } else { (b, a) }, verdict);
        for (key, overlap) in &good {
            if self.found.get(key).is_none_or(|before| before.0 < *overlap) {
                self.found.insert(key.clone(), (*overlap, relation.map(str::to_owned)));
            }
        }
        if good.is_empty() {
            let list = if relation == Some("conflict") { &mut self.conflict } else { &mut self.merged };
            list.extend(stands_for.iter().filter(|p| self.hard.contains(&p.0)).map(|p| p.0.clone()));
        }
    }

    fn verdict(&self, stands_for: &[(Pair, f64)], good: &[&(Pair, f64)]) -> Verdict {
        let any = |what: &dyn Fn(&Pair) -> bool| stands_for.iter().any(|(p, _)| what(p));
        let optional = |c: &ClaimRef| self.gold.claim(c).is_some_and(|claim| claim.is_optional());
        let follows = |(x, y): &Pair| match (self.linked.get(x), self.linked.get(y)) {
            (Some(x), Some(y)) => x == y,
            _ => false,
        };
        if stands_for.is_empty() {
            Verdict::Unmapped
        } else if good.iter().any(|(key, _)| !self.by_key[key].optional) {
            Verdict::Right
        } else if !good.is_empty() || any(&|p| self.ignored.contains(p)) {
            Verdict::NotCounted
        } else if any(&|p| self.hard.contains(p)) {
            Verdict::Wrong
        } else if any(&|p| optional(&p.0) || optional(&p.1)) || any(&follows) {
            Verdict::NotCounted
        } else {
            Verdict::Wrong
        }
    }

    fn compared(&self, (a, b): &Pair) -> bool {
        self.together.contains(&(a.article.clone(), b.article.clone()))
    }

    fn scores(self) -> AlignmentScores {
        let both_extracted = |(a, b): &Pair| self.extracted.contains(a) && self.extracted.contains(b);
        let scored: Vec<&AnnotatedPair> =
            self.same.iter().copied().filter(|p| self.compared(&p.key()) && !p.optional).collect();
        let reachable = scored.iter().filter(|p| both_extracted(&p.key())).count();
        let hits = scored.iter().filter(|p| self.found.contains_key(&p.key())).count();
        let n = |verdict: Verdict| self.verdicts.values().filter(|v| **v == verdict).count();
        let (right, wrong, unmapped) = (n(Verdict::Right), n(Verdict::Wrong), n(Verdict::Unmapped));
        let hard: Vec<&Pair> = self.hard.iter().filter(|p| self.compared(p)).collect();
        AlignmentScores {
            overall: PairScores::new(share(right, right + wrong + unmapped), share(hits, scored.len())),
            extracted: PairScores::new(share(right, right + wrong), share(hits, reachable)),
            relation: self.relation(&scored),
            hard_negatives: HardNegatives {
                n: hard.len(),
                both_extracted: hard.iter().filter(|p| both_extracted(p)).count(),
                merged: self.merged.len(),
                called_conflict: self.conflict.difference(&self.merged).count(),
                share: share(self.merged.len(), hard.len()).unwrap_or(0.0),
            },
            counts: PairCounts {
                gold_pairs: scored.len(),
                gold_pairs_both_extracted: reachable,
                gold_pairs_found: hits,
                gold_pairs_not_compared: self.same.iter().filter(|p| !self.compared(&p.key())).count(),
                predicted_right: right,
                predicted_wrong: wrong,
                predicted_with_a_claim_not_in_gold: unmapped,
                predicted_not_counted: n(Verdict::NotCounted),
            },
            notes: self.notes,
        }
    }

    fn relation(&self, scored: &[&AnnotatedPair]) -> RelationScores {
        let (mut out, mut strict, mut lenient) = (RelationScores::default(), 0, 0);
        for p in scored {
            let Some((_, got)) = self.found.get(&p.key()) else { continue };
            let got = got.as_deref().unwrap_or("None");
            let speaker = |c| self.gold.claim(c).and_then(|claim| claim.speaker.as_deref());
            // Where the annotated speakers differ, the difference of speaker may be what is reported.
            let right = got == p.relation() || (got == "attribution" && speaker(&p.a) != speaker(&p.b));
            out.n += 1;
            strict += usize::from(right);
            lenient += usize::from(right || (p.minor && ["agreement", "wording"].contains(&got)));
            let row = out.gold_to_predicted.entry(p.relation().to_owned()).or_default();
            *row.entry(got.to_owned()).or_default() += 1;
        }
        out.accuracy = share(strict, out.n);
        out.accuracy_minor_either = share(lenient, out.n);
        out
    }
}

/// The gold article that a compared article is: by id, label or file name, else by equal text.
fn position(gold: &Gold, article: &PredictedArticle) -> Option<usize> {
    let stem = article.path.as_deref().and_then(|p| Path::new(p).file_stem()?.to_str());
    let names = [article.id.as_deref(), article.label.as_deref(), stem];
    names.into_iter().flatten().find_map(|name| gold.position(name)).or_else(|| {
        let text = article.text.as_deref().unwrap_or_default().trim_matches(is_space);
        gold.articles().iter().rposition(|a| a.text.trim_matches(is_space) == text)
    })
}

/// The relation of each pair that a group compares; where a pair comes twice, the later holds.
fn relations(group: &PredictedGroup) -> FxHashMap<(&str, &str), Option<&str>> {
    let pairs = group.pairs.iter().flatten();
    pairs.map(|p| (sorted(&p.left, &p.right), p.relation.as_deref())).collect()
}

fn sorted<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    if a <= b { (a, b) } else { (b, a) }
}

/// The sets of claims that the pairs link, by number, directly or over other claims.
fn linked(pairs: &[AnnotatedPair]) -> FxHashMap<ClaimRef, usize> {
    let mut set: FxHashMap<ClaimRef, usize> = FxHashMap::default();
    for (n, p) in pairs.iter().enumerate() {
        let of = |c: &ClaimRef| set.get(c).copied();
        let (a, b) = (of(&p.a), of(&p.b));
        let number = a.or(b).unwrap_or(n);
        if let (Some(a), Some(b)) = (a, b) {
            set.values_mut().filter(|s| **s == b).for_each(|s| *s = a);
        }
        set.insert(p.a.clone(), number);
        set.insert(p.b.clone(), number);
    }
    set
}
