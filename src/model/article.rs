//! One document of one source at one time.

use super::{Attribution, Span};
use std::fmt;

/// One article, as it is compared and printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Unique among the articles of one report; [`read`](crate::read) sees to it.
    pub id: String,
    /// The outlet's or version's name, for people.
    pub label: String,
    /// Where it was read, as the user named it.
    pub path: Option<String>,
    /// How the text stands in that file.
    pub origin: Origin,
    /// The language, which chooses the pack.
    pub lang: Lang,
    /// The headline, where one is known.
    pub title: Option<String>,
    /// Publication date in ISO 8601; as given where it cannot be read as one.
    pub date: Option<String>,
    /// When it was last changed, as the input says; written like `date`.
    pub modified: Option<String>,
    /// When this version was taken: the time of a web archive's capture, or of a commit; written like `date`.
    pub captured: Option<String>,
    /// Who wrote it, as the input says.
    pub author: Option<String>,
    /// Address, where the input gives one.
    pub url: Option<String>,
    /// The whole text, headline included; every span of the article indexes it.
    pub text: String,
    /// Where the headline stands in `text`.
    pub headline: Option<Span>,
    /// Attributions that came with the input (from another extractor or a person) and replace extraction.
    pub given: Option<Vec<Attribution>>,
}

/// How an article's text stands in the file it was read from: what a place in the text is in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Somewhere: the file holds more, or other signs.
    #[default]
    Inside,
    /// On this line, from 1.
    Line(u32),
    /// The text is the file's: lines and columns are the same.
    Whole,
}

/// A language tag such as `ar` or `en`: the name of a pack folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(pub String);

impl Lang {
    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
