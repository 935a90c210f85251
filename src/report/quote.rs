//! Words of articles within lines of the program's own: harmless, short, and unable to reorder what stands around them.

use super::printable::{is_rtl, printable_chars};
use crate::model::{Claim, Report};

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// `text` made [printable](super::printable) in at most about `most` characters, cut between words, white space as single spaces.
pub(super) fn excerpt(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut count = 0;
    let mut gap = None;
    for c in printable_chars(text.trim()) {
        if c == ' ' {
            if gap != Some(out.len()) {
                out.push(' ');
                count += 1;
            }
            gap = Some(out.len());
            continue;
        }
        if count >= most {
            // A word longer than the whole excerpt is cut where the room ends.
            let word = gap.filter(|at| at * 2 > out.len());
            out.truncate(word.unwrap_or(out.len()));
            return out.trim_end().to_owned() + "…";
        }
        out.push(c);
        count += 1;
    }
    out
}

/// The excerpt, isolated where it holds right-to-left letters.
pub(super) fn isolated(text: &str, most: usize) -> String {
    let text = excerpt(text, most);
    if text.chars().any(|c| is_rtl(c) == Some(true)) {
        format!("{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}")
    } else {
        text
    }
}

/// What a claim says, the parts of a split quotation joined.
pub(super) fn content(report: &Report, claim: &Claim, most: usize) -> String {
    isolated(&claim.attribution.content_of(&report.article(claim.article).text), most)
}

#[cfg(test)]
mod tests {
    use super::{excerpt, isolated};

    #[test]
    fn cuts_between_words() {
        assert_eq!(excerpt(" a\n\nb  c ", 9), "a b c");
        assert_eq!(excerpt("one two three", 9), "one two…");
        assert_eq!(excerpt(&"x".repeat(1000), 5), "xxxxx…");
        assert_eq!(isolated("قال\u{202e}", 9), "\u{2068}قال\u{2069}");
        assert_eq!(isolated("said", 9), "said");
    }
}
