//! stub
use crate::{
    lang::Pack,
    model::{Article, Attribution},
};
/// The attributions of one article, in reading order.
pub fn attributions(_article: &Article, _pack: &Pack) -> Vec<Attribution> {
    Vec::new()
}
