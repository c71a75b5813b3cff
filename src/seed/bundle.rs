//! A whole bank: its files together.

use std::collections::HashMap;
use std::hash::Hash;

use toml::de::DeTable;

use super::SourceFile;
use super::entry::{self, Around, Placed};
use super::fault::{Fault, Faults, Report};
use super::fields::{Fields, Value};
use crate::model::{Category, Question, Slug, TagEntry, Text};
use crate::store::{BUNDLED, Bundle};

/// Parses and validates all files of a bank together.
///
/// `origin` is what its questions come from unless a file says otherwise.
///
/// # Errors
///
/// All [`Faults`] of all files.
pub fn parse(files: &[SourceFile], origin: &str) -> Result<Bundle, Faults> {
    let (bundle, _) = Parsing::default().read(files, origin)?;
    Ok(bundle)
}

/// Parses and validates one file by itself, as an export writes it: its questions may say whose they
/// are and when they came. Beside the bundle, the line of each of its questions.
///
/// # Errors
///
/// All [`Faults`] of the file.
pub fn parse_export(file: &SourceFile) -> Result<(Bundle, Vec<usize>), Faults> {
    let parsing = Parsing { exported: true, ..Parsing::default() };
    parsing.read(std::slice::from_ref(file), "")
}

struct PlacedQuestion {
    file: String,
    question: Placed<Question>,
}

struct PlacedCategory {
    file: String,
    value: Category,
    line: usize,
}

type Documents<'a> = Vec<(&'a SourceFile, DeTable<'a>)>;

#[derive(Default)]
struct Parsing {
    origin: Option<String>,
    tags: Option<Vec<TagEntry>>,
    categories: Vec<PlacedCategory>,
    questions: Vec<PlacedQuestion>,
    faults: Vec<Fault>,
    exported: bool,
}

impl Parsing {
    /// The bundle, and the line of each of its questions.
    fn read(mut self, files: &[SourceFile], origin: &str) -> Result<(Bundle, Vec<usize>), Faults> {
        // Tags come first, because questions are checked against them.
        let documents = self.documents(files);
        for (file, document) in &documents {
            self.tags(file, document);
        }
        for (file, document) in &documents {
            self.file(file, document);
        }
        self.check_across_files(origin);
        if !self.faults.is_empty() {
            self.faults.sort();
            return Err(Faults(self.faults));
        }
        let mut questions: Vec<Placed<Question>> =
            self.questions.into_iter().map(|placed| placed.question).collect();
        questions.sort_by_key(|placed| placed.value.number);
        let lines = questions.iter().map(|placed| placed.line).collect();
        let bundle = Bundle {
            origin: self.origin.unwrap_or_else(|| origin.to_owned()),
            categories: self.categories.into_iter().map(|placed| placed.value).collect(),
            tags: self.tags.unwrap_or_default(),
            questions: questions.into_iter().map(|placed| placed.value).collect(),
        };
        Ok((bundle, lines))
    }

    /// The files that are TOML at all.
    fn documents<'a>(&mut self, files: &'a [SourceFile]) -> Documents<'a> {
        let mut documents = Vec::new();
        for file in files {
            let (document, errors) = DeTable::parse_recoverable(&file.text);
            if errors.is_empty() {
                documents.push((file, document.into_inner()));
            }
            self.report(file, |report| {
                for error in errors {
                    report.fault(&error.span().unwrap_or(0..0), error.message());
                }
            });
        }
        documents
    }

    fn report<T>(&mut self, file: &SourceFile, read: impl FnOnce(&mut Report<'_>) -> T) -> T {
        let mut report = Report { file: &file.name, text: &file.text, faults: Vec::new() };
        let result = read(&mut report);
        self.faults.append(&mut report.faults);
        result
    }

    fn tags(&mut self, file: &SourceFile, document: &DeTable<'_>) {
        let Some((_, value)) = document.iter().find(|(key, _)| key.get_ref() == "tags") else {
            return;
        };
        let mut entries = self.report(file, |report| entry::tag_entries(value, report));
        self.tags.get_or_insert_default().append(&mut entries);
    }

    fn file(&mut self, file: &SourceFile, document: &DeTable<'_>) {
        let (known, exported) = (self.tags.take(), self.exported);
        let (origin, categories, questions) = self.report(file, |report| {
            let mut fields = Fields::new(document, 0..0, "a bank file", report);
            fields.get("tags");
            let origin = fields.optional("origin", str::parse::<Text>);
            let shelves = shelves(&mut fields);
            let entries = fields.list("question");
            if shelves.is_empty() && !entries.is_empty() {
                fields.fault(&(0..0), "a file with questions needs the table `category`");
            }
            fields.finish();
            let categories: Vec<Placed<Category>> = shelves
                .into_iter()
                .filter_map(|value| {
                    let line = report.line(&value.span());
                    Some(Placed { value: entry::category(value, report)?, line })
                })
                .collect();
            let ids: Vec<Slug> = categories.iter().map(|placed| placed.value.id.clone()).collect();
            let around = Around { categories: &ids, tags: known.as_deref(), exported };
            let questions: Vec<_> =
                entries.iter().filter_map(|value| entry::question(value, around, report)).collect();
            (origin, categories, questions)
        });
        self.tags = known;
        self.origin = origin.map(|origin| origin.to_string()).or(self.origin.take());
        let name = || file.name.clone();
        let placed = |Placed { value, line }| PlacedCategory { file: name(), value, line };
        self.categories.extend(categories.into_iter().map(placed));
        let placed = |question| PlacedQuestion { file: name(), question };
        self.questions.extend(questions.into_iter().map(placed));
    }

    fn check_across_files(&mut self, origin: &str) {
        let categories = self.categories.iter().map(|c| (c.file.as_str(), c.line, &c.value));
        let mut faults =
            repeats(categories.map(|(file, line, c)| (file, line, &c.id)), "category `id`");
        let place = |placed: &PlacedQuestion| (placed.file.clone(), placed.question.line);
        let ids =
            self.questions.iter().map(|p| (p.file.as_str(), p.question.line, &p.question.value.id));
        faults.extend(repeats(ids, "question `id`"));
        let numbers = self
            .questions
            .iter()
            .map(|p| (p.file.as_str(), p.question.line, &p.question.value.number));
        faults.extend(repeats(numbers, "`number`"));
        let origin = self.origin.as_deref().unwrap_or(origin);
        let last = self.questions.iter().max_by_key(|placed| placed.question.value.number);
        let count = i64::try_from(self.questions.len()).unwrap_or(i64::MAX);
        if let Some(last) = last.filter(|last| {
            origin == BUNDLED && faults.is_empty() && last.question.value.number != count
        }) {
            let (file, line) = place(last);
            let number = last.question.value.number;
            let message = format!(
                "`number` is {number}, but there are {count} questions: the bundled bank is numbered from 1 without a gap"
            );
            faults.push(Fault { file, line, message });
        }
        self.faults.append(&mut faults);
    }
}

/// The tables of categories: one, or a list of them.
fn shelves<'t>(fields: &mut Fields<'t, '_, '_>) -> Vec<&'t Value<'t>> {
    match fields.get("category") {
        None => Vec::new(),
        Some(value) => match value.get_ref().as_array() {
            Some(array) => array.iter().collect(),
            None => vec![value],
        },
    }
}

/// A fault for every value that an earlier entry has.
fn repeats<'a, T: Eq + Hash + std::fmt::Display + 'a>(
    entries: impl Iterator<Item = (&'a str, usize, &'a T)>,
    name: &str,
) -> Vec<Fault> {
    let mut first: HashMap<&T, (&str, usize)> = HashMap::new();
    let mut faults = Vec::new();
    for (file, line, value) in entries {
        if let Some((earlier, at)) = first.get(value) {
            let message = format!("the {name} `{value}` is taken already, at {earlier}:{at}");
            faults.push(Fault { file: file.to_owned(), line, message });
        } else {
            first.insert(value, (file, line));
        }
    }
    faults
}
