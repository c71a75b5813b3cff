//! The formats: one file each, and a line each in [`FORMATS`].

mod aiken;
mod anki;
mod cloze;
mod csv;
mod gift;
mod json;
mod json_tree;
mod moodle_xml;
mod ndjson;
mod opentdb;
mod opentriviaqa;
mod quiz;
mod quizlet;
mod tasks;
mod toml;
mod yaml;

use super::account::{Account, Refusal};
use super::draft::Reading;
use super::markdown;
use super::options::Options;
use super::source::Source;

/// A way in which people keep questions in a file.
#[derive(Debug)]
pub struct Format {
    /// Its name, for `--format` and reports.
    pub name: &'static str,
    /// What it is, in a few words, for people.
    pub description: &'static str,
    /// What its files' names end in.
    pub extensions: &'static [&'static str],
    /// How sure it is that a file is one of its kind, by content and name.
    pub recognise: fn(&Source) -> Likeness,
    /// Reads a file.
    pub read: fn(&Source, &Options, &mut Account) -> Result<Reading, Refusal>,
}

/// How much a file looks like one of a format. Of several formats the surest has it; of equals the
/// first in [`FORMATS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It is certainly not one.
    No,
    /// Its name says so; its content does not speak against it.
    ByName,
    /// Its content says so.
    ByContent,
    /// Its content says so in a way that no other format has.
    Certain,
}

/// All formats, the more special before the more general.
pub static FORMATS: &[Format] = &[
    toml::FORMAT,
    opentdb::FORMAT,
    anki::FORMAT,
    ndjson::FORMAT,
    json::FORMAT,
    csv::FORMAT,
    yaml::FORMAT,
    gift::FORMAT,
    moodle_xml::FORMAT,
    aiken::FORMAT,
    opentriviaqa::FORMAT,
    markdown::FORMAT,
    markdown::EXPORT,
    markdown::HEADINGS,
    markdown::DETAILS,
    markdown::LABELS,
    markdown::TABLES,
    markdown::BOLD,
    markdown::BULLETS,
    markdown::LINKS,
    markdown::NUMBERS,
    markdown::FILE,
    quizlet::FORMAT,
];

/// Whether files whose names end so may hold questions.
pub fn knows(extension: &str) -> bool {
    FORMATS.iter().any(|format| format.extensions.contains(&extension))
}

/// The format that was asked for, or the one that the file looks like most.
pub(super) fn choose(source: &Source, options: &Options) -> Result<&'static Format, Refusal> {
    if let Some(name) = &options.format {
        let found = FORMATS.iter().find(|format| format.name == name.to_lowercase());
        return found.ok_or_else(|| {
            Refusal::new(1, format!("`{name}` is no format"), format!("allowed are {}", names()))
        });
    }
    // The first of equals, and `max_by_key` gives the last.
    let likeness = |format: &'static Format| ((format.recognise)(source), format);
    let best = FORMATS.iter().rev().map(likeness).max_by_key(|(likeness, _)| *likeness);
    let best = best.filter(|(likeness, _)| *likeness > Likeness::No);
    best.map(|(_, format)| format).ok_or_else(|| {
        let message = "the format is not recognised, neither by content nor by name";
        Refusal::new(1, message, format!("name it with `--format`: {}", names()))
    })
}

/// The names of all formats, for messages.
pub fn names() -> String {
    let names: Vec<_> = FORMATS.iter().map(|format| format!("`{}`", format.name)).collect();
    names.join(", ")
}

/// A file that is not empty and holds no question.
pub(super) fn nothing_found(source: &Source, format: &Format) -> Refusal {
    let first = source.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let shown: String = first.trim().chars().take(60).collect();
    let message = format!("no questions found as {}; the file begins with `{shown}`", format.name);
    Refusal::new(1, message, format!("choose another format with `--format`: {}", names()))
}
