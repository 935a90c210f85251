//! One language: its files read and checked.

use super::{confidence::Confidence, lexicon::Lexicon, vocabulary::Vocabulary};
use crate::{Error, Result, text::fold};
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Everything that is known of one language.
#[derive(Debug)]
pub struct Pack {
    /// The tag: the folder's name.
    pub tag: String,
    /// The language's own name.
    pub name: String,
    /// Reading direction.
    pub direction: Direction,
    /// Frequent words, folded; they decide the language of a text.
    pub stopwords: FxHashSet<String>,
    /// Words and cues that extraction looks for.
    pub lexicon: Lexicon,
    /// Parsed `compare.toml`: what comparison needs.
    pub comparison: Vocabulary,
}

/// Reading direction of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackFile {
    name: String,
    direction: Direction,
    stopwords: Vec<String>,
}

impl Pack {
    /// Reads the files of a pack, given as (name, text).
    ///
    /// # Errors
    /// Where a file is missing, is no TOML of the expected shape, or an entry contradicts another; names file and entry.
    pub fn parse(tag: &str, files: &[(String, String)]) -> Result<Self> {
        let file =
            |name: &str| {
                files.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str()).ok_or_else(|| {
                    Error::pack(format!("{tag}/{name}: missing; copy it from the template pack"))
                })
            };
        let head: PackFile = parse_toml(tag, "pack.toml", file("pack.toml")?)?;
        let mut lexicon = Lexicon::parse(tag, file("words.toml")?, file("cues.toml")?)?;
        if let Ok(text) = file("confidence.toml") {
            lexicon.confidence = Confidence::parse(tag, text)?;
        }
        Ok(Self {
            tag: tag.to_owned(),
            name: head.name,
            direction: head.direction,
            stopwords: head.stopwords.iter().map(|w| fold(w)).collect(),
            lexicon,
            comparison: Vocabulary::parse(tag, file("compare.toml")?)?,
        })
    }
}

/// Parses one file of a pack; an error names the pack, the file and the line.
pub(crate) fn parse_toml<T: serde::de::DeserializeOwned>(tag: &str, name: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|e| {
        let line = e.span().map_or(1, |s| text[..s.start].matches('\n').count() + 1);
        Error::pack(format!("{tag}/{name}:{line}: {}", e.message()))
    })
}
