//! How far a long run is, told through [`tracing`]: an event for each article that a stage has finished with.
//!
//! Without a subscriber such an event costs a look at a flag. The binary draws a bar from them; another program may do the like.

/// The target of these events. Their fields are `stage`, a word such as `read`, and `of`, how many articles that stage has to work on.
pub const TARGET: &str = "claimdiff::progress";

/// Says that `stage` has finished with one of `of` articles.
pub fn one(stage: &'static str, of: usize) {
    tracing::trace!(target: TARGET, stage, of = of as u64);
}
