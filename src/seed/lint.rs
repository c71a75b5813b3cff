//! What makes a good bank of a valid one: the conventions of the bundled bank, checked.
//!
//! [`parse`](super::parse) finds what cannot be read; the linter finds what can be read and should
//! be better. A check is a file here; `OF_ENTRIES` and `OF_BANKS` list them, and `bounds` has
//! every number that they go by.

mod answer;
mod balance;
mod bank;
mod bounds;
mod fields;
mod follow_ups;
mod key_points;
mod options;
mod places;
mod prose;
mod references;
mod spelling;
mod tags;

use std::fmt;

use serde::Serialize;

use self::bank::{Bank, Entry};
use super::{Faults, SourceFile};

pub use prose::words;

/// What looks at one entry.
const OF_ENTRIES: &[fn(&Entry<'_>, &mut Findings)] = &[
    fields::check,
    answer::check,
    key_points::check,
    follow_ups::check,
    options::check,
    references::check,
    tags::check_entry,
    spelling::check,
];

/// What looks at a bank as a whole.
const OF_BANKS: &[fn(&Bank<'_>, &mut Findings)] = &[balance::check, tags::check_bank];

/// Something that could be better, and how.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}; {}", self.file, self.line, self.message, self.advice)
    }
}

/// What the linter has seen.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// How many questions it looked at.
    pub questions: usize,
    /// By file and line.
    pub findings: Vec<Finding>,
}

impl Findings {
    fn add(&mut self, (file, line): (&str, usize), message: String, advice: &str) {
        let (file, advice) = (file.to_owned(), advice.to_owned());
        self.findings.push(Finding { file, line, message, advice });
    }
}

/// How much of a bank the linter is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it: categories and tags are counted too.
    Bank,
    /// Single files, of which nothing follows for the whole.
    Files,
}

/// Looks at the entries of bank files, and at the bank as a whole where it is there.
///
/// # Errors
///
/// All [`Faults`] of all files, as [`parse`](super::parse) finds them.
pub fn lint(files: &[SourceFile], origin: &str, extent: Extent) -> Result<Findings, Faults> {
    let bank = Bank::read(files, origin)?;
    let mut findings = Findings { questions: bank.entries.len(), findings: Vec::new() };
    for entry in &bank.entries {
        OF_ENTRIES.iter().for_each(|check| check(entry, &mut findings));
    }
    if extent == Extent::Bank {
        OF_BANKS.iter().for_each(|check| check(&bank, &mut findings));
    }
    findings.findings.sort();
    Ok(findings)
}
