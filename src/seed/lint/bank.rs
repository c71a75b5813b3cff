//! A bank with the place of everything in it.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::places::Places;
use super::prose::Prose;
use crate::model::{Category, Question, Tag, TagEntry};
use crate::seed::fault::Lines;
use crate::seed::fields::one_or_many;
use crate::seed::{Faults, SourceFile, parse};

/// A bank as the checks see it.
pub(super) struct Bank<'a> {
    pub entries: Vec<Entry<'a>>,
    /// Each with its file and line.
    pub categories: Vec<(Category, (&'a str, usize))>,
    /// The described tags, each with its file and line.
    pub tags: Vec<(Tag, (&'a str, usize))>,
}

/// A question and where it stands.
pub(super) struct Entry<'a> {
    pub question: Question,
    /// Its answer without code; empty where there is none.
    pub prose: Prose,
    file: &'a str,
    places: Places,
}

impl Entry<'_> {
    /// The entry itself.
    pub(super) fn place(&self) -> (&str, usize) {
        (self.file, self.places.entry)
    }

    /// A field.
    pub(super) fn field(&self, name: &str) -> (&str, usize) {
        (self.file, self.places.field(name))
    }

    /// A line of a field, from 0.
    pub(super) fn line_of(&self, name: &str, line: usize) -> (&str, usize) {
        (self.file, self.places.field(name) + line)
    }

    /// An element of a list.
    pub(super) fn element(&self, name: &str, index: usize) -> (&str, usize) {
        (self.file, self.places.element(name, index))
    }
}

impl<'a> Bank<'a> {
    /// Parses all files, and then once more for the places.
    pub(super) fn read(files: &'a [SourceFile], origin: &str) -> Result<Self, Faults> {
        let bundle = parse(files, origin)?;
        let mut bank = Self { entries: Vec::new(), categories: Vec::new(), tags: Vec::new() };
        let mut questions: HashMap<String, Question> =
            bundle.questions.into_iter().map(|one| (one.id.to_string(), one)).collect();
        for file in files {
            let (document, _) = DeTable::parse_recoverable(&file.text);
            let reading =
                Reading { file, document: document.get_ref(), lines: Lines::new(&file.text) };
            bank.categories.extend(reading.categories(&bundle.categories));
            bank.tags.extend(reading.tags(&bundle.tags));
            bank.entries.extend(reading.entries(&mut questions));
        }
        Ok(bank)
    }
}

/// A file that is read for the places of what was parsed.
struct Reading<'a, 'd> {
    file: &'a SourceFile,
    document: &'d DeTable<'d>,
    lines: Lines,
}

impl<'a> Reading<'a, '_> {
    fn table(&self, name: &str) -> Option<(&DeTable<'_>, Places)> {
        let value = self.document.get(name)?;
        let table = value.get_ref().as_table()?;
        Some((table, Places::new(table, value.span().start, self.file, &self.lines)))
    }

    /// One table, or a list of them.
    fn categories(&self, all: &[Category]) -> Vec<(Category, (&'a str, usize))> {
        let category = |value: &Spanned<DeValue<'_>>| {
            let id = id(value.get_ref().as_table()?)?;
            let found = all.iter().find(|one| one.id.as_str() == id)?;
            Some((found.clone(), (self.file.name.as_str(), self.lines.at(value.span().start))))
        };
        let values = self.document.get("category").map_or(&[][..], one_or_many);
        values.iter().filter_map(category).collect()
    }

    fn tags(&self, all: &[TagEntry]) -> Vec<(Tag, (&'a str, usize))> {
        let Some((table, places)) = self.table("tags") else {
            return Vec::new();
        };
        let here = all.iter().filter(|one| table.contains_key(one.id.as_str()));
        let place = |tag: &Tag| (self.file.name.as_str(), places.field(tag.as_str()));
        here.map(|one| (one.id.clone(), place(&one.id))).collect()
    }

    /// Takes the questions of this file out of all.
    fn entries(&self, all: &mut HashMap<String, Question>) -> Vec<Entry<'a>> {
        let values = self.document.get("question").and_then(|value| value.get_ref().as_array());
        let values = values.into_iter().flat_map(|array| array.iter());
        let entry = |value: &Spanned<DeValue<'_>>| {
            let table = value.get_ref().as_table()?;
            let question = all.remove(id(table)?)?;
            let answer = question.answer.as_ref().map_or("", |answer| answer.as_str());
            let prose = Prose::of(answer);
            let places = Places::new(table, value.span().start, self.file, &self.lines);
            Some(Entry { question, prose, file: &self.file.name, places })
        };
        values.filter_map(entry).collect()
    }
}

fn id<'t>(table: &'t DeTable<'_>) -> Option<&'t str> {
    table.get("id").and_then(|value| value.get_ref().as_str())
}
