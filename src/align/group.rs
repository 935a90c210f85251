//! Edges to groups.
//!
//! In: scored pairs, best first. Out: groups. Two groups are joined over a pair only where their claims go together on the
//! whole: by the mean of all scores between them (average linkage). So the parts of a statement that one outlet split and
//! another merged are one group although the parts share no word, and no chain arises whose ends have nothing in common.

use super::{AlignOptions, Alignment, Compared, candidate::Edge, score::Scorer};
use crate::model::Score;
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
        // A weak pair speaks for its two claims only.
        let weak = edge.score.total < self.options.threshold;
        let foreign = self.compared.is_across(edge.left as usize, edge.right as usize);
        if weak && !foreign && left.len() + right.len() > 2 {
            return;
        }
        let scores = left.iter().flat_map(|&x| right.iter().map(move |&y| (x, y)));
        let sum: u64 = scores.map(|(x, y)| u64::from(self.score(x, y).total.0)).sum();
        if sum < u64::from(self.options.floor.0) * (left.len() * right.len()) as u64 {
            return;
        }
        let (into, from) = (a.min(b), a.max(b));
        let moved = std::mem::take(&mut self.members[from as usize]);
        for &n in &moved {
            self.home[n as usize] = into;
        }
        self.members[into as usize].extend(moved);
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
