//! The bundled bank keeps to its own conventions.

use std::path::Path;

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
