//! stub
use crate::Result;
/// Which rules apply.
#[derive(Clone, Debug, Default)]
pub struct NormalizeOptions {}

/// What comparison knows of a language: the parsed `compare.toml` of its pack.
#[derive(Debug, Default)]
pub struct Vocabulary {}
impl Vocabulary {
    /// Parses `compare.toml`.
    pub(crate) fn parse(_tag: &str, _text: &str) -> Result<Self> {
        Ok(Self {})
    }
}
