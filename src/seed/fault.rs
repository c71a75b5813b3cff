//! Faults of bank files, each with its place.

use std::fmt;
use std::ops::Range;

use super::SourceFile;

/// Something in a file that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what is allowed.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Every fault of a bank, in order of file and line; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// How many there are, and what came of it.
    pub fn summary(&self) -> String {
        match self.0.len() {
            1 => "1 fault; nothing was written".to_owned(),
            count => format!("{count} faults; nothing was written"),
        }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.0 {
            writeln!(f, "{fault}")?;
        }
        f.write_str(&self.summary())
    }
}

impl std::error::Error for Faults {}

/// Where the lines of a file begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        Self(std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect())
    }

    /// The line of a byte, from 1.
    pub(super) fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte)
    }
}

/// A file that is being read, and what was found wrong with it so far.
pub(super) struct Report<'a> {
    pub file: &'a str,
    lines: Lines,
    pub faults: Vec<Fault>,
}

impl<'a> Report<'a> {
    pub(super) fn new(file: &'a SourceFile) -> Self {
        Self { file: &file.name, lines: Lines::new(&file.text), faults: Vec::new() }
    }

    /// The line on which a span begins, from 1.
    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        self.lines.at(span.start)
    }

    pub(super) fn fault(&mut self, span: &Range<usize>, message: impl Into<String>) {
        let line = self.line(span);
        self.faults.push(Fault { file: self.file.to_owned(), line, message: message.into() });
    }
}
