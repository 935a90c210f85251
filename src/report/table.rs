//! The table for people: conflicts first, then other speakers, wording, agreements and what is new.
//!
//! In: a report. Out: for `extract` a table an article; for a comparison a summary and a table a relation, with a column an outlet
//! where they fit and else a line an outlet. Cells are wrapped before they are drawn (see [`cell`](super::cell)), so that borders
//! stay straight at any width and no mark is cut. Without colours, differing words stand between asterisks.

use super::{
    View,
    cell::{Cell, Style, paint},
    change::{self, ChangeRow},
    history,
    lead::{self, filled, speaker, wording_cell},
    record,
    row::{self, GroupRow, Wording},
};
use crate::model::{ArticleId, Command, Relation, Report};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets::UTF8_FULL};
use std::io::{self, Write};

/// Fewest columns for a claim's words; with less, another layout is better.
const LEAST: usize = 20;
/// Fewest columns for an outlet's words next to another outlet's.
const LEAST_OUTLET: usize = 22;
/// From this width on, medium, style and polarity have columns of their own.
const WIDE: u16 = 110;

/// From this many outlets on, who carries what is a question of its own.
const MANY: usize = 3;
/// Most columns for an outlet's name over a sign.
const LABEL: usize = 12;

/// Writes the report.
pub(super) fn render(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    if report.command == Command::Extract {
        extraction(report, view, out)
    } else {
        comparison(report, view, out)
    }
}

fn extraction(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    for (n, article) in report.articles.iter().enumerate() {
        let id = ArticleId::new(n);
        let wordings = row::wordings(report, id);
        let found = match wordings.len() {
            0 => "no claims found".to_owned(),
            claims => row::counted(claims, "claim"),
        };
        if n > 0 {
            writeln!(out)?;
        }
        lead::put(out, view, &lead::article(report, article, &found, view))?;
        if wordings.is_empty() {
            continue;
        }
        match claims(&wordings, view) {
            Some(grid) => grid.draw(out)?,
            None => record::claims(report, id, view, out)?,
        }
        if view.explain && view.width >= record::NARROW {
            for wording in &wordings {
                lead::put(out, view, &lead::claim_reason(report, wording.claim))?;
            }
        }
    }
    Ok(())
}

/// The claims of one article; `None` where the width is too small.
fn claims<'v>(wordings: &[Wording], view: &'v View) -> Option<Grid<'v>> {
    let wide = view.width >= WIDE;
    let any_medium = wide && wordings.iter().any(|w| !w.medium.is_empty());
    let mut columns = vec![
        Column::narrow("#", 4),
        Column::narrow("speaker", share(view, 6)),
        Column::narrow("cue", share(view, 10)),
        Column::words("claim"),
    ];
    if any_medium {
        columns.push(Column::narrow("medium", share(view, 7)));
    }
    columns.push(Column::narrow("style", 8));
    if wide {
        columns.push(Column::narrow("polarity", 9));
    }
    let mut grid = Grid::new(columns, view);
    for wording in wordings {
        let claim = wording.claim;
        let polarity = Cell::new(claim.polarity.name());
        let mut who = vec![Cell::new(speaker(wording.speaker))];
        let mut style = vec![Cell::new(claim.attribution.style.name())];
        if !any_medium && !wording.medium.is_empty() {
            who.push(Cell::new(&format!("({})", wording.medium)).styled(Style::Faint));
        }
        if !wide && claim.polarity != crate::model::Polarity::Positive {
            style.push(polarity.clone());
        }
        let mut cells = vec![
            vec![Cell::new(&claim.number.to_string())],
            who,
            vec![filled(&wording.cue, view)],
            vec![filled(&wording.content, view)],
        ];
        if any_medium {
            cells.push(vec![Cell::new(wording.medium)]);
        }
        cells.push(style);
        if wide {
            cells.push(vec![polarity]);
        }
        grid.rows.push(cells);
    }
    grid.settle(LEAST).then_some(grid)
}

fn comparison(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    lead::summary(report, view, out)?;
    let rows = row::groups(report, view);
    coverage(report, &rows, view, out)?;
    for relation in Relation::ALL {
        let rows: Vec<&GroupRow> = rows.iter().filter(|r| r.group.relation == relation).collect();
        if rows.is_empty() {
            continue;
        }
        lead::put(out, view, &lead::heading(report, relation, rows.len()))?;
        let grid = match report.command {
            Command::Versions => timelines(report, &rows, view),
            _ => beside(report, &rows, view).or_else(|| stacked(report, &rows, view)),
        };
        match grid {
            Some(grid) => grid.draw(out)?,
            None => record::groups(report, &rows, view, out)?,
        }
        if view.explain && view.width >= record::NARROW {
            for row in rows {
                for reason in lead::reasons(report, row, view) {
                    lead::put(out, view, &format!("{} {reason}", row.id))?;
                }
            }
        }
    }
    let changes = change::changes(report, view);
    if !changes.is_empty() {
        lead::put(out, view, &lead::text_heading(changes.len()))?;
        match text(report, &changes, view) {
            Some(grid) => grid.draw(out)?,
            None => record::changes(report, &changes, view, out)?,
        }
    }
    lead::hidden(report, view, out)?;
    lead::quiet(report, view, out)?;
    lead::legend(&rows, &changes, view, out)
}

/// Who carries what, where there are enough outlets for the question.
fn coverage(report: &Report, rows: &[GroupRow], view: &View, out: &mut dyn Write) -> io::Result<()> {
    let shared: Vec<&GroupRow> = rows.iter().filter(|r| r.group.articles.len() > 1).collect();
    if report.command != Command::Compare || report.articles.len() < MANY {
        return Ok(());
    }
    for line in lead::sources(report, view) {
        lead::put(out, view, &line)?;
    }
    if shared.is_empty() {
        return Ok(());
    }
    lead::put(out, view, &lead::coverage_heading(shared.len()))?;
    match matrix(report, &shared, view) {
        Some(grid) => grid.draw(out),
        None => record::coverage(report, &shared, view, out),
    }
}

/// A sign an outlet; `None` where they do not fit.
fn matrix<'v>(report: &Report, rows: &[&GroupRow], view: &'v View) -> Option<Grid<'v>> {
    let mut columns = what_and_who(view);
    columns.extend(report.articles.iter().map(|a| Column::narrow(&a.label, LABEL)));
    let mut grid = Grid::new(columns, view);
    for row in rows {
        let mut cells = vec![vec![Cell::new(&row.id)], vec![Cell::new(speaker(row.speaker))]];
        cells.extend(row.standings.iter().map(|s| vec![Cell::new(row::sign(*s))]));
        grid.rows.push(cells);
    }
    grid.settle(0).then_some(grid)
}

/// A column an outlet; `None` where they do not fit, and where most cells would be empty.
fn beside<'v>(report: &Report, rows: &[&GroupRow], view: &'v View) -> Option<Grid<'v>> {
    let alone = rows.iter().all(|r| r.group.articles.len() < 2);
    if alone {
        return None;
    }
    let mut columns = what_and_who(view);
    columns.extend(report.articles.iter().map(|a| Column::words(&a.label)));
    let mut grid = Grid::new(columns, view);
    for row in rows {
        let mut cells = vec![what(row), vec![Cell::new(speaker(row.speaker))]];
        for n in 0..report.articles.len() {
            let here = row.wordings.iter().filter(|w| w.article == ArticleId::new(n));
            cells.push(here.map(|w| wording_cell(row, w, view)).collect());
        }
        grid.rows.push(cells);
    }
    grid.settle(LEAST_OUTLET).then_some(grid)
}

/// A statement a row, with a line a step of its history; `None` where the width is too small.
fn timelines<'v>(report: &Report, rows: &[&GroupRow], view: &'v View) -> Option<Grid<'v>> {
    let mut columns = what_and_who(view);
    columns.push(Column::narrow("version", share(view, 7)));
    columns.push(Column::words("claim"));
    let mut grid = Grid::new(columns, view);
    for row in rows {
        let (mut names, mut words) = (Vec::new(), Vec::new());
        for step in history::steps(row) {
            let mut told: Vec<Cell> = step.wordings.iter().map(|w| wording_cell(row, w, view)).collect();
            told.resize(told.len().max(1), Cell::default());
            let name = std::iter::once(Cell::new(&step.name(report)));
            names.extend(name.chain(std::iter::repeat_with(Cell::default)).take(told.len()));
            words.append(&mut told);
        }
        grid.rows.push(vec![what(row), vec![Cell::new(speaker(row.speaker))], names, words]);
    }
    grid.level = Some((2, 3));
    grid.settle(LEAST).then_some(grid)
}

/// A change of the text a row, with a line a version; `None` where the width is too small.
fn text<'v>(report: &Report, rows: &[ChangeRow], view: &'v View) -> Option<Grid<'v>> {
    let columns = vec![
        Column::narrow("", 11),
        Column::narrow("place", 10),
        Column::narrow("version", share(view, 8)),
        Column::words("text"),
    ];
    let mut grid = Grid::new(columns, view);
    for row in rows {
        let mut what = vec![Cell::new(&row.id)];
        what.extend(row.told().into_iter().map(|(name, severity)| Cell::new(name).styled(severity.into())));
        grid.rows.push(vec![
            what,
            vec![Cell::new(&row.place())],
            row.sides.iter().map(|s| Cell::new(&report.article(s.article).label)).collect(),
            row.sides.iter().map(|s| filled(&s.text, view)).collect(),
        ]);
    }
    grid.level = Some((2, 3));
    grid.settle(LEAST).then_some(grid)
}

/// A line an outlet; `None` where the width is too small.
fn stacked<'v>(report: &Report, rows: &[&GroupRow], view: &'v View) -> Option<Grid<'v>> {
    let mut columns = what_and_who(view);
    columns.push(Column::narrow("source", share(view, 8)));
    columns.push(Column::words("claim"));
    let mut grid = Grid::new(columns, view);
    for row in rows {
        let source = |w: &Wording| Cell::new(&report.article(w.article).label);
        grid.rows.push(vec![
            what(row),
            vec![Cell::new(speaker(row.speaker))],
            row.wordings.iter().map(source).collect(),
            row.wordings.iter().map(|w| wording_cell(row, w, view)).collect(),
        ]);
    }
    // A source stands beside the first line of its words.
    grid.level = Some((2, 3));
    grid.settle(LEAST).then_some(grid)
}

fn what_and_who(view: &View) -> Vec<Column> {
    vec![Column::narrow("", 11), Column::narrow("speaker", share(view, 7))]
}

/// The group's name, and the kinds of what differs below it.
fn what(row: &GroupRow) -> Vec<Cell> {
    let mut cells = vec![Cell::new(&row.id)];
    cells.extend(row.kinds.iter().map(|(kind, severity)| Cell::new(kind.name()).styled((*severity).into())));
    cells
}

fn share(view: &View, part: u16) -> usize {
    usize::from(view.width / part).clamp(10, 24)
}

/// A column: no wider than its widest cell, and a narrow one no wider than `most`.
struct Column {
    head: Cell,
    most: Option<usize>,
    width: usize,
}

impl Column {
    fn narrow(head: &str, most: usize) -> Self {
        Self { head: Cell::new(head).styled(Style::Strong), most: Some(most), width: 0 }
    }

    fn words(head: &str) -> Self {
        Self { head: Cell::new(head).styled(Style::Strong), most: None, width: 0 }
    }
}

/// Cells in columns; a cell is several texts, each beginning on a line of its own.
struct Grid<'v> {
    columns: Vec<Column>,
    rows: Vec<Vec<Vec<Cell>>>,
    /// Two columns whose texts begin at the same height.
    level: Option<(usize, usize)>,
    view: &'v View,
}

impl<'v> Grid<'v> {
    fn new(columns: Vec<Column>, view: &'v View) -> Self {
        Self { columns, rows: Vec::new(), level: None, view }
    }

    /// Gives each column its width; false where one for words would get fewer than `least`.
    fn settle(&mut self, least: usize) -> bool {
        let frame = 3 * self.columns.len() + 1;
        let Some(mut left) = usize::from(self.view.width).checked_sub(frame) else { return false };
        if self.view.width < record::NARROW {
            return false;
        }
        let mut open = Vec::new();
        for (n, column) in self.columns.iter_mut().enumerate() {
            let cells = self.rows.iter().flat_map(|r| &r[n]).map(Cell::width);
            let want = cells.chain([column.head.width(), 1]).max().unwrap_or(1);
            column.width = want.min(column.most.unwrap_or(want));
            match column.most {
                Some(_) => match left.checked_sub(column.width) {
                    Some(rest) => left = rest,
                    None => return false,
                },
                None => open.push(n),
            }
        }
        // Those that need less than an equal share leave the rest to the others.
        open.sort_by_key(|n| self.columns[*n].width);
        for (done, &n) in open.iter().enumerate() {
            let share = left / (open.len() - done);
            let want = self.columns[n].width;
            if want > share && share < least {
                return false;
            }
            self.columns[n].width = want.min(share);
            left -= self.columns[n].width;
        }
        true
    }

    fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::new();
        table
            .load_style(UTF8_FULL.with_solid_inner_borders())
            .set_content_arrangement(ContentArrangement::Disabled);
        let heads: Vec<_> =
            self.columns.iter().map(|c| self.cell(std::slice::from_ref(&c.head), c.width)).collect();
        table.set_header(heads);
        for row in &self.rows {
            let row = self.leveled(row);
            table.add_row(row.iter().zip(&self.columns).map(|(cell, column)| match cell {
                Leveled::Texts(texts) => self.cell(texts, column.width),
                Leveled::Lines(lines, rtl) => self.aligned(lines, *rtl),
            }));
        }
        for (n, column) in self.columns.iter().enumerate() {
            let width = u16::try_from(column.width + 2).unwrap_or(u16::MAX);
            if let Some(c) = table.column_mut(n) {
                c.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            }
        }
        table.lines().try_for_each(|line| writeln!(out, "{}", paint(&line, self.view.color)))
    }

    fn cell(&self, texts: &[Cell], width: usize) -> comfy_table::Cell {
        let lines: Vec<String> = texts.iter().flat_map(|t| t.lines(width, self.view)).collect();
        self.aligned(&lines, texts.first().is_some_and(Cell::is_rtl))
    }

    fn aligned(&self, lines: &[String], rtl: bool) -> comfy_table::Cell {
        let alignment = if rtl { CellAlignment::Right } else { CellAlignment::Left };
        comfy_table::Cell::new_owned(lines.join("\n")).set_alignment(alignment)
    }

    /// The row with blank lines where one of the level columns is shorter than the other.
    fn leveled<'r>(&self, row: &'r [Vec<Cell>]) -> Vec<Leveled<'r>> {
        let mut cells: Vec<Leveled> = row.iter().map(|c| Leveled::Texts(c)).collect();
        let Some((a, b)) = self.level else { return cells };
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for (x, y) in row[a].iter().zip(&row[b]) {
            left.extend(x.lines(self.columns[a].width, self.view));
            right.extend(y.lines(self.columns[b].width, self.view));
            let height = left.len().max(right.len());
            left.resize(height, String::new());
            right.resize(height, String::new());
        }
        let rtl = |c: usize| row[c].first().is_some_and(Cell::is_rtl);
        cells[a] = Leveled::Lines(left, rtl(a));
        cells[b] = Leveled::Lines(right, rtl(b));
        cells
    }
}

/// A cell before and after its lines are counted.
enum Leveled<'r> {
    Texts(&'r [Cell]),
    Lines(Vec<String>, bool),
}
