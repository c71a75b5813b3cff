//! `<details>` with their `<summary>`, which people leave open, forget to open, or close twice.

use std::ops::Range;

use super::html::Html;

/// Something to unfold.
#[derive(Debug)]
pub(super) struct Spoiler {
    /// From `<details>` to behind `</details>`.
    pub range: Range<usize>,
    /// What stands between `<summary>` and `</summary>`.
    pub summary: Range<usize>,
    /// What is to be unfolded.
    pub inner: Range<usize>,
    /// How many others it lies in.
    pub depth: usize,
}

/// All of them, in the order of the text, and what was wrong with them.
#[derive(Debug, Default)]
pub(super) struct Spoilers {
    pub all: Vec<Spoiler>,
    /// Where one begins that is never closed.
    pub unclosed: Vec<usize>,
    /// Tags that close or head nothing.
    pub stray: Vec<Range<usize>>,
    /// The outermost ones.
    roots: Vec<usize>,
}

#[derive(Debug)]
struct Open {
    start: usize,
    behind_tag: usize,
    summary: Option<Range<usize>>,
    behind_summary: Option<usize>,
}

impl Spoilers {
    /// Finds them. One that is left open ends at the next one, or at the next of `headings`.
    pub(super) fn read(html: &Html, headings: &[usize], text: &str) -> Self {
        let mut found = Self::default();
        let mut open: Vec<Open> = Vec::new();
        for tag in &html.tags {
            let range = tag.range.clone();
            match (tag.name.as_str(), tag.closing) {
                ("details", false) => open.push(Open::new(range)),
                ("details", true) => match open.pop() {
                    Some(mut one) => {
                        one.end_summary(text);
                        found.all.push(one.close(range));
                    }
                    None => found.stray.push(range),
                },
                ("summary", false) => {
                    if open.last().is_none_or(|one| one.summary.is_some()) {
                        // Its `<details>` was forgotten.
                        open.push(Open::new(range.start..range.start));
                    }
                    if let Some(one) = open.last_mut() {
                        one.summary = Some(range.end..range.end);
                    }
                }
                ("summary", true) => found.close_summary(&mut open, range),
                _ => {}
            }
        }
        found.close_open(open, headings, text);
        found.all.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
        found.measure();
        found
    }

    fn close_summary(&mut self, open: &mut [Open], range: Range<usize>) {
        match open.last_mut() {
            Some(Open { summary: Some(summary), behind_summary: behind @ None, .. }) => {
                summary.end = range.start;
                *behind = Some(range.end);
            }
            _ => self.stray.push(range),
        }
    }

    fn close_open(&mut self, open: Vec<Open>, headings: &[usize], text: &str) {
        let mut starts: Vec<usize> = self.all.iter().map(|one| one.range.start).collect();
        starts.extend(open.iter().map(|one| one.start));
        starts.sort_unstable();
        let next = |list: &[usize], from: usize| {
            list.get(list.partition_point(|&start| start <= from)).copied().unwrap_or(text.len())
        };
        for mut one in open {
            self.unclosed.push(one.start);
            one.end_summary(text);
            let end = next(&starts, one.start).min(next(headings, one.start));
            self.all.push(one.close(end..end));
        }
    }

    fn measure(&mut self) {
        let mut around: Vec<usize> = Vec::new();
        for (at, one) in self.all.iter_mut().enumerate() {
            while around.last().is_some_and(|&end| end <= one.range.start) {
                around.pop();
            }
            one.depth = around.len();
            around.push(one.range.end);
            if one.depth == 0 {
                self.roots.push(at);
            }
        }
    }

    /// The outermost one that an offset lies in.
    pub(super) fn root_of(&self, offset: usize) -> Option<&Spoiler> {
        let behind = self.roots.partition_point(|&root| self.all[root].range.start <= offset);
        let root = &self.all[self.roots[behind.checked_sub(1)?]];
        (offset < root.range.end).then_some(root)
    }

    /// Whether an offset lies in what is to be unfolded.
    pub(super) fn hide(&self, offset: usize) -> bool {
        self.root_of(offset).is_some()
    }
}

impl Open {
    fn new(tag: Range<usize>) -> Self {
        Self { start: tag.start, behind_tag: tag.end, summary: None, behind_summary: None }
    }

    /// A summary that is not closed ends with its line.
    fn end_summary(&mut self, text: &str) {
        if let (Some(summary), None) = (&mut self.summary, self.behind_summary) {
            let line = text[summary.start..].find('\n').unwrap_or(text.len() - summary.start);
            summary.end = summary.start + line;
            self.behind_summary = Some(summary.end);
        }
    }

    fn close(self, tag: Range<usize>) -> Spoiler {
        let summary = self.summary.unwrap_or(self.behind_tag..self.behind_tag);
        let start = self.behind_summary.unwrap_or(summary.end);
        Spoiler {
            range: self.start..tag.end.max(self.start),
            summary,
            inner: start..tag.start.max(start),
            depth: 0,
        }
    }
}
