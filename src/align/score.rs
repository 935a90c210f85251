//! How much two claims look like one statement.
//!
//! In: two claims. Out: a [`Score`] in thousandths from named parts, each computed with whole numbers:
//! shared words weighted by rarity, as a share of both claims (overlap) and of the shorter one (containment), likeness of
//! the characters, agreement of numbers and dates, compatibility of the speakers. What stands against it is in
//! [`contrast`](super::contrast).

use super::{
    Compared,
    contrast::contrast,
    feature::{Feature, Features},
    shared::{Shared, common, merge, ratio},
    speaker::Tie,
};
use crate::{
    model::{Permille, Polarity, Score, Style},
    normalize::{NormToken, TokenKind, opposed},
};

pub(super) struct Scorer<'a> {
    pub compared: &'a Compared<'a>,
    pub features: &'a Features,
}

/// Shared weight, in thousandths of a rare word, that is half way to certainty.
const HALF: u64 = 700;
/// Least containment, and least score before what speaks against it, of a pair worth a closer look.
const LEAST: u16 = 300;
/// What a figure adds that two claims in different languages share, in thousandths.
const FIGURE: u64 = 350;
/// Fewest words, numbers and dates that two claims in different languages share.
const SEVERAL: u32 = 2;
/// Per cent that stays of claims which cannot be one statement however much they share.
const BLOCKED: u64 = 30;
/// Fewest shared words that outweigh one other word in an otherwise equal claim.
const FRAME: u32 = 5;
/// Shared weight, in thousandths of a rare word, from which on single words of a claim decide little.
const LONG: u64 = 3000;
/// Overlap from which several figures that all differ are corrections, not another statement.
const ALIKE: u16 = 700;
/// Fewer shared words and figures than this prove little where they are only a small part of both claims, in thousandths.
const FEW: u32 = 3;
const SMALL_PART: u16 = 300;
/// Per cent that stays where most words are not shared and one asserts what the other denies, or all figures differ.
const OPPOSED: u64 = 75;
/// What a function word within a common run of words is worth, in thousandths of a rare word.
const RUN: u64 = 300;
/// Share of the shorter claim from which a common run of words is a quotation, whether marked or not.
const TAKEN: u16 = 700;
/// Shortest common run of words that is no chance.
const LEAST_RUN: usize = 4;
/// What it is worth that both deny something, in thousandths of a rare word: few statements do.
const DENIAL: u64 = 250;
/// Per cent of the score that containment, overlap and the characters make up.
const CONTAINMENT: u64 = 50;
const OVERLAP: u64 = 38;
const CHARACTERS: u64 = 12;

/// The longest run of words that two claims share.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    /// What its function words are worth, in thousandths of a rare word.
    worth: u64,
    /// Its share of the shorter of the two, in thousandths.
    share: u16,
}

impl<'a> Scorer<'a> {
    pub fn new(compared: &'a Compared<'a>, features: &'a Features) -> Self {
        Self { compared, features }
    }

    /// The score of two claims.
    pub fn score(&self, left: usize, right: usize) -> Score {
        if self.compared.in_order(left, right) {
            self.ordered(left, right)
        } else {
            self.ordered(right, left)
        }
    }

    /// True where two claims cannot be one statement whatever else is said of both: an article that gives two figures for one
    /// thing tells of two things.
    pub fn excludes(&self, left: usize, right: usize) -> bool {
        let claim = |n: usize| &self.compared.claims[n];
        let (l, r) = (claim(left), claim(right));
        if l.article != r.article || l.attribution.headline != r.attribution.headline {
            return false;
        }
        let shared = self.shared(left, right);
        shared.agreeing < shared.figures
    }

    fn ordered(&self, left: usize, right: usize) -> Score {
        let l = &self.features.list[left];
        let (lc, rc) = (&self.compared.contents[left], &self.compared.contents[right]);
        let tie = self.compared.tie(left, right);
        let speaker = Permille(match tie {
            Tie::Same => 1000,
            Tie::Tied => 800,
            Tie::Unknown => 600,
            Tie::Loose => 300,
            Tie::Apart => 0,
        });
        if tie != Tie::Same && self.compared.crosses_levels(left, right) {
            return Score { speaker, ..Score::default() };
        }
        if lc.key == rc.key && lc.denied == rc.denied {
            let total = self.with_speaker(1000, tie, l.terms.len() + l.figures.len(), false);
            return Score {
                total,
                overlap: Permille::ONE,
                containment: Permille::ONE,
                characters: Permille::ONE,
                quantities: Permille::ONE,
                speaker,
                rarity: Permille::ONE,
                ..Score::default()
            };
        }
        let mut shared = self.shared(left, right);
        let quantities = if shared.figures == 0 {
            1000
        } else {
            ratio(u64::from(shared.agreeing), u64::from(shared.figures))
        };
        let parts = |shared: &Shared| Score {
            total: Permille(0),
            overlap: Permille(ratio(
                shared.common + shared.meant,
                shared.left + shared.right - shared.common,
            )),
            containment: Permille(ratio(shared.common, shared.left.min(shared.right))),
            quantities: Permille(quantities),
            speaker,
            ..Score::default()
        };
        // Most pairs end here: with so few common words the costly parts cannot lift them over any threshold.
        let cheap = parts(&shared);
        if self.compared.is_across(left, right) {
            return across(cheap, &shared, tie, certainty(self.worth(shared.common)));
        }
        let bound = CONTAINMENT * u64::from(cheap.containment.0)
            + OVERLAP * u64::from(cheap.overlap.0)
            + CHARACTERS * 1000;
        let bound = bound / 100 * u64::from(tie.factor()) / 100;
        if cheap.containment.0 < LEAST || bound < LEAST.into() {
            return cheap;
        }
        let contrast = contrast(self, left, right);
        if contrast.names_only && shared.agreeing == shared.figures {
            // Like a contradicting figure: shown as a difference, no evidence for another statement.
            shared.left -= contrast.names.0.min(shared.left);
            shared.right -= contrast.names.1.min(shared.right);
        }
        let score = parts(&shared);
        let (containment, overlap) = (score.containment.0, score.overlap.0);
        let characters = self.characters(left, right);
        // How many rare words the shared weight is worth; one shared word proves little however short the claims.
        let run = self.run(left, right);
        let denial =
            if lc.polarity == Polarity::Negative && rc.polarity == Polarity::Negative { DENIAL } else { 0 };
        let worth = self.worth(shared.common + shared.meant) + run.worth + denial;
        let rarity = certainty(worth);
        // Most words of the one stand in the other, as they are: one person quoted at length and in part.
        let taken = if tie == Tie::Same && run.share >= TAKEN { run.share } else { 0 };
        let quotation = self.quotation(left, right).max(taken);
        // The same words in quotation marks are hardly a coincidence.
        let evidence = with_overlap(rarity.max(quotation).into(), overlap.into());
        // What the longer quotation goes on to say does not count against it.
        let (c, o) = if taken > 0 { (78, 10) } else { (CONTAINMENT, OVERLAP) };
        let mixed =
            (c * u64::from(containment) + o * u64::from(overlap) + CHARACTERS * u64::from(characters)) / 100;
        // Other names with other figures: another statement in the same form.
        let other = contrast.names_only && shared.agreeing < shared.figures;
        let contrast_share = ratio(contrast.weight, contrast.weight + shared.common);
        // A contrast weighs on short claims; long paraphrases are full of them.
        let short = 1000 - (worth.saturating_sub(1500) / 4).min(1000);
        let penalty = u64::from(contrast_share) * short / 1000;
        let opposed = opposed(lc, rc);
        let mut core = mixed * evidence / 1000 * (1000 - penalty) / 1000;
        if contrast.blocked || other || (contrast.only && shared.terms < FRAME) {
            core = core * BLOCKED / 100;
        }
        if shared.figures > 1 && shared.agreeing == 0 && overlap < ALIKE {
            core = core * OPPOSED / 100;
        }
        // Two quotations of one statement are word for word the same; a word or two in common are a coincidence.
        let verbatim = |n: usize| self.compared.claims[n].attribution.style == Style::Direct;
        let few = shared.terms + shared.agreeing < FEW && overlap < SMALL_PART;
        if few && verbatim(left) && verbatim(right) {
            core = core * OPPOSED / 100;
        }
        if opposed && overlap < 500 && worth < LONG {
            core = core * OPPOSED / 100;
        }
        let article = |n: usize| self.compared.claims[n].article;
        if matches!(tie, Tie::Same | Tie::Tied)
            && article(left) != article(right)
            && shared.agreeing == shared.figures
            && !contrast.blocked
        {
            core = core.max(self.clause(left, right));
        }
        let total =
            self.with_speaker(core as u32, tie, shared.terms as usize + shared.agreeing as usize, opposed);
        Score {
            total,
            characters: Permille(characters),
            quotation: Permille(quotation),
            rarity: Permille(rarity),
            ..score
        }
    }

    /// The best score of a clause of one claim and a clause of the other: long statements may share one.
    fn clause(&self, left: usize, right: usize) -> u64 {
        let (l, r) = (&self.features.list[left], &self.features.list[right]);
        if l.clauses.is_empty() && r.clauses.is_empty() {
            return 0;
        }
        let parts =
            |f: &'a Feature| if f.clauses.is_empty() { std::slice::from_ref(f) } else { &f.clauses[..] };
        let pairs = parts(l).iter().flat_map(|a| parts(r).iter().map(move |b| (a, b)));
        pairs.map(|(a, b)| self.part(a, b)).max().unwrap_or(0)
    }

    /// The score of two clauses, by their words alone.
    fn part(&self, l: &Feature, r: &Feature) -> u64 {
        let (mut weight, mut terms) = (0, 0);
        common(l, r, &mut |_, w| {
            weight += u64::from(w);
            terms += 1;
        });
        if terms < FEW {
            return 0;
        }
        let (left, right) = (u64::from(l.total), u64::from(r.total));
        let overlap = ratio(weight, left + right - weight).into();
        let containment = u64::from(ratio(weight, left.min(right)));
        let mixed = (CONTAINMENT * containment + OVERLAP * overlap) / (CONTAINMENT + OVERLAP);
        mixed * with_overlap(certainty(self.worth(weight)).into(), overlap) / 1000
    }

    /// How many rare words a weight is worth, in thousandths.
    fn worth(&self, weight: u64) -> u64 {
        weight * 1000 / u64::from(self.features.rare.max(1))
    }

    /// The longest run of content words that both put in quotation marks, as a share of the shorter quotation; 0 for one word.
    fn quotation(&self, left: usize, right: usize) -> u16 {
        let quoted = |n: usize| -> Vec<u64> {
            let tokens = &self.compared.contents[n].tokens;
            tokens.iter().filter(|t| t.quoted && t.is_content()).map(|t| t.stem).collect()
        };
        let (l, r) = (quoted(left), quoted(right));
        let mut longest = 0;
        let mut row = vec![0_u64; r.len() + 1];
        for a in &l {
            for j in (0..r.len()).rev() {
                row[j + 1] = if *a == r[j] { row[j] + 1 } else { 0 };
                longest = longest.max(row[j + 1]);
            }
        }
        if longest < 2 { 0 } else { ratio(longest, l.len().min(r.len()) as u64) }
    }

    fn with_speaker(&self, core: u32, tie: Tie, terms: usize, opposed: bool) -> Permille {
        // Two words that two people say are a coincidence, and what one asserts and another denies are two statements.
        if matches!(tie, Tie::Apart | Tie::Loose) && (terms < 3 || opposed) {
            return Permille(0);
        }
        Permille((core * tie.factor() / 100).min(1000) as u16)
    }

    /// Sørensen's coefficient (1948) over pairs of letters: twice what both have, of what they have together.
    fn characters(&self, left: usize, right: usize) -> u16 {
        let (l, r) = (&self.features.list[left].bigrams, &self.features.list[right].bigrams);
        let mut common = 0;
        merge(l, r, |pair| *pair, |_, _| common += 1);
        if l.is_empty() || r.is_empty() { 0 } else { ratio(2 * common, (l.len() + r.len()) as u64) }
    }

    /// The longest run of words that both have.
    fn run(&self, left: usize, right: usize) -> Run {
        let words = |n: usize| -> Vec<&NormToken> {
            self.compared.contents[n].tokens.iter().filter(|t| t.kind != TokenKind::Filler).collect()
        };
        let (l, r) = (words(left), words(right));
        if l.len() < LEAST_RUN || r.len() < LEAST_RUN {
            return Run::default();
        }
        let mut best = (0, 0);
        let mut row = vec![0_usize; r.len() + 1];
        for (i, a) in l.iter().enumerate() {
            for j in (0..r.len()).rev() {
                row[j + 1] = if a.stem == r[j].stem { row[j] + 1 } else { 0 };
                best = best.max((row[j + 1], i + 1));
            }
        }
        if best.0 < LEAST_RUN {
            return Run::default();
        }
        let run = &l[best.1 - best.0..best.1];
        let function_words = run.iter().filter(|t| !t.is_content()).count() as u64;
        Run { worth: RUN * function_words, share: ratio(best.0 as u64, l.len().min(r.len()) as u64) }
    }
}

/// How sure so many rare words make.
fn certainty(worth: u64) -> u16 {
    ratio(worth, worth + HALF)
}

/// Evidence in thousandths: what is nearly the same needs no rare words.
fn with_overlap(evidence: u64, overlap: u64) -> u64 {
    evidence + (1000 - evidence) * (overlap * overlap / 1000) / 1000
}

/// The score of two claims in different languages, who share no words but known ones, names, numbers and dates: by one speaker,
/// no figure against another, and enough of what is rare.
fn across(parts: Score, shared: &Shared, tie: Tie, rarity: u16) -> Score {
    let several = shared.terms + shared.agreeing >= SEVERAL;
    if !matches!(tie, Tie::Same | Tie::Tied) || shared.agreeing < shared.figures || !several {
        return Score { rarity: Permille(rarity), ..parts };
    }
    // Most words of the one cannot stand in the other; a figure that does weighs the more.
    let figures = FIGURE * u64::from(shared.agreeing.min(2));
    let words = (u64::from(parts.containment.0) * 2 + u64::from(parts.overlap.0)) / 3;
    let mixed = (words + figures).min(1000);
    let total = mixed * u64::from(rarity) / 1000 * u64::from(tie.factor()) / 100;
    Score { total: Permille(total as u16), rarity: Permille(rarity), ..parts }
}
