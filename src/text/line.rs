//! Byte positions to lines and columns.
//!
//! In: a text. Out: positions as editors and code hosts name them. Lines end with a line feed; columns count UTF-16 code units, as
//! the tools that show annotations do.

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The UTF-16 code unit within it.
    pub column: u32,
}

/// Converts positions in one text.
///
/// ```
/// use claimdiff::text::{Lines, Position};
/// let text = "عنوان\nقال 😀 x";
/// let lines = Lines::new(text);
/// assert_eq!(lines.position(text.find('x').unwrap()), Position { line: 2, column: 8 });
/// ```
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// First byte of each line.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of `text`.
    pub fn new(text: &'a str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// Where byte `at`, on a character boundary, stands.
    pub fn position(&self, at: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= at);
        let before = &self.text[self.starts[line - 1]..at];
        Position { line: line as u32, column: before.encode_utf16().count() as u32 + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position};

    #[test]
    fn counts_lines_and_code_units() {
        let text = "a\r\n\nلا😀b\n";
        let lines = Lines::new(text);
        for (at, line, column) in
            [(0, 1, 1), (1, 1, 2), (3, 2, 1), (4, 3, 1), (6, 3, 2), (12, 3, 5), (14, 4, 1)]
        {
            assert_eq!(lines.position(at), Position { line, column }, "byte {at}");
        }
    }
}
