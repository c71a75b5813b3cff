//! A row of a table is a question; the names in its head say which cells are what.

use super::groups;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::edits::Margin;
use crate::import::markdown::outline::Kind;
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::title::Title;
use crate::import::markdown::words;

pub(super) fn find(doc: &Doc) -> Found {
    let mut sections = Vec::new();
    groups::walk(doc, |table, path| {
        if doc.kind(table) != Kind::Table || doc.is_gone(table) {
            return;
        }
        let mut rows = doc.outline.children(table);
        let Some(columns) = rows.next().and_then(|head| Columns::of(doc, head)) else { return };
        for row in rows {
            sections.extend(columns.section(doc, row, path.names()));
        }
    });
    let note = format!("table rows taken as questions: {}", sections.len());
    Found { likely: sections.len(), sections, note, ..Found::default() }
}

/// Which cell of a row is what.
#[derive(Debug, Default)]
struct Columns {
    question: usize,
    answer: Option<usize>,
    category: Option<usize>,
    difficulty: Option<usize>,
    tags: Option<usize>,
}

impl Columns {
    fn of(doc: &Doc, head: usize) -> Option<Self> {
        let names: Vec<String> =
            doc.outline.children(head).map(|cell| words::bare(&doc.plain(cell))).collect();
        let asked = |field: &str| {
            let (_, name) = doc.options.columns.iter().find(|(known, _)| known == field)?;
            let number = || name.parse::<usize>().ok()?.checked_sub(1);
            let named = names.iter().position(|one| *one == words::bare(name));
            named.or_else(number).filter(|&at| at < names.len())
        };
        let column = |field: &str| {
            asked(field).or_else(|| names.iter().position(|name| words::is_column(field, name)))
        };
        Some(Self {
            question: column("question")?,
            answer: column("answer"),
            category: column("category"),
            difficulty: column("difficulty"),
            tags: column("tags"),
        })
    }

    fn section(&self, doc: &Doc, row: usize, mut path: Vec<String>) -> Option<Section> {
        let cells: Vec<usize> = doc.outline.children(row).collect();
        let text = |column: Option<usize>| {
            column
                .and_then(|at| cells.get(at))
                .map(|&cell| cell_text(doc, cell))
                .unwrap_or_default()
        };
        let question = text(Some(self.question));
        let (title, more) = question.split_once('\n').unwrap_or((&question, ""));
        let title = Title::of_text(without_bold(title), doc.options);
        if title.text.is_empty() {
            return None;
        }
        let category = text(self.category);
        if !category.is_empty() {
            path = vec![category];
        }
        let end = doc.range(row).end;
        Some(Section {
            start: doc.range(row).start,
            more: more.to_owned(),
            title,
            path,
            difficulty: text(self.difficulty),
            body: end..end,
            written_answer: text(self.answer),
            tags: text(self.tags).split(',').map(str::to_owned).collect(),
            ..Section::default()
        })
    }
}

/// A text that is all bold, without what makes it so.
fn without_bold(text: &str) -> &str {
    let inner = text.strip_prefix("**").and_then(|text| text.strip_suffix("**"));
    inner.filter(|inner| !inner.contains("**")).unwrap_or(text)
}

/// A cell as Markdown of its own: `\|` is a pipe there, `<br>` a line break.
fn cell_text(doc: &Doc, cell: usize) -> String {
    let text = doc.edits.apply(doc.text, doc.range(cell), Margin::default()).replace("\\|", "|");
    let lines: Vec<&str> = text
        .split("<br>")
        .flat_map(|line| line.split("<br/>"))
        .flat_map(|line| line.split("<br />"))
        .collect();
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n").trim().to_owned()
}
