//! From the headings above a question to its category.

use super::doc::Doc;
use super::title::Title;
use super::{marks, words};

/// What banks add to the name of a subject.
const BESIDE: &[&str] =
    &["interview", "questions", "question", "answers", "answer", "and", "&", "q&a", "with", "qa"];

/// What they put in front of it, beside a number.
const ADVERTISING: &[&str] = &[
    "top",
    "must-know",
    "most",
    "common",
    "essential",
    "frequently",
    "asked",
    "best",
    "important",
];

/// The headings above the place that is looked at.
#[derive(Debug, Default)]
pub(super) struct Path {
    open: Vec<(u8, Part)>,
}

#[derive(Debug)]
enum Part {
    Name(String),
    Difficulty(String),
}

impl Path {
    /// Goes below a heading.
    pub(super) fn enter(&mut self, doc: &Doc, heading: usize) {
        let level = doc.level(heading);
        self.open.retain(|(open, _)| *open < level);
        let title = Title::of(doc, heading);
        if words::heads_contents(&title.text) {
            return;
        }
        let part = match marks::level_of_heading(&title.text, doc.options) {
            Some(difficulty) => Part::Difficulty(difficulty),
            None => Part::Name(name(&title.text)),
        };
        self.open.push((level, part));
    }

    /// The names of the headings, the outermost first.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.open.iter().filter_map(|(_, part)| match part {
            Part::Name(name) if !name.is_empty() => Some(name.clone()),
            _ => None,
        });
        names.collect()
    }

    /// The difficulty that a heading gives to all below it.
    pub(super) fn difficulty(&self) -> String {
        let said = self.open.iter().rev().find_map(|(_, part)| match part {
            Part::Difficulty(difficulty) => Some(difficulty.clone()),
            Part::Name(_) => None,
        });
        said.unwrap_or_default()
    }
}

/// The name of a category: without counts in brackets, `Interview Questions` and signs around it.
pub(super) fn name(heading: &str) -> String {
    let text = without_counts(heading);
    let sign = |c: char| !c.is_alphanumeric() && !c.is_ascii() && !"«»“”‘’（）【】".contains(c);
    let text = text.trim_matches(|c: char| sign(c) || c.is_whitespace() || c == ':');
    let mut kept: Vec<&str> = text.split_whitespace().collect();
    let folded = |word: &str| {
        word.trim_matches(|c: char| c == ':' || c == ',' || c == '(' || c == ')').to_lowercase()
    };
    let asks = kept
        .iter()
        .any(|word| matches!(folded(word).as_str(), "questions" | "question" | "interview"));
    if asks {
        if let [.., "in", year] = kept.as_slice()
            && year.bytes().all(|byte| byte.is_ascii_digit())
        {
            kept.truncate(kept.len() - 2);
        }
        while kept.last().is_some_and(|word| BESIDE.contains(&folded(word).as_str())) {
            kept.pop();
        }
        let counts = |word: &&str| {
            ADVERTISING.contains(&folded(word).as_str())
                || word.starts_with(|c: char| c.is_ascii_digit())
        };
        let said = kept.iter().take_while(|word| counts(word)).count();
        if said < kept.len() {
            kept.drain(..said);
        }
    }
    kept.join(" ").trim_end_matches([':', '-', '–', '—', ' ']).to_owned()
}

/// Without `(12)`, `[12]`, `(12 questions)` at the end.
fn without_counts(heading: &str) -> &str {
    let text = heading.trim();
    let Some(open) = text.rfind(['(', '[', '（']) else { return text };
    let inner = text[open..].trim_matches(['(', ')', '[', ']', '（', '）', ' ']);
    let counts = inner.starts_with(|c: char| c.is_numeric())
        && inner
            .split_whitespace()
            .skip(1)
            .all(|word| BESIDE.contains(&word.to_lowercase().as_str()));
    if counts && text.ends_with([')', ']', '）']) { text[..open].trim_end() } else { text }
}
