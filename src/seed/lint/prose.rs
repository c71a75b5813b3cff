//! What people read of a Markdown text: its words without its code.

use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown;

/// Words shorter than this say nothing of what a text is about.
const TELLING: usize = 4;

/// Longer words that say nothing of it either.
const STOP_WORDS: &[&str] = &[
    "after", "again", "against", "already", "also", "although", "always", "another", "answer",
    "answers", "because", "before", "being", "between", "both", "cannot", "comes", "could", "does",
    "done", "during", "each", "either", "else", "even", "ever", "every", "explain", "explains",
    "find", "finds", "first", "from", "gets", "give", "given", "gives", "have", "having", "here",
    "instead", "into", "itself", "just", "keep", "keeps", "knows", "like", "made", "make", "makes",
    "many", "mention", "mentions", "more", "most", "much", "must", "name", "names", "need",
    "needs", "neither", "never", "none", "only", "other", "others", "over", "place", "places",
    "possible", "quite", "rather", "reason", "same", "says", "should", "since", "some", "still",
    "such", "take", "takes", "tells", "than", "that", "their", "them", "then", "there", "these",
    "they", "thing", "things", "this", "those", "though", "through", "under", "unless", "until",
    "upon", "uses", "using", "very", "well", "were", "what", "when", "where", "whether", "which",
    "while", "whose", "will", "with", "within", "without", "worth", "would",
];

/// A Markdown text taken apart.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// What is said, without code of any kind and without quotations.
    pub said: Vec<Line>,
    /// Words with spans of code, but without blocks of it.
    pub words: usize,
    /// Everything, code too: what a key point may refer to.
    pub all: String,
    /// What an answer should not have, by line.
    pub misplaced: Vec<(usize, Misplaced)>,
}

/// A piece of prose and its line in the text, from 0.
#[derive(Debug)]
pub(super) struct Line {
    pub line: usize,
    pub text: String,
}

/// What an answer should not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misplaced {
    Heading,
    Html,
    Image,
    /// A block of code that does not say its language.
    Code,
}

impl Prose {
    pub(super) fn of(text: &str) -> Self {
        let mut prose = Self::default();
        let (mut code, mut quotation) = (false, 0_usize);
        let mut counted = String::new();
        for (event, span) in markdown::events(text) {
            let line = text[..span.start].matches('\n').count();
            prose.misplaced.extend(misplaced(&event).map(|what| (line, what)));
            match event {
                Event::Start(Tag::CodeBlock(_)) => code = true,
                Event::End(TagEnd::CodeBlock) => code = false,
                Event::Start(Tag::BlockQuote(_)) => quotation += 1,
                Event::End(TagEnd::BlockQuote(_)) => quotation -= 1,
                Event::Text(piece) => {
                    prose.all.push_str(&piece);
                    if !code {
                        counted.push_str(&piece);
                    }
                    if !code && quotation == 0 {
                        prose.said.push(Line { line, text: piece.into_string() });
                    }
                }
                Event::Code(piece) => {
                    prose.all.push_str(&piece);
                    counted.push_str(&piece);
                }
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
                _ => {
                    prose.all.push(' ');
                    counted.push(' ');
                }
            }
        }
        prose.words = counted.split_whitespace().count();
        prose
    }
}

fn misplaced(event: &Event<'_>) -> Option<Misplaced> {
    use pulldown_cmark::CodeBlockKind::{Fenced, Indented};
    match event {
        Event::Start(Tag::Heading { .. }) => Some(Misplaced::Heading),
        Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => Some(Misplaced::Html),
        Event::Start(Tag::Image { .. }) => Some(Misplaced::Image),
        Event::Start(Tag::CodeBlock(Indented)) => Some(Misplaced::Code),
        Event::Start(Tag::CodeBlock(Fenced(info))) if info.trim().is_empty() => {
            Some(Misplaced::Code)
        }
        _ => None,
    }
}

/// The words of a Markdown text, blocks of code not counted.
#[must_use]
pub fn words(text: &str) -> usize {
    Prose::of(text).words
}

/// The words that say what a text is about, by their stems.
pub(super) fn telling(text: &str) -> HashMap<String, String> {
    let stemmer = Stemmer::new(Algorithm::English);
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= TELLING && !STOP_WORDS.contains(&word.as_str()));
    words.map(|word| (stemmer.stem(&word).into_owned(), word)).collect()
}
