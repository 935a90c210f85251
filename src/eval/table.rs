//! The figures for people.

use super::scores::{Accuracy, AlignmentScores, ExtractionScores, Prf};
use std::fmt::{self, Display, Formatter};

/// Columns of a name.
const NAME: usize = 28;

impl Display for ExtractionScores {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:NAME$} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}", "", "P", "R", "F1", "tp", "fp", "fn")?;
        prf(f, "content", &self.content)?;
        prf(f, "  in the very words", &self.exact)?;
        prf(f, "  with mention", &self.mention)?;
        prf(f, "  with mention, strictly", &self.mention_strict)?;
        if let Some(resolved) = &self.resolved {
            prf(f, "  with resolved speaker", resolved)?;
        }
        if let Some(inner) = &self.without_headlines {
            prf(f, "content without headlines", &inner.content)?;
            prf(f, "  with mention", &inner.mention)?;
            if let Some(resolved) = &inner.resolved {
                prf(f, "  with resolved speaker", resolved)?;
            }
        }
        heading(f, "recall by kind")?;
        for (kind, recall) in &self.recall_by_kind {
            share(f, kind, recall.recall, recall.n)?;
        }
        heading(f, "right on matched claims")?;
        let on = &self.on_matched;
        for (name, Accuracy { accuracy, n }) in [
            ("mention", on.mention),
            ("mention, strictly", on.mention_strict),
            ("resolved speaker", on.resolved),
            ("kind", on.kind),
            ("negated", on.negated),
            ("headline", on.headline),
            ("cue", on.cue),
            ("medium", on.medium),
        ] {
            share(f, name, accuracy, n)?;
        }
        if !self.resolved_by_mention_type.is_empty() {
            heading(f, "resolved, by mention type")?;
        }
        for (naming, Accuracy { accuracy, n }) in &self.resolved_by_mention_type {
            share(f, naming, *accuracy, *n)?;
        }
        let c = &self.counts;
        writeln!(f)?;
        writeln!(f, "{} articles", c.articles)?;
        writeln!(f, "{} gold claims, {} not counted", c.gold, c.gold_not_counted)?;
        writeln!(f, "{} predicted claims, {} not counted", c.predicted, c.predicted_not_counted)
    }
}

impl Display for AlignmentScores {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:NAME$} {:>9} {:>9} {:>9}", "", "precision", "recall", "F1")?;
        for (name, s) in [("all pairs", self.overall), ("pairs of extracted claims", self.extracted)] {
            writeln!(f, "{name:NAME$} {:9.3} {:9.3} {:9.3}", s.precision, s.recall, s.f1)?;
        }
        let (r, h, c) = (&self.relation, &self.hard_negatives, &self.counts);
        if r.n > 0 {
            heading(f, "relation of found pairs")?;
        }
        share(f, "right", r.accuracy, r.n)?;
        share(f, "right, minor either way", r.accuracy_minor_either, r.n)?;
        for (gold, row) in &r.gold_to_predicted {
            let got: Vec<_> = row.iter().map(|(name, n)| format!("{n} {name}")).collect();
            writeln!(f, "  {gold}, found as {}", got.join(", "))?;
        }
        writeln!(f, "\nlook-alikes")?;
        writeln!(f, "  {} merged of {}, {} called conflict", h.merged, h.n, h.called_conflict)?;
        writeln!(f, "  {} with both claims extracted", h.both_extracted)?;
        writeln!(f, "\nannotated pairs")?;
        writeln!(f, "  {} found of {}", c.gold_pairs_found, c.gold_pairs)?;
        writeln!(f, "  {} with both claims extracted", c.gold_pairs_both_extracted)?;
        writeln!(f, "  {} of articles that were not compared", c.gold_pairs_not_compared)?;
        writeln!(f, "\npredicted pairs")?;
        writeln!(f, "  {} right, {} wrong", c.predicted_right, c.predicted_wrong)?;
        writeln!(f, "  {} with a claim that is not in gold", c.predicted_with_a_claim_not_in_gold)?;
        writeln!(f, "  {} not counted", c.predicted_not_counted)
    }
}

fn prf(f: &mut Formatter<'_>, name: &str, s: &Prf) -> fmt::Result {
    writeln!(
        f,
        "{name:NAME$} {:6.3} {:6.3} {:6.3} {:6} {:6} {:6}",
        s.precision, s.recall, s.f1, s.tp, s.fp, s.fn_
    )
}

fn heading(f: &mut Formatter<'_>, name: &str) -> fmt::Result {
    writeln!(f, "\n{name:NAME$} {:>6} {:>6}", "share", "of")
}

/// A share of nothing is left out.
fn share(f: &mut Formatter<'_>, name: &str, share: Option<f64>, n: usize) -> fmt::Result {
    match share {
        Some(share) => writeln!(f, "  {name:width$} {share:6.3} {n:6}", width = NAME - 2),
        None => Ok(()),
    }
}
