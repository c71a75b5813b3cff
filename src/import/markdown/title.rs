//! From the line that holds a question to its title.

use std::ops::Range;

use super::clean::back_links;
use super::doc::Doc;
use super::edits::{Edits, Margin};
use super::html::code_spans;
use super::outline::{Inline, Mark, inside};
use super::{links, marks};
use crate::import::options::Options;
use crate::markdown::tags::{self, Piece};
use crate::model::Reference;

/// Tags that a title does without. Others may be what it is about.
const DECORATION: &[&str] = &[
    "a", "b", "big", "br", "center", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i",
    "img", "p", "samp", "small", "span", "strong", "sub", "summary", "sup", "u",
];

/// A title and what stood around its words.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Title {
    /// Markdown, on one line.
    pub text: String,
    pub difficulty: String,
    pub references: Vec<Reference>,
    /// Whether it had a number in front.
    pub numbered: bool,
}

impl Title {
    /// The title that a block with lines is.
    pub(super) fn of(doc: &Doc, block: usize) -> Self {
        Self::of_inlines(doc, block, doc.inlines(block))
    }

    /// The title in a part of a block.
    pub(super) fn of_inlines(doc: &Doc, block: usize, inlines: &[Inline]) -> Self {
        let (markdown, references) = words_of(doc, block, inlines);
        Self { references, ..Self::of_text(&markdown, doc.options) }
    }

    /// The title that a text is, which may have raw HTML in it.
    pub(super) fn of_text(markdown: &str, options: &Options) -> Self {
        let line = one_line(&without_decoration(markdown));
        let (line, first) = marks::without_difficulty(&line, options);
        let numbered = marks::is_numbered(line);
        let (text, second) = marks::without_difficulty(marks::without_number(line), options);
        let difficulty = if first.is_empty() { second } else { first };
        Self { text: text.to_owned(), difficulty, references: Vec::new(), numbered }
    }
}

/// The Markdown of a line without emphasis, links and images; links that lead out of the file.
fn words_of(doc: &Doc, block: usize, inlines: &[Inline]) -> (String, Vec<Reference>) {
    let (Some(first), Some(last)) =
        (inlines.first(), inlines.iter().map(|one| one.range.end).max())
    else {
        return (String::new(), Vec::new());
    };
    let mut start = first.range.start;
    if doc.text[..start].ends_with('\\') {
        start -= 1;
    }
    let mut edits = Edits::default();
    let mut references = Vec::new();
    back_links(doc, block).into_iter().for_each(|range| edits.cut(range));
    for (at, inline) in inlines.iter().enumerate() {
        match &inline.mark {
            Mark::Strong => cut_ends(&mut edits, &inline.range, 2),
            Mark::Emphasis => cut_ends(&mut edits, &inline.range, 1),
            Mark::Image(_) | Mark::Task => edits.cut(inline.range.clone()),
            Mark::Html if doc.edits.leave_nothing(doc.text, inline.range.clone()) => {
                edits.cut(inline.range.clone());
            }
            Mark::Link(to) => {
                let inside = inside(inlines, at);
                references.extend(link(doc, to, inline, inside, last, &mut edits));
            }
            _ => {}
        }
    }
    edits.settle();
    (edits.apply(doc.text, start..last, Margin::default()), references)
}

fn cut_ends(edits: &mut Edits, range: &Range<usize>, length: usize) {
    edits.cut(range.start..range.start + length);
    edits.cut(range.end - length..range.end);
}

/// A link keeps its words, unless it stands in brackets behind the title: then it is a reference.
fn link(
    doc: &Doc,
    to: &str,
    inline: &Inline,
    inside: &[Inline],
    last: usize,
    edits: &mut Edits,
) -> Option<Reference> {
    let range = inline.range.clone();
    let (Some(first), Some(end)) = (inside.first(), inside.iter().map(|one| one.range.end).max())
    else {
        edits.cut(range);
        return None;
    };
    let words = first.range.start..end;
    let title = doc.text[words.clone()].trim().to_owned();
    let in_brackets = doc.text[..range.start].ends_with(['[', '('])
        && doc.text[range.end..].starts_with([']', ')']);
    if in_brackets && last <= range.end + 2 {
        edits.cut(range.start - 1..range.end + 1);
    } else {
        edits.cut(range.start..words.start);
        edits.cut(words.end..range.end);
    }
    let url = links::absolute(doc, to).into_owned();
    url.starts_with("http").then_some(Reference { title, url })
}

/// A text without tags that only decorate; `<code>` becomes backticks. Code stays as it is.
pub(super) fn without_decoration(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for code in code_spans(text) {
        undecorate(&text[at..code.start], &mut out);
        out.push_str(&text[code.clone()]);
        at = code.end;
    }
    undecorate(&text[at..], &mut out);
    out
}

fn undecorate(html: &str, out: &mut String) {
    for piece in tags::scan(html) {
        match piece {
            Piece::Literal(text) if text.starts_with("<!--") => {}
            Piece::Text(text) | Piece::Literal(text) => out.push_str(text),
            Piece::Tag(tag) if tag.name == "code" || tag.name == "kbd" => out.push('`'),
            Piece::Tag(tag) if tag.name == "br" => out.push(' '),
            Piece::Tag(tag) if DECORATION.contains(&tag.name.as_str()) => {}
            Piece::Tag(tag) => out.push_str(tag.source),
        }
    }
}

/// A text on one line. White space that is not of the layout, such as the no-break space, stays.
fn one_line(text: &str) -> String {
    let layout = |c: char| c.is_ascii_whitespace();
    text.split(layout).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
