//! Writes a table as aligned columns.

use std::iter;

use pulldown_cmark::Alignment;
use unicode_width::UnicodeWidthStr;

use super::wrap::wrap;

const GAP: &str = "  ";
/// A longer cell juts out; were all cells as wide as it, one long cell in a long table would take quadratic space.
const MAX_WIDTH: usize = 40;
/// How far the cells of a row that is written as lines stand in from its first, and long ones from that.
const INDENT: usize = 2;

/// A table of which the cells are being collected, the header first.
pub(super) struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub(super) fn new(alignments: &[Alignment]) -> Self {
        Self { alignments: alignments.to_vec(), rows: Vec::new() }
    }

    /// Begins a row.
    pub(super) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Begins a cell of the last row.
    pub(super) fn start_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(String::new());
        }
    }

    /// Writes into the last cell, on one line.
    pub(super) fn put(&mut self, text: &str) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push_str(&text.replace('\n', " "));
        }
    }

    /// The header, a rule of dashes and the other rows.
    pub(super) fn lines(&self) -> Vec<String> {
        let widths: Vec<usize> =
            (0..self.alignments.len()).map(|column| self.width(column)).collect();
        let rule = join(widths.iter().map(|width| "-".repeat(*width)));
        let mut rows = self.rows.iter().map(|row| self.line(row, &widths));
        rows.next().into_iter().chain(iter::once(rule)).chain(rows).collect()
    }

    /// The same within `width` columns; a table that is wider becomes one of `header: cell` lines.
    pub(super) fn lines_within(&self, width: usize) -> Vec<String> {
        let lines = self.lines();
        if lines.iter().all(|line| line.width() <= width) { lines } else { self.records(width) }
    }

    fn records(&self, width: usize) -> Vec<String> {
        let (header, rows) = self
            .rows
            .split_first()
            .map_or((&[][..], &[][..]), |(header, rows)| (header.as_slice(), rows));
        if rows.is_empty() {
            return header.iter().flat_map(|cell| wrap(cell.trim(), width)).collect();
        }
        rows.iter().flat_map(|row| record(header, row, width)).collect()
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.trim().width()).max().unwrap_or(0).clamp(1, MAX_WIDTH)
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let cells = row.iter().zip(widths).zip(&self.alignments);
        join(cells.map(|((cell, &width), alignment)| {
            let cell = cell.trim();
            let free = width.saturating_sub(cell.width());
            let before = match alignment {
                Alignment::Right => free,
                Alignment::Center => free / 2,
                Alignment::Left | Alignment::None => 0,
            };
            format!("{:before$}{cell}{:after$}", "", "", after = free - before)
        }))
    }
}

/// A row as lines, a cell each, all but the first set in.
fn record(header: &[String], row: &[String], width: usize) -> Vec<String> {
    let cells = row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let mut lines = Vec::new();
    for (column, cell) in cells {
        let name = header.get(column).map_or("", |name| name.trim());
        let text = if name.is_empty() { cell.trim().to_owned() } else { format!("{name}: {cell}") };
        let margin = if lines.is_empty() { 0 } else { INDENT };
        let room = width.saturating_sub(margin + INDENT).max(1);
        for (index, line) in wrap(&text, room).into_iter().enumerate() {
            let margin = if index == 0 { margin } else { margin + INDENT };
            lines.push(format!("{:margin$}{line}", ""));
        }
    }
    lines
}

fn join(cells: impl Iterator<Item = String>) -> String {
    let line = cells.collect::<Vec<_>>().join(GAP);
    line.trim_end().to_owned()
}
