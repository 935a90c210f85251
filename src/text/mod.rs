//! Language-blind text tools: folding, tokens and offsets.

mod fold;
mod offset;
mod token;

pub use fold::{fold, fold_char, fold_into};
pub use offset::Offsets;
pub use token::{Token, TokenKind, tokens};
