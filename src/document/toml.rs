//! Our own files: all that the bank holds, in one file. `seed/README.md` describes the format; here
//! it has several categories, and says whose each question is and when it came.

use serde::Serialize;

use super::{About, Entry, Writer};
use crate::bank::view::QuestionView;
use crate::model::{Category, Difficulty, Reference};

pub(super) const WRITER: Writer = Writer { head, question, foot: |_, _| String::new() };

#[derive(Serialize)]
struct Shelf<'a> {
    category: [CategoryTable<'a>; 1],
}

#[derive(Serialize)]
struct CategoryTable<'a> {
    id: &'a str,
    name: &'a str,
    number: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
struct Page<'a> {
    question: [QuestionTable<'a>; 1],
}

#[derive(Serialize)]
struct QuestionTable<'a> {
    id: &'a str,
    number: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_number: Option<i64>,
    category: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    difficulty: Option<Difficulty>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<i64>,
    language: &'a str,
    tags: &'a [String],
    question: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    key_points: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    follow_ups: &'a [String],
    origin: &'a str,
    created_at: String,
    updated_at: String,
    // Tables come last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<OptionTable<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    references: &'a [Reference],
}

#[derive(Serialize)]
struct OptionTable<'a> {
    text: &'a str,
    correct: bool,
}

fn head(about: &About) -> String {
    let mut out = String::new();
    if !about.shelves.tags.is_empty() {
        let mut tags = ::toml::Table::new();
        for tag in &about.shelves.tags {
            tags.insert(tag.id.to_string(), tag.description.to_string().into());
        }
        out.push_str("[tags]\n");
        out.push_str(&text(&tags));
        out.push('\n');
    }
    for category in &about.shelves.categories {
        out.push_str(&text(&Shelf { category: [shelf(category)] }));
        out.push('\n');
    }
    out
}

fn shelf(category: &Category) -> CategoryTable<'_> {
    CategoryTable {
        id: category.id.as_str(),
        name: category.name.as_str(),
        number: category.number,
        description: category.description.as_ref().map(crate::model::Text::as_str),
    }
}

fn question(_: &About, entry: &Entry<'_>) -> String {
    text(&Page { question: [table(entry.question, entry.source_number)] }) + "\n"
}

fn table(question: &QuestionView, source_number: Option<i64>) -> QuestionTable<'_> {
    let options = question.options.iter().flatten();
    QuestionTable {
        id: &question.id,
        number: question.number,
        source_number,
        category: &question.category,
        difficulty: question.difficulty,
        minutes: question.minutes,
        language: &question.language,
        tags: &question.tags,
        question: &question.question,
        answer: question.answer.as_deref(),
        key_points: question.key_points.as_deref().unwrap_or_default(),
        follow_ups: question.follow_ups.as_deref().unwrap_or_default(),
        origin: &question.origin,
        created_at: question.created_at.to_string(),
        updated_at: question.updated_at.to_string(),
        options: options
            .map(|option| OptionTable { text: &option.text, correct: option.correct == Some(true) })
            .collect(),
        references: question.references.as_deref().unwrap_or_default(),
    }
}

/// A value of these types is always a document.
fn text(value: &impl Serialize) -> String {
    ::toml::to_string_pretty(value).unwrap_or_default()
}
