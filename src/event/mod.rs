//! Articles to events: which articles report the same thing that happened.
//!
//! In: any number of articles. Out: the events, each a list of articles; every article is in exactly one. Promises: the order of the
//! articles does not matter to the grouping; articles of different languages, or further apart in time than asked for, are never together;
//! memory and time grow with the number of articles, not with its square.
//!
//! An article is a vector of its rarest content words, weighted by frequency and rarity (tf–idf; Salton and Buckley 1988), as in the
//! story detection of the TDT studies (Allan et al. 1998). Pairs come from an inverted index; events grow from the likeliest pair
//! down, by average linkage (Sokal and Michener 1958), so that a chain of half-alike articles does not become one event.

mod vector;

use crate::{
    lang::{Packs, word_id},
    model::{Article, ArticleId, Permille},
    normalize::day_number,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use vector::{Vector, vectors};

/// Postings of a word that more articles have than this are left out: such a word tells no events apart, and would cost the most.
const MOST_POSTINGS: usize = 400;

/// Least mean likeness of two groups that become one, in fifths of the threshold: pairs under half of it count as nothing.
const LINKAGE: usize = 4;

/// When articles are held to report one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct EventOptions {
    /// Least likeness of two articles, and least mean likeness of two groups that become one.
    pub threshold: Permille,
    /// Most days between two articles of one event, where both dates are known.
    pub days: u16,
}

impl Default for EventOptions {
    fn default() -> Self {
        Self { threshold: Permille(200), days: 3 }
    }
}

/// The events that `articles` report, by their first article; the articles of each, ascending.
///
/// ```
/// use claimdiff::{event::{self, EventOptions}, lang::Packs, model::{Article, Lang}};
/// let article = |text: &str| Article { lang: Lang("ar".into()), text: text.into(), ..Article::default() };
/// let articles = [
///     article("انهار جسر الوادي القديم فجرا وأغلقت الشرطة الطريق الساحلي."),
///     article("فاز نادي النسور بكأس البلاد بعد ركلات الترجيح."),
///     article("الشرطة تغلق الطريق الساحلي بعد انهيار جسر الوادي القديم."),
/// ];
/// let events = event::events(&articles, &Packs::default(), &EventOptions::default());
/// let numbers: Vec<Vec<usize>> = events.iter().map(|e| e.iter().map(|a| a.index()).collect()).collect();
/// assert_eq!(numbers, [vec![0, 2], vec![1]]);
/// ```
pub fn events(articles: &[Article], packs: &Packs, options: &EventOptions) -> Vec<Vec<ArticleId>> {
    let days: Vec<Option<i64>> = articles.iter().map(|a| a.date.as_deref().and_then(day_number)).collect();
    let near = |left: usize, right: usize| {
        articles[left].lang == articles[right].lang
            && days[left].zip(days[right]).is_none_or(|(l, r)| (l - r).abs() <= i64::from(options.days))
    };
    let vectors = vectors(articles, packs);
    // What is less alike joins nothing, but counts where groups are compared.
    let floor = Permille(options.threshold.0 / 2);
    let likenesses = likenesses(&vectors, floor, near);
    let mut groups = Groups::new(articles.len(), &likenesses, options.threshold);
    let mut pairs: Vec<(Reverse<Permille>, usize, usize)> = likenesses
        .iter()
        .enumerate()
        .flat_map(|(left, others)| others.iter().map(move |(right, l)| (Reverse(*l), left, *right as usize)))
        .filter(|(likeness, left, right)| likeness.0 >= options.threshold && left < right)
        .collect();
    // Ties go by what the articles say, not by where they stand in the input.
    let keys: Vec<u64> = articles.iter().map(|a| word_id(&[&a.text, &a.id])).collect();
    pairs.sort_by_key(|(likeness, left, right)| {
        let (left, right) = (keys[*left], keys[*right]);
        (*likeness, left.min(right), left.max(right))
    });
    for (_, left, right) in pairs {
        groups.join(left, right, near);
    }
    groups.lists()
}

/// For each article the others that are at least so like it, by number.
fn likenesses(
    vectors: &[Vector],
    threshold: Permille,
    near: impl Fn(usize, usize) -> bool + Sync,
) -> Vec<Vec<(u32, Permille)>> {
    let mut postings: FxHashMap<u64, Vec<(u32, f32)>> = FxHashMap::default();
    for (n, vector) in vectors.iter().enumerate() {
        for (word, weight) in vector {
            postings.entry(*word).or_default().push((n as u32, *weight));
        }
    }
    postings.retain(|_, list| list.len() > 1 && list.len() <= MOST_POSTINGS);
    let of_one = |n: usize| {
        let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
        for (word, weight) in &vectors[n] {
            for (other, theirs) in postings.get(word).into_iter().flatten() {
                *sums.entry(*other).or_default() += weight * theirs;
            }
        }
        let mut list: Vec<(u32, Permille)> = sums
            .into_iter()
            .map(|(other, sum)| (other, Permille::of(f64::from(sum))))
            .filter(|(other, likeness)| {
                *other as usize != n && *likeness >= threshold && near(n, *other as usize)
            })
            .collect();
        list.sort_unstable();
        list
    };
    (0..vectors.len()).into_par_iter().map(of_one).collect()
}

/// Events while they grow.
struct Groups<'a> {
    likenesses: &'a [Vec<(u32, Permille)>],
    threshold: Permille,
    /// The group of each article.
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl<'a> Groups<'a> {
    fn new(count: usize, likenesses: &'a [Vec<(u32, Permille)>], threshold: Permille) -> Self {
        Self {
            likenesses,
            threshold,
            of: (0..count).collect(),
            members: (0..count).map(|n| vec![n]).collect(),
        }
    }

    /// Puts the groups of two articles together where they are alike on the whole.
    fn join(&mut self, left: usize, right: usize, near: impl Fn(usize, usize) -> bool) {
        let (left, right) = (self.of[left], self.of[right]);
        if left == right {
            return;
        }
        let mut sum = 0;
        for a in &self.members[left] {
            for b in &self.members[right] {
                if !near(*a, *b) {
                    return;
                }
                let known = self.likenesses[*a].binary_search_by_key(&(*b as u32), |(n, _)| *n);
                sum += known.map_or(0, |at| usize::from(self.likenesses[*a][at].1.0));
            }
        }
        let pairs = self.members[left].len() * self.members[right].len();
        if sum * 5 < usize::from(self.threshold.0) * pairs * LINKAGE {
            return;
        }
        let (large, small) =
            if self.members[left].len() >= self.members[right].len() { (left, right) } else { (right, left) };
        for member in std::mem::take(&mut self.members[small]) {
            self.of[member] = large;
            self.members[large].push(member);
        }
    }

    fn lists(self) -> Vec<Vec<ArticleId>> {
        let mut lists: Vec<Vec<usize>> = self.members.into_iter().filter(|m| !m.is_empty()).collect();
        lists.iter_mut().for_each(|list| list.sort_unstable());
        lists.sort_unstable();
        lists.into_iter().map(|list| list.into_iter().map(ArticleId::new).collect()).collect()
    }
}
