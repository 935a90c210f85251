//! Language-blind text tools: folding and tokens.

mod fold;
mod token;

pub use fold::{fold, fold_char, fold_into};
pub use token::{Token, TokenKind, tokens};
