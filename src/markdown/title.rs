//! Tells the title of a text from what stands below it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parts::parser;

/// The title and the rest, both Markdown; no title where a text begins with anything but a line of words.
pub(super) fn split(markdown: &str) -> (Option<String>, &str) {
    let mut events = parser(markdown).into_offset_iter();
    let start = match events.next() {
        Some((Event::Start(Tag::Paragraph | Tag::Heading { .. }), range)) => range.start,
        _ => return (None, markdown),
    };
    let mut inner: Option<Range<usize>> = None;
    let mut depth = 0_usize;
    for (event, range) in events.by_ref() {
        match event {
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {
                let title = source(markdown, inner.as_ref());
                return (title, markdown[range.end.max(start)..].trim_start_matches('\n'));
            }
            Event::SoftBreak | Event::HardBreak if depth == 0 => break,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        inner = Some(inner.map_or(range.start, |inner| inner.start)..range.end);
    }
    let rest = events.next().map_or(markdown.len(), |(_, range)| range.start);
    (source(markdown, inner.as_ref()), &markdown[rest..])
}

/// A stretch of the source on one line.
fn source(markdown: &str, range: Option<&Range<usize>>) -> Option<String> {
    let source = markdown[range?.clone()].trim();
    (!source.is_empty()).then(|| source.lines().map(str::trim).collect::<Vec<_>>().join(" "))
}
