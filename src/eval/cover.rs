//! A text as its words: which of them spans cover, and how far two sets of words overlap.
//!
//! In: a gold text, and spans in Unicode code points. Out: sets of word numbers. Marks belong to no word, so they never count.

use super::{
    gold::Spans,
    spelling::{LISTS, fold, is_word},
};

/// Numbers of words, ascending.
pub(super) type Words = Vec<usize>;

/// The words of a text, found once.
pub(super) struct Text {
    /// Start and end in code points.
    places: Vec<(i64, i64)>,
    folded: Vec<String>,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let (mut places, mut folded) = (Vec::new(), Vec::new());
        let mut word = String::new();
        // A blank after the end closes the last word.
        for (at, c) in (0..).zip(text.chars().chain([' '])) {
            if is_word(c) {
                word.push(c);
            } else if !word.is_empty() {
                places.push((at - word.chars().count() as i64, at));
                folded.push(fold(&word));
                word.clear();
            }
        }
        Self { places, folded }
    }

    /// A word, folded.
    pub(super) fn word(&self, number: usize) -> &str {
        &self.folded[number]
    }

    /// The words of which the spans cover at least half; a span inside one word covers that word.
    pub(super) fn cover(&self, spans: &Spans) -> Words {
        let mut hit = std::collections::BTreeMap::new();
        for &(start, end) in &spans.0 {
            let first = self.places.partition_point(|word| word.0 <= start).saturating_sub(1);
            for (n, &(a, b)) in
                self.places.iter().enumerate().skip(first).take_while(|(_, word)| word.0 < end)
            {
                *hit.entry(n).or_insert(0) += (b.min(end) - a.max(start)).max(0);
            }
        }
        let touched: Vec<(usize, i64)> = hit.into_iter().filter(|&(_, covered)| covered > 0).collect();
        let half = |&(n, covered): &(usize, i64)| 2 * covered >= self.places[n].1 - self.places[n].0;
        let most: Words = touched.iter().copied().filter(half).map(|(n, _)| n).collect();
        if most.is_empty() { touched.iter().map(|&(n, _)| n).take(1).collect() } else { most }
    }

    /// The words of a content: those covered, without complementizers in front.
    pub(super) fn content(&self, spans: &Spans) -> Words {
        let mut words = self.cover(spans);
        let in_front = words.iter().take_while(|n| LISTS.complementizers.contains(self.word(**n))).count();
        // One word always stays.
        words.drain(..in_front.min(words.len().saturating_sub(1)));
        words
    }
}

/// How many words both hold.
pub(super) fn common(a: &[usize], b: &[usize]) -> usize {
    a.iter().filter(|n| b.binary_search(n).is_ok()).count()
}

/// Token F1 of two sets of words.
pub(super) fn overlap(a: &[usize], b: &[usize]) -> f64 {
    f1(common(a, b), a.len(), b.len())
}

/// F1 of two sets with so many members, of which so many are common; 0 where one is empty.
pub(super) fn f1(common: usize, left: usize, right: usize) -> f64 {
    if left == 0 || right == 0 { 0.0 } else { (2 * common) as f64 / (left + right) as f64 }
}

#[cfg(test)]
mod tests {
    use super::{Spans, Text, overlap};

    #[test]
    fn a_word_counts_when_half_of_it_is_covered() {
        let text = Text::new("قال إنه «باقٍ» هنا.");
        let cover = |spans: &[(i64, i64)]| text.cover(&Spans(spans.to_vec()));
        assert_eq!(cover(&[(4, 13)]), [1, 2]);
        assert_eq!(cover(&[(0, 1)]), [0], "a span inside one word covers it");
        assert_eq!(cover(&[(0, 1), (4, 7)]), [1]);
        assert_eq!(cover(&[(7, 9), (90, 99)]), [0; 0]);
        assert_eq!(text.content(&Spans(vec![(4, 18)])), [2, 3]);
        assert_eq!(text.content(&Spans(vec![(4, 7)])), [1], "one word always stays");
        assert_eq!(overlap(&[1, 2, 3], &[2, 3, 4, 5, 6]), 0.5);
        assert_eq!(overlap(&[], &[]), 0.0);
    }
}
