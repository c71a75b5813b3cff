//! The ways in which people mark a question in Markdown: one file each, and a line each in [`DIALECTS`].

mod headings;
mod unfold;

use super::doc::Doc;
use super::section::Found;

/// A way to mark questions.
pub(super) struct Dialect {
    /// For `--format` and reports.
    pub name: &'static str,
    pub find: fn(&Doc) -> Found,
    /// How much a question that is found tells against one of another dialect.
    weight: usize,
}

const HEADINGS: Dialect = Dialect { name: "markdown-headings", find: headings::find, weight: 3 };

/// All of them. Of equals the first has it.
pub(super) const DIALECTS: &[Dialect] =
    &[HEADINGS, Dialect { name: "markdown-details", find: unfold::find, weight: 3 }];

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
