//! Where the fields of an entry stand in its file.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::seed::SourceFile;
use crate::seed::fault::Lines;

/// The lines of an entry: of itself, its fields, and what is listed in them.
pub(super) struct Places {
    /// Where it begins.
    pub entry: usize,
    fields: Vec<(String, Vec<usize>)>,
}

impl Places {
    /// Those of a table that begins at a byte of the file.
    pub(super) fn new(table: &DeTable<'_>, start: usize, file: &SourceFile, lines: &Lines) -> Self {
        let field = |name: &str, value: &DeValue<'_>, span: Range<usize>| {
            let elements = value.as_array().into_iter().flat_map(|array| array.iter());
            let elements = elements.map(|element| lines.at(element.span().start));
            let own = lines.at(span.start) + usize::from(opens_a_line(&file.text[span]));
            (name.to_owned(), std::iter::once(own).chain(elements).collect())
        };
        let fields = table
            .iter()
            .map(|(key, value)| field(key.get_ref().as_ref(), value.get_ref(), value.span()));
        Self { entry: lines.at(start), fields: fields.collect() }
    }

    /// The first line of what a field says, else that of the entry.
    pub(super) fn field(&self, name: &str) -> usize {
        self.place(name, 0)
    }

    /// The line of an element of a list.
    pub(super) fn element(&self, name: &str, index: usize) -> usize {
        self.place(name, index + 1)
    }

    fn place(&self, name: &str, at: usize) -> usize {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.and_then(|(_, lines)| lines.get(at)).copied().unwrap_or(self.entry)
    }
}

/// Whether a text begins on the line behind its quotes.
fn opens_a_line(source: &str) -> bool {
    ["'''\n", "\"\"\"\n", "'''\r", "\"\"\"\r"].iter().any(|open| source.starts_with(open))
}
