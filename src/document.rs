//! Collections as files to read, print or keep.
//!
//! A [`Document`] writes a head, any number of questions one by one, and a foot; what it has
//! written it forgets, so its memory does not grow with the bank. What `answers=none` withholds is
//! withheld once, by the [`QuestionView`] that every format writes from: no format gets to see it.

mod csv;
pub mod html;
mod markdown;
mod ndjson;
mod phrases;
mod text;

pub(crate) use self::phrases::UNANSWERED;

#[cfg(test)]
mod tests;

use std::borrow::Borrow;
use std::iter;

use crate::bank::view::{Answers, QuestionView};
use crate::model::{Closed, Question};

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
}

impl Closed for Format {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("txt", Self::Text),
        ("md", Self::Markdown),
        ("html", Self::Html),
        ("csv", Self::Csv),
        ("ndjson", Self::Ndjson),
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
        }
    }

    /// What the file's name ends in, without the dot.
    pub fn extension(self) -> &'static str {
        self.name()
    }

    /// How the writer needs its texts: formats for people make their own of the Markdown.
    fn texts(self, answers: Answers) -> Answers {
        match (self, answers) {
            (Self::Csv | Self::Ndjson, _) | (_, Answers::None) => answers,
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
    /// A question and its number in the document, from 1.
    question: fn(&About, usize, &QuestionView) -> String,
    /// What comes last, behind so many questions.
    foot: fn(&About, usize) -> String,
}

/// A document that is being written.
pub struct Document {
    format: Format,
    about: About,
    written: usize,
}

impl Document {
    /// One of which nothing is written yet.
    pub fn new(format: Format, about: About) -> Self {
        Self { format, about, written: 0 }
    }

    /// What comes before the questions; may be empty.
    pub fn head(&self) -> String {
        (self.format.writer().head)(&self.about)
    }

    /// The next question.
    pub fn question(&mut self, question: &Question) -> String {
        self.written += 1;
        let view = QuestionView::new(question, self.format.texts(self.about.answers));
        (self.format.writer().question)(&self.about, self.written, &view)
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
