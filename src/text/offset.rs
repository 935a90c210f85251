//! Byte positions to Unicode code points and back.
//!
//! In: a text. Out: positions in the other unit. The library counts bytes, its outputs and inputs count code points; a table of
//! counts every 256 bytes makes each conversion a short scan, however long the text is.

/// How many bytes lie between two entries of the table.
const STEP: usize = 256;

/// Converts positions in one text.
///
/// ```
/// use claimdiff::text::Offsets;
/// let offsets = Offsets::new("قال 😀 x");
/// assert_eq!(offsets.code_point(7), 4);
/// assert_eq!(offsets.byte(5), Some(11));
/// assert_eq!(offsets.byte(8), None);
/// ```
#[derive(Clone, Debug)]
pub struct Offsets<'a> {
    text: &'a [u8],
    /// Code points that begin before each `STEP`-th byte.
    before: Vec<u32>,
}

impl<'a> Offsets<'a> {
    /// The table for `text`.
    pub fn new(text: &'a str) -> Self {
        let text = text.as_bytes();
        let mut count = 0;
        let before = text
            .chunks(STEP)
            .map(|chunk| {
                let here = count;
                count += starts(chunk);
                here
            })
            .collect();
        Self { text, before }
    }

    /// How many code points begin before byte `at`; the end of the text for positions past it.
    pub fn code_point(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        let chunk = at / STEP;
        match self.before.get(chunk) {
            Some(before) => before + starts(&self.text[chunk * STEP..at]),
            None => {
                self.before.last().map_or(0, |b| b + starts(&self.text[(self.before.len() - 1) * STEP..]))
            }
        }
    }

    /// The byte at which code point `at` begins; the length of the text for the one past the last, `None` beyond.
    pub fn byte(&self, at: u32) -> Option<usize> {
        // The last chunk with no more code points before it than asked for.
        let chunk = self.before.partition_point(|&before| before <= at).saturating_sub(1);
        let mut left = at - self.before.get(chunk).copied().unwrap_or(0);
        for (i, byte) in self.text.iter().enumerate().skip(chunk * STEP) {
            if is_start(*byte) {
                if left == 0 {
                    return Some(i);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len())
    }
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| is_start(**b)).count() as u32
}

/// UTF-8 continuation bytes are `10xxxxxx`.
fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn converts_every_position_both_ways() {
        for text in ["", "abc", "قَال 😀\r\n", &"لا😀x".repeat(400), &"a".repeat(256), &"é".repeat(128)]
        {
            let offsets = Offsets::new(text);
            let bounds = text.char_indices().map(|(i, _)| i).chain([text.len()]);
            let mut last = 0;
            for (n, byte) in bounds.enumerate() {
                assert_eq!(offsets.code_point(byte), n as u32);
                assert_eq!(offsets.byte(n as u32), Some(byte));
                last = n as u32;
            }
            assert_eq!(offsets.byte(last + 1), None);
            assert_eq!(offsets.code_point(text.len() + 9), last);
        }
    }
}
