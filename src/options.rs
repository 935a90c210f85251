//! What a caller may choose, one part a stage.

use crate::{
    align::AlignOptions, classify::ClassifyOptions, lang::Packs, normalize::NormalizeOptions,
    resolve::Aliases,
};

/// Everything that steers a comparison. `Options::default()` holds the embedded packs and the defaults of each stage.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The languages known.
    pub packs: Packs,
    /// Names that are one.
    pub aliases: Aliases,
    /// What is compared.
    pub normalize: NormalizeOptions,
    /// When two claims are held to be one statement.
    pub align: AlignOptions,
    /// Versions: leave out what changed in the text around the claims.
    pub claims_only: bool,
    /// When two claims of one statement contradict each other.
    pub classify: ClassifyOptions,
}
