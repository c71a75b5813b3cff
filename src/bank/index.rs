//! The full-text index: which questions have a word, and how much it says there.
//!
//! One segment in memory, filled in order of position, so that a document's number in the index is
//! its position in the bank.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocId, Score, Searcher, SegmentOrdinal, SegmentReader, TantivyDocument, Term};

use super::words::{self, Unit};
use crate::markdown;
use crate::model::{Question, Tag, Text};

/// Memory for building, in bytes; a larger bank spills within memory, not to disk.
const BUILD_MEMORY: usize = 64 << 20;

/// A part of a question that is searched, and how much a word in it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Question,
    Tags,
    KeyPoints,
    Answer,
}

impl Part {
    const ALL: [Self; 4] = [Self::Question, Self::Tags, Self::KeyPoints, Self::Answer];
    /// What is left when answers are withheld.
    const WITHOUT_ANSWERS: &'static [Self] = &[Self::Question, Self::Tags];

    fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Tags => "tags",
            Self::KeyPoints => "key_points",
            Self::Answer => "answer",
        }
    }

    /// Question over tags over key points over answer.
    fn weight(self) -> Score {
        match self {
            Self::Question => 5.0,
            Self::Tags => 3.0,
            Self::KeyPoints => 1.5,
            Self::Answer => 1.0,
        }
    }

    fn text(self, question: &Question) -> String {
        match self {
            Self::Question => {
                let options = question.options.iter().map(|option| &option.text);
                let texts = std::iter::once(&question.question).chain(options);
                plain(texts.map(Text::as_str))
            }
            Self::Tags => question.tags.iter().map(Tag::as_str).collect::<Vec<_>>().join(" "),
            Self::KeyPoints => plain(question.key_points.iter().map(Text::as_str)),
            Self::Answer => plain(question.answer.iter().map(Text::as_str)),
        }
    }
}

fn plain<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.map(markdown::to_plain).collect::<Vec<_>>().join("\n")
}

/// A question that was found, with how well it fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its position.
    pub at: u32,
    /// The greater the better; only comparable within one search.
    pub score: Score,
}

/// How the words of a query belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Demand {
    All,
    Any,
}

impl Demand {
    fn occur(self) -> Occur {
        match self {
            Self::All => Occur::Must,
            Self::Any => Occur::Should,
        }
    }
}

/// The index over one bank.
pub(super) struct Index {
    searcher: Searcher,
    fields: [Field; Part::ALL.len()],
}

impl Index {
    pub(super) fn new<'a>(questions: impl Iterator<Item = &'a Question>) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let fields = Part::ALL.map(|part| schema.add_text_field(part.name(), options.clone()));
        let mut writer = tantivy::Index::builder()
            .schema(schema.build())
            .single_segment_index_writer(RamDirectory::create(), BUILD_MEMORY)?;
        for question in questions {
            let mut document = TantivyDocument::default();
            for (part, field) in Part::ALL.into_iter().zip(fields) {
                document.add_pre_tokenized_text(field, tokens(part.text(question)));
            }
            writer.add_document(document)?;
        }
        let searcher = writer.finalize()?.reader()?.searcher();
        Ok(Self { searcher, fields })
    }

    /// Every question that has the words, in order of position.
    pub(super) fn matches(
        &self,
        units: &[Unit],
        demand: Demand,
        with_answers: bool,
    ) -> tantivy::Result<Vec<Hit>> {
        let parts = if with_answers { &Part::ALL } else { Part::WITHOUT_ANSWERS };
        let clauses =
            units.iter().map(|unit| (demand.occur(), self.unit_query(unit, demand, parts)));
        self.searcher.search(&BooleanQuery::new(clauses.collect()), &EveryHit)
    }

    /// A unit is found as a whole, or by all of its parts; where some words are enough, by any.
    fn unit_query(&self, unit: &Unit, demand: Demand, parts: &[Part]) -> Box<dyn Query> {
        let whole = self.word_query(&unit.whole, parts);
        let Some(joined) = &unit.joined else {
            return whole;
        };
        let mut ways = vec![whole, self.word_query(joined, parts)];
        if unit.parts.len() > 1 {
            let pieces = unit.parts.iter();
            let pieces = pieces.map(|piece| (demand.occur(), self.word_query(piece, parts)));
            ways.push(Box::new(BooleanQuery::new(pieces.collect())));
        }
        Box::new(DisjunctionMaxQuery::new(ways))
    }

    fn word_query(&self, word: &str, parts: &[Part]) -> Box<dyn Query> {
        let fields = parts.iter().map(|&part| {
            let term = Term::from_field_text(self.fields[part as usize], word);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            Box::new(BoostQuery::new(Box::new(query), part.weight())) as Box<dyn Query>
        });
        Box::new(DisjunctionMaxQuery::with_tie_breaker(fields.collect(), 0.1))
    }
}

/// The words of a text as the index wants them: those of one unit share a position.
fn tokens(text: String) -> PreTokenizedString {
    let units = words::units(&text);
    let tokens = units.iter().enumerate().flat_map(|(position, unit)| {
        unit.words().map(move |word| Token {
            offset_from: unit.span.start,
            offset_to: unit.span.end,
            position,
            text: word.to_owned(),
            position_length: 1,
        })
    });
    PreTokenizedString { tokens: tokens.collect(), text }
}

/// Collects every match with its score, because totals are exact and ties go by number.
struct EveryHit;

impl Collector for EveryHit {
    type Fruit = Vec<Hit>;
    type Child = EveryHitInSegment;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<EveryHitInSegment> {
        Ok(EveryHitInSegment(Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<Hit>>) -> tantivy::Result<Vec<Hit>> {
        Ok(segments.into_iter().flatten().collect())
    }
}

struct EveryHitInSegment(Vec<Hit>);

impl SegmentCollector for EveryHitInSegment {
    type Fruit = Vec<Hit>;

    fn collect(&mut self, at: DocId, score: Score) {
        self.0.push(Hit { at, score });
    }

    fn harvest(self) -> Vec<Hit> {
        self.0
    }
}
