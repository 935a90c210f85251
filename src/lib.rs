//! Reads news articles, reduces them to normalized speaker–claim pairs, aligns the pairs across sources
//! and reports agreements, new claims, wording differences and conflicts.
//!
//! The flow is `read → segment → extract → resolve → normalize → align → classify → report`; each stage is a
//! module, and [`pipeline`] shows the whole of it on one page. Everything a language needs is data in a
//! [pack](lang::Pack).

pub mod align;
pub mod classify;
mod error;
pub mod eval;
pub mod event;
pub mod extract;
pub mod lang;
pub mod model;
pub mod normalize;
mod options;
pub mod pipeline;
pub mod progress;
pub mod read;
pub mod report;
pub mod resolve;
pub mod segment;
pub mod text;
#[cfg(feature = "track")]
pub mod track;

pub use error::Error;
pub use options::Options;
pub use pipeline::{compare, extract as extract_claims, versions};

/// The result of anything that can fail for good.
pub type Result<T> = std::result::Result<T, Error>;
