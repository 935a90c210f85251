//! How alike two words are, by Ratcliff and Obershelp: twice the letters in common blocks, over all letters.
//!
//! In: two words. Out: 0 to 1. The blocks are found as Python's `difflib.SequenceMatcher` does without its heuristics: the longest
//! common block, the first of equals in the left and then in the right word, and so on to both sides of it. The order of the words can
//! matter, and the figures of the evaluation depend on it, so a likeness of another crate cannot stand in.

/// The likeness of two words.
pub(super) fn ratio(left: &str, right: &str) -> f64 {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let all = left.len() + right.len();
    if all == 0 { 1.0 } else { 2.0 * in_blocks(&left, &right) as f64 / all as f64 }
}

/// How many letters lie in common blocks.
fn in_blocks(left: &[char], right: &[char]) -> usize {
    let (l, r, length) = longest(left, right);
    if length == 0 {
        return 0;
    }
    length + in_blocks(&left[..l], &right[..r]) + in_blocks(&left[l + length..], &right[r + length..])
}

/// Start on the left, start on the right and length of the longest common block.
fn longest(left: &[char], right: &[char]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    // Length of the block that ends at the letter before, by place on the right plus one.
    let mut before = vec![0; right.len() + 1];
    for (l, a) in left.iter().enumerate() {
        let mut here = vec![0; right.len() + 1];
        for (r, b) in right.iter().enumerate() {
            if a == b {
                let length = before[r] + 1;
                here[r + 1] = length;
                if length > best.2 {
                    best = (l + 1 - length, r + 1 - length, length);
                }
            }
        }
        before = here;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::ratio;

    #[test]
    fn agrees_with_difflib() {
        // Values printed by difflib.SequenceMatcher(None, left, right, autojunk=False).ratio().
        for (left, right, want) in [
            ("", "", 1.0),
            ("abcd", "", 0.0),
            ("abcd", "bcde", 0.75),
            ("tide", "diet", 0.25),
            ("diet", "tide", 0.5),
            ("دميتري", "ديمتري", 5.0 / 6.0),
            ("سيرجي", "سيرغي", 0.8),
        ] {
            assert!((ratio(left, right) - want).abs() < 1e-12, "{left} {right}: {}", ratio(left, right));
        }
    }
}
