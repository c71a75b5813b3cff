//! The ways in which people mark a question in Markdown: one file each, and a line each in [`DIALECTS`].

mod bold;
mod bullets;
mod export;
mod groups;
mod headings;
mod labelled;
mod links;
mod numbered;
mod tables;
mod unfold;
mod whole;

use super::doc::Doc;
use super::section::Found;

/// A way to mark questions.
pub(super) struct Dialect {
    /// For `--format` and reports.
    pub name: &'static str,
    pub description: &'static str,
    find: fn(&Doc) -> Found,
    /// How much a question that is found tells against one of another dialect.
    weight: usize,
}

const fn dialect(
    name: &'static str,
    description: &'static str,
    find: fn(&Doc) -> Found,
    weight: usize,
) -> Dialect {
    Dialect { name, description, find, weight }
}

pub(super) const EXPORT: Dialect =
    dialect("markdown-export", "Markdown as this service writes it", export::find, 100);
pub(super) const HEADINGS: Dialect =
    dialect("markdown-headings", "Markdown: headings are questions", headings::find, 6);
pub(super) const DETAILS: Dialect =
    dialect("markdown-details", "Markdown: each `<summary>` is a question", unfold::find, 6);
pub(super) const LABELS: Dialect = dialect(
    "markdown-labels",
    "Markdown: lines that begin with `Question:` and `Answer:`",
    labelled::find,
    6,
);
pub(super) const TABLES: Dialect =
    dialect("markdown-tables", "Markdown: rows of tables are questions", tables::find, 4);
pub(super) const BOLD: Dialect =
    dialect("markdown-bold", "Markdown: bold lines are questions", bold::find, 3);
pub(super) const BULLETS: Dialect = dialect(
    "markdown-bullets",
    "Markdown: list items are questions without answers",
    bullets::find,
    2,
);
pub(super) const LINKS: Dialect =
    dialect("markdown-links", "Markdown: list items that are links are questions", links::find, 2);
pub(super) const NUMBERS: Dialect =
    dialect("markdown-numbers", "Markdown: numbered paragraphs are questions", numbered::find, 2);
pub(super) const FILE: Dialect =
    dialect("markdown-file", "Markdown: the whole file is one question", whole::find, 1);

/// All of them. Of equals the first has it.
pub(super) const DIALECTS: &[Dialect] =
    &[EXPORT, HEADINGS, DETAILS, LABELS, TABLES, BOLD, BULLETS, LINKS, NUMBERS, FILE];

/// The dialect that was asked for, or that finds most; nothing when none finds any.
pub(super) fn choose(doc: &Doc, name: Option<&str>) -> Option<(&'static str, Found)> {
    if let Some(asked) = DIALECTS.iter().find(|dialect| Some(dialect.name) == name) {
        return Some((asked.name, (asked.find)(doc)));
    }
    // A level can only be one of headings.
    if doc.options.level.is_some() {
        return Some((HEADINGS.name, (HEADINGS.find)(doc)));
    }
    let found = DIALECTS.iter().map(|dialect| (dialect, (dialect.find)(doc)));
    let mut best: Option<(usize, &Dialect, Found)> = None;
    for (dialect, found) in found {
        let weight = found.likely * dialect.weight;
        if weight > best.as_ref().map_or(0, |(weight, ..)| *weight) {
            best = Some((weight, dialect, found));
        }
    }
    best.map(|(_, dialect, found)| (dialect.name, found))
}
