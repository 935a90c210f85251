//! Edges to groups.
//!
//! In: scored pairs, best first. Out: groups. Two groups are joined over a pair only where every two of their claims go
//! together: by their score, or because each covers a part of a third claim that the other leaves open (a statement that
//! one outlet split and another merged). So no chain arises whose ends contradict each other.

use super::{
    AlignOptions, Alignment, Compared,
    candidate::Edge,
    score::{Scorer, common},
};
use crate::model::Score;
use rustc_hash::FxHashMap;

/// Per cent of what a claim shares with its partner that its neighbour must have left open.
const OWN: u64 = 40;

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
        scores: edges.iter().map(|e| ((e.left.min(e.right), e.left.max(e.right)), e.score)).collect(),
    };
    for edge in edges {
        grouping.join(&edge);
    }
    grouping.finish()
}

struct Grouping<'a> {
    compared: &'a Compared<'a>,
    scorer: &'a Scorer<'a>,
    options: &'a AlignOptions,
    /// Claim to its group.
    home: Vec<u32>,
    members: Vec<Vec<u32>>,
    scores: FxHashMap<(u32, u32), Score>,
}

impl Grouping<'_> {
    fn score(&mut self, left: u32, right: u32) -> Score {
        let key = (left.min(right), left.max(right));
        let scorer = self.scorer;
        *self.scores.entry(key).or_insert_with(|| scorer.score(key.0 as usize, key.1 as usize))
    }

    fn join(&mut self, edge: &Edge) {
        let (a, b) = (self.home[edge.left as usize], self.home[edge.right as usize]);
        if a == b {
            return;
        }
        let (left, right) = (self.members[a as usize].clone(), self.members[b as usize].clone());
        for &x in &left {
            for &y in &right {
                if !self.go_together(x, y, &left, &right) {
                    return;
                }
            }
        }
        let (into, from) = (a.min(b), a.max(b));
        let moved = std::mem::take(&mut self.members[from as usize]);
        for &n in &moved {
            self.home[n as usize] = into;
        }
        self.members[into as usize].extend(moved);
    }

    fn go_together(&mut self, x: u32, y: u32, left: &[u32], right: &[u32]) -> bool {
        let article = |n: u32| self.compared.claims[n as usize].article;
        let same_article = article(x) == article(y);
        let score = self.score(x, y);
        let least = if same_article { self.options.beside } else { self.options.floor };
        if score.total >= least {
            return true;
        }
        // Parts of what a claim elsewhere says in one.
        let elsewhere = |p: u32| article(p) != article(x) && article(p) != article(y);
        let wholes: Vec<u32> = left.iter().chain(right).copied().filter(|&p| elsewhere(p)).collect();
        wholes.into_iter().any(|p| self.complement(x, y, p))
    }

    /// True where `x` and `y` each share something with `whole` that the other does not.
    fn complement(&mut self, x: u32, y: u32, whole: u32) -> bool {
        if self.score(x, whole).total < self.options.threshold
            || self.score(y, whole).total < self.options.threshold
        {
            return false;
        }
        let list = &self.scorer.features.list;
        let matched = |n: u32| {
            let mut found: FxHashMap<usize, u32> = FxHashMap::default();
            common(&list[whole as usize], &list[n as usize], &mut |i, weight| {
                found.insert(i, weight);
            });
            found
        };
        let (by_x, by_y) = (matched(x), matched(y));
        let own = |of: &FxHashMap<usize, u32>, other: &FxHashMap<usize, u32>| {
            let all: u64 = of.values().map(|w| u64::from(*w)).sum();
            let own: u64 =
                of.iter().filter(|(i, _)| !other.contains_key(i)).map(|(_, w)| u64::from(*w)).sum();
            own * 100 >= all * OWN
        };
        own(&by_x, &by_y) && own(&by_y, &by_x)
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
