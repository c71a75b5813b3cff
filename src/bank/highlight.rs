//! The words of a query in their surroundings, as escaped HTML.

use std::collections::HashSet;
use std::ops::Range;

use serde::Serialize;
use utoipa::ToSchema;

use super::words::{self, Unit};
use crate::markdown::{self, escape_html};
use crate::model::Question;

/// How much of an answer is shown around the words, in bytes.
const PASSAGE: usize = 240;

/// Where the words of the query stand: HTML-escaped text with `<mark>` around them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Highlights {
    /// The whole question; absent when no word stands in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        nullable = false,
        example = "What is a <mark>closure</mark>, and what exactly does it capture?"
    )]
    pub question: Option<String>,
    /// A passage of the answer; absent when no word stands in it, or it was withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        nullable = false,
        example = "… A <mark>closure</mark> keeps the variable, not its value …"
    )]
    pub answer: Option<String>,
}

/// The texts in which words are marked, without their Markdown.
pub(super) struct Plain {
    question: String,
    answer: Option<String>,
}

impl Plain {
    pub(super) fn new(question: &Question) -> Self {
        Self {
            question: markdown::to_plain(question.question.as_str()),
            answer: question.answer.as_ref().map(|text| markdown::to_plain(text.as_str())),
        }
    }

    /// How long the texts are, in bytes.
    pub(super) fn len(&self) -> usize {
        self.question.len() + self.answer.as_ref().map_or(0, String::len)
    }
}

/// Marks the words of one query.
pub struct Highlighter {
    wanted: HashSet<String>,
    with_answers: bool,
}

impl Highlighter {
    pub(super) fn new(wanted: HashSet<String>, with_answers: bool) -> Self {
        Self { wanted, with_answers }
    }

    pub(super) fn highlight(&self, plain: &Plain) -> Highlights {
        let answer = plain.answer.as_ref().filter(|_| self.with_answers);
        Highlights {
            question: self.whole(&plain.question),
            answer: answer.and_then(|text| self.passage(text)),
        }
    }

    fn whole(&self, text: &str) -> Option<String> {
        let hits = self.hits(text);
        (!hits.is_empty()).then(|| mark(text, 0..text.len(), &hits))
    }

    /// The passage with the most different words, the first of such.
    fn passage(&self, text: &str) -> Option<String> {
        let hits = self.hits(text);
        let best = (0..hits.len()).rev().max_by_key(|&first| {
            let within = hits[first..]
                .iter()
                .take_while(|hit| hit.span.end <= hits[first].span.start + PASSAGE);
            within.map(|hit| &hit.word).collect::<HashSet<_>>().len()
        })?;
        let window = window(text, hits[best].span.start);
        let marked = mark(text, window.clone(), &hits);
        let before = if window.start > 0 { "… " } else { "" };
        let after = if window.end < text.len() { " …" } else { "" };
        Some(format!("{before}{marked}{after}"))
    }

    fn hits(&self, text: &str) -> Vec<HitWord> {
        let wanted = |unit: Unit| {
            let word = unit.words().find(|word| self.wanted.contains(&word.term))?.term.clone();
            Some(HitWord { span: unit.span, word })
        };
        words::units(text).into_iter().filter_map(wanted).collect()
    }
}

struct HitWord {
    span: Range<usize>,
    word: String,
}

/// A stretch of `text` around `hit`, from a blank to a blank where there are any near.
fn window(text: &str, hit: usize) -> Range<usize> {
    let start = text.floor_char_boundary(hit.saturating_sub(PASSAGE / 4));
    let start = match start {
        0 => 0,
        _ => text[start..hit].find(char::is_whitespace).map_or(start, |at| start + at + 1),
    };
    let start = text.ceil_char_boundary(start).min(hit);
    let end = text.floor_char_boundary((start + PASSAGE).min(text.len()));
    if end == text.len() {
        return start..end;
    }
    let blank = text[hit..end].rfind(char::is_whitespace).filter(|&at| at > 0);
    start..blank.map_or(end, |at| hit + at)
}

fn mark(text: &str, window: Range<usize>, hits: &[HitWord]) -> String {
    let mut marked = String::with_capacity(window.len() + 32);
    let mut at = window.start;
    for HitWord { span, .. } in hits {
        if span.start >= at && span.end <= window.end {
            marked.push_str(&escape_html(&text[at..span.start]));
            marked.push_str("<mark>");
            marked.push_str(&escape_html(&text[span.clone()]));
            marked.push_str("</mark>");
            at = span.end;
        }
    }
    marked.push_str(&escape_html(&text[at..window.end]));
    marked
}
