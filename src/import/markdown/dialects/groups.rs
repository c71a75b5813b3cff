//! Walking through the blocks of a text while minding the headings above them.

use crate::import::markdown::category::Path;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::outline::Kind;
use crate::import::markdown::section::Section;
use crate::import::markdown::words;

/// Calls `visit` for every outermost block that is no heading, with the headings above it; parts such as the licence are passed over.
pub(super) fn walk(doc: &Doc, mut visit: impl FnMut(usize, &Path)) {
    let mut path = Path::default();
    let mut tail: Option<u8> = None;
    for block in doc.outline.roots() {
        let Kind::Heading(level) = doc.kind(block) else {
            if tail.is_none() {
                visit(block, &path);
            }
            continue;
        };
        if tail.is_none_or(|tail| level <= tail) {
            path.enter(doc, block);
            tail = words::is_tail(&doc.plain(block)).then_some(level);
        }
    }
}

/// Lets each section go on to where the next one begins, or one of `headings`.
pub(super) fn extend(doc: &Doc, sections: &mut [Section], headings: &[usize]) {
    let starts: Vec<usize> = sections.iter().map(|section| doc.line_start(section.start)).collect();
    for (at, section) in sections.iter_mut().enumerate() {
        let next = starts.get(at + 1).copied().unwrap_or(doc.text.len());
        let heading = headings.get(headings.partition_point(|&start| start < section.body.start));
        let end = heading.map_or(next, |&heading| heading.min(next));
        section.body.end = end.max(section.body.start);
    }
}

/// Where all headings begin.
pub(super) fn headings(doc: &Doc) -> Vec<usize> {
    doc.headings.iter().map(|&at| doc.range(at).start).collect()
}
