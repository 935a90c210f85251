//! Edges to groups.
//!
//! In: scored pairs, best first. Out: groups. Two groups are joined over a pair only where their claims go together on the
//! whole: by the mean of the scores between them, those of different articles where there are any (average linkage). So the
//! parts of a statement that one outlet split and another merged are one group although the parts share no word, and no chain
//! arises whose ends have nothing in common. An article that gives two figures for one thing keeps their groups apart.

use super::{AlignOptions, Alignment, Compared, candidate::Edge, score::Scorer};
use crate::model::{Permille, Score};
use rustc_hash::FxHashMap;

pub(super) fn groups(
    compared: &Compared<'_>,
    scorer: &Scorer<'_>,
    edges: Vec<Edge>,
    options: &AlignOptions,
) -> Vec<Alignment> {
    let mut grouping = Grouping {
        compared,
        scorer,
        options,
        home: (0..compared.claims.len() as u32).collect(),
        members: (0..compared.claims.len() as u32).map(|n| vec![n]).collect(),
        scores: edges.iter().map(|e| (ordered(e.left, e.right), e.score)).collect(),
        sums: FxHashMap::default(),
        partners: vec![Vec::new(); compared.claims.len()],
    };
    for edge in edges {
        grouping.join(&edge);
    }
    grouping.finish()
}

/// The scores between the claims of two groups.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// Those of claims of different articles, and how many they are.
    across: u64,
    pairs: u64,
    /// Those of claims of one article: parts of one statement need not share words.
    within: u64,
    parts: u64,
    /// True where two claims exclude each other.
    excluded: bool,
}

impl Sum {
    fn plus(self, other: Self) -> Self {
        Self {
            across: self.across + other.across,
            pairs: self.pairs + other.pairs,
            within: self.within + other.within,
            parts: self.parts + other.parts,
            excluded: self.excluded || other.excluded,
        }
    }

    fn reaches(self, floor: Permille) -> bool {
        let (sum, count) = if self.pairs > 0 { (self.across, self.pairs) } else { (self.within, self.parts) };
        !self.excluded && sum >= u64::from(floor.0) * count
    }
}

struct Grouping<'a> {
    compared: &'a Compared<'a>,
    scorer: &'a Scorer<'a>,
    options: &'a AlignOptions,
    /// Claim to its group.
    home: Vec<u32>,
    members: Vec<Vec<u32>>,
    scores: FxHashMap<(u32, u32), Score>,
    /// Sum of the scores between the claims of two groups, where it was asked for: groups grow, and adding two sums is cheaper
    /// than looking at all their claims again.
    sums: FxHashMap<(u32, u32), Sum>,
    /// Group to the groups with which it has a sum.
    partners: Vec<Vec<u32>>,
}

impl Grouping<'_> {
    fn score(&mut self, left: u32, right: u32) -> Score {
        let key = ordered(left, right);
        let scorer = self.scorer;
        *self.scores.entry(key).or_insert_with(|| scorer.score(key.0 as usize, key.1 as usize))
    }

    fn sum(&mut self, a: u32, b: u32) -> Sum {
        if let Some(sum) = self.sums.get(&ordered(a, b)) {
            return *sum;
        }
        let (left, right) =
            (std::mem::take(&mut self.members[a as usize]), std::mem::take(&mut self.members[b as usize]));
        let scores = left.iter().flat_map(|&x| right.iter().map(move |&y| (x, y)));
        let sum = scores.map(|(x, y)| self.share(x, y)).fold(Sum::default(), Sum::plus);
        self.members[a as usize] = left;
        self.members[b as usize] = right;
        self.remember(a, b, sum);
        sum
    }

    /// What two claims put into the sum of their groups.
    fn share(&mut self, left: u32, right: u32) -> Sum {
        let score = u64::from(self.score(left, right).total.0);
        let article = |n: u32| self.compared.claims[n as usize].article;
        if article(left) != article(right) {
            Sum { across: score, pairs: 1, ..Sum::default() }
        } else {
            let excluded = self.scorer.excludes(left as usize, right as usize);
            Sum { within: score, parts: 1, excluded, ..Sum::default() }
        }
    }

    fn remember(&mut self, a: u32, b: u32, sum: Sum) {
        self.sums.insert(ordered(a, b), sum);
        self.partners[a as usize].push(b);
        self.partners[b as usize].push(a);
    }

    /// Puts the claims of one group into another and adds up their sums.
    fn merge(&mut self, into: u32, from: u32) {
        let mut partners = std::mem::take(&mut self.partners[into as usize]);
        partners.append(&mut self.partners[from as usize]);
        partners.retain(|p| *p != into && *p != from);
        partners.sort_unstable();
        partners.dedup();
        for partner in partners {
            let sum = self.sum(into, partner).plus(self.sum(from, partner));
            self.sums.remove(&ordered(from, partner));
            self.partners[partner as usize].retain(|p| *p != into && *p != from);
            self.remember(into, partner, sum);
        }
        self.partners[into as usize].sort_unstable();
        self.partners[into as usize].dedup();
        self.partners[from as usize].clear();
        let moved = std::mem::take(&mut self.members[from as usize]);
        for &n in &moved {
            self.home[n as usize] = into;
        }
        self.members[into as usize].extend(moved);
    }

    fn join(&mut self, edge: &Edge) {
        let (a, b) = (self.home[edge.left as usize], self.home[edge.right as usize]);
        if a == b {
            return;
        }
        // A weak pair speaks for its two claims only, and for those that say the same in the same words.
        let weak = edge.score.total < self.options.threshold;
        let foreign = self.compared.is_across(edge.left as usize, edge.right as usize);
        let one = (self.is_one(edge.left), self.is_one(edge.right));
        if weak && !foreign && one != (true, true) {
            return;
        }
        let floor = if one == (false, false) { self.options.bridge } else { self.options.floor };
        if self.sum(a, b).reaches(floor) {
            self.merge(a.min(b), a.max(b));
        }
    }

    /// True where all claims in the group of a claim are the same words.
    fn is_one(&self, claim: u32) -> bool {
        let key = |n: u32| self.compared.contents[n as usize].key;
        self.members[self.home[claim as usize] as usize].iter().all(|&m| key(m) == key(claim))
    }

    fn finish(mut self) -> Vec<Alignment> {
        let mut out: Vec<Alignment> = Vec::new();
        for members in std::mem::take(&mut self.members) {
            if members.is_empty() {
                continue;
            }
            let mut claims = members;
            claims.sort_unstable();
            let mut pairs = Vec::new();
            for (n, &left) in claims.iter().enumerate() {
                for &right in &claims[n + 1..] {
                    let article = |c: u32| self.compared.claims[c as usize].article;
                    let score = self.score(left, right);
                    // Parts that complement each other are of one group and say nothing about each other.
                    if article(left) != article(right) && score.total >= self.options.floor {
                        pairs.push((left, right, score));
                    }
                }
            }
            out.push(Alignment { claims, pairs });
        }
        out.sort_by_key(|a| a.claims[0]);
        out
    }
}

fn ordered(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}
