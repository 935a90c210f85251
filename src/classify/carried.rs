//! Words that both versions have, whatever their claims take in.
//!
//! In: pairs of claims of consecutive versions, and the words of all versions. Out: the pairs without the differences that an
//! editor has not made: where a comma more or less moves the end of a content, the words beyond it still stand in the other
//! version; where the sentences around a mention changed, it may be resolved otherwise, but it names who it named.

use crate::{
    align::Sentence,
    model::{ArticleId, Claim, ClaimId, Difference, DifferenceKind, Pair, Relation, Severity, Span},
    normalize::NormToken,
};

/// Fewest content words that are found again by more than chance.
const LEAST: usize = 3;

/// The words of each version.
pub(super) struct Carried<'a> {
    pub claims: &'a [Claim],
    pub sentences: &'a [Vec<Sentence>],
}

impl Carried<'_> {
    /// Takes out of `pair` what the other version says too; a pair that differs in nothing else agrees.
    pub fn settle(&self, pair: &mut Pair) {
        let article = |id: ClaimId| self.claims[id.index()].article;
        let (left, right) = (article(pair.left), article(pair.right));
        let before = pair.differences.len();
        pair.differences.retain(|d| match d {
            Difference { kind: DifferenceKind::Addition, right: Some(span), left: None, .. } => {
                !self.stands(right, *span, left)
            }
            Difference { kind: DifferenceKind::Omission, left: Some(span), right: None, .. } => {
                !self.stands(left, *span, right)
            }
            Difference { kind: DifferenceKind::Speaker, .. } => !self.same_mention(pair.left, pair.right),
            _ => true,
        });
        let visible = |d: &Difference| d.severity > Severity::Cosmetic && d.kind != DifferenceKind::Placement;
        let speaker = pair.differences.iter().any(|d| d.kind == DifferenceKind::Speaker);
        if pair.differences.len() < before
            && (pair.relation == Relation::Wording || pair.relation == Relation::Attribution && !speaker)
        {
            let differs = pair.differences.iter().any(visible);
            pair.relation = if differs { Relation::Wording } else { Relation::Agreement };
        }
    }

    /// True where both name the source in the same words or one in fewer of them, or neither does.
    fn same_mention(&self, left: ClaimId, right: ClaimId) -> bool {
        let words = |id: ClaimId| -> Vec<u64> {
            let claim = &self.claims[id.index()];
            let here = |t: &&NormToken| claim.attribution.mention.span.is_some_and(|s| s.contains(t.origin));
            self.words(claim.article).filter(here).map(|t| t.stem).collect()
        };
        let (left, right) = (words(left), words(right));
        let (fewer, more) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
        left.is_empty() == right.is_empty() && fewer.iter().all(|w| more.contains(w))
    }

    /// True where the words at `span` of one version stand in the other one, one after the other.
    fn stands(&self, here: ArticleId, span: Span, there: ArticleId) -> bool {
        let wanted: Vec<&NormToken> = self.words(here).filter(|t| span.contains(t.origin)).collect();
        let stems: Vec<u64> = wanted.iter().map(|t| t.stem).collect();
        if wanted.iter().filter(|t| t.is_content()).count() < LEAST {
            return false;
        }
        let others: Vec<u64> = self.words(there).map(|t| t.stem).collect();
        others.windows(stems.len()).any(|w| w == stems)
    }

    fn words(&self, article: ArticleId) -> impl Iterator<Item = &NormToken> {
        self.sentences[article.index()].iter().flat_map(|s| &s.content.tokens)
    }
}
