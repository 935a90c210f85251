//! How sure a rule is: measured, not guessed.
//!
//! In: `confidence.toml` of a pack, the share of claims of each rule and style that were right on annotated data. Out: a look-up. A pack
//! without the file, or a rule that it does not list, has the default.

use super::pack::parse_toml;
use crate::{
    Error, Result,
    model::{Permille, Rule, Shape, Slot, Style},
};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where nothing was measured.
const UNMEASURED: Permille = Permille(700);

/// Measured shares by rule and style.
#[derive(Debug)]
pub struct Confidence {
    default: Permille,
    shares: FxHashMap<(Shape, Slot, Style), Permille>,
}

impl Default for Confidence {
    fn default() -> Self {
        Self { default: UNMEASURED, shares: FxHashMap::default() }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfidenceFile {
    default: f64,
    rule: BTreeMap<String, f64>,
}

impl Confidence {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is no TOML of this shape, names an unknown rule, or a share is not between 0 and 1.
    pub(super) fn parse(tag: &str, text: &str) -> Result<Self> {
        let file: ConfidenceFile = parse_toml(tag, "confidence.toml", text)?;
        let share = |name: &str, share: f64| {
            let known = (0.0..=1.0).contains(&share);
            known.then(|| Permille::of(share)).ok_or_else(|| {
                Error::pack(format!("{tag}/confidence.toml: {name:?}: {share} is not between 0 and 1"))
            })
        };
        let mut shares = FxHashMap::default();
        for (name, value) in &file.rule {
            let rule = rule(name).ok_or_else(|| {
                Error::pack(format!("{tag}/confidence.toml: unknown rule {name:?}; write shape.slot.style"))
            })?;
            shares.insert(rule, share(name, *value)?);
        }
        Ok(Self { default: share("default", file.default)?, shares })
    }

    /// The share of claims of this rule and style that were right.
    pub fn of(&self, rule: Rule, style: Style) -> Permille {
        self.shares.get(&(rule.shape, rule.slot, style)).copied().unwrap_or(self.default)
    }
}

fn rule(name: &str) -> Option<(Shape, Slot, Style)> {
    let mut parts = name.split('.');
    let (shape, slot, style) = (parts.next()?, parts.next()?, parts.next()?);
    let shape = Shape::ALL.iter().find(|s| s.1 == shape)?.0;
    let slot = Slot::ALL.iter().find(|s| s.1 == slot)?.0;
    parts.next().is_none().then_some((shape, slot, Style::from_name(style)?))
}
