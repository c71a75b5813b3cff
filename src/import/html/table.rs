//! Tables while they are read.

/// The rows so far, of which the first is written as the head.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub fn add_cell(&mut self, text: &str) {
        let cell = text.trim().replace('|', "\\|").replace("  \n", "<br>").replace('\n', " ");
        match self.rows.last_mut() {
            Some(row) => row.push(cell),
            None => self.rows.push(vec![cell]),
        }
    }

    /// As Markdown. One of a single column is no more than lines.
    pub fn finish(mut self) -> String {
        self.rows.retain(|row| !row.is_empty());
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        if width < 2 {
            return self.rows.concat().join("\n\n");
        }
        let line = |row: &Vec<String>| {
            let cells = (0..width).map(|at| row.get(at).map_or("", String::as_str));
            format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
        };
        let mut lines: Vec<String> = self.rows.iter().map(line).collect();
        lines.insert(1, format!("|{}", " --- |".repeat(width)));
        lines.join("\n")
    }
}
