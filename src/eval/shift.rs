//! Places in the text of a prediction to places in the gold text.
//!
//! In: both texts. Out: a [`Shift`], or nothing where they differ in more than white space and invisible marks. Readers differ in line
//! breaks, trailing blanks and headline separators, which says nothing about how well they extract.

use super::spelling::is_blank;

/// Moves a place, in Unicode code points, from one text to the other.
#[derive(Clone, Debug)]
pub(super) enum Shift {
    /// One text stands in the other as it is, so many code points later.
    By(i64),
    /// Equal but for blanks: where each visible character stands, in the one and in the other text.
    Visible { from: Vec<i64>, to: Vec<i64> },
}

impl Shift {
    /// The shift from `from` to `to`.
    pub(super) fn new(from: Option<&str>, to: &str) -> Option<Self> {
        let Some(from) = from.filter(|from| *from != to) else { return Some(Self::By(0)) };
        if !from.is_empty()
            && let Some(at) = to.find(from)
        {
            return Some(Self::By(to[..at].chars().count() as i64));
        }
        let (from, from_visible) = visible(from);
        let (mut to, to_visible) = visible(to);
        let at = if from.is_empty() { None } else { to_visible.find(&from_visible) }?;
        let before = to_visible[..at].chars().count();
        to.truncate(before + from.len());
        to.drain(..before);
        Some(Self::Visible { from, to })
    }

    /// Where `place` lies in the other text.
    pub(super) fn place(&self, place: i64) -> i64 {
        match self {
            Self::By(distance) => place + distance,
            Self::Visible { from, to } => {
                let next = from.partition_point(|at| *at < place);
                // An end follows the last character that it covers.
                if next > 0 && (from[next - 1] == place - 1 || next == from.len()) {
                    to[next - 1] + 1
                } else {
                    to[next]
                }
            }
        }
    }

    /// Both ends of a span moved.
    pub(super) fn span(&self, (start, end): (i64, i64)) -> (i64, i64) {
        (self.place(start), self.place(end))
    }
}

/// The visible characters of a text, and where they stand.
fn visible(text: &str) -> (Vec<i64>, String) {
    (0..).zip(text.chars()).filter(|(_, c)| !is_blank(*c)).unzip()
}

#[cfg(test)]
mod tests {
    use super::Shift;

    #[test]
    fn moves_over_white_space_only() {
        let gold = "عنوان\n\nمتن هنا.";
        let moved = |from: &str, span| Shift::new(Some(from), gold).map(|s| s.span(span));
        assert_eq!(moved(gold, (7, 10)), Some((7, 10)));
        assert_eq!(moved("متن هنا.", (0, 3)), Some((7, 10)));
        assert_eq!(moved(" عنوان\nمتن\u{200f}  هنا.\n", (7, 10)), Some((7, 10)));
        assert_eq!(moved("عنوان متن  هنا.", (9, 15)), Some((10, 15)));
        assert_eq!(moved("عنوان متن  هنا.", (9, 99)), Some((10, 15)));
        assert_eq!(moved("عنوان آخر", (0, 1)), None);
        assert_eq!(moved("", (0, 1)), None);
        assert_eq!(Shift::new(None, gold).map(|s| s.place(3)), Some(3));
    }
}
