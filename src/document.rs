//! Collections as files to read, print or keep.
//!
//! A [`Document`] writes a head, any number of questions one by one, and a foot; what it has
//! written it forgets, so its memory does not grow with the bank. What `answers=none` withholds is
//! withheld once, by the [`QuestionView`] that every format writes from: no format gets to see it.

mod anki;
mod csv;
mod gift;
pub mod html;
mod json;
mod markdown;
mod moodle;
mod ndjson;
mod phrases;
mod tasks;
mod text;
mod toml;

pub(crate) use self::phrases::UNANSWERED;

#[cfg(test)]
mod tests;

use std::borrow::Borrow;
use std::iter;

use crate::bank::view::{Answers, QuestionView};
use crate::model::{Category, Closed, Question, Slug, TagEntry};

/// The formats; a name is the file extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal: no markup, lines of at most 80 columns.
    Text,
    /// For any forge or editor.
    Markdown,
    /// One self-contained page, to be printed.
    Html,
    /// RFC 4180, for spreadsheets.
    Csv,
    /// One question object a line.
    Ndjson,
    /// An object with all question objects.
    Json,
    /// Our own files, from which the identical bank can be made again.
    Toml,
    /// Moodle's text format for quizzes.
    Gift,
    /// Moodle's XML format for quizzes.
    Xml,
    /// Anki's notes in plain text.
    Anki,
}

impl Closed for Format {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("txt", Self::Text),
        ("md", Self::Markdown),
        ("html", Self::Html),
        ("csv", Self::Csv),
        ("ndjson", Self::Ndjson),
        ("json", Self::Json),
        ("toml", Self::Toml),
        ("gift", Self::Gift),
        ("xml", Self::Xml),
        ("anki", Self::Anki),
    ];
}

impl Format {
    /// What the file is, as `Content-Type` says it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Ndjson => "application/x-ndjson",
            Self::Json => "application/json",
            Self::Toml => "application/toml",
            Self::Gift => "text/plain; charset=utf-8",
            Self::Xml => "application/xml",
            Self::Anki => "text/tab-separated-values; charset=utf-8",
        }
    }

    /// What the path of the document ends in, without the dot.
    pub fn extension(self) -> &'static str {
        self.name()
    }

    /// What the name of the file ends in, without the dot.
    pub fn file_extension(self) -> &'static str {
        // Anki takes notes from files that are called so.
        if self == Self::Anki { "anki.txt" } else { self.name() }
    }

    /// Whether it is made for programs: it has no title, and texts are as they were asked for.
    pub fn is_data(self) -> bool {
        !matches!(self, Self::Text | Self::Markdown | Self::Html)
    }

    /// How the writer needs its texts: formats for people make their own of the Markdown, and our own
    /// files are always as they were written.
    fn texts(self, answers: Answers) -> Answers {
        match (self.is_data() && self != Self::Toml, answers) {
            (true, _) | (_, Answers::None) => answers,
            _ => Answers::Markdown,
        }
    }

    fn writer(self) -> &'static Writer {
        match self {
            Self::Text => &text::WRITER,
            Self::Markdown => &markdown::WRITER,
            Self::Html => &html::WRITER,
            Self::Csv => &csv::WRITER,
            Self::Ndjson => &ndjson::WRITER,
            Self::Json => &json::WRITER,
            Self::Toml => &toml::WRITER,
            Self::Gift => &gift::WRITER,
            Self::Xml => &moodle::WRITER,
            Self::Anki => &anki::WRITER,
        }
    }
}

/// What stands around the questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// What the document is called.
    pub title: String,
    /// The day, printed as it is.
    pub date: Option<String>,
    /// What makes a draw repeatable.
    pub seed: Option<String>,
    /// Which candidate a draw is for.
    pub sitting: Option<i64>,
    /// Where the same set is to be had again.
    pub address: Option<String>,
    /// How texts are shown in cells, and whether answers are shown at all.
    pub answers: Answers,
    /// Whether a byte-order mark comes first; in CSV only.
    pub bom: bool,
    /// The categories and tags of the bank, for the format that describes them.
    pub shelves: Shelves,
}

/// What a bank's categories and tags are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelves {
    /// Those on which the questions of the document stand.
    pub categories: Vec<Category>,
    /// Those that are described.
    pub tags: Vec<TagEntry>,
}

impl About {
    /// Whether answers may be seen.
    fn shows_answers(&self) -> bool {
        self.answers != Answers::None
    }
}

/// How a format writes.
struct Writer {
    head: fn(&About) -> String,
    question: fn(&About, &Entry<'_>) -> String,
    /// What comes last, behind so many questions.
    foot: fn(&About, usize) -> String,
}

/// A question of a document.
struct Entry<'a> {
    /// Its number in the document, from 1.
    number: usize,
    /// As it is to be shown: what is withheld is not there.
    question: &'a QuestionView,
    /// The number that its source gave it.
    source_number: Option<i64>,
    /// Whether it is the first of its category, or the one before it stands in another.
    opens_category: bool,
}

/// A document that is being written.
pub struct Document {
    format: Format,
    about: About,
    written: usize,
    category: Option<Slug>,
}

impl Document {
    /// One of which nothing is written yet.
    pub fn new(format: Format, about: About) -> Self {
        Self { format, about, written: 0, category: None }
    }

    /// What comes before the questions; may be empty.
    pub fn head(&self) -> String {
        (self.format.writer().head)(&self.about)
    }

    /// The next question.
    pub fn question(&mut self, question: &Question) -> String {
        self.written += 1;
        let opens_category = self.category.as_ref() != Some(&question.category);
        if opens_category {
            self.category = Some(question.category.clone());
        }
        let entry = Entry {
            number: self.written,
            question: &QuestionView::new(question.clone(), self.format.texts(self.about.answers)),
            source_number: question.source_number,
            opens_category,
        };
        (self.format.writer().question)(&self.about, &entry)
    }

    /// What comes after the questions; may be empty.
    pub fn foot(&self) -> String {
        (self.format.writer().foot)(&self.about, self.written)
    }
}

/// Writes a whole document, a chunk a question.
///
/// ```
/// use qbank::document::{self, About, Format};
/// use qbank::model::Question;
///
/// let about = About { title: "Questions".to_owned(), ..About::default() };
/// let none = std::iter::empty::<&Question>();
/// let text: String = document::write(Format::Text, about, none).collect();
/// assert_eq!(text, "Questions\n\nThere are no questions here.\n");
/// ```
pub fn write<'a, Q: Borrow<Question> + 'a>(
    format: Format,
    about: About,
    questions: impl Iterator<Item = Q> + 'a,
) -> impl Iterator<Item = String> + 'a {
    let mut document = Document::new(format, about);
    let steps =
        iter::once(Step::Head).chain(questions.map(Step::Question)).chain(iter::once(Step::Foot));
    let chunks = steps.map(move |step| match step {
        Step::Head => document.head(),
        Step::Question(question) => document.question(question.borrow()),
        Step::Foot => document.foot(),
    });
    chunks.filter(|chunk| !chunk.is_empty())
}

enum Step<Q> {
    Head,
    Question(Q),
    Foot,
}
