//! Where something stands in a text, and how sure we are of it.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{borrow::Cow, ops::Range};

/// A half-open range of **bytes** in [`Article::text`](super::Article::text), always on character boundaries.
///
/// The JSON output gives Unicode code points instead; the conversion is done once, when a report is written.
///
/// ```
/// use claimdiff::model::Span;
/// let text = "قال سامر";
/// let span = Span::new(7, 15);
/// assert_eq!(span.of(text), "سامر");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from byte `start` up to and without byte `end`.
    ///
    /// # Panics
    /// If a bound does not fit 32 bits; readers refuse texts that long.
    pub fn new(start: usize, end: usize) -> Self {
        let byte = |n: usize| u32::try_from(n).expect("articles are shorter than 4 GiB");
        Self { start: byte(start), end: byte(end) }
    }

    /// The words that stand at this place in `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The words at several places in `text`, with a space between them.
    pub fn joined<'a>(spans: &[Self], text: &'a str) -> Cow<'a, str> {
        match spans {
            [one] => Cow::Borrowed(one.of(text)),
            parts => Cow::Owned(parts.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" ")),
        }
    }

    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True where the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// True where both cover at least one common byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True where `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A share in thousandths, 0 to 1000, rounded once so that results are exactly comparable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permille(pub u16);

impl Permille {
    /// The whole.
    pub const ONE: Self = Self(1000);

    /// `share` of 1, rounded to thousandths and held within 0 to 1.
    pub fn of(share: f64) -> Self {
        Self((share.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }

    /// As a number from 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// As a number from 0 to 1, in options as in outputs.
impl Serialize for Permille {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.share())
    }
}

impl<'de> Deserialize<'de> for Permille {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let share = f64::deserialize(deserializer)?;
        if (0.0..=1.0).contains(&share) {
            Ok(Self::of(share))
        } else {
            Err(D::Error::custom(format!("{share} is no share; write a number from 0 to 1")))
        }
    }
}
