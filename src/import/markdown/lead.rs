//! The first paragraph of an item or of a question: its title, and what goes on below it.

use super::anatomy::opens_with_mark;
use super::doc::Doc;
use super::outline::Mark;
use super::title::Title;

/// The title that a paragraph opens with, and where it ends. Lines that are options are no part of it.
pub(super) fn title(doc: &Doc, paragraph: usize) -> (Title, usize) {
    let inlines = doc.inlines(paragraph);
    let end = doc.range(paragraph).end;
    let option = inlines.iter().position(|inline| {
        inline.mark == Mark::Break && opens_with_mark(&doc.text[inline.range.end..end])
    });
    let upto = option.unwrap_or(inlines.len());
    let behind = option.map_or(end, |at| inlines[at].range.end);
    (Title::of_inlines(doc, paragraph, &inlines[..upto]), behind)
}
