//! Building the index: the words of every question, found on all cores, written in order.

use std::collections::HashMap;
use std::thread;

use tantivy::TantivyDocument;
use tantivy::directory::RamDirectory;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};

use super::{Index, Part};
use crate::bank::vocabulary::Vocabulary;
use crate::bank::words::{self, Unit};
use crate::markdown;
use crate::model::Question;

/// Memory for building, in bytes; a larger bank spills within memory, not to disk.
const MEMORY: usize = 64 << 20;
/// How many questions one core takes at a time.
const BATCH: usize = 512;

/// How often words occur.
type Counts = HashMap<String, u64>;

/// The words of one question, by part.
type Words = [Vec<Unit>; Part::ALL.len()];

impl Index {
    pub(in crate::bank) fn new(questions: &[&Question]) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let fields = Part::ALL.map(|part| schema.add_text_field(part.name(), options.clone()));
        let mut writer = tantivy::Index::builder()
            .schema(schema.build())
            .single_segment_index_writer(RamDirectory::create(), MEMORY)?;
        let (mut all, mut seen) = (Counts::new(), Counts::new());
        let cores = thread::available_parallelism().map_or(1, usize::from);
        for share in questions.chunks(BATCH * cores) {
            for words in words_of_all(share) {
                count(&words, &mut all, &mut seen);
                writer.add_document(document(words, fields))?;
            }
        }
        let searcher = writer.finalize()?.reader()?.searcher();
        let (words, seen_words) = (Vocabulary::new(all), Vocabulary::new(seen));
        Ok(Self { searcher, fields, words, seen_words })
    }
}

/// The words of each question, in order; batches go to cores of their own.
fn words_of_all(questions: &[&Question]) -> Vec<Words> {
    if questions.len() <= BATCH {
        return questions.iter().map(|question| words_of(question)).collect();
    }
    thread::scope(|scope| {
        let batches: Vec<_> = questions
            .chunks(BATCH)
            .map(|batch| {
                scope.spawn(|| batch.iter().map(|question| words_of(question)).collect::<Vec<_>>())
            })
            .collect();
        // A batch that panicked makes this panic too, with its message.
        batches
            .into_iter()
            .flat_map(|batch| batch.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn words_of(question: &Question) -> Words {
    Part::ALL.map(|part| {
        let texts = part.texts(question);
        let text = match part {
            Part::Tags => texts.join(" "),
            _ => texts.into_iter().map(markdown::to_plain).collect::<Vec<_>>().join("\n"),
        };
        words::units(&text)
    })
}

fn count(words: &Words, all: &mut Counts, seen: &mut Counts) {
    for (part, units) in Part::ALL.iter().zip(words) {
        for word in units.iter().flat_map(Unit::words) {
            *all.entry(word.surface.clone()).or_default() += 1;
            if Part::WITHOUT_ANSWERS.contains(part) {
                *seen.entry(word.surface.clone()).or_default() += 1;
            }
        }
    }
}

fn document(words: Words, fields: [Field; Part::ALL.len()]) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    for (units, field) in words.into_iter().zip(fields) {
        document.add_pre_tokenized_text(field, tokens(units));
    }
    document
}

/// The words of a text as the index wants them: those of one unit share a position.
fn tokens(units: Vec<Unit>) -> PreTokenizedString {
    let tokens = units.into_iter().enumerate().flat_map(|(position, unit)| {
        let span = unit.span.clone();
        let others = unit.joined.into_iter().chain(unit.parts);
        std::iter::once(unit.whole).chain(others).map(move |word| Token {
            offset_from: span.start,
            offset_to: span.end,
            position,
            text: word.term,
            position_length: 1,
        })
    });
    PreTokenizedString { tokens: tokens.collect(), text: String::new() }
}
