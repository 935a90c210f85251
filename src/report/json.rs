//! JSON and JSON Lines, as [`contract`](super::contract) lays them down.
//!
//! In: a report. Out: its objects. The byte spans of the library become code points here, with one table an article.
//!
//! JSON Lines of a comparison are, in this order: a line for each article with its claims (as `extract` writes them, so they
//! can be read again), a line with `group` for each group, one with `change` for each change of the text, and a last line with
//! `speakers`, `unchanged`, `coverage`, `summary` and `warnings`.

use super::{
    View,
    contract::{
        AmountOut, ArticleClaims, ArticleOut, ChangeLine, ChangeOut, ClaimOut, ClaimSpeaker, CodePoints,
        Comparison, Content, CoverageOut, CueOut, DifferenceOut, EventLine, Extraction, GroupLine, GroupOut,
        HiddenOut, LastLine, Named, PairOut, PassageOut, Quote, ShareOut, SourceOut, SpeakerOut,
        StandingsOut, SummaryOut, TimelineOut, Tool, WarningOut,
    },
    label,
    pretty::{Compact, Pretty},
};
use crate::{
    model::{
        Amount, Article, ArticleId, Change, Claim, Command, Difference, Group, Hidden, Pair, Passage, Phrase,
        Placement, Relation, Report, SCHEMA, Span, SpeakerId, Warning,
    },
    text::Offsets,
};
use serde::Serialize;
use std::io::{self, Write};

const TOOL: Tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };

/// One object, indented.
pub(super) fn document(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let writer = Writer::new(report);
    if report.command == Command::Extract {
        let articles = (0..report.articles.len()).map(|n| writer.article_claims(n)).collect();
        pretty(&Extraction { schema: SCHEMA, tool: TOOL, articles }, out)
    } else {
        pretty(&writer.comparison(view), out)
    }
}

/// The comparison of event `number` of a corpus on one line: its object, with `event`.
///
/// # Errors
/// Where `out` cannot be written.
pub fn event_line(number: usize, report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let comparison = Writer::new(report).comparison(view);
    line(&EventLine { event: format!("e{number}"), comparison }, out)
}

/// One object a line.
pub(super) fn lines(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let writer = Writer::new(report);
    for n in 0..report.articles.len() {
        line(&writer.article_claims(n), out)?;
    }
    if report.command == Command::Extract {
        return Ok(());
    }
    let command = command_name(report.command);
    for group in writer.groups(view) {
        line(&GroupLine { schema: SCHEMA, command, group }, out)?;
    }
    for change in writer.changes(view) {
        line(&ChangeLine { schema: SCHEMA, command, change }, out)?;
    }
    let last = LastLine {
        schema: SCHEMA,
        command,
        speakers: writer.speakers(),
        unchanged: writer.ids(&report.unchanged),
        hidden: view.hidden.then(|| writer.hidden()),
        coverage: writer.coverage(view),
        summary: summary(report),
        warnings: report.warnings.iter().map(|w| writer.warning(w, true)).collect(),
    };
    line(&last, out)
}

/// An article as a line that readers take: without claims, so that they are found anew.
#[cfg(feature = "track")]
pub(crate) fn article_line(of: &Article) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        schema: u32,
        article: ArticleOut<'a>,
    }
    serde_json::to_string(&Line { schema: SCHEMA, article: article(of) }).expect("plain data")
}

fn pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Pretty::default()))?;
    out.write_all(b"\n")
}

fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Compact))?;
    out.write_all(b"\n")
}

/// A report with what its conversion needs.
struct Writer<'a> {
    report: &'a Report,
    offsets: Vec<Offsets<'a>>,
}

impl<'a> Writer<'a> {
    fn new(report: &'a Report) -> Self {
        Self { report, offsets: report.articles.iter().map(|a| Offsets::new(&a.text)).collect() }
    }

    fn comparison(&self, view: &View) -> Comparison<'a> {
        let report = self.report;
        Comparison {
            schema: SCHEMA,
            tool: TOOL,
            command: command_name(report.command),
            articles: report.articles.iter().map(article).collect(),
            speakers: self.speakers(),
            claims: report.claims.iter().map(|c| self.claim(c, true)).collect(),
            groups: self.groups(view).collect(),
            changes: self.changes(view).collect(),
            unchanged: self.ids(&report.unchanged),
            hidden: view.hidden.then(|| self.hidden()),
            coverage: self.coverage(view),
            summary: summary(report),
            warnings: report.warnings.iter().map(|w| self.warning(w, true)).collect(),
        }
    }

    fn article_claims(&self, n: usize) -> ArticleClaims<'a> {
        let id = ArticleId::new(n);
        // A warning about no article in particular goes with the first.
        let here = |w: &&Warning| w.article == Some(id) || (w.article.is_none() && n == 0);
        let warnings = match self.report.command {
            Command::Extract => {
                self.report.warnings.iter().filter(here).map(|w| self.warning(w, false)).collect()
            }
            Command::Compare | Command::Versions => Vec::new(),
        };
        ArticleClaims {
            schema: SCHEMA,
            article: article(&self.report.articles[n]),
            claims: label::claims_of(self.report, id).iter().map(|c| self.claim(c, false)).collect(),
            warnings,
        }
    }

    fn amount(&self, article: ArticleId, amount: Amount) -> AmountOut<'a> {
        let Quote { text, span } = self.quote(article, amount.span);
        AmountOut { text, span, value: amount.milli as f64 / 1000.0, percent: amount.percent }
    }

    fn claim(&self, claim: &'a Claim, with_article: bool) -> ClaimOut<'a> {
        let article = self.report.article(claim.article);
        let speaker = self.report.speaker(claim.speaker);
        let attribution = &claim.attribution;
        ClaimOut {
            id: label::claim_name(self.report, claim),
            article: with_article.then_some(article.id.as_str()),
            key: label::key(claim),
            speaker: ClaimSpeaker {
                id: speaker_name(claim.speaker),
                name: &speaker.name,
                kind: speaker.kind.name(),
                mention: attribution.mention.span.map(|s| self.quote(claim.article, s)),
                resolved_by: claim.resolved_by.name(),
                related: &speaker.related,
            },
            cue: CueOut {
                text: attribution.cue.span.map(|s| s.of(&article.text)),
                span: attribution.cue.span.map(|s| self.place(claim.article, s)),
                stance: attribution.cue.stance.name(),
                negated: attribution.cue.negated,
            },
            medium: self.named(claim.article, &attribution.medium),
            addressee: self.named(claim.article, &attribution.addressee),
            occasion: self.named(claim.article, &attribution.occasion),
            via: attribution.via.map(|s| self.quote(claim.article, s)),
            content: Content {
                text: attribution.content_of(&article.text),
                spans: attribution.content.iter().map(|s| self.place(claim.article, *s)).collect(),
            },
            kind: attribution.style.name(),
            polarity: claim.polarity.name(),
            quantities: claim.quantities.iter().map(|a| self.amount(claim.article, *a)).collect(),
            dates: claim.dates.iter().map(|s| self.quote(claim.article, *s)).collect(),
            modality: claim.modality.iter().map(|s| self.quote(claim.article, *s)).collect(),
            headline: attribution.headline,
            sentence: attribution.sentence,
            confidence: attribution.confidence.share(),
            rule: label::rule_name(self.report, claim),
        }
    }

    fn place(&self, article: ArticleId, span: Span) -> CodePoints {
        let offsets = &self.offsets[article.index()];
        (offsets.code_point(span.start as usize), offsets.code_point(span.end as usize))
    }

    fn quote(&self, article: ArticleId, span: Span) -> Quote<'a> {
        Quote { text: span.of(&self.report.article(article).text), span: self.place(article, span) }
    }

    fn named(&self, article: ArticleId, phrase: &'a Option<Phrase>) -> Option<Named<'a>> {
        let phrase = phrase.as_ref()?;
        let text = phrase.of(&self.report.article(article).text);
        Some(Named { text, span: phrase.span.map(|s| self.place(article, s)) })
    }

    fn speakers(&self) -> Vec<SpeakerOut<'a>> {
        let out = |(n, speaker): (usize, &'a crate::model::Speaker)| SpeakerOut {
            id: speaker_name(SpeakerId::new(n)),
            name: &speaker.name,
            kind: speaker.kind.name(),
            aliases: &speaker.aliases,
            related: &speaker.related,
            articles: self.ids(&speaker.articles),
        };
        self.report.speakers.iter().enumerate().map(out).collect()
    }

    fn ids(&self, articles: &[ArticleId]) -> Vec<&'a str> {
        articles.iter().map(|a| self.report.article(*a).id.as_str()).collect()
    }

    fn groups(&self, view: &View) -> impl Iterator<Item = GroupOut<'a>> {
        let shown = self.report.groups.iter().enumerate().filter(|(_, g)| view.shows(self.report, g));
        shown.map(|(n, group)| self.group(n, group))
    }

    fn group(&self, n: usize, group: &'a Group) -> GroupOut<'a> {
        let claim = |id| label::claim_name(self.report, self.report.claim(id));
        GroupOut {
            id: label::group_name(n),
            speaker: speaker_name(group.speaker),
            relation: group.relation.name(),
            severity: group.severity.name(),
            claims: group.claims.iter().map(|c| claim(*c)).collect(),
            articles: self.ids(&group.articles),
            pairs: group.pairs.iter().map(|p| self.pair(p)).collect(),
            timeline: group
                .timeline
                .iter()
                .map(|t| TimelineOut {
                    article: &self.report.article(t.article).id,
                    event: t.event.name(),
                    placement: t.placement.map(Placement::name),
                })
                .collect(),
            known: group.known,
        }
    }

    fn coverage(&self, view: &View) -> CoverageOut<'a> {
        let coverage = &self.report.coverage;
        let rows = self.report.groups.iter().zip(&coverage.standings).enumerate();
        let groups = rows
            .filter(|(_, (group, _))| view.shows(self.report, group))
            .map(|(n, (_, standings))| StandingsOut {
                group: label::group_name(n),
                standings: standings.iter().map(|s| s.name()).collect(),
            })
            .collect();
        let source = |&(speaker, claims): &(SpeakerId, u32)| SourceOut {
            speaker: speaker_name(speaker),
            name: &self.report.speaker(speaker).name,
            claims,
        };
        let articles = self
            .report
            .articles
            .iter()
            .zip(&coverage.articles)
            .map(|(article, share)| ShareOut {
                article: &article.id,
                claims: share.claims,
                unresolved: share.unresolved,
                sources: share.sources.iter().map(source).collect(),
                only: share.only.iter().map(|g| label::group_name(g.index())).collect(),
            })
            .collect();
        CoverageOut { groups, articles }
    }

    fn pair(&self, pair: &Pair) -> PairOut<'a> {
        let (left, right) = (self.report.claim(pair.left), self.report.claim(pair.right));
        PairOut {
            left: label::claim_name(self.report, left),
            right: label::claim_name(self.report, right),
            relation: pair.relation.name(),
            cross_language: pair.cross_language,
            score: pair.score.total.share(),
            differences: self.differences(&pair.differences, left.article, right.article),
        }
    }

    fn differences(&self, list: &[Difference], left: ArticleId, right: ArticleId) -> Vec<DifferenceOut<'a>> {
        let out = |d: &Difference| DifferenceOut {
            kind: d.kind.name(),
            severity: d.severity.name(),
            left: d.left.map(|s| self.quote(left, s)),
            right: d.right.map(|s| self.quote(right, s)),
        };
        list.iter().map(out).collect()
    }

    fn changes(&self, view: &View) -> impl Iterator<Item = ChangeOut<'a>> {
        let shown = self.report.changes.iter().enumerate().filter(|(_, c)| view.shows_change(c));
        shown.map(|(n, change)| self.change(n, change))
    }

    fn change(&self, n: usize, change: &Change) -> ChangeOut<'a> {
        ChangeOut {
            id: label::change_name(n),
            kind: change.kind.name(),
            severity: change.severity.name(),
            from: &self.report.article(change.from).id,
            to: &self.report.article(change.to).id,
            left: change.left.as_ref().map(|p| self.passage(change.from, p)),
            right: change.right.as_ref().map(|p| self.passage(change.to, p)),
            known: change.known,
            differences: self.differences(&change.differences, change.from, change.to),
        }
    }

    fn hidden(&self) -> Vec<HiddenOut<'a>> {
        let out = |h: &Hidden| HiddenOut {
            rule: h.rule,
            from: &self.report.article(h.from).id,
            to: &self.report.article(h.to).id,
            left: h.left.map(|s| self.quote(h.from, s)),
            right: h.right.map(|s| self.quote(h.to, s)),
        };
        self.report.hidden.iter().map(out).collect()
    }

    fn passage(&self, article: ArticleId, passage: &Passage) -> PassageOut<'a> {
        PassageOut {
            text: passage.words_of(&self.report.article(article).text),
            spans: passage.sentences.iter().map(|s| self.place(article, *s)).collect(),
            placement: passage.placement.name(),
        }
    }

    fn warning(&self, warning: &'a Warning, with_article: bool) -> WarningOut<'a> {
        let article = warning.article.filter(|_| with_article);
        WarningOut {
            code: warning.code,
            message: &warning.message,
            article: article.map(|a| self.report.article(a).id.as_str()),
            span: warning.article.zip(warning.span).map(|(a, s)| self.place(a, s)),
        }
    }
}

fn article(article: &Article) -> ArticleOut<'_> {
    ArticleOut {
        id: &article.id,
        label: &article.label,
        path: article.path.as_deref(),
        lang: article.lang.as_str(),
        title: article.title.as_deref(),
        date: article.date.as_deref(),
        modified: article.modified.as_deref(),
        captured: article.captured.as_deref(),
        author: article.author.as_deref(),
        url: article.url.as_deref(),
        text: &article.text,
    }
}

fn speaker_name(id: SpeakerId) -> String {
    format!("s{}", id.index() + 1)
}

fn summary(report: &Report) -> SummaryOut<'_> {
    let count = |r: Relation| report.summary.relations.get(&r).copied().unwrap_or_default();
    SummaryOut {
        agreement: count(Relation::Agreement),
        wording: count(Relation::Wording),
        conflict: count(Relation::Conflict),
        attribution: count(Relation::Attribution),
        new: count(Relation::New),
        dropped: count(Relation::Dropped),
        text: u32::try_from(report.changes.len()).unwrap_or(u32::MAX),
        known: report.summary.known,
        hidden: report.hidden_by_rule(),
        failed: &report.summary.failed,
    }
}

fn command_name(command: Command) -> &'static str {
    match command {
        Command::Extract => "extract",
        Command::Compare => "compare",
        Command::Versions => "versions",
    }
}
