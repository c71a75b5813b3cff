//! Code while it is read: its tags mean nothing but line ends.

use crate::markdown;

/// The text between `<pre>` or `<code>` and its end.
pub(super) struct Code {
    pub text: String,
    pub block: bool,
    pub language: String,
}

impl Code {
    /// Between fences that are longer than any run of backticks in it.
    pub fn fenced(&self) -> String {
        const SHORTEST: usize = 3;
        let text = self.plain();
        let fence = "`".repeat((longest_run(&text) + 1).max(SHORTEST));
        let text = text.strip_prefix('\n').unwrap_or(&text).trim_end();
        format!("{fence}{}\n{text}\n{fence}", self.language)
    }

    /// On a line, between backticks.
    pub fn inline(&self) -> String {
        markdown::code_span(&self.plain().replace('\n', " "))
    }

    fn plain(&self) -> String {
        self.text.replace('\u{a0}', " ")
    }
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
