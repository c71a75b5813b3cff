//! Colour for a plain document in a terminal.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

const QUESTION: Style = Style::new().bold();
const FACTS: Style = Style::new().dimmed();
const HEADING: Style = AnsiColor::Cyan.on_default();

/// The document with its questions, their facts and the headings below them set off.
pub(super) fn coloured(text: &str) -> String {
    let mut coloured = String::with_capacity(text.len() + text.len() / 8);
    let mut in_question = false;
    for line in text.lines() {
        in_question = is_numbered(line) || (in_question && !line.is_empty());
        let style = match line {
            _ if in_question => QUESTION,
            line if is_heading(line) => HEADING,
            line if line.starts_with("    ") && line.contains(" · ") => FACTS,
            _ => Style::new(),
        };
        // Writing to a string does not fail.
        let _ = writeln!(coloured, "{style}{line}{style:#}");
    }
    coloured
}

/// The first line of a question: only its number stands at the very beginning.
fn is_numbered(line: &str) -> bool {
    let number = line.split_once('.').map(|(number, _)| number);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Such as `    Key points:`.
fn is_heading(line: &str) -> bool {
    let heading = line.strip_prefix("    ").and_then(|rest| rest.strip_suffix(':'));
    heading.is_some_and(|text| ["Answer", "Key points", "Follow-ups", "References"].contains(&text))
}
