//! A whole bank: its files together.

use std::collections::HashMap;
use std::fmt::Display;
use std::hash::Hash;

use toml::de::DeTable;

use super::SourceFile;
use super::entry::{self, Around, Placed};
use super::fault::{Fault, Faults, Report};
use super::fields::{Fields, one_or_many};
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

/// An entry and the file that it stands in.
struct Filed<T> {
    file: String,
    placed: Placed<T>,
}

type Documents<'a> = Vec<(&'a SourceFile, DeTable<'a>)>;

#[derive(Default)]
struct Parsing {
    origin: Option<String>,
    tags: Option<Vec<TagEntry>>,
    categories: Vec<Filed<Category>>,
    questions: Vec<Filed<Question>>,
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
            self.questions.into_iter().map(|filed| filed.placed).collect();
        questions.sort_by_key(|placed| placed.value.number);
        let lines = questions.iter().map(|placed| placed.line).collect();
        let bundle = Bundle {
            origin: self.origin.unwrap_or_else(|| origin.to_owned()),
            categories: self.categories.into_iter().map(|filed| filed.placed.value).collect(),
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
            if !errors.is_empty() {
                self.report(file, |report| {
                    for error in errors {
                        report.fault(&error.span().unwrap_or(0..0), error.message());
                    }
                });
            }
        }
        documents
    }

    fn report<T>(&mut self, file: &SourceFile, read: impl FnOnce(&mut Report<'_>) -> T) -> T {
        let mut report = Report::new(file);
        let result = read(&mut report);
        self.faults.append(&mut report.faults);
        result
    }

    fn tags(&mut self, file: &SourceFile, document: &DeTable<'_>) {
        let Some(value) = document.get("tags") else { return };
        let mut entries = self.report(file, |report| entry::tag_entries(value, report));
        self.tags.get_or_insert_default().append(&mut entries);
    }

    fn file(&mut self, file: &SourceFile, document: &DeTable<'_>) {
        let (known, exported) = (self.tags.take(), self.exported);
        let (origin, categories, questions) = self.report(file, |report| {
            let mut fields = Fields::new(document, 0..0, "a bank file", report);
            fields.get("tags");
            let origin = fields.optional("origin", str::parse::<Text>);
            let shelves = fields.get("category").map_or(&[][..], one_or_many);
            let entries = fields.list("question");
            if shelves.is_empty() && !entries.is_empty() {
                fields.fault(&(0..0), "a file with questions needs the table `category`");
            }
            fields.finish();
            let categories: Vec<Placed<Category>> = shelves
                .iter()
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
        let filed = |placed| Filed { file: name(), placed };
        self.categories.extend(categories.into_iter().map(filed));
        let filed = |placed| Filed { file: name(), placed };
        self.questions.extend(questions.into_iter().map(filed));
    }

    fn check_across_files(&mut self, origin: &str) {
        let mut faults = repeats(&self.categories, "category `id`", |category| &category.id);
        faults.extend(repeats(&self.questions, "question `id`", |question| &question.id));
        faults.extend(repeats(&self.questions, "`number`", |question| &question.number));
        let origin = self.origin.as_deref().unwrap_or(origin);
        let last = self.questions.iter().max_by_key(|filed| filed.placed.value.number);
        let count = i64::try_from(self.questions.len()).unwrap_or(i64::MAX);
        if let Some(last) = last.filter(|last| {
            origin == BUNDLED && faults.is_empty() && last.placed.value.number != count
        }) {
            let (file, line) = (last.file.clone(), last.placed.line);
            let number = last.placed.value.number;
            let message = format!(
                "`number` is {number}, but there are {count} questions: the bundled bank is numbered from 1 without a gap"
            );
            faults.push(Fault { file, line, message });
        }
        self.faults.append(&mut faults);
    }
}

/// A fault for every key that an earlier entry has.
fn repeats<T, K: Eq + Hash + Display>(
    entries: &[Filed<T>],
    name: &str,
    key: impl Fn(&T) -> &K,
) -> Vec<Fault> {
    let mut first: HashMap<&K, &Filed<T>> = HashMap::new();
    let mut faults = Vec::new();
    for entry in entries {
        let value = key(&entry.placed.value);
        if let Some(Filed { file, placed }) = first.get(value) {
            let at = placed.line;
            let message = format!("the {name} `{value}` is taken already, at {file}:{at}");
            faults.push(Fault { file: entry.file.clone(), line: entry.placed.line, message });
        } else {
            first.insert(value, entry);
        }
    }
    faults
}
