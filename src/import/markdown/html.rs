//! The raw HTML between the Markdown: tags and comments, wherever they are not code.

use std::ops::Range;

use super::outline::{Kind, Mark, Outline};
use crate::markdown::tags::{self, Piece};

/// A tag and where it stands.
#[derive(Debug)]
pub(super) struct Tag {
    pub name: String,
    pub closing: bool,
    pub range: Range<usize>,
    /// Where a link leads.
    pub href: Option<String>,
    /// Where an image is.
    pub src: Option<String>,
    /// Whether it is an anchor: something to lead to, not a link.
    pub is_anchor: bool,
    /// Whether its content stands at the right edge.
    pub at_right: bool,
}

/// All raw HTML of a text.
#[derive(Debug, Default)]
pub(super) struct Html {
    pub tags: Vec<Tag>,
    pub comments: Vec<Range<usize>>,
}

impl Html {
    pub(super) fn read(text: &str, outline: &Outline) -> Self {
        let mut html = Self::default();
        for (at, block) in outline.blocks.iter().enumerate() {
            if block.kind == Kind::Html {
                html.scan(text, block.range.clone());
            }
            let inlines = outline.inlines(at).iter();
            for inline in inlines.filter(|inline| inline.mark == Mark::Html) {
                html.scan(text, inline.range.clone());
            }
        }
        html
    }

    /// The tags within a stretch of the text.
    pub(super) fn tags_in(&self, range: &Range<usize>) -> &[Tag] {
        let start = self.tags.partition_point(|tag| tag.range.start < range.start);
        let end = self.tags.partition_point(|tag| tag.range.start < range.end);
        self.tags.get(start..end).unwrap_or_default()
    }

    fn scan(&mut self, text: &str, range: Range<usize>) {
        let code = code_spans(&text[range.clone()]);
        let mut at = range.start;
        for piece in tags::scan(&text[range.clone()]) {
            let here = at;
            at += match &piece {
                Piece::Text(text) | Piece::Literal(text) => text.len(),
                Piece::Tag(tag) => tag.source.len(),
            };
            let offset = here - range.start;
            match piece {
                Piece::Literal(text) if text.starts_with("<!--") => self.comments.push(here..at),
                Piece::Tag(found) if !code.iter().any(|span| span.contains(&offset)) => {
                    self.tags.push(tag(&found, here..at));
                }
                _ => {}
            }
        }
    }
}

fn tag(found: &tags::Tag, range: Range<usize>) -> Tag {
    let attribute = |name: &str| found.attribute(name).map(str::to_owned);
    let right = |name: &str| attribute(name).is_some_and(|value| value.contains("right"));
    Tag {
        name: found.name.clone(),
        closing: found.closing,
        range,
        href: attribute("href").filter(|_| found.name == "a"),
        src: attribute("src").filter(|_| found.name == "img"),
        is_anchor: found.name == "a"
            && found.attribute("href").is_none()
            && (found.attribute("name").is_some() || found.attribute("id").is_some()),
        at_right: right("align") || right("style"),
    }
}

/// What stands between backticks: Markdown does not look into raw HTML, but people write code there.
pub(super) fn code_spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = text[start..].bytes().take_while(|&byte| byte == b'`').count();
        at = start + length;
        match &open {
            Some(run) if run.len() == length => {
                spans.push(run.start..at);
                open = None;
            }
            Some(_) => {}
            None => open = Some(start..at),
        }
    }
    spans
}
