//! What claims and rules are called in every output.

#[cfg(feature = "cli")]
use crate::model::Span;
use crate::model::{ArticleId, Claim, Report};

/// The claims of one article.
pub(super) fn claims_of(report: &Report, article: ArticleId) -> &[Claim] {
    let start = report.claims.partition_point(|c| c.article < article);
    let len = report.claims[start..].partition_point(|c| c.article == article);
    &report.claims[start..start + len]
}

/// `seed#2`: the article's id and the number in reading order.
pub(super) fn claim_name(report: &Report, claim: &Claim) -> String {
    format!("{}#{}", report.article(claim.article).id, claim.number)
}

/// All of a claim's content, from its first word to its last.
#[cfg(feature = "cli")]
pub(super) fn whole(claim: &Claim) -> Span {
    claim.attribution.content.iter().copied().reduce(Span::cover).unwrap_or_default()
}

/// A claim's key as sixteen hexadecimal digits.
pub(super) fn key(claim: &Claim) -> String {
    format!("{:016x}", claim.key)
}

/// `t3`: the number of a change in the text, from 1.
pub(super) fn change_name(n: usize) -> String {
    format!("t{}", n + 1)
}

/// `g4`: the number of a group in the report.
pub(super) fn group_name(index: usize) -> String {
    format!("g{}", index + 1)
}

/// `ar.verb-subject.quote`: language, shape and slot.
pub(super) fn rule_name(report: &Report, claim: &Claim) -> String {
    let rule = claim.attribution.rule;
    format!("{}.{}.{}", report.article(claim.article).lang, rule.shape.name(), rule.slot.name())
}
