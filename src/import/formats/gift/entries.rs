//! Parts a file into its entries: blank lines part them, but not within braces.

use super::signs::find;

/// What stands between blank lines.
pub(super) enum Entry<'a> {
    Category(&'a str),
    /// A text without braces.
    Description {
        at: usize,
    },
    /// A brace that is not closed.
    Unclosed {
        at: usize,
    },
    Question {
        at: usize,
        before: &'a str,
        inner: &'a str,
        after: &'a str,
        /// The comment right above it.
        comment: Option<&'a str>,
    },
}

/// All entries, in order.
pub(super) fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    let mut comment = None;
    let mut at = 0;
    while at < text.len() {
        let line = line_at(text, at);
        let trimmed = line.trim();
        if trimmed.is_empty() {
            comment = None;
            at += line.len();
        } else if trimmed.starts_with("//") {
            comment = Some(trimmed);
            at += line.len();
        } else if let Some(name) = trimmed.strip_prefix("$CATEGORY:") {
            entries.push(Entry::Category(name));
            at += line.len();
        } else {
            let (entry, end) = entry(text, at, comment.take());
            entries.push(entry);
            at = end;
        }
    }
    entries
}

/// The line at a place, with its end.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest.find('\n').map_or(rest, |end| &rest[..=end])
}

fn entry<'a>(text: &'a str, at: usize, comment: Option<&'a str>) -> (Entry<'a>, usize) {
    let end = end_of_paragraph(text, at);
    let Some(open) = find(&text[at..end], &['{']).map(|open| at + open) else {
        return (Entry::Description { at }, end);
    };
    let closed = find(&text[open + 1..], &['{', '}']).map(|close| open + 1 + close);
    let Some(close) = closed.filter(|&close| text.as_bytes()[close] == b'}') else {
        return (Entry::Unclosed { at }, end_of_paragraph(text, open));
    };
    let end = end_of_paragraph(text, close + 1);
    let question = Entry::Question {
        at,
        before: &text[at..open],
        inner: &text[open + 1..close],
        after: &text[close + 1..end],
        comment,
    };
    (question, end)
}

/// Where the next blank line begins, or the next line that is one of its own.
fn end_of_paragraph(text: &str, from: usize) -> usize {
    let mut at = from + line_at(text, from).len();
    while at < text.len() {
        let line = line_at(text, at);
        let own = line.trim_start();
        if line.trim().is_empty()
            || own.starts_with("//")
            || own.starts_with("$CATEGORY:")
            || own.starts_with("::")
        {
            return at;
        }
        at += line.len();
    }
    at
}
