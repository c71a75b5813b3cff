//! The file of synonyms that the search knows.

use std::collections::HashMap;

use toml::de::DeTable;

use super::SourceFile;
use super::fault::{Faults, Report};
use super::fields::{Fields, Value};
use crate::model::SynonymGroup;

/// The longest term, in characters.
const LONGEST: usize = 60;

/// The synonyms that ship with the program.
///
/// # Errors
///
/// [`Faults`] in the bundled file; a test holds it to be without.
pub fn bundled_synonyms() -> Result<Vec<SynonymGroup>, Faults> {
    parse_synonyms(&SourceFile {
        name: "seed/synonyms.toml".to_owned(),
        text: include_str!("../../seed/synonyms.toml").to_owned(),
    })
}

/// The groups of a file.
///
/// # Errors
///
/// All [`Faults`] of the file.
pub fn parse_synonyms(file: &SourceFile) -> Result<Vec<SynonymGroup>, Faults> {
    let mut report = Report::new(file);
    let (document, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        report.fault(&error.span().unwrap_or(0..0), error.message());
    }
    let mut groups = Vec::new();
    if errors.is_empty() {
        let mut fields = Fields::new(document.get_ref(), 0..0, "a file of synonyms", &mut report);
        let entries = fields.list("group");
        fields.finish();
        let mut two_way = HashMap::new();
        groups.extend(entries.iter().filter_map(|entry| group(entry, &mut two_way, &mut report)));
    }
    if report.faults.is_empty() {
        return Ok(groups);
    }
    report.faults.sort();
    Err(Faults(report.faults))
}

fn group(
    value: &Value<'_>,
    two_way: &mut HashMap<String, usize>,
    report: &mut Report<'_>,
) -> Option<SynonymGroup> {
    let Some(table) = value.get_ref().as_table() else {
        report.fault(&value.span(), "a group is a table with `words`, or with `from` and `to`");
        return None;
    };
    let line = report.line(&value.span());
    let mut fields = Fields::new(table, value.span(), "a group", report);
    let words = fields.texts("words", term);
    let (from, to) = (fields.texts("from", term), fields.texts("to", term));
    fields.finish();
    let shape = (words.len(), from.len(), to.len());
    if !matches!(shape, (2.., 0, 0) | (0, 1.., 1..)) {
        let message = "a group has two or more `words`, or both `from` and `to`";
        report.fault(&value.span(), message);
        return None;
    }
    for word in &words {
        if let Some(earlier) = two_way.insert(word.clone(), line) {
            let message = format!("`{word}` is in a group of `words` already, on line {earlier}");
            report.fault(&value.span(), message);
        }
    }
    match words.is_empty() {
        true => Some(SynonymGroup { from, to }),
        false => Some(SynonymGroup { from: words.clone(), to: words }),
    }
}

fn term(text: &str) -> Result<String, String> {
    let trimmed = text.trim();
    match trimmed.chars().count() {
        1..=LONGEST => Ok(trimmed.to_lowercase()),
        _ => Err(format!("a term has 1 to {LONGEST} characters")),
    }
}
