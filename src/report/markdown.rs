//! Markdown for the summary of a pull request or a job.
//!
//! In: a report. Out: at most [`MOST`] bytes; what finds no room is counted, and is the least severe. Text of articles is escaped, so
//! that it forms no markup, link or mention; words that differ are bold, by tags, as asterisks do not work beside every letter.

use super::{
    View,
    change::{self, ChangeRow},
    finding::findings,
    label,
    printable::{is_rtl, printable_chars},
    quote::isolated,
    row::{self, GroupRow, Piece, Wording, counted, gloss},
};
use crate::model::{Article, ArticleId, Command, Relation, Report};
use rustc_hash::FxHashMap;
use std::{
    collections::BTreeSet,
    fmt::Write as _,
    io::{self, Write},
};

/// Bytes of the whole: code hosts refuse comments of more than 64 kB.
const MOST: usize = 64_000;
/// Articles that are listed; the others are counted.
const ARTICLES: usize = 40;
/// Outlets that have a column each; more stand below each other in one.
const COLUMNS: usize = 3;
/// Characters of a claim.
const WORDS: usize = 400;
/// Characters of a name or a headline.
const NAME: usize = 120;

/// Writes the report.
pub(super) fn render(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let head = head(report);
    let blocks = if report.command == Command::Extract { claims(report) } else { statements(report, view) };
    out.write_all(fitted(head, blocks, report.command).as_bytes())
}

/// A table with its heading.
struct Block {
    heading: String,
    /// Each row with its rank; the higher the sooner it is left out.
    rows: Vec<(usize, String)>,
}

/// Head and blocks in at most [`MOST`] bytes.
fn fitted(head: String, blocks: Vec<Block>, command: Command) -> String {
    let note = |left| {
        let noun = if command == Command::Extract { "claim" } else { "less severe statement" };
        format!("\n_{} left out, to stay under 64 kB; the other formats have all._\n", counted(left, noun))
    };
    let all: usize = blocks.iter().map(|b| b.rows.len()).sum();
    // Headings are reckoned with as if all of them stayed.
    let fixed: usize = blocks.iter().map(|b| b.heading.len()).sum::<usize>() + head.len() + note(all).len();
    let mut ranked: Vec<&(usize, String)> = blocks.iter().flat_map(|b| &b.rows).collect();
    ranked.sort_by_key(|r| r.0);
    let mut room = MOST.saturating_sub(fixed);
    let mut kept = BTreeSet::new();
    for (rank, row) in ranked {
        let Some(rest) = room.checked_sub(row.len()) else { break };
        room = rest;
        kept.insert(*rank);
    }
    let mut out = head;
    for block in &blocks {
        let rows: Vec<&str> =
            block.rows.iter().filter(|r| kept.contains(&r.0)).map(|r| r.1.as_str()).collect();
        if !rows.is_empty() {
            out += &block.heading;
            rows.iter().for_each(|row| out += row);
        }
    }
    if kept.len() < all {
        out += &note(all - kept.len());
    }
    out
}

fn head(report: &Report) -> String {
    let mut out = format!(
        "## claimdiff: {}, {}",
        counted(
            report.articles.len(),
            if report.command == Command::Versions { "version" } else { "article" }
        ),
        counted(report.claims.len(), "claim"),
    );
    if report.command != Command::Extract {
        let _ = write!(out, ", {}", counted(report.groups.len(), "statement"));
    }
    out += "\n\n";
    if !report.summary.failed.is_empty() {
        let _ = writeln!(out, "**Found what `--fail-on` names:** {}\n", report.summary.failed.join(", "));
    }
    if report.command != Command::Extract {
        let counts: Vec<String> =
            row::counts(report).iter().map(|(r, n)| format!("{} {n}", r.name())).collect();
        let _ = writeln!(out, "{}\n", counts.join(" · "));
        for line in [row::known(report), row::hidden(report)].into_iter().flatten() {
            let _ = writeln!(out, "{line}\n");
        }
    }
    out += "| article | headline | date | claims | only here |\n|---|---|---|---|---|\n";
    for (n, article) in report.articles.iter().enumerate().take(ARTICLES) {
        let id = ArticleId::new(n);
        let [title, date] = [&article.title, &article.date].map(|t| t.as_deref().map_or(String::new(), name));
        let _ = writeln!(
            out,
            "| {} | {title} | {date} | {} | {} |",
            name(&article.label),
            label::claims_of(report, id).len(),
            row::only_here(report, id),
        );
    }
    if report.articles.len() > ARTICLES {
        let _ = writeln!(out, "\n_and {} more_", counted(report.articles.len() - ARTICLES, "article"));
    }
    out
}

fn claims(report: &Report) -> Vec<Block> {
    let mut rank = 0;
    let block = |(n, article): (usize, &Article)| {
        let rows = row::wordings(report, ArticleId::new(n)).into_iter().map(|w| {
            rank += 1;
            let cue = pieces(&w.cue);
            let number = w.claim.number;
            (rank, format!("| {number} | {} | {cue} | {} |\n", speaker(w.speaker), pieces(&w.content)))
        });
        Block {
            rows: rows.collect(),
            heading: format!(
                "\n### {}\n\n| | speaker | cue | claim |\n|---|---|---|---|\n",
                name(&article.label)
            ),
        }
    };
    report.articles.iter().enumerate().map(block).collect()
}

fn statements(report: &Report, view: &View) -> Vec<Block> {
    let ranks: FxHashMap<String, usize> =
        findings(report, view).into_iter().enumerate().map(|(rank, f)| (f.id, rank)).collect();
    let rows = row::groups(report, view);
    let beside = report.command == Command::Compare && report.articles.len() <= COLUMNS;
    let block = |relation: Relation| {
        let here: Vec<&GroupRow> = rows.iter().filter(|r| r.group.relation == relation).collect();
        let gloss = gloss(relation, report.command);
        let mut heading = format!("\n### {} ({}): {gloss}\n\n| | speaker |", relation.name(), here.len());
        if beside {
            report.articles.iter().for_each(|a| heading += &format!(" {} |", name(&a.label)));
            heading += &format!("\n|---|---|{}\n", "---|".repeat(report.articles.len()));
        } else {
            heading += " claim |\n|---|---|---|\n";
        }
        Block {
            heading,
            rows: here.into_iter().map(|r| (ranks[&r.id], statement(report, r, beside))).collect(),
        }
    };
    let mut blocks: Vec<Block> = Relation::ALL.into_iter().map(block).collect();
    let changes = change::changes(report, view);
    blocks.push(Block {
        heading: format!(
            "\n### text ({}): the text around the statements\n\n| | where | text |\n|---|---|---|\n",
            changes.len()
        ),
        rows: changes.iter().map(|r| (ranks[&r.id], changed(report, r))).collect(),
    });
    blocks
}

fn statement(report: &Report, row: &GroupRow, beside: bool) -> String {
    let kinds: Vec<&str> = row.kinds.iter().map(|k| k.0.name()).collect();
    let mut out = format!("| {} {} | {} |", row.id, kinds.join(", "), speaker(row.speaker));
    let said = |w: &Wording| {
        let mut text = String::new();
        if w.speaker != row.speaker {
            text += &format!("{}: ", speaker(w.speaker));
        }
        if row.cue_differs() && !w.cue.is_empty() {
            text += &format!("({}) ", pieces(&w.cue));
        }
        text + &pieces(&w.content)
    };
    if beside {
        for n in 0..report.articles.len() {
            let here = row.wordings.iter().filter(|w| w.article == ArticleId::new(n));
            let _ = write!(out, " {} |", here.map(said).collect::<Vec<_>>().join("<br>"));
        }
    } else {
        let named = |w: &Wording| format!("{}: {}", name(&report.article(w.article).label), said(w));
        let _ = write!(out, " {} |", row.wordings.iter().map(named).collect::<Vec<_>>().join("<br>"));
    }
    out + "\n"
}

fn changed(report: &Report, row: &ChangeRow) -> String {
    let told: Vec<&str> = row.told().iter().map(|t| t.0).collect();
    let sides =
        row.sides.iter().map(|s| format!("{}: {}", name(&report.article(s.article).label), pieces(&s.text)));
    let sides = sides.collect::<Vec<_>>().join("<br>");
    format!("| {} {} | {} | {sides} |\n", row.id, told.join(", "), row.place())
}

fn name(text: &str) -> String {
    escaped(&isolated(text, NAME))
}

fn speaker(text: &str) -> String {
    if text.is_empty() { "unresolved".to_owned() } else { name(text) }
}

/// The words with those that differ in bold, cut where there are too many.
fn pieces(pieces: &[Piece]) -> String {
    let mut out = String::new();
    let mut room = WORDS;
    let rtl = pieces.iter().flat_map(|p| p.text.chars()).any(|c| is_rtl(c) == Some(true));
    for piece in pieces {
        let text: String = printable_chars(piece.text).take(room).collect();
        let inner = escaped(text.trim());
        let (before, after) = (text.starts_with(' '), text.ends_with(' ') && !inner.is_empty());
        out += if before { " " } else { "" };
        match piece.differs {
            Some(_) if !inner.is_empty() => out += &format!("<b>{inner}</b>"),
            _ => out += &inner,
        }
        out += if after { " " } else { "" };
        room -= text.chars().count();
        if room == 0 {
            out.push('…');
            break;
        }
    }
    if rtl { format!("\u{2068}{}\u{2069}", out.trim()) } else { out.trim().to_owned() }
}

/// Text that Markdown, and what code hosts add to it, shows as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // A colon and a full stop matter in addresses only.
        let address = match c {
            ':' => chars.peek() == Some(&'/'),
            '.' => {
                out.len() >= 3
                    && out.is_char_boundary(out.len() - 3)
                    && out[out.len() - 3..].eq_ignore_ascii_case("www")
            }
            _ => false,
        };
        if address
            || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' | '@')
        {
            out.push('\\');
        }
        out.push(c);
        // Mentions and references are looked for in what is shown: a word joiner, which is not, keeps them apart.
        if matches!(c, '@' | '#') && chars.peek().is_some_and(|n| n.is_alphanumeric()) {
            out.push('\u{2060}');
        }
    }
    out
}
