//! The tables of a bank file: a category, its questions, tags.

use jiff::Timestamp;
use toml::de::DeTable;

use super::fault::Report;
use super::fields::{Fields, Value};
use crate::model::{
    AnswerOption, Category, Closed, Difficulty, Question, Reference, Slug, Tag, TagEntry, Text,
    is_language_tag,
};

/// The highest number that a category, question or source may have.
const HIGHEST_NUMBER: i64 = 1_000_000_000;
/// The longest that a question may take, in minutes.
const MOST_MINUTES: i64 = 600;

/// A value, and the line on which it begins.
pub(super) struct Placed<T> {
    pub value: T,
    pub line: usize,
}

pub(super) fn category(value: &Value<'_>, report: &mut Report<'_>) -> Option<Category> {
    let table = table("category", value, report)?;
    let mut fields = Fields::new(table, value.span(), "a category", report);
    let id = fields.required("id", str::parse::<Slug>);
    let name = fields.required("name", str::parse::<Text>);
    let description = fields.optional("description", str::parse::<Text>);
    let number = fields.required_whole("number", 1..=HIGHEST_NUMBER);
    fields.finish();
    Some(Category { id: id?, name: name?, description, number: number? })
}

/// What the questions of a file are checked against.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The categories of the file. The only one need not be named by its questions.
    pub categories: &'a [Slug],
    /// The tags that there are, where they are listed.
    pub tags: Option<&'a [TagEntry]>,
    /// Whether questions say whose they are and when they came, as those of an export do.
    pub exported: bool,
}

pub(super) fn question(
    value: &Value<'_>,
    around: Around<'_>,
    report: &mut Report<'_>,
) -> Option<Placed<Question>> {
    let table = table("question", value, report)?;
    let line = report.line(&value.span());
    let mut fields = Fields::new(table, value.span(), "a question", report);
    let category = category_of(&mut fields, around.categories);
    let (origin, created_at, updated_at) = provenance(&mut fields, around.exported);
    let id = fields.required("id", str::parse::<Slug>);
    let number = fields.required_whole("number", 1..=HIGHEST_NUMBER);
    let source_number = fields.optional_whole("source_number", 1..=HIGHEST_NUMBER);
    let difficulty = fields.optional("difficulty", difficulty_named);
    let minutes = fields.optional_whole("minutes", 1..=MOST_MINUTES);
    let tags = tags(&mut fields, around.tags);
    let language = fields.optional("language", language_tag);
    let text = fields.required("question", str::parse::<Text>);
    let options = tables(&mut fields, "options", option);
    let answer = fields.optional("answer", str::parse::<Text>);
    let key_points = fields.texts("key_points", str::parse::<Text>);
    let follow_ups = fields.texts("follow_ups", str::parse::<Text>);
    let references = tables(&mut fields, "references", reference);
    fields.finish();
    let question = Question {
        id: id?,
        number: number?,
        category: category?,
        question: text?,
        options,
        answer,
        key_points,
        follow_ups,
        difficulty,
        minutes,
        language: language.unwrap_or_else(|| "en".to_owned()),
        tags,
        references,
        source_number,
        origin,
        created_at,
        updated_at,
    };
    Some(Placed { value: question, line })
}

/// The category of a question: the one that it names, else the only one of the file.
fn category_of(fields: &mut Fields<'_, '_, '_>, known: &[Slug]) -> Option<Slug> {
    // Where the file's own category is faulty, that is fault enough.
    if known.len() <= 1 && !fields.has("category") || known.is_empty() {
        fields.get("category");
        return known.first().cloned();
    }
    fields.required("category", |text| match known.iter().find(|slug| slug.as_str() == text) {
        Some(slug) => Ok(slug.clone()),
        None => Err("the file has no such category"),
    })
}

/// Whose the question is and when it came and changed, as far as an export says it.
fn provenance(fields: &mut Fields<'_, '_, '_>, exported: bool) -> (String, Timestamp, Timestamp) {
    let unknown = (String::new(), Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
    if !exported {
        return unknown;
    }
    let origin = fields.optional("origin", str::parse::<Text>);
    let created = fields.optional("created_at", str::parse::<Timestamp>);
    let updated = fields.optional("updated_at", str::parse::<Timestamp>);
    (
        origin.map_or(unknown.0, |origin| origin.to_string()),
        created.unwrap_or(unknown.1),
        updated.unwrap_or(unknown.2),
    )
}

/// The table of tags: a description for each.
pub(super) fn tag_entries(value: &Value<'_>, report: &mut Report<'_>) -> Vec<TagEntry> {
    let Some(table) = table("tags", value, report) else {
        return Vec::new();
    };
    let mut entries = Vec::new();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let id =
            Tag::new(name).map_err(|why| report.fault(&key.span(), format!("`{name}`: {why}")));
        let mut fields = Fields::new(table, value.span(), "the tags", report);
        let description = fields.parse(name, value, str::parse::<Text>);
        entries
            .extend(id.ok().zip(description).map(|(id, description)| TagEntry { id, description }));
    }
    entries
}

fn table<'t, 'a>(
    name: &str,
    value: &'t Value<'a>,
    report: &mut Report<'_>,
) -> Option<&'t DeTable<'a>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        let found = value.get_ref().type_str();
        report.fault(&value.span(), format!("`{name}` is of type {found}; write a table"));
    }
    table
}

/// A list of tables, each read by `read`.
fn tables<T>(
    fields: &mut Fields<'_, '_, '_>,
    name: &'static str,
    read: impl Fn(&mut Fields<'_, '_, '_>) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for value in fields.list(name) {
        if let Some(table) = table(name, value, fields.report()) {
            let what = if name == "options" { "an option" } else { "a reference" };
            let mut inner = Fields::new(table, value.span(), what, fields.report());
            all.extend(read(&mut inner));
            inner.finish();
        }
    }
    all
}

fn option(fields: &mut Fields<'_, '_, '_>) -> Option<AnswerOption> {
    let text = fields.required("text", str::parse::<Text>);
    let correct = match fields.get("correct") {
        None => false,
        Some(value) => value.get_ref().as_bool().unwrap_or_else(|| {
            fields.wrong_type("correct", value, "`true` or `false`");
            false
        }),
    };
    Some(AnswerOption { text: text?, correct })
}

fn reference(fields: &mut Fields<'_, '_, '_>) -> Option<Reference> {
    let title = fields.required("title", str::parse::<Text>);
    let url = fields.required("url", web_address);
    Some(Reference { title: title?.to_string(), url: url? })
}

fn tags(fields: &mut Fields<'_, '_, '_>, known: Option<&[TagEntry]>) -> Vec<Tag> {
    let check = |text: &str| {
        let tag = Tag::new(text).map_err(|why| why.to_string())?;
        let Some(known) = known.filter(|known| known.iter().all(|entry| entry.id != tag)) else {
            return Ok(tag);
        };
        let meant = crate::model::nearest(text, known.iter().map(|entry| entry.id.as_str()));
        let meant = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
        Err(format!("it is not among the tags of `tags.toml`{meant}"))
    };
    let mut tags = fields.texts("tags", check);
    tags.sort_unstable();
    tags.dedup();
    tags
}

fn difficulty_named(name: &str) -> Result<Difficulty, String> {
    let names: Vec<_> = Difficulty::names().map(|name| format!("`{name}`")).collect();
    Difficulty::named(name).ok_or_else(|| format!("allowed are {}", names.join(", ")))
}

fn language_tag(text: &str) -> Result<String, &'static str> {
    let tag = is_language_tag(text).then(|| text.to_owned());
    tag.ok_or("allowed are language tags such as `en` or `pt-BR`")
}

fn web_address(text: &str) -> Result<String, &'static str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| !c.is_whitespace() && !c.is_control();
    match rest {
        Some(rest) if !rest.is_empty() && rest.chars().all(plain) => Ok(text.to_owned()),
        _ => Err("a link begins with `https://` or `http://` and has no blanks"),
    }
}
