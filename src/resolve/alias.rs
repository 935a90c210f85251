//! Names that a user says are one.
//!
//! In: a TOML file, one line a speaker: the name to show, and the other names and spellings. Out: [`Aliases`]. A mention that reads like one of
//! them, letter case, vowel marks and alef forms aside, is that speaker in every article.

use super::{Entity, NameKey};
use crate::{Error, Result, text::fold};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Which names are one, by folded name.
#[derive(Clone, Debug, Default)]
pub struct Aliases(FxHashMap<String, String>);

impl Aliases {
    /// Reads the lines `"name" = ["other name", …]` of the file called `source`.
    ///
    /// ```
    /// use claimdiff::resolve::Aliases;
    /// assert!(Aliases::parse("aliases.toml", "\"دونالد ترامب\" = [\"ترمب\", \"Trump\"]").is_ok());
    /// let wrong = Aliases::parse("aliases.toml", "\"أ\" = [\"ب\"]\n\"ج\" = [\"ب\"]").unwrap_err();
    /// assert!(wrong.to_string().starts_with("aliases.toml: "));
    /// ```
    ///
    /// # Errors
    /// Where the text is no TOML of this shape, or a name stands for two speakers; names file and line or name.
    pub fn parse(source: &str, text: &str) -> Result<Self> {
        let table: BTreeMap<String, Vec<String>> = toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(1, |s| text[..s.start].matches('\n').count() + 1);
            let what = e.message().lines().next().unwrap_or_default();
            Error::input(format!("{source}:{line}: {what}; write a line as \"name\" = [\"other name\", …]"))
        })?;
        Self::new(source, table)
    }

    /// Takes each name with the other names it has, as `source` gives them.
    ///
    /// # Errors
    /// Where a name stands for two speakers; names the source and the name.
    pub fn new(source: &str, table: BTreeMap<String, Vec<String>>) -> Result<Self> {
        let mut names = FxHashMap::default();
        for (name, others) in table {
            for other in others.iter().chain([&name]) {
                if let Some(first) = names.insert(folded(other), name.clone()).filter(|first| *first != name)
                {
                    return Err(Error::input(format!(
                        "{source}: {other:?} stands for {first:?} and for {name:?}; keep one"
                    )));
                }
            }
        }
        Ok(Self(names))
    }

    /// Gives the entity the name that its own names are aliases of.
    pub(super) fn apply(&self, entity: &mut Entity) {
        let name = entity.names.iter().find_map(|n| self.0.get(&folded(n)));
        if let Some(name) = name {
            entity.key = NameKey::plain(name);
            entity.alias_of = Some(name.clone());
        }
    }
}

fn folded(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}
