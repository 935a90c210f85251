//! The lines around the tables and records for people: what was compared, how much was found, how to read the marks, and why.
//!
//! In: a report and its rows. Out: lines whose article text is made harmless; a table and a record view print the same ones.

use super::{
    View,
    cell::{Cell, Style, paint, wrapped},
    change::ChangeRow,
    history, label,
    record::NARROW,
    row::{self, GroupRow, Piece, Wording},
};
use crate::model::{
    Article, ArticleId, Claim, Command, DifferenceKind, Hidden, Pair, Relation, Report, Severity, Span,
    Standing,
};
use std::io::{self, Write};

/// Sources named of each article.
const SOURCES: usize = 3;

/// Text of an article within a line of the program's own.
fn inline(text: &str, view: &View) -> String {
    Cell::new(text).line(view)
}

/// Writes lines with their styles, wrapped to the width like the tables between them; narrow terminals wrap as they do records.
pub(super) fn put(out: &mut dyn Write, view: &View, lines: &str) -> io::Result<()> {
    let width = if view.width < NARROW { usize::MAX } else { view.width.into() };
    let mut wrapped = lines.split('\n').flat_map(|line| wrapped(line, width));
    wrapped.try_for_each(|line| writeln!(out, "{}", paint(&line, view.color)))
}

fn strong(text: &str) -> String {
    Cell::new(text).styled(Style::Strong).line(&View::default())
}

/// `seed (ar) – title`, and what was found in it.
pub(super) fn article(report: &Report, article: &Article, found: &str, view: &View) -> String {
    let line = inline(&row::article_line(article), view);
    if report.command == Command::Extract {
        format!("{line}\n{}", strong(found))
    } else {
        format!("  {line}: {found}")
    }
}

/// What was compared and how much was found.
pub(super) fn summary(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let head = format!(
        "{}, {}, {}",
        row::counted(
            report.articles.len(),
            if report.command == Command::Versions { "version" } else { "article" }
        ),
        row::counted(report.claims.len(), "claim"),
        row::counted(report.groups.len(), "statement")
    );
    put(out, view, &strong(&head))?;
    if report.command == Command::Versions {
        versions(report, view, out)?;
    } else {
        for (n, one) in report.articles.iter().enumerate() {
            let id = crate::model::ArticleId::new(n);
            let claims = row::counted(label::claims_of(report, id).len(), "claim");
            let found = format!("{claims}, {} new", row::only_here(report, id));
            put(out, view, &article(report, one, &found, view))?;
        }
    }
    let mut counts: Vec<String> =
        row::counts(report).iter().map(|(r, n)| format!("{} {n}", r.name())).collect();
    if !report.changes.is_empty() {
        counts.push(format!("text {}", report.changes.len()));
    }
    put(out, view, &counts.join(" · "))?;
    let lines = [row::known(report), row::hidden(report)];
    lines.iter().flatten().try_for_each(|line| put(out, view, line))
}

/// What happened in each version; a headline that stays is told once.
fn versions(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let mut title = None;
    for version in history::versions(report) {
        let one = report.article(version.first);
        let mut line = inline(&version.name(report), view);
        if version.first == version.last {
            let told = title.as_ref() == one.title.as_ref() || report.unchanged.contains(&version.first);
            let shown = Article { title: one.title.clone().filter(|_| !told), ..one.clone() };
            line = inline(&row::article_line(&shown), view);
        }
        title = one.title.clone().or(title);
        put(out, view, &format!("  {line}: {}", version.found))?;
    }
    Ok(())
}

/// The heading of the changes of the text.
pub(super) fn text_heading(changes: usize) -> String {
    format!("\n{}: the text around the statements", strong(&format!("text ({changes})")))
}

/// What normalization hid, a line each, where it is asked for.
pub(super) fn hidden(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    if !view.hidden || report.hidden.is_empty() {
        return Ok(());
    }
    let heading = format!("hidden ({})", report.hidden.len());
    put(out, view, &format!("\n{}: differences that no reader minds", strong(&heading)))?;
    for Hidden { rule, from, to, left, right } in &report.hidden {
        let side = |article: &ArticleId, span: &Option<Span>| {
            let article = report.article(*article);
            let words = span.map_or("–", |s| s.of(&article.text));
            format!("{} {}", inline(&article.label, view), inline(words, view))
        };
        put(out, view, &format!("  {rule}: {} · {}", side(from, left), side(to, right)))?;
    }
    Ok(())
}

/// How many statements are not shown because no version changed them.
pub(super) fn quiet(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let quiet = row::quiet(report);
    if quiet == 0 || !view.only.is_empty() {
        return Ok(());
    }
    put(out, view, &format!("\n{} unchanged throughout", row::counted(quiet, "statement")))
}

/// The heading of the groups of one relation.
pub(super) fn heading(report: &Report, relation: Relation, groups: usize) -> String {
    format!(
        "\n{}: {}",
        strong(&format!("{} ({groups})", relation.name())),
        row::gloss(relation, report.command)
    )
}

/// The heading of the groups against the outlets, with the signs in it.
pub(super) fn coverage_heading(groups: usize) -> String {
    let signs = Standing::ALL.iter().rev().map(|s| format!("{} {}", row::sign(*s), s.name()));
    format!(
        "\n{}: who carries what, told against the first\n{}",
        strong(&format!("coverage ({groups})")),
        signs.collect::<Vec<_>>().join("   ")
    )
}

/// Whom each article quotes most, a line an article.
pub(super) fn sources<'r>(report: &'r Report, view: &'r View) -> impl Iterator<Item = String> + 'r {
    report.articles.iter().zip(&report.coverage.articles).map(move |(article, share)| {
        let mut listed: Vec<String> = share
            .sources
            .iter()
            .take(SOURCES)
            .map(|(s, n)| format!("{} {n}", inline(&report.speaker(*s).name, view)))
            .collect();
        let others = share.sources.len().saturating_sub(SOURCES);
        if others > 0 {
            listed.push(row::counted(others, "other"));
        }
        if share.unresolved > 0 {
            listed.push(format!("unresolved {}", share.unresolved));
        }
        let listed = if listed.is_empty() { "nobody".to_owned() } else { listed.join(", ") };
        format!("{} quotes {listed}", inline(&article.label, view))
    })
}

/// A speaker's name, or that there is none.
pub(super) fn speaker(name: &str) -> &str {
    if name.is_empty() { "unresolved" } else { name }
}

/// Pieces as one cell, those that differ marked.
pub(super) fn filled(pieces: &[Piece], view: &View) -> Cell {
    let mut cell = Cell::default();
    fill(&mut cell, pieces, view);
    cell
}

fn fill(cell: &mut Cell, pieces: &[Piece], view: &View) {
    for piece in pieces {
        match piece.differs {
            Some(severity) => cell.push_differing(piece.text, severity, view.color),
            None => cell.push(piece.text),
        }
    }
}

/// What one article says, with the speaker and the reporting word where those are what differs.
pub(super) fn wording_cell(row: &GroupRow, wording: &Wording, view: &View) -> Cell {
    let mut cell = Cell::default();
    // Of versions a speaker is named again only where that is what changed.
    let told = row.group.timeline.is_empty() || row.kinds.iter().any(|k| k.0 == DifferenceKind::Speaker);
    if wording.speaker != row.speaker && told {
        cell.push(speaker(wording.speaker));
        cell.push(": ");
    }
    if row.cue_differs() && !wording.cue.is_empty() {
        cell.push("[");
        fill(&mut cell, &wording.cue, view);
        cell.push("] ");
    }
    fill(&mut cell, &wording.content, view);
    cell
}

/// How to read the marks, where there are any.
pub(super) fn legend(
    rows: &[GroupRow],
    changes: &[ChangeRow],
    view: &View,
    out: &mut dyn Write,
) -> io::Result<()> {
    let claims = rows.iter().flat_map(|r| &r.wordings).flat_map(|w| w.cue.iter().chain(&w.content));
    let text = changes.iter().flat_map(|r| &r.sides).flat_map(|s| &s.text);
    if !claims.chain(text).any(|p| p.differs.is_some()) {
        return Ok(());
    }
    let mut cell = Cell::new("marked: ");
    cell.push_differing("major", Severity::Major, view.color);
    cell.push(" and ");
    cell.push_differing("minor", Severity::Minor, view.color);
    cell.push(" differences");
    put(out, view, &format!("\n{}", cell.line(view)))
}

/// Why a claim is there: `seed#2: rule ar.verb-subject.quote, confidence 0.97, speaker by name`.
pub(super) fn claim_reason(report: &Report, claim: &Claim) -> String {
    format!(
        "{}: rule {}, confidence {:.2}, speaker by {}",
        label::claim_name(report, claim),
        label::rule_name(report, claim),
        claim.attribution.confidence.share(),
        claim.resolved_by.name()
    )
}

/// Why a group is there: its claims' rules, and for each pair the parts of the score and the differences.
pub(super) fn reasons(report: &Report, row: &GroupRow, view: &View) -> Vec<String> {
    let mut lines: Vec<String> = row.wordings.iter().map(|w| claim_reason(report, w.claim)).collect();
    for pair in &row.group.pairs {
        lines.push(pair_reason(report, pair));
        let (left, right) = (report.claim(pair.left), report.claim(pair.right));
        let side = |claim: &Claim, span: Option<Span>| {
            let words = span.map(|s| inline(s.of(&report.article(claim.article).text), view));
            words.unwrap_or_else(|| "(nothing)".to_owned())
        };
        for d in &pair.differences {
            let (left, right) = (side(left, d.left), side(right, d.right));
            lines.push(format!("  {} ({}): {left} → {right}", d.kind.name(), d.severity.name()));
        }
    }
    for entry in &row.group.timeline {
        lines.push(format!("{}: {}", inline(&report.article(entry.article).id, view), entry.event.name()));
    }
    lines
}

fn pair_reason(report: &Report, pair: &Pair) -> String {
    let score = &pair.score;
    let part = |name, value: crate::model::Permille| format!("{name} {:.2}", value.share());
    format!(
        "{} ~ {}: {}, {} ({})",
        label::claim_name(report, report.claim(pair.left)),
        label::claim_name(report, report.claim(pair.right)),
        pair.relation.name(),
        part("score", score.total),
        [
            part("overlap", score.overlap),
            part("containment", score.containment),
            part("characters", score.characters),
            part("quantities", score.quantities),
            part("speaker", score.speaker),
            part("quotation", score.quotation),
            part("rarity", score.rarity),
        ]
        .join(", ")
    )
}
