//! Sentences of one version to sentences of the next.
//!
//! In: the sentences of two versions with their normalized contents. Out: the [`Link`]s, every sentence in exactly one: kept
//! or edited, put together or taken apart, put elsewhere, or without a counterpart. As in NewsEdits (Spangher et al. 2022)
//! likeness looks at how much of the shorter sentence the longer one holds, and what is out of order is what the heaviest
//! sequence in order leaves out. Words count by how rare they are in the two versions: all sentences of an article share its
//! topic. Links do not depend on which version is called the left one.

use crate::{
    model::{Permille, Placement},
    normalize::{Content, TokenKind},
    segment::Place,
};
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::cmp::Reverse;

/// Least likeness of a sentence and its edited form, between the same neighbours and elsewhere.
const NEAR: Permille = Permille(300);
const FAR: Permille = Permille(450);
/// Least share of a part in the whole that it was taken from or put into.
const PART: Permille = Permille(550);
/// Fewest content words that two sentences share before they are one.
const WORDS: u32 = 2;
/// Per cent of the shorter sentence that make up for additions to it, however long.
const HELD: u64 = 75;

/// A sentence as it is compared.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub place: Place,
    pub content: Content,
    /// Identity of its words in their order.
    key: u64,
}

impl Sentence {
    /// `None` where there is no word to compare.
    pub fn new(place: Place, content: Content) -> Option<Self> {
        let told = content.tokens.iter().filter(|t| t.kind != TokenKind::Filler);
        let key = told.fold(0, |hash: u64, t| crate::lang::mix(hash.rotate_left(5) ^ t.stem));
        (!content.tokens.is_empty()).then_some(Self { place, content, key })
    }
}

/// Sentences of two versions that are one, or a sentence that has no counterpart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Link {
    /// Indices of the sentences before, ascending.
    pub left: Vec<usize>,
    /// Indices of the sentences after, ascending.
    pub right: Vec<usize>,
    /// True where it stands elsewhere among the others.
    pub moved: bool,
}

/// The links, in the order of the version after; what has gone stands where it stood.
pub(crate) fn links(left: &[Sentence], right: &[Sentence]) -> Vec<Link> {
    // In an order of their own, so that swapping the versions mirrors the result.
    let keys = |list: &[Sentence]| list.iter().map(|s| s.key).collect::<Vec<_>>();
    let mut links = if (left.len(), keys(left)) <= (right.len(), keys(right)) {
        Linking::of(left, right).finish()
    } else {
        let mut links = Linking::of(right, left).finish();
        links.iter_mut().for_each(|l| std::mem::swap(&mut l.left, &mut l.right));
        links
    };
    sort(&mut links);
    links
}

/// The sentence after which a link stands, whether it has gone, and which of those gone it is.
type Position = (Option<usize>, bool, usize);

/// Those with a right side by it; the others after the link of the sentence before them.
fn sort(links: &mut Vec<Link>) {
    links.sort_by_key(|l| (l.left.first().copied(), l.right.first().copied()));
    let mut after = None;
    let mut keyed: Vec<(Position, Link)> = Vec::with_capacity(links.len());
    for link in links.drain(..) {
        let key = match (link.right.first(), link.left.first()) {
            (Some(r), _) => {
                if !link.left.is_empty() {
                    after = link.right.last().copied();
                }
                (Some(*r), false, 0)
            }
            (None, l) => (after, true, l.copied().unwrap_or_default()),
        };
        keyed.push((key, link));
    }
    keyed.sort_by_key(|k| k.0);
    links.extend(keyed.into_iter().map(|k| k.1));
}

/// Words of a sentence that say what it is about, with how often they stand in it.
type Bag = FxHashMap<u64, u32>;

struct Linking<'a> {
    left: &'a [Sentence],
    right: &'a [Sentence],
    bags: (Vec<Bag>, Vec<Bag>),
    /// In thousandths.
    weights: FxHashMap<u64, u32>,
    links: Vec<Link>,
    /// Sentence to its link.
    home: (Vec<Option<usize>>, Vec<Option<usize>>),
}

impl<'a> Linking<'a> {
    fn of(left: &'a [Sentence], right: &'a [Sentence]) -> Self {
        let bags = |list: &[Sentence]| list.iter().map(bag).collect::<Vec<_>>();
        let bags = (bags(left), bags(right));
        let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
        for sense in bags.0.iter().chain(&bags.1).flat_map(|b| b.keys()) {
            *counts.entry(*sense).or_default() += 1;
        }
        let all = (left.len() + right.len()) as f64 + 1.0;
        let weight = |count: u32| ((all / f64::from(count)).ln().max(0.1) * 1000.0).round() as u32;
        let weights = counts.into_iter().map(|(sense, count)| (sense, weight(count))).collect();
        let home = (vec![None; left.len()], vec![None; right.len()]);
        Self { left, right, bags, weights, links: Vec::new(), home }
    }

    fn finish(mut self) -> Vec<Link> {
        self.equal();
        self.headlines();
        self.alike();
        self.parts();
        self.moved();
        for n in 0..self.left.len() {
            if self.home.0[n].is_none() {
                self.links.push(Link { left: vec![n], ..Link::default() });
            }
        }
        for n in 0..self.right.len() {
            if self.home.1[n].is_none() {
                self.links.push(Link { right: vec![n], ..Link::default() });
            }
        }
        self.links
    }

    fn link(&mut self, l: usize, r: usize) {
        self.home.0[l] = Some(self.links.len());
        self.home.1[r] = Some(self.links.len());
        self.links.push(Link { left: vec![l], right: vec![r], moved: false });
    }

    fn free(&self, l: usize, r: usize) -> bool {
        self.home.0[l].is_none() && self.home.1[r].is_none()
    }

    /// Equal sentences: first those in order, then those that stand elsewhere.
    fn equal(&mut self) {
        let keys = |list: &[Sentence]| list.iter().map(|s| s.key).collect::<Vec<_>>();
        let (lk, rk) = (keys(self.left), keys(self.right));
        for op in capture_diff_slices(Algorithm::Myers, &lk, &rk) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                (0..len).for_each(|n| self.link(old_index + n, new_index + n));
            }
        }
        let mut waiting: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (r, key) in rk.iter().enumerate().rev().filter(|(r, _)| self.home.1[*r].is_none()) {
            waiting.entry(*key).or_default().push(r);
        }
        for (l, key) in lk.iter().enumerate() {
            if self.home.0[l].is_none()
                && let Some(r) = waiting.get_mut(key).and_then(Vec::pop)
            {
                self.link(l, r);
            }
        }
    }

    /// A headline is the headline, whatever it says.
    fn headlines(&mut self) {
        let at = |list: &[Sentence]| list.iter().position(|s| s.place.placement == Placement::Headline);
        if let (Some(l), Some(r)) = (at(self.left), at(self.right))
            && self.free(l, r)
        {
            self.link(l, r);
        }
    }

    /// Edited sentences, the most alike first.
    fn alike(&mut self) {
        let gaps = self.gaps();
        let mut postings: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for r in (0..self.right.len()).filter(|r| self.home.1[*r].is_none()) {
            for sense in self.bags.1[r].keys() {
                postings.entry(*sense).or_default().push(r);
            }
        }
        let mut edges = Vec::new();
        for l in (0..self.left.len()).filter(|l| self.home.0[*l].is_none()) {
            let mut candidates: Vec<usize> =
                self.bags.0[l].keys().filter_map(|s| postings.get(s)).flatten().copied().collect();
            candidates.sort_unstable();
            candidates.dedup();
            for r in candidates {
                let near = gaps.0[l] == gaps.1[r];
                let score = self.likeness(&self.bags.0[l], &self.bags.1[r]);
                if score >= if near { NEAR } else { FAR } {
                    edges.push((Reverse(near), Reverse(score), self.left[l].key ^ self.right[r].key, l, r));
                }
            }
        }
        edges.sort_unstable();
        for (_, _, _, l, r) in edges {
            if self.free(l, r) {
                self.link(l, r);
            }
        }
    }

    /// For each sentence, how many linked ones stand before it.
    fn gaps(&self) -> (Vec<usize>, Vec<usize>) {
        let count = |home: &[Option<usize>]| {
            let mut before = 0;
            home.iter()
                .map(|h| {
                    before += usize::from(h.is_some());
                    before
                })
                .collect()
        };
        (count(&self.home.0), count(&self.home.1))
    }

    /// The share of what two sentences have in common in both, or, where one holds most of the other, in that other.
    fn likeness(&self, left: &Bag, right: &Bag) -> Permille {
        let (shared, words) = self.shared(left, right);
        if words < WORDS {
            return Permille(0);
        }
        let (l, r) = (self.total(left), self.total(right));
        let share = |part: u64, whole: u64| Permille::of(part as f64 / whole.max(1) as f64);
        if shared * 100 >= l.min(r) * HELD && words > WORDS {
            return share(shared, l.min(r));
        }
        share(2 * shared, l + r)
    }

    fn shared(&self, left: &Bag, right: &Bag) -> (u64, u32) {
        let common = left.iter().filter_map(|(s, n)| Some((s, (*n).min(*right.get(s)?))));
        common.fold((0, 0), |(weight, words), (s, n)| {
            (weight + u64::from(self.weights[s]) * u64::from(n), words + n)
        })
    }

    fn total(&self, bag: &Bag) -> u64 {
        bag.iter().map(|(s, n)| u64::from(self.weights[s]) * u64::from(*n)).sum()
    }

    /// Sentences taken apart or put together: a part that stands beside its other part and holds what that leaves open.
    fn parts(&mut self) {
        for r in 0..self.right.len() {
            if self.home.1[r].is_none()
                && let Some(link) = self.whole(r, true)
            {
                self.home.1[r] = Some(link);
                self.links[link].right.push(r);
                self.links[link].right.sort_unstable();
            }
        }
        for l in 0..self.left.len() {
            if self.home.0[l].is_none()
                && let Some(link) = self.whole(l, false)
            {
                self.home.0[l] = Some(link);
                self.links[link].left.push(l);
                self.links[link].left.sort_unstable();
            }
        }
    }

    /// The link beside sentence `n` of one side whose single sentence on the other side holds it too.
    fn whole(&self, n: usize, on_right: bool) -> Option<usize> {
        let (home, bags, others) = if on_right {
            (&self.home.1, &self.bags.1, &self.bags.0)
        } else {
            (&self.home.0, &self.bags.0, &self.bags.1)
        };
        let beside = [n.checked_sub(1), Some(n + 1)];
        let links = beside.into_iter().flatten().filter_map(|b| home.get(b).copied().flatten());
        let open = |link: &usize| {
            let Link { left, right, .. } = &self.links[*link];
            let (own, wholes) = if on_right { (right, left) } else { (left, right) };
            let [whole] = wholes.as_slice() else { return None };
            let mut open = others[*whole].clone();
            for (sense, n) in own.iter().flat_map(|o| &bags[*o]) {
                open.entry(*sense).and_modify(|left| *left = left.saturating_sub(*n));
            }
            let (shared, words) = self.shared(&open, &bags[n]);
            let share = Permille::of(shared as f64 / self.total(&bags[n]).max(1) as f64);
            (words >= WORDS && share >= PART).then_some((share, Reverse(*link)))
        };
        links.filter_map(|link| open(&link)).max().map(|(_, Reverse(link))| link)
    }

    /// Marks what the heaviest sequence of links in the order of both sides leaves out.
    fn moved(&mut self) {
        let mut order: Vec<usize> = (0..self.links.len()).collect();
        order.sort_by_key(|n| self.links[*n].left[0]);
        let weight = |link: &Link| {
            let words: usize = link.left.iter().map(|l| self.left[*l].content.tokens.len()).sum();
            // Equals are told apart by what they say, so that the choice does not depend on the order.
            ((words as u64) << 32) + (self.left[link.left[0]].key >> 40)
        };
        // Best sequence that ends with each link, and the link before it there.
        let mut best: Vec<(u64, Option<usize>)> = Vec::with_capacity(order.len());
        for (n, link) in order.iter().map(|n| &self.links[*n]).enumerate() {
            let before = (0..n).filter(|b| self.links[order[*b]].right[0] < link.right[0]);
            let before = before.max_by_key(|b| (best[*b].0, Reverse(*b)));
            best.push((weight(link) + before.map_or(0, |b| best[b].0), before));
        }
        let mut kept = vec![false; order.len()];
        let mut at = (0..order.len()).max_by_key(|n| (best[*n].0, Reverse(*n)));
        while let Some(n) = at {
            kept[n] = true;
            at = best[n].1;
        }
        for (n, kept) in order.into_iter().zip(kept) {
            self.links[n].moved = !kept;
        }
    }
}

fn bag(sentence: &Sentence) -> Bag {
    let mut bag = Bag::default();
    for token in sentence.content.tokens.iter().filter(|t| t.is_content()) {
        *bag.entry(token.sense).or_default() += 1;
    }
    bag
}
