//! Reports of several articles to one report.
//!
//! In: the reports of versions of one article each. Out: one in which every list is the lists of all, one after the other, with
//! the ids moved along.

use crate::{
    classify,
    model::{
        Article, ArticleId, Change, Claim, ClaimId, Command, Group, Hidden, Pair, Report, Speaker, SpeakerId,
        TimelineEntry, Warning,
    },
};

/// The last version of each report once they are joined.
pub(super) fn ends(reports: &[Report]) -> Vec<ArticleId> {
    let mut end = 0;
    reports
        .iter()
        .map(|r| {
            end += r.articles.len();
            ArticleId::new(end - 1)
        })
        .collect()
}

/// One report of all.
pub(super) fn joined(reports: Vec<Report>) -> Report {
    let mut all = Report::new(Command::Versions);
    for report in reports {
        add(&mut all, report);
    }
    all.coverage = classify::coverage(all.articles.len(), &all.claims, &all.groups);
    all
}

fn add(all: &mut Report, report: Report) {
    let shift =
        Shift { articles: all.articles.len(), speakers: all.speakers.len(), claims: all.claims.len() };
    all.speakers
        .extend(report.speakers.into_iter().map(|s| Speaker { articles: shift.all(s.articles), ..s }));
    all.claims.extend(report.claims.into_iter().map(|c| Claim {
        article: shift.article(c.article),
        speaker: shift.speaker(c.speaker),
        ..c
    }));
    all.groups.extend(report.groups.into_iter().map(|g| shift.group(g)));
    all.changes.extend(report.changes.into_iter().map(|c| Change {
        from: shift.article(c.from),
        to: shift.article(c.to),
        ..c
    }));
    all.firsts.extend(shift.all(report.firsts));
    all.unchanged.extend(shift.all(report.unchanged));
    all.warnings.extend(
        report.warnings.into_iter().map(|w| Warning { article: w.article.map(|a| shift.article(a)), ..w }),
    );
    for (relation, count) in report.summary.relations {
        *all.summary.relations.entry(relation).or_default() += count;
    }
    all.hidden.extend(report.hidden.into_iter().map(|h| Hidden {
        from: shift.article(h.from),
        to: shift.article(h.to),
        ..h
    }));
    all.articles.extend::<Vec<Article>>(report.articles);
}

/// How far the ids of a report move.
struct Shift {
    articles: usize,
    speakers: usize,
    claims: usize,
}

impl Shift {
    fn article(&self, id: ArticleId) -> ArticleId {
        ArticleId::new(self.articles + id.index())
    }

    fn all(&self, ids: Vec<ArticleId>) -> Vec<ArticleId> {
        ids.into_iter().map(|id| self.article(id)).collect()
    }

    fn speaker(&self, id: SpeakerId) -> SpeakerId {
        SpeakerId::new(self.speakers + id.index())
    }

    fn claim(&self, id: ClaimId) -> ClaimId {
        ClaimId::new(self.claims + id.index())
    }

    fn group(&self, group: Group) -> Group {
        let pair = |p: Pair| Pair { left: self.claim(p.left), right: self.claim(p.right), ..p };
        let entry = |t: TimelineEntry| TimelineEntry { article: self.article(t.article), ..t };
        Group {
            speaker: self.speaker(group.speaker),
            claims: group.claims.iter().map(|c| self.claim(*c)).collect(),
            articles: self.all(group.articles),
            pairs: group.pairs.into_iter().map(pair).collect(),
            timeline: group.timeline.into_iter().map(entry).collect(),
            ..group
        }
    }
}
