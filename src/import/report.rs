//! What has come of a file: every question counted, every finding with its line.

use serde::Serialize;

use super::account::{Account, Finding, Level, Refusal};
use super::options::Options;
use crate::store::{Fate, Outcome};

/// What has come of a file. `found` is the sum of `new`, `unchanged`, `changed`, `repeated` and
/// `skipped`, always.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// The path as it was given.
    pub file: String,
    /// Whose the questions are in the bank.
    pub origin: String,
    /// How the file was read; empty when no format fits.
    pub format: &'static str,
    /// Whether the format was recognised, as against asked for.
    pub recognised: bool,
    /// The encoding that it was read as.
    pub encoding: &'static str,
    /// Questions in the file.
    pub found: usize,
    /// Not in the bank before.
    pub new: usize,
    /// In the bank as the file has them.
    pub unchanged: usize,
    /// In the bank, and other in the file.
    pub changed: usize,
    /// In the file more than once, and taken once.
    pub repeated: usize,
    /// Not taken; the findings say why.
    pub skipped: usize,
    /// No longer in the file and removed from the bank.
    pub removed: usize,
    /// Taken without an answer; those of the next two among them.
    pub unanswered: usize,
    /// Their answer was a text such as `TODO`.
    pub placeholders: usize,
    /// Their answer was a link alone, which is kept as a reference.
    pub links_only: usize,
    /// How many findings are warnings.
    pub warnings: usize,
    /// The categories of the questions that were taken.
    pub categories: Vec<CategoryCount>,
    /// What the owner should know, by line.
    pub findings: Vec<Finding>,
    /// Why the file as a whole was not taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
}

/// A category and how many questions of a file stand in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CategoryCount {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Questions of the file.
    pub questions: usize,
}

impl FileReport {
    pub(super) fn new(name: &str, options: &Options) -> Self {
        let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let base = if name == "-" { "stdin" } else { base };
        let origin = options.origin.clone().unwrap_or_else(|| base.to_owned());
        Self { file: name.to_owned(), origin, ..Self::default() }
    }

    /// The report on a file that cannot be read at all.
    pub fn unreadable(name: &str, options: &Options, why: &std::io::Error) -> Self {
        let refused = Some(Refusal::new(1, format!("the file cannot be read: {why}"), ""));
        Self { refused, ..Self::new(name, options) }
    }

    /// Takes over what the readers had to say.
    pub(super) fn close(&mut self, account: Account) {
        self.skipped = account.skipped();
        self.findings = account.findings;
        self.complete();
    }

    /// Counts what the store did with the questions, each of which begins at its line.
    pub(super) fn settle(&mut self, outcome: &Outcome, lines: &[usize]) {
        self.removed = outcome.removed;
        for (fate, &line) in outcome.fates.iter().zip(lines) {
            match fate {
                Fate::New => self.new += 1,
                Fate::Unchanged => self.unchanged += 1,
                Fate::Changed => self.changed += 1,
                Fate::Edited(id) => self.skip(
                    line,
                    format!("`{id}` was edited in the database and is left alone"),
                    format!(
                        "give it back with `UPDATE questions SET edited = 0 WHERE id = '{id}'`"
                    ),
                ),
                Fate::Taken(id, origin) => self.skip(
                    line,
                    format!("the id `{id}` belongs to another question, of origin `{origin}`"),
                    format!("give it another id, or replace that one with `--origin {origin}`"),
                ),
            }
        }
        self.complete();
    }

    fn skip(&mut self, line: usize, message: String, advice: String) {
        self.skipped += 1;
        self.findings.push(Finding { level: Level::Skipped, line, message, advice });
    }

    /// Works out what follows from the rest.
    fn complete(&mut self) {
        self.found = self.new + self.unchanged + self.changed + self.repeated + self.skipped;
        self.findings.sort_by_key(|finding| finding.line);
        let warnings = self.findings.iter().filter(|finding| finding.level == Level::Warning);
        self.warnings = warnings.count();
    }

    /// Whether anything was skipped or warned of.
    pub fn has_doubts(&self) -> bool {
        self.skipped + self.warnings > 0
    }
}

/// The sums of several files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "they are those of `FileReport`")]
pub struct Totals {
    pub files: usize,
    pub refused: usize,
    pub found: usize,
    pub new: usize,
    pub unchanged: usize,
    pub changed: usize,
    pub repeated: usize,
    pub skipped: usize,
    pub removed: usize,
    pub unanswered: usize,
    pub warnings: usize,
}

impl Totals {
    /// Adds a file.
    pub fn add(&mut self, report: &FileReport) {
        self.files += 1;
        self.refused += usize::from(report.refused.is_some());
        self.found += report.found;
        self.new += report.new;
        self.unchanged += report.unchanged;
        self.changed += report.changed;
        self.repeated += report.repeated;
        self.skipped += report.skipped;
        self.removed += report.removed;
        self.unanswered += report.unanswered;
        self.warnings += report.warnings;
    }
}
