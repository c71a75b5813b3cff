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
    /// Where a `<summary>` stands without `<details>`.
    pub unopened: Vec<usize>,
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
    /// Finds them. Where tags are missing, none goes on beyond one of the `headings`, and one that
    /// is left open ends at the next one.
    pub(super) fn read(html: &Html, headings: &[usize], text: &str) -> Self {
        let whole = Self::match_tags(html, &[], text);
        let mut found =
            if whole.is_broken() { Self::match_tags(html, headings, text) } else { whole };
        found.all.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
        found.measure();
        found
    }

    fn is_broken(&self) -> bool {
        !(self.unclosed.is_empty() && self.stray.is_empty() && self.unopened.is_empty())
    }

    fn match_tags(html: &Html, headings: &[usize], text: &str) -> Self {
        let mut found = Self::default();
        let mut open: Vec<Open> = Vec::new();
        let mut headings = headings.iter().copied().peekable();
        for tag in &html.tags {
            while headings.next_if(|&heading| heading < tag.range.start).is_some_and(|heading| {
                found.close_open(std::mem::take(&mut open), heading, text);
                true
            }) {}
            let range = tag.range.clone();
            match (tag.name.as_str(), tag.closing) {
                ("details", false) => open.push(Open::new(range)),
                ("details", true) => match open.pop() {
                    Some(one) => found.all.push(one.close(range, text)),
                    None => found.stray.push(range),
                },
                ("summary", false) => found.open_summary(&mut open, range),
                ("summary", true) => found.close_summary(&mut open, range),
                _ => {}
            }
        }
        found.close_open(open, headings.next().unwrap_or(text.len()), text);
        found
    }

    fn open_summary(&mut self, open: &mut Vec<Open>, range: Range<usize>) {
        if open.last().is_none_or(|one| one.summary.is_some()) {
            // Its `<details>` was forgotten.
            self.unopened.push(range.start);
            open.push(Open::new(range.start..range.start));
        }
        if let Some(one) = open.last_mut() {
            one.summary = Some(range.end..range.end);
        }
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

    /// Ends those that are left open where the next one begins, or at `end`.
    fn close_open(&mut self, open: Vec<Open>, end: usize, text: &str) {
        if open.is_empty() {
            return;
        }
        let mut starts: Vec<usize> = self.all.iter().map(|one| one.range.start).collect();
        starts.sort_unstable();
        let mut end = end;
        for one in open.into_iter().rev() {
            let start = one.start;
            self.unclosed.push(start);
            let next = starts.get(starts.partition_point(|&other| other <= start)).copied();
            let close = next.map_or(end, |next| next.min(end)).max(one.behind_tag);
            self.all.push(one.close(close..close, text));
            end = start;
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

    /// A summary that is not closed ends with its line, or where another one begins.
    fn end_summary(&mut self, text: &str) {
        if let (Some(summary), None) = (&mut self.summary, self.behind_summary) {
            let rest = &text[summary.start..];
            let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
            let next = ["<summary", "<details"].iter().filter_map(|tag| line.find(tag)).min();
            summary.end = summary.start + next.unwrap_or(line.len());
            self.behind_summary = Some(summary.end);
        }
    }

    fn close(mut self, tag: Range<usize>, text: &str) -> Spoiler {
        self.end_summary(text);
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
