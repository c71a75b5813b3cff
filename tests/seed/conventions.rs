//! The bundled bank keeps to its own conventions.

use std::path::Path;

use qbank::model::Closed as _;
use qbank::seed::folder_files;
use qbank::seed::lint::{Extent, lint};

#[test]
fn the_linter_finds_nothing_in_the_bundled_bank() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seed");
    let (files, name) = folder_files(&folder).unwrap();
    let found = lint(&files, &name, Extent::Bank).unwrap_or_else(|faults| panic!("{faults}"));
    let lines: Vec<String> = found.findings.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{} findings:\n{}", lines.len(), lines.join("\n"));
    assert_eq!(found.questions, crate::entries().len());
}

#[test]
fn the_plan_has_every_entry_once_with_its_level_and_kind() {
    let plan = include_str!("../../seed/PLAN.md");
    let rows = plan.lines().filter(|line| line.starts_with("| ") && line.contains(" | `"));
    let cells = rows.flat_map(|row| row.rsplit(" | ").next().unwrap().split(", "));
    let mut planned: Vec<&str> = cells.map(|cell| cell.trim_end_matches(" |")).collect();
    planned.sort_unstable();
    let cell = |question: &qbank::model::Question| {
        let level = &question.difficulty.unwrap().name()[..1];
        let mark = if question.options.is_empty() { "" } else { "°" };
        format!("`{}` {level}{mark}", question.id)
    };
    let mut written: Vec<String> = crate::entries().iter().map(cell).collect();
    written.sort_unstable();
    assert_eq!(planned, written);
}
