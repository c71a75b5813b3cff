//! Lists, quotes and tables.

use super::{DEEPEST, Gap, Table, Writer};

impl Writer {
    pub(super) fn list(&mut self, name: &str, opens: bool) {
        if opens {
            self.wide(if self.lists.is_empty() { Gap::Paragraph } else { Gap::Item });
            self.lists.push((name == "ol").then_some(1));
        } else if self.lists.pop().is_some() {
            self.indents.truncate(self.lists.len().min(DEEPEST));
            self.gap = if self.lists.is_empty() { Gap::Paragraph } else { Gap::Item };
        }
    }

    pub(super) fn item(&mut self) {
        if self.lists.is_empty() {
            self.lists.push(None);
        }
        let depth = self.lists.len();
        self.indents.truncate((depth - 1).min(DEEPEST));
        if self.gap < Gap::Paragraph || !self.out.is_empty() && self.out.ends_with('\n') {
            self.gap = Gap::Item;
        }
        self.fill_gap();
        let number = self.lists.last_mut().and_then(Option::as_mut);
        let (sign, indent) = match number {
            Some(number) => {
                *number += 1;
                (format!("{}. ", *number - 1), "   ")
            }
            None => ("- ".to_owned(), "  "),
        };
        self.out.push_str(&sign);
        if self.indents.len() < DEEPEST {
            self.indents.push(indent);
        }
    }

    pub(super) fn quote(&mut self, opens: bool) {
        if opens {
            let outside = self.indents.concat();
            if self.indents.len() < DEEPEST {
                self.indents.push("> ");
            }
            if !self.out.is_empty() {
                self.out.truncate(self.out.trim_end_matches(' ').len());
                self.out.push_str(&format!("\n{}\n", outside.trim_end()));
            }
            self.out.push_str(&self.indents.concat());
            self.gap = Gap::None;
        } else {
            if self.indents.last() == Some(&"> ") {
                self.indents.pop();
            }
            self.gap = Gap::Paragraph;
        }
    }

    pub(super) fn table_tag(&mut self, name: &str, opens: bool) {
        match (name, opens) {
            // A table in a cell is read as lines of that.
            ("table", true) if self.table.is_none() => {
                self.wide(Gap::Paragraph);
                self.fill_gap();
                self.table = Some(Table::default());
            }
            ("table", false) => {
                self.end_cell();
                self.end_table();
            }
            ("tr", true) => {
                self.end_cell();
                if let Some(table) = &mut self.table {
                    table.begin_row();
                }
            }
            ("td" | "th", true) if self.table.is_some() => {
                self.end_cell();
                self.outside = Some(std::mem::take(&mut self.out));
                self.gap = Gap::None;
            }
            ("td" | "th", false) => self.end_cell(),
            _ => self.wide(Gap::Break),
        }
    }

    pub(super) fn end_cell(&mut self) {
        if let (Some(outside), Some(table)) = (self.outside.take(), &mut self.table) {
            table.add_cell(&self.out);
            self.out = outside;
            self.marks.clear();
            self.links.clear();
            self.gap = Gap::None;
        }
    }

    pub(super) fn end_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.out.push_str(&table.finish());
            self.wide(Gap::Paragraph);
        }
    }
}
