//! What a reader leaves out, doubts or noticed: nothing is lost in silence.

use serde::Serialize;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A question was not taken.
    Skipped,
    /// Taken, but perhaps not as it was meant.
    Warning,
    /// Good to know; nothing is wrong.
    Note,
}

/// Something about a file that its owner should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub level: Level,
    /// The line, from 1.
    pub line: usize,
    /// What was found.
    pub message: String,
    /// What to do about it; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub advice: String,
}

/// Why a file was not taken at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1, where one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub advice: String,
}

impl Refusal {
    /// A refusal that knows the line only.
    pub fn new(line: usize, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { line, column: None, message: message.into(), advice: advice.into() }
    }
}

/// The findings of a file, in the order in which they were made.
#[derive(Debug, Default)]
pub struct Account {
    /// All of them.
    pub findings: Vec<Finding>,
    skipped: usize,
    may_be_empty: bool,
}

impl Account {
    /// A question that is not taken. It counts as found.
    pub fn skip(&mut self, line: usize, message: impl Into<String>, advice: impl Into<String>) {
        self.skipped += 1;
        self.add(Level::Skipped, line, message.into(), advice.into());
    }

    /// Something that is taken, but perhaps not as it was meant.
    pub fn warn(&mut self, line: usize, message: impl Into<String>, advice: impl Into<String>) {
        self.add(Level::Warning, line, message.into(), advice.into());
    }

    /// Something that is good to know.
    pub fn note(&mut self, line: usize, message: impl Into<String>) {
        self.add(Level::Note, line, message.into(), String::new());
    }

    /// The reader has seen that the file is one of its kind and merely holds no question.
    pub fn allow_empty(&mut self) {
        self.may_be_empty = true;
    }

    /// How many questions were skipped so far.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    pub(super) fn may_be_empty(&self) -> bool {
        self.may_be_empty
    }

    fn add(&mut self, level: Level, line: usize, message: String, advice: String) {
        self.findings.push(Finding { level, line: line.max(1), message, advice });
    }
}

/// Lines as a message lists them: `lines 3, 8, 12 and 4 more`.
pub(super) fn lines(lines: &[usize]) -> String {
    const SHOWN: usize = 5;
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    let shown: Vec<String> = lines.iter().take(SHOWN).map(ToString::to_string).collect();
    match lines.len().saturating_sub(SHOWN) {
        0 => format!("{noun} {}", shown.join(", ")),
        more => format!("{noun} {} and {more} more", shown.join(", ")),
    }
}
