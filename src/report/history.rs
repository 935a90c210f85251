//! The history of versions as people read it: what happened in each version, and to each statement.
//!
//! In: a report of versions. Out: steps in which only what changed is told; versions that leave a statement as it is are one
//! step with the version before, and versions that change nothing are one line.

use super::row::{GroupRow, Wording, counted};
use crate::model::{ArticleId, Event, Placement, Report};

/// A run of versions that have a statement in the same words and place, or have it no longer.
#[derive(Clone, Debug)]
pub(super) struct Step<'a> {
    pub(super) first: ArticleId,
    pub(super) last: ArticleId,
    pub(super) event: Event,
    /// Where the statement stood before and stands now, where that changed.
    pub(super) moved: Option<(Placement, Placement)>,
    /// The claims of the first version of the run; none where the statement is gone or only stands elsewhere.
    pub(super) wordings: Vec<&'a Wording<'a>>,
}

/// The steps of one statement.
pub(super) fn steps<'a>(row: &'a GroupRow<'a>) -> Vec<Step<'a>> {
    let mut out: Vec<Step> = Vec::new();
    let mut place: Option<Placement> = None;
    for entry in &row.group.timeline {
        if entry.event == Event::Same
            && let Some(step) = out.last_mut()
        {
            step.last = entry.article;
            continue;
        }
        let moved = place.zip(entry.placement).filter(|(before, now)| before != now);
        place = entry.placement.or(place);
        let told = !matches!(entry.event, Event::Moved | Event::Dropped);
        let wordings = row.wordings.iter().filter(|w| told && w.article == entry.article).collect();
        out.push(Step { first: entry.article, last: entry.article, event: entry.event, moved, wordings });
    }
    out
}

impl Step<'_> {
    /// `v2–v4 (reworded, lead → body)`.
    pub(super) fn name(&self, report: &Report) -> String {
        let mut event = self.event.name().to_owned();
        if let Some((before, now)) = self.moved {
            event += &format!(", {} → {}", before.name(), now.name());
        }
        format!("{} ({event})", run(report, self.first, self.last))
    }
}

/// `v2`, or `v2–v4`.
fn run(report: &Report, first: ArticleId, last: ArticleId) -> String {
    let label = |id| report.article(id).label.as_str();
    if first == last { label(first).to_owned() } else { format!("{}–{}", label(first), label(last)) }
}

/// One line of the list of versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VersionLine {
    pub(super) first: ArticleId,
    pub(super) last: ArticleId,
    /// `2 statements reworded, 1 dropped, text: 3 changes`, or `unchanged`.
    pub(super) found: String,
}

/// What happened in each version; runs of versions that change nothing are one line.
pub(super) fn versions(report: &Report) -> Vec<VersionLine> {
    let mut out: Vec<VersionLine> = Vec::new();
    let unchanged = |id: &ArticleId| report.unchanged.contains(id);
    let several = report.firsts.len() > 1;
    for id in (0..report.articles.len()).map(ArticleId::new) {
        if unchanged(&id)
            && let Some(line) = out.last_mut().filter(|l| several || unchanged(&l.first))
        {
            if unchanged(&line.first) {
                line.last = id;
            } else {
                // Of many articles those that stay as they are take a line each, not two.
                line.found = found(report, id);
            }
            continue;
        }
        out.push(VersionLine { first: id, last: id, found: found(report, id) });
    }
    out
}

impl VersionLine {
    /// `v2`, or `v2–v4`.
    pub(super) fn name(&self, report: &Report) -> String {
        run(report, self.first, self.last)
    }
}

fn found(report: &Report, id: ArticleId) -> String {
    if report.firsts.contains(&id) {
        let claims = counted(report.claims.iter().filter(|c| c.article == id).count(), "claim");
        let next = ArticleId::new(id.index() + 1);
        let alone = next.index() == report.articles.len() || report.firsts.contains(&next);
        return if alone { format!("first seen, {claims}") } else { claims };
    }
    if report.unchanged.contains(&id) {
        return "unchanged".to_owned();
    }
    let events = |event| {
        let here = |t: &&crate::model::TimelineEntry| t.article == id && t.event == event;
        report.groups.iter().flat_map(|g| &g.timeline).filter(here).count()
    };
    let told = [
        (Event::Reworded, "reworded"),
        (Event::First, "new"),
        (Event::Dropped, "dropped"),
        (Event::Restored, "restored"),
        (Event::Moved, "moved"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (event, verb) in told {
        match (events(event), parts.is_empty()) {
            (0, _) => {}
            (n, true) => parts.push(format!("{} {verb}", counted(n, "statement"))),
            (n, false) => parts.push(format!("{n} {verb}")),
        }
    }
    let changes = report.changes.iter().filter(|c| c.to == id).count();
    if changes > 0 {
        parts.push(format!("text: {}", counted(changes, "change")));
    }
    parts.join(", ")
}
