//! How much two claims look like one statement.
//!
//! In: two claims. Out: a [`Score`] in thousandths from named parts, each computed with whole numbers:
//! shared words weighted by rarity, as a share of both claims (overlap) and of the shorter one (containment), likeness of
//! the characters, agreement of numbers and dates, compatibility of the speakers. Two short claims that differ in just one
//! word of the same slot ("the school needs a roof", "the hospital needs a roof") are a contrast, not a rewording; it costs
//! more than words that only one side has.

use super::{
    Compared,
    feature::{Feature, Features, Figure},
    speaker::{Tie, Ties},
};
use crate::{
    lang::Role,
    model::{Permille, Polarity, Score},
    normalize::{NormToken, TokenKind},
};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Longest content, in bytes, whose characters are compared; beyond it the words tell enough.
const CHARACTERS: usize = 1200;

pub(super) struct Scorer<'a> {
    pub compared: &'a Compared<'a>,
    pub features: &'a Features,
    ties: Ties,
}

/// What two claims share, in thousandths of weight.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    common: u64,
    left: u64,
    right: u64,
    /// Terms that both have.
    terms: u32,
    /// Numbers and dates compared, and those that agree.
    figures: u32,
    agreeing: u32,
}

impl<'a> Scorer<'a> {
    pub fn new(compared: &'a Compared<'a>, features: &'a Features) -> Self {
        Self { compared, features, ties: Ties::of(compared) }
    }

    /// The score of two claims.
    pub fn score(&self, left: usize, right: usize) -> Score {
        let (l, r) = (&self.features.list[left], &self.features.list[right]);
        let (lc, rc) = (&self.compared.contents[left], &self.compared.contents[right]);
        let tie = self.ties.between(self.compared, left, right);
        let speaker = Permille(match tie {
            Tie::Same => 1000,
            Tie::Tied => 800,
            Tie::Unknown => 600,
            Tie::Loose => 300,
            Tie::Apart => 0,
        });
        if !lc.tokens.is_empty() && lc.key == rc.key && lc.denied == rc.denied {
            let total = self.with_speaker(1000, tie, l.terms.len(), false);
            return Score {
                total,
                overlap: Permille::ONE,
                containment: Permille::ONE,
                characters: Permille::ONE,
                quantities: Permille::ONE,
                speaker,
            };
        }
        let shared = self.shared(left, right);
        let containment = ratio(shared.common, shared.left.min(shared.right));
        let overlap = ratio(shared.common, shared.left + shared.right - shared.common);
        let quantities = if shared.figures == 0 {
            1000
        } else {
            ratio(u64::from(shared.agreeing), u64::from(shared.figures))
        };
        let score = Score {
            total: Permille(0),
            overlap: Permille(overlap),
            containment: Permille(containment),
            characters: Permille(0),
            quantities: Permille(quantities),
            speaker,
        };
        if shared.common == 0 || containment < 200 {
            return score;
        }
        let characters = self.characters(left, right);
        let (contrast, blocked) = self.contrast(left, right);
        // How many rare words the shared weight is worth; one shared word proves little however short the claims.
        let worth = shared.common * 1000 / u64::from(self.features.rare.max(1));
        let evidence = worth * 1000 / (worth + 700);
        let square = u64::from(overlap) * u64::from(overlap) / 1000;
        let evidence = evidence + (1000 - evidence) * square / 1000;
        let mixed =
            (50 * u64::from(containment) + 38 * u64::from(overlap) + 12 * u64::from(characters)) / 100;
        let contrast_share = ratio(contrast, contrast + shared.common);
        // A contrast weighs on short claims; long paraphrases are full of them.
        let short = 1000 - (worth.saturating_sub(1500) / 4).min(1000);
        let penalty = u64::from(contrast_share) * short / 1000;
        let mut core = mixed * evidence / 1000 * (1000 - penalty) / 1000;
        if blocked {
            core = core * 55 / 100;
        }
        let opposed = (lc.polarity == Polarity::Negative) != (rc.polarity == Polarity::Negative);
        let total =
            self.with_speaker(core as u32, tie, shared.terms as usize + shared.agreeing as usize, opposed);
        Score { total, characters: Permille(characters), ..score }
    }

    /// The tie of the speakers of two claims.
    pub fn tie(&self, left: usize, right: usize) -> Tie {
        self.ties.between(self.compared, left, right)
    }

    fn with_speaker(&self, core: u32, tie: Tie, terms: usize, opposed: bool) -> Permille {
        // Two words that two people say are a coincidence, and what one asserts and another denies are two statements.
        if matches!(tie, Tie::Apart | Tie::Loose) && (terms < 3 || opposed) {
            return Permille(0);
        }
        Permille((core * tie.factor() / 100).min(1000) as u16)
    }

    fn shared(&self, left: usize, right: usize) -> Shared {
        let (l, r) = (&self.features.list[left], &self.features.list[right]);
        let mut shared = Shared { left: u64::from(l.total), right: u64::from(r.total), ..Shared::default() };
        common(l, r, &mut |i, j, weight| {
            shared.common += u64::from(weight);
            shared.terms += 1;
            let _ = (i, j);
        });
        self.figures(left, right, &mut shared);
        shared
    }

    /// Equal figures count as shared words, contradicting ones not at all, those of one side by half.
    fn figures(&self, left: usize, right: usize, shared: &mut Shared) {
        let (l, r) = (&self.features.list[left], &self.features.list[right]);
        let mut taken = vec![false; r.figures.len()];
        let mut open: Vec<&Figure> = Vec::new();
        for figure in &l.figures {
            match r
                .figures
                .iter()
                .enumerate()
                .position(|(n, o)| !taken[n] && o.kind == figure.kind && o.sense == figure.sense)
            {
                Some(n) => {
                    taken[n] = true;
                    shared.common += u64::from(figure.weight);
                    shared.left += u64::from(figure.weight);
                    shared.right += u64::from(figure.weight);
                    shared.figures += 1;
                    shared.agreeing += 1;
                }
                None => open.push(figure),
            }
        }
        for figure in open {
            match r.figures.iter().enumerate().position(|(n, o)| !taken[n] && o.kind == figure.kind) {
                Some(n) => {
                    taken[n] = true;
                    shared.figures += 1;
                    if self.compatible(left, figure, right, &r.figures[n]) {
                        let half = u64::from(figure.weight) / 2;
                        shared.common += half;
                        shared.left += half;
                        shared.right += half;
                    }
                }
                None => shared.left += u64::from(figure.weight) / 2,
            }
        }
        for (figure, _) in r.figures.iter().zip(&taken).filter(|(_, t)| !**t) {
            shared.right += u64::from(figure.weight) / 2;
        }
    }

    fn compatible(&self, left: usize, l: &Figure, right: usize, r: &Figure) -> bool {
        l.kind == TokenKind::Date && {
            let l = self.compared.contents[left].dates[l.value as usize];
            let r = self.compared.contents[right].dates[r.value as usize];
            !l.contradicts(&r)
        }
    }

    fn characters(&self, left: usize, right: usize) -> u16 {
        let text = |n: usize| {
            let claim = &self.compared.claims[n];
            let text = &self.compared.articles[claim.article.index()].text;
            let mut out = String::new();
            for span in &claim.attribution.content {
                crate::lang::plain_into(span.of(text), &mut out);
                out.push(' ');
            }
            out
        };
        let (l, r) = (text(left), text(right));
        if l.len() > CHARACTERS || r.len() > CHARACTERS {
            return 0;
        }
        Permille::of(strsim::sorensen_dice(&l, &r)).0
    }

    /// Weight of the words that stand against each other in one slot, and whether the claims cannot be one statement: other
    /// ordinals, or the same words with the roles exchanged.
    fn contrast(&self, left: usize, right: usize) -> (u64, bool) {
        let content = |n: usize| -> Vec<&NormToken> {
            self.compared.contents[n]
                .tokens
                .iter()
                .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Name))
                .collect()
        };
        let (l, r) = (content(left), content(right));
        let senses = |list: &[&NormToken]| -> Vec<u64> { list.iter().map(|t| t.sense).collect() };
        let (ls, rs) = (senses(&l), senses(&r));
        let ops = capture_diff_slices(Algorithm::Myers, &ls, &rs);
        let weight = |n: usize, t: &NormToken| -> u64 {
            let f: &Feature = &self.features.list[n];
            f.terms.binary_search_by_key(&t.sense, |x| x.sense).map_or(0, |i| u64::from(f.terms[i].weight))
        };
        let mut sum = 0;
        let mut names = 0;
        let mut loose = 0;
        let mut blocked = false;
        for op in &ops {
            match *op {
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    let (old, new) = (&l[old_index..old_index + old_len], &r[new_index..new_index + new_len]);
                    let only = |list: &[&NormToken], other: &[u64]| -> Vec<NormToken> {
                        list.iter().filter(|t| !other.contains(&t.sense)).map(|t| **t).collect()
                    };
                    let (old, new) = (only(old, &rs), only(new, &ls));
                    if old.is_empty() || new.is_empty() {
                        loose += old.len() + new.len();
                        continue;
                    }
                    let w = old
                        .iter()
                        .map(|t| weight(left, t))
                        .sum::<u64>()
                        .min(new.iter().map(|t| weight(right, t)).sum());
                    let all = |kind: TokenKind| old.iter().chain(&new).all(|t| t.kind == kind);
                    let ordinal = |list: &[NormToken]| list.iter().any(|t| t.roles.has(Role::Ordinal));
                    blocked |= ordinal(&old) && ordinal(&new);
                    if all(TokenKind::Name) {
                        names += w;
                    } else {
                        sum += w;
                    }
                }
                DiffOp::Delete { old_index, old_len, .. } => {
                    loose +=
                        l[old_index..old_index + old_len].iter().filter(|t| !rs.contains(&t.sense)).count();
                }
                DiffOp::Insert { new_index, new_len, .. } => {
                    loose +=
                        r[new_index..new_index + new_len].iter().filter(|t| !ls.contains(&t.sense)).count();
                }
                DiffOp::Equal { .. } => {}
            }
        }
        // Another name in an otherwise equal claim is a contradiction to show; among other changes it is another statement.
        if names > 0 && (sum > 0 || loose > 0) {
            sum += names;
        }
        blocked |= self.compared.fixed_order[left]
            && self.compared.fixed_order[right]
            && exchanged(self.compared, left, right);
        (sum, blocked)
    }
}

/// True where two words changed places around a third, and nothing says that a passive did it.
fn exchanged(compared: &Compared<'_>, left: usize, right: usize) -> bool {
    let bare = |n: usize| -> Vec<(u64, bool)> {
        let tokens = &compared.contents[n].tokens;
        (0..tokens.len())
            .filter(|&i| matches!(tokens[i].kind, TokenKind::Word | TokenKind::Name))
            .map(|i| {
                // Articles do not count between a preposition and its noun.
                let before = tokens[..i].iter().rev().find(|t| t.kind != TokenKind::Filler);
                (tokens[i].sense, before.is_some_and(|t| t.kind == TokenKind::Stop))
            })
            .collect()
    };
    let (l, r) = (bare(left), bare(right));
    let mut same: Vec<u64> = l.iter().map(|t| t.0).collect();
    let mut other: Vec<u64> = r.iter().map(|t| t.0).collect();
    if same == other || same.len() != other.len() || same.len() < 3 {
        return false;
    }
    same.sort_unstable();
    other.sort_unstable();
    let (Some(first), Some(last)) = (l.first(), l.last()) else { return false };
    same == other
        && r.first().is_some_and(|t| t.0 == last.0 && !t.1)
        && r.last().is_some_and(|t| t.0 == first.0 && !t.1)
        && !first.1
        && !last.1
}

/// Calls `found` for every sense that both have, with the positions and the weight that they share.
pub(super) fn common(l: &Feature, r: &Feature, found: &mut dyn FnMut(usize, usize, u32)) {
    let (mut i, mut j) = (0, 0);
    while i < l.terms.len() && j < r.terms.len() {
        let (a, b) = (&l.terms[i], &r.terms[j]);
        match a.sense.cmp(&b.sense) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                let weight = a.weight.min(b.weight);
                let share = if a.stem == b.stem { 100 } else { u32::from(a.strength.min(b.strength)) };
                found(i, j, weight * share / 100);
                i += 1;
                j += 1;
            }
        }
    }
}

fn ratio(part: u64, whole: u64) -> u16 {
    (part * 1000).checked_div(whole).unwrap_or(0).min(1000) as u16
}
