//! Comma-separated values as of RFC 4180: a header, then a record a question.
//!
//! Cells hold what the bank holds, those too that begin as a formula does.

use csv::{Terminator, WriterBuilder};

use super::{About, Writer};
use crate::bank::view::{OptionView, QuestionView};
use crate::model::{Closed, Reference};

pub(super) const WRITER: Writer = Writer {
    head,
    question: |_, entry| record(&cells(entry.question)),
    foot: |_, _| String::new(),
};

const BYTE_ORDER_MARK: &str = "\u{feff}";
const COLUMNS: [&str; 18] = [
    "id",
    "number",
    "category",
    "kind",
    "question",
    "options",
    "answered",
    "answer",
    "key_points",
    "follow_ups",
    "difficulty",
    "minutes",
    "language",
    "tags",
    "references",
    "origin",
    "created_at",
    "updated_at",
];

fn head(about: &About) -> String {
    let mark = if about.bom { BYTE_ORDER_MARK } else { "" };
    mark.to_owned() + &record(&COLUMNS.map(str::to_owned))
}

fn cells(question: &QuestionView) -> [String; COLUMNS.len()] {
    let lines = |texts: &Option<Vec<String>>| texts.as_ref().map(|texts| texts.join("\n"));
    let cell = Option::unwrap_or_default;
    [
        question.id.clone(),
        question.number.to_string(),
        question.category.clone(),
        question.kind.name().to_owned(),
        question.question.clone(),
        question.options.as_deref().map_or_else(String::new, options),
        question.answered.to_string(),
        cell(question.answer.clone()),
        cell(lines(&question.key_points)),
        cell(lines(&question.follow_ups)),
        question.difficulty.map_or_else(String::new, |difficulty| difficulty.name().to_owned()),
        question.minutes.map_or_else(String::new, |minutes| minutes.to_string()),
        question.language.clone(),
        question.tags.join(", "),
        question.references.as_deref().map_or_else(String::new, references),
        question.origin.clone(),
        question.created_at.to_string(),
        question.updated_at.to_string(),
    ]
}

fn options(options: &[OptionView]) -> String {
    let line = |option: &OptionView| {
        let mark = if option.correct == Some(true) { "[x]" } else { "[ ]" };
        format!("{mark} {}", option.text)
    };
    options.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn references(references: &[Reference]) -> String {
    let line = |reference: &Reference| format!("{} <{}>", reference.title, reference.url);
    references.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn record(cells: &[String; COLUMNS.len()]) -> String {
    written(WriterBuilder::new().terminator(Terminator::CRLF), cells)
}

/// A record as a builder's writer writes it.
pub(super) fn written(builder: &WriterBuilder, cells: &[String]) -> String {
    let mut writer = builder.from_writer(Vec::new());
    // Writing to memory does not fail, and what is written of strings is UTF-8.
    let written = writer.write_record(cells).ok().and_then(|()| writer.into_inner().ok());
    written.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
