//! Writes a table as aligned columns.

use std::iter;

use pulldown_cmark::Alignment;

const GAP: &str = "  ";
/// A longer cell juts out; were all cells as wide as it, one long cell in a long table would take quadratic space.
const MAX_WIDTH: usize = 40;

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

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.trim().chars().count()).max().unwrap_or(0).clamp(1, MAX_WIDTH)
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let cells = row.iter().zip(widths).zip(&self.alignments);
        join(cells.map(|((cell, &width), alignment)| match (cell.trim(), alignment) {
            (cell, Alignment::Right) => format!("{cell:>width$}"),
            (cell, Alignment::Center) => format!("{cell:^width$}"),
            (cell, Alignment::Left | Alignment::None) => format!("{cell:<width$}"),
        }))
    }
}

fn join(cells: impl Iterator<Item = String>) -> String {
    let line = cells.collect::<Vec<_>>().join(GAP);
    line.trim_end().to_owned()
}
