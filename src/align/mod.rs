//! Claims to groups of claims that report one statement.
//!
//! In: the claims of all articles with their normalized contents. Out: the groups, every claim in exactly one, and the
//! [`Score`] of every pair of claims of different articles within a group. Promises: the order of articles and claims does
//! not matter, nor does their layout; a group is consistent (two groups are joined only where their claims go together on
//! the whole, not over one pair); results are the same on every run. Precision comes first: a false merge says that two newsrooms corroborated
//! each other.

mod candidate;
mod contrast;
mod feature;
mod frequency;
mod group;
mod neighbour;
mod passage;
mod score;
mod shared;
mod speaker;

pub use frequency::Frequencies;
pub(crate) use passage::{Link, Sentence, links};
pub(crate) use speaker::Tie;

use crate::{
    lang::Packs,
    model::{Article, Claim, Permille, Score, Span, Speaker},
    normalize::Content,
};
use feature::Features;
use score::Scorer;
use serde::{Deserialize, Serialize};
use speaker::Ties;

/// When two claims are held to be one statement. All thresholds of this stage stand here.
///
/// ```
/// use claimdiff::{align::AlignOptions, model::Permille};
/// let options: AlignOptions = toml::from_str("threshold = 0.4").unwrap();
/// assert_eq!(options.threshold, Permille(400));
/// assert_eq!(options.floor, AlignOptions::default().floor);
/// assert!(toml::from_str::<AlignOptions>("treshold = 0.4").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct AlignOptions {
    /// Least score of a pair that joins two claims of different articles.
    pub threshold: Permille,
    /// The same within one article, where a reporter seldom says a thing twice; headlines aside.
    pub within: Permille,
    /// Least mean score between the claims of two groups that are joined.
    pub floor: Permille,
    /// The same where both groups hold several statements already: one pair too many would join all of them.
    pub bridge: Permille,
    /// Least score of a pair that a joined pair close by supports: outlets that rewrite one source keep its order.
    pub supported: Permille,
    /// Least score of a pair in two languages, where all that can be compared are names, numbers, dates and known words.
    pub across: Permille,
    /// How many claims away, on both sides, a supporting pair may stand.
    pub near: u32,
}

impl Default for AlignOptions {
    fn default() -> Self {
        Self {
            threshold: Permille(380),
            within: Permille(560),
            floor: Permille(150),
            bridge: Permille(250),
            supported: Permille(180),
            across: Permille(320),
            near: 3,
        }
    }
}

/// The claims that are compared, with everything that scoring looks at.
#[derive(Debug)]
pub struct Compared<'a> {
    /// The articles.
    pub articles: &'a [Article],
    /// The speakers of all articles.
    pub speakers: &'a [Speaker],
    /// The claims of all articles.
    pub claims: &'a [Claim],
    /// Their contents, in the same order.
    pub contents: &'a [Content],
    /// Whether word order tells who does what, by article.
    fixed_order: Vec<bool>,
    /// The place of each claim in an order that does not depend on the input's.
    ranks: Vec<u32>,
    ties: Ties,
    /// For each claim, the claims of other speakers that stand inside it or hold it.
    nested: Vec<Vec<u32>>,
}

impl<'a> Compared<'a> {
    /// The claims of a report with their contents, which stand parallel.
    pub fn new(
        articles: &'a [Article],
        speakers: &'a [Speaker],
        claims: &'a [Claim],
        contents: &'a [Content],
        packs: &Packs,
    ) -> Self {
        let fixed_order = articles.iter().map(|a| packs.get(&a.lang).comparison.fixed_order).collect();
        let mut order: Vec<u32> = (0..claims.len() as u32).collect();
        order.sort_by_key(|n| {
            let claim = &claims[*n as usize];
            (claim.key, &articles[claim.article.index()].id, claim.number)
        });
        let mut ranks = vec![0; claims.len()];
        for (rank, n) in order.into_iter().enumerate() {
            ranks[n as usize] = rank as u32;
        }
        let ties = Ties::of(articles, speakers, claims, packs);
        let nested = nested(claims);
        Self { articles, speakers, claims, contents, fixed_order, ranks, ties, nested }
    }

    /// True where one claim is a better partner's frame or filling: «X said that Y promised …» against Y's own promise. Each level
    /// meets its own kind.
    pub(crate) fn crosses_levels(&self, left: usize, right: usize) -> bool {
        let same = |l: u32, r: u32| self.tie(l as usize, r as usize) == Tie::Same;
        self.nested[left].iter().any(|&l| same(l, right as u32))
            || self.nested[right].iter().any(|&r| same(left as u32, r))
    }

    /// How the speakers of two claims stand to each other.
    pub(crate) fn tie(&self, left: usize, right: usize) -> Tie {
        self.ties.between(&self.claims[left], &self.claims[right])
    }

    /// True where two claims are in different languages.
    pub(crate) fn is_across(&self, left: usize, right: usize) -> bool {
        let lang = |n: usize| &self.articles[self.claims[n].article.index()].lang;
        lang(left) != lang(right)
    }

    /// True where `left` comes before `right` whatever the order of the input. Whatever compares two claims takes them in
    /// this order, or swapping the inputs would change the result.
    pub(crate) fn in_order(&self, left: usize, right: usize) -> bool {
        self.ranks[left] <= self.ranks[right]
    }

    /// The order itself, as a sorting key.
    fn rank(&self, claim: usize) -> u32 {
        self.ranks[claim]
    }
}

/// For each claim, the claims of other speakers in its article whose content lies in its own, or the reverse.
fn nested(claims: &[Claim]) -> Vec<Vec<u32>> {
    let whole = |c: &Claim| c.attribution.content.iter().copied().reduce(Span::cover);
    let mut out = vec![Vec::new(); claims.len()];
    for (n, claim) in claims.iter().enumerate() {
        let Some(place) = whole(claim) else { continue };
        let same_article = |c: &&Claim| c.article == claim.article;
        for (m, other) in claims[n + 1..].iter().take_while(same_article).enumerate() {
            let inside = whole(other).is_some_and(|o| place.contains(o) || o.contains(place));
            if inside && other.speaker != claim.speaker {
                out[n].push((n + 1 + m) as u32);
                out[n + 1 + m].push(n as u32);
            }
        }
    }
    out
}

/// Claims that report one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// Indices of the claims, ascending.
    pub claims: Vec<u32>,
    /// Pairs of different articles as indices of claims, ascending, with their score.
    pub pairs: Vec<(u32, u32, Score)>,
}

/// The groups of all claims, by their first claim.
pub fn alignments(
    compared: &Compared<'_>,
    frequencies: &Frequencies,
    options: &AlignOptions,
) -> Vec<Alignment> {
    let features = Features::of(compared, frequencies);
    let scorer = Scorer::new(compared, &features);
    let edges = candidate::edges(compared, &features, &scorer, options);
    let edges = neighbour::supported(compared, edges, options);
    group::groups(compared, &scorer, edges, options)
}
