//! Answers that are none.

use crate::model::Reference;

/// What stands where an answer should be, in lower case and without the signs around it.
const PLACEHOLDERS: &[&str] = &[
    "todo",
    "tbd",
    "tba",
    "wip",
    "fixme",
    "n/a",
    "na",
    "none",
    "to be completed",
    "to be added",
    "to be done",
    "coming soon",
    "answer here",
    "add answer here",
    "your answer here",
    "answer goes here",
    "no answer yet",
    "work in progress",
    "in progress",
    "por completar",
    "pendiente",
    "en construcción",
    "à compléter",
    "в процессе",
    "待补充",
    "待完善",
    "待续",
];

/// What an answer turns out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A text to keep.
    Text,
    /// Nothing, in the sense of Unicode's white space.
    Missing,
    /// A text that says that one is yet to come.
    Placeholder,
    /// A link and nothing else.
    Link(Reference),
}

pub(super) fn look_at(answer: &str, further: &[String]) -> Answer {
    let text = answer.trim();
    if text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}'))
    {
        return Answer::Missing;
    }
    if text.chars().all(|c| "-–—.…?/".contains(c)) {
        return Answer::Placeholder;
    }
    let bare = |c: char| c.is_whitespace() || "*_[](){}<>.!…:`-–—".contains(c);
    let folded = text.trim_matches(bare).to_lowercase();
    let meant = |placeholder: &str| placeholder.trim_matches(bare).to_lowercase() == folded;
    // `None` in code is a value.
    let known = !text.starts_with('`') && PLACEHOLDERS.contains(&folded.as_str());
    if known || further.iter().any(|text| meant(text)) {
        return Answer::Placeholder;
    }
    link(text).map_or(Answer::Text, Answer::Link)
}

/// A text that is one Markdown link or one bare address.
fn link(text: &str) -> Option<Reference> {
    let text = text.trim_start_matches(['*', '-', '_', ' ']).trim_end_matches(['*', '_', ' ', '.']);
    let bare = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
    let web = |url: &str| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && !url
                .contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '"'))
    };
    if web(bare) {
        return Some(Reference { title: bare.to_owned(), url: bare.to_owned() });
    }
    let (title, url) = text.strip_prefix('[')?.strip_suffix(')')?.rsplit_once("](")?;
    let title = title.trim_matches(['*', '_', ' ']);
    let one = web(url) && !title.is_empty() && !title.contains("](");
    one.then(|| Reference { title: title.to_owned(), url: url.to_owned() })
}
