//! The first paragraph of an item or of a question: its title, and what goes on below it.

use super::anatomy::opens_with_mark;
use super::doc::Doc;
use super::labels::label;
use super::outline::Mark;
use super::title::Title;
use super::words;

/// Whether a line begins with `Answer:` or the like.
fn opens_answer(line: &str) -> bool {
    label(line).is_some_and(|(name, _)| words::is_answer(name))
}

/// Whether a paragraph has a line that begins so, below its first.
pub(super) fn holds_answer(doc: &Doc, paragraph: usize) -> bool {
    let end = doc.range(paragraph).end;
    let mut breaks = doc.inlines(paragraph).iter().filter(|inline| inline.mark == Mark::Break);
    breaks.any(|inline| opens_answer(&doc.text[inline.range.end..end]))
}

/// The title that a paragraph opens with, and where it ends. Lines that are options, or an answer,
/// are no part of it.
pub(super) fn title(doc: &Doc, paragraph: usize) -> (Title, usize) {
    let inlines = doc.inlines(paragraph);
    let end = doc.range(paragraph).end;
    let is_apart = |line: &str| opens_with_mark(line) || opens_answer(line);
    let apart = inlines.iter().position(|inline| {
        inline.mark == Mark::Break && is_apart(&doc.text[inline.range.end..end])
    });
    let upto = apart.unwrap_or(inlines.len());
    let behind = apart.map_or(end, |at| inlines[at].range.end);
    (Title::of_inlines(doc, paragraph, &inlines[..upto]), behind)
}
