//! Language-blind text tools: folding, tokens, offsets and lines.

mod fold;
mod line;
mod offset;
mod token;

pub use fold::{fold, fold_char, fold_into};
pub use line::{Lines, Position};
pub use offset::Offsets;
pub use token::{Token, TokenKind, tokens};
