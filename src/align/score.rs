//! How much two claims look like one statement.
//!
//! In: two claims. Out: a [`Score`] in thousandths from named parts, each computed with whole numbers:
//! shared words weighted by rarity, as a share of both claims (overlap) and of the shorter one (containment), likeness of
//! the characters, agreement of numbers and dates, compatibility of the speakers. What stands against it is in
//! [`contrast`](super::contrast).

use super::{
    Compared,
    contrast::contrast,
    feature::{Feature, Features, Figure},
    speaker::Tie,
};
use crate::{
    model::{Permille, Score, Style},
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
            overlap: Permille(ratio(shared.common, shared.left + shared.right - shared.common)),
            containment: Permille(ratio(shared.common, shared.left.min(shared.right))),
            quantities: Permille(quantities),
            speaker,
            ..Score::default()
        };
        // Most pairs end here: with so few common words the costly parts cannot lift them over any threshold.
        let cheap = parts(&shared);
        if self.compared.is_across(left, right) {
            return across(cheap, &shared, tie, self.features.rare);
        }
        let bound = (50 * u32::from(cheap.containment.0) + 38 * u32::from(cheap.overlap.0) + 12_000) / 100;
        if cheap.containment.0 < LEAST || bound * tie.factor() / 100 < LEAST.into() {
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
        let worth = shared.common * 1000 / u64::from(self.features.rare.max(1)) + run.worth;
        let rarity = ratio(worth, worth + HALF);
        // Most words of the one stand in the other, as they are: one person quoted at length and in part.
        let taken = if tie == Tie::Same && run.share >= TAKEN { run.share } else { 0 };
        let quotation = self.quotation(left, right).max(taken);
        // The same words in quotation marks are hardly a coincidence.
        let evidence = u64::from(rarity.max(quotation));
        let square = u64::from(overlap) * u64::from(overlap) / 1000;
        let evidence = evidence + (1000 - evidence) * square / 1000;
        // What the longer quotation goes on to say does not count against it.
        let (c, o) = if taken > 0 { (78, 10) } else { (50, 38) };
        let mixed = (c * u64::from(containment) + o * u64::from(overlap) + 12 * u64::from(characters)) / 100;
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

    fn shared(&self, left: usize, right: usize) -> Shared {
        let (l, r) = (&self.features.list[left], &self.features.list[right]);
        let mut shared = Shared { left: u64::from(l.total), right: u64::from(r.total), ..Shared::default() };
        common(l, r, &mut |_, weight| {
            shared.common += u64::from(weight);
            shared.terms += 1;
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

    /// Sørensen's coefficient (1948) over pairs of letters: twice what both have, of what they have together.
    fn characters(&self, left: usize, right: usize) -> u16 {
        let (l, r) = (&self.features.list[left].bigrams, &self.features.list[right].bigrams);
        let (mut i, mut j, mut common) = (0, 0, 0);
        while i < l.len() && j < r.len() {
            match l[i].cmp(&r[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
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

/// The score of two claims in different languages, who share no words but known ones, names, numbers and dates: by one speaker,
/// no figure against another, and enough of what is rare.
fn across(parts: Score, shared: &Shared, tie: Tie, rare: u32) -> Score {
    let worth = shared.common * 1000 / u64::from(rare.max(1));
    let rarity = ratio(worth, worth + HALF);
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

/// Calls `found` for every sense that both have, with its place in the left and the weight that they share.
pub(super) fn common(l: &Feature, r: &Feature, found: &mut dyn FnMut(usize, u32)) {
    let (mut i, mut j) = (0, 0);
    while i < l.terms.len() && j < r.terms.len() {
        let (a, b) = (&l.terms[i], &r.terms[j]);
        match a.sense.cmp(&b.sense) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                let weight = a.weight.min(b.weight);
                let share = if a.stem == b.stem { 100 } else { u32::from(a.strength.min(b.strength)) };
                found(i, weight * share / 100);
                i += 1;
                j += 1;
            }
        }
    }
}

fn ratio(part: u64, whole: u64) -> u16 {
    (part * 1000).checked_div(whole).unwrap_or(0).min(1000) as u16
}
