//! The words of a query in their surroundings, as escaped HTML.

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;
use utoipa::ToSchema;

use super::index::{Marked, Units};
use super::words;
use crate::markdown::{self, push_escaped};

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
    question: Text,
    answer: Option<Text>,
}

/// A text with where its units stand.
struct Text {
    text: String,
    spans: Vec<(u32, u32)>,
}

impl Plain {
    /// Of a question and its answer.
    pub(super) fn new((question, answer): (Cow<str>, Option<Cow<str>>)) -> Self {
        Self { question: Text::new(&question), answer: answer.map(|text| Text::new(&text)) }
    }

    /// What it takes, in bytes.
    pub(super) fn len(&self) -> usize {
        self.question.len() + self.answer.as_ref().map_or(0, Text::len)
    }
}

impl Text {
    fn new(markdown: &str) -> Self {
        let text = markdown::to_plain(markdown);
        let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        // Most words are longer than this.
        let mut spans = Vec::with_capacity(text.len() / 4);
        spans.extend(words::spans(&text).map(|span| (place(span.start), place(span.end))));
        spans.shrink_to_fit();
        Self { text, spans }
    }

    fn len(&self) -> usize {
        self.text.len() + size_of_val(self.spans.as_slice())
    }
}

/// Marks the words of one query.
pub struct Highlighter {
    /// For each part of the index.
    marked: Vec<Marked>,
    with_answers: bool,
}

impl Highlighter {
    pub(super) fn new(marked: Vec<Marked>, with_answers: bool) -> Self {
        Self { marked, with_answers }
    }

    /// The words in a question whose units the index gives.
    pub(super) fn highlight(&self, plain: &Plain, units: &Units) -> Highlights {
        let marked = &self.marked[units.layer()];
        let answer = plain.answer.as_ref().filter(|_| self.with_answers);
        Highlights {
            question: whole(&plain.question, &hits(marked, &plain.question, units.question())),
            answer: answer.and_then(|text| passage(text, &hits(marked, text, units.answer()))),
        }
    }
}

/// A word of the query in a text: where it stands, and which one it is.
struct HitWord {
    span: Range<usize>,
    word: u32,
}

fn hits(marked: &Marked, text: &Text, units: &[u32]) -> Vec<HitWord> {
    let mut hits = Vec::new();
    for (&unit, span) in units.iter().zip(&text.spans) {
        if let Some(word) = marked.term(unit) {
            hits.push(HitWord { span: span.0 as usize..span.1 as usize, word });
        }
    }
    hits
}

fn whole(text: &Text, hits: &[HitWord]) -> Option<String> {
    (!hits.is_empty()).then(|| mark(&text.text, 0..text.text.len(), hits))
}

/// The passage with the most different words, the first of such.
fn passage(text: &Text, hits: &[HitWord]) -> Option<String> {
    let best = (0..hits.len()).rev().max_by_key(|&first| {
        let within =
            hits[first..].iter().take_while(|hit| hit.span.end <= hits[first].span.start + PASSAGE);
        // A bit a word; a query hardly ever has more than these.
        within.fold(0_u128, |words, hit| words | 1 << (hit.word % u128::BITS)).count_ones()
    })?;
    let text = &text.text;
    let window = window(text, hits[best].span.start);
    let marked = mark(text, window.clone(), hits);
    let before = if window.start > 0 { "… " } else { "" };
    let after = if window.end < text.len() { " …" } else { "" };
    Some(format!("{before}{marked}{after}"))
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
    let mut marked = String::with_capacity(window.len() + 64);
    let mut at = window.start;
    for HitWord { span, .. } in hits {
        if span.start >= at && span.end <= window.end {
            push_escaped(&mut marked, &text[at..span.start]);
            marked.push_str("<mark>");
            push_escaped(&mut marked, &text[span.clone()]);
            marked.push_str("</mark>");
            at = span.end;
        }
    }
    push_escaped(&mut marked, &text[at..window.end]);
    marked
}
