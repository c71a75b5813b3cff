//! A question as the bank keeps it: the JSON text that most requests want, and what they sort by.
//!
//! The text is all that is kept of the question itself, because a second copy in another form would
//! double the memory that a large bank takes. Whoever needs the question reads it from there.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Deserializer;

use super::filter::Level;
use super::text::{Text, Texts};
use super::view::{Answers, QuestionView};
use crate::model::{self, AnswerOption, Difficulty, Question, Reference, Slug, Tag};

/// What the text begins with; the id follows, in which nothing is escaped.
const BEFORE_ID: usize = r#"{"id":""#.len();

static NEXT: AtomicU64 = AtomicU64::new(0);

/// A question in a bank, or in several banks one after the other.
#[derive(Clone)]
pub(super) struct Entry {
    json: Text,
    id_length: u8,
    pub level: Level,
    /// The same for no other entry, and for none with another content.
    pub serial: u64,
    pub number: i64,
    /// In nanoseconds, as cursors have them.
    pub created_at: i64,
    pub updated_at: i64,
    minutes: i64,
    source_number: Option<i64>,
}

impl Entry {
    /// All but the text.
    fn new(question: &Question) -> Self {
        Self {
            json: Text::default(),
            // Slugs have at most 100 characters, of one byte each.
            id_length: u8::try_from(question.id.as_str().len()).unwrap_or(u8::MAX),
            level: question.difficulty.into(),
            serial: NEXT.fetch_add(1, Ordering::Relaxed),
            number: question.number,
            created_at: nanoseconds(question.created_at),
            updated_at: nanoseconds(question.updated_at),
            minutes: question.minutes.unwrap_or(0),
            source_number: question.source_number,
        }
    }

    /// The question object with its answers as Markdown.
    pub(super) fn json(&self) -> &Text {
        &self.json
    }

    pub(super) fn id(&self) -> &str {
        let behind = self.json.bytes().get(BEFORE_ID..).unwrap_or_default();
        let id = behind.get(..usize::from(self.id_length)).unwrap_or_default();
        str::from_utf8(id).unwrap_or_default()
    }

    /// The estimate, which is at least 1 where there is one.
    pub(super) fn minutes(&self) -> Option<i64> {
        Some(self.minutes).filter(|&minutes| minutes > 0)
    }

    /// What is asked and, where there is one, the answer, as Markdown: the rest of the text is not read.
    pub(super) fn texts(&self) -> (Cow<'_, str>, Option<Cow<'_, str>>) {
        let json = str::from_utf8(self.json.bytes()).unwrap_or_default();
        let (question, behind) = text_after(json, r#","question":"#).unwrap_or_default();
        (question, text_after(behind, r#","answer":"#).map(|(answer, _)| answer))
    }

    /// The question itself, read from its text.
    #[expect(clippy::expect_used, reason = "the text was written by ourselves from a question")]
    pub(super) fn question(&self) -> Question {
        let written: Written =
            serde_json::from_slice(self.json.bytes()).expect("a question's text");
        Question {
            source_number: self.source_number,
            id: written.id,
            number: written.number,
            category: written.category,
            question: written.question,
            options: written.options,
            answer: written.answer,
            key_points: written.key_points,
            follow_ups: written.follow_ups,
            difficulty: written.difficulty,
            minutes: written.minutes,
            language: written.language,
            tags: written.tags,
            references: written.references,
            origin: written.origin,
            created_at: written.created_at,
            updated_at: written.updated_at,
        }
    }
}

/// Entries of questions that come one after the other.
#[derive(Default)]
pub(super) struct Entries {
    done: Vec<Entry>,
    texts: Texts,
}

impl Entries {
    pub(super) fn len(&self) -> usize {
        self.done.len()
    }

    pub(super) fn push(&mut self, question: Question) {
        self.done.push(Entry::new(&question));
        let view = QuestionView::new(question, Answers::Markdown);
        let texts = self.texts.push(|into| view.write_json(into));
        self.settle(texts);
    }

    /// Gives the last entries their texts.
    fn settle(&mut self, texts: Vec<Text>) {
        let from = self.done.len() - texts.len();
        for (entry, text) in self.done[from..].iter_mut().zip(texts) {
            entry.json = text;
        }
    }

    /// Gives all the rest their texts.
    fn close(&mut self) {
        let texts = self.texts.finish();
        self.settle(texts);
    }

    /// All of them.
    pub(super) fn finish(mut self) -> Vec<Entry> {
        self.close();
        self.done
    }

    /// Adds those of others behind these.
    pub(super) fn append(&mut self, others: Self) {
        self.close();
        self.done.extend(others.finish());
    }
}

impl<'a> FromIterator<&'a Question> for Entries {
    fn from_iter<I: IntoIterator<Item = &'a Question>>(questions: I) -> Self {
        let mut entries = Self::default();
        questions.into_iter().for_each(|question| entries.push(question.clone()));
        entries
    }
}

/// The first text behind a key, and what follows it. A key with its comma cannot be part of a text, in
/// which quotes are escaped.
fn text_after<'a>(json: &'a str, key: &str) -> Option<(Cow<'a, str>, &'a str)> {
    #[derive(Deserialize)]
    struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);
    let (_, value) = json.split_once(key)?;
    let mut values = Deserializer::from_str(value).into_iter::<Borrowed>();
    let text = values.next()?.ok()?.0;
    Some((text, &value[values.byte_offset()..]))
}

/// A time in nanoseconds; those before 1677 and after 2262 are taken for the ends of that span.
pub(super) fn nanoseconds(time: Timestamp) -> i64 {
    let end = if time.as_second() < 0 { i64::MIN } else { i64::MAX };
    i64::try_from(time.as_nanosecond()).unwrap_or(end)
}

/// The other direction of [`QuestionView`] with everything shown.
#[derive(Deserialize)]
struct Written {
    id: Slug,
    number: i64,
    category: Slug,
    question: model::Text,
    #[serde(default)]
    options: Vec<AnswerOption>,
    answer: Option<model::Text>,
    key_points: Vec<model::Text>,
    follow_ups: Vec<model::Text>,
    difficulty: Option<Difficulty>,
    minutes: Option<i64>,
    language: String,
    tags: Vec<Tag>,
    references: Vec<Reference>,
    origin: String,
    created_at: Timestamp,
    updated_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::{AnswerOption, Difficulty, Entries, Question, Slug, Timestamp, model};

    fn question(text: &str, option: &str, answer: Option<&str>) -> Question {
        let text_of = |text: &str| model::Text::new(text).expect("a text");
        Question {
            id: Slug::new("a").expect("a slug"),
            number: 1,
            category: Slug::new("question").expect("a slug"),
            question: text_of(text),
            options: vec![AnswerOption { text: text_of(option), correct: true }],
            answer: answer.map(text_of),
            key_points: vec![text_of("answer"), text_of(",\"answer\":\"no\"")],
            follow_ups: Vec::new(),
            difficulty: Some(Difficulty::Easy),
            minutes: None,
            language: "en".to_owned(),
            tags: Vec::new(),
            references: Vec::new(),
            source_number: None,
            origin: "answer".to_owned(),
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn the_texts_that_are_read_alone_are_those_of_the_question() {
        let texts = ["a", "\"", "é\n\t\\\u{1}", ",\"question\":\"a\",\"answer\":\"b\"", "a,"];
        for text in texts {
            for answer in texts.map(Some).into_iter().chain([None]) {
                let entries: Entries = [&question(text, text, answer)].into_iter().collect();
                let [entry] = &entries.finish()[..] else { panic!("one question, one entry") };
                let (asked, answered) = entry.texts();
                assert_eq!((&*asked, answered.as_deref()), (text, answer));
            }
        }
    }
}
