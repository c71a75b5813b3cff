//! What is left out of the text, or written otherwise, when parts of it are taken.

use std::ops::Range;

/// Changes of a text, by place.
#[derive(Debug, Default)]
pub(super) struct Edits {
    list: Vec<(Range<usize>, String)>,
}

/// How far lines were indented because they stood in an item of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Margin {
    pub columns: usize,
    /// Lines that begin behind this offset stand outside of the item.
    pub until: usize,
}

impl Edits {
    pub(super) fn cut(&mut self, range: Range<usize>) {
        self.replace(range, String::new());
    }

    pub(super) fn replace(&mut self, range: Range<usize>, with: String) {
        self.list.push((range, with));
    }

    /// Puts the changes in order. Of two that overlap, the one that begins first has it.
    pub(super) fn settle(&mut self) {
        self.list.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        self.list.retain_mut(|(range, _)| {
            range.start = range.start.max(end);
            end = end.max(range.end);
            range.start < range.end
        });
    }

    /// Whether nothing but white space is left of a stretch.
    pub(super) fn leave_nothing(&self, text: &str, range: Range<usize>) -> bool {
        self.apply(text, range, Margin::default()).trim().is_empty()
    }

    /// A stretch of the text with its changes, taken out of its margin.
    pub(super) fn apply(&self, text: &str, range: Range<usize>, margin: Margin) -> String {
        let mut out = String::with_capacity(range.len());
        let mut at = range.start;
        let first = self.list.partition_point(|(edit, _)| edit.end <= range.start);
        for (edit, with) in &self.list[first..] {
            if edit.start >= range.end {
                break;
            }
            push(&mut out, text, at..edit.start.max(at), margin);
            out.push_str(with);
            at = edit.end.min(range.end);
        }
        push(&mut out, text, at..range.end, margin);
        out
    }
}

fn push(out: &mut String, text: &str, range: Range<usize>, margin: Margin) {
    if margin.columns == 0 {
        return out.push_str(&text[range]);
    }
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let begins = at == 0 || text.as_bytes()[at - 1] == b'\n';
        if begins && at < margin.until {
            push_without_margin(out, line, margin.columns);
        } else {
            out.push_str(line);
        }
        at += line.len();
    }
}

/// A line without up to so many columns of white space; a tab that reaches further leaves blanks.
fn push_without_margin(out: &mut String, line: &str, columns: usize) {
    const TAB: usize = 4;
    let mut column = 0;
    let mut rest = line;
    while column < columns {
        if let Some(behind) = rest.strip_prefix(' ') {
            (rest, column) = (behind, column + 1);
        } else if let Some(behind) = rest.strip_prefix('\t') {
            (rest, column) = (behind, (column / TAB + 1) * TAB);
        } else {
            break;
        }
    }
    out.extend(std::iter::repeat_n(' ', column.saturating_sub(columns)));
    out.push_str(rest);
}
