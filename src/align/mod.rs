//! stub
/// When two claims are one statement.
#[derive(Clone, Debug, Default)]
pub struct AlignOptions {}
