//! Words with a colon in front of a text: `Question:`, `**Answer:**`, `答案：`.

use super::doc::Doc;
use super::outline::{Kind, Mark};

/// A longer label is a sentence.
const LONGEST: usize = 40;

/// The label in front of a text, and how many bytes label, colon and markup take.
pub(super) fn label(text: &str) -> Option<(&str, usize)> {
    let line = text.lines().next()?;
    let colon = line.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ':' | '：'))?;
    let behind = colon.0 + colon.1.len_utf8();
    let name = line[..colon.0].trim_matches(|c: char| c.is_whitespace() || is_markup(c));
    // The address of a link, or the inside of code.
    let in_words =
        !line[..colon.0].contains(['[', '`', '(', '<']) && !line[behind..].starts_with("//");
    let rest = &text[behind..];
    // The emphasis that the label opened ends behind the colon.
    let opened = line[..colon.0].starts_with(is_markup) && !line[..colon.0].ends_with(is_markup);
    let rest = if opened { rest.trim_start_matches(is_markup) } else { rest };
    (in_words && !name.is_empty()).then(|| {
        (name, text.len() - rest.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']).len())
    })
}

fn is_markup(c: char) -> bool {
    matches!(c, '*' | '_' | '#')
}

/// Whether a block is a heading, or a paragraph that looks like one: all bold, or ending in a colon.
pub(super) fn heads(doc: &Doc, block: usize) -> bool {
    match doc.kind(block) {
        Kind::Heading(_) => true,
        Kind::Paragraph => {
            is_bold(doc, block) || doc.plain(block).trim_end().ends_with([':', '：'])
        }
        _ => false,
    }
}

/// Whether all words of a block are bold.
pub(super) fn is_bold(doc: &Doc, block: usize) -> bool {
    let mut bold_until = 0;
    let mut any = false;
    for inline in doc.inlines(block) {
        match inline.mark {
            Mark::Strong => {
                bold_until = bold_until.max(inline.range.end);
                any = true;
            }
            Mark::Text | Mark::Code
                if inline.range.start >= bold_until
                    && doc.text[inline.range.clone()].contains(char::is_alphanumeric) =>
            {
                return false;
            }
            _ => {}
        }
    }
    any
}
