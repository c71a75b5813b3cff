//! Banks to test with.

use std::sync::Arc;

use jiff::Timestamp;
use qbank::bank::Bank;
use qbank::bank::draw::{Draw, Drawn, Plan};
use qbank::bank::filter::Filter;
use qbank::model::{Category, Difficulty, Question, Slug, Text};
use qbank::store::Snapshot;

/// What of a question matters to a draw.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sketch {
    pub category: usize,
    pub difficulty: Option<Difficulty>,
    pub minutes: Option<i64>,
}

/// A bank of such questions, numbered from 1, in categories `c0`, `c1` ...
pub fn bank(sketches: &[Sketch]) -> Bank {
    let categories = 1 + sketches.iter().map(|sketch| sketch.category).max().unwrap_or(0);
    let category = |number: usize| Category {
        id: Slug::new(format!("c{number}")).unwrap(),
        name: Text::new("A category").unwrap(),
        description: None,
        number: number as i64 + 1,
    };
    let snapshot = Snapshot {
        revision: 1,
        categories: (0..categories).map(category).collect(),
        tags: Vec::new(),
        questions: (0..).zip(sketches).map(|(at, sketch)| question(at, sketch)).collect(),
    };
    Bank::new(snapshot, Arc::default())
}

fn question(at: i64, sketch: &Sketch) -> Question {
    Question {
        id: Slug::new(format!("q{at}")).unwrap(),
        number: at + 1,
        category: Slug::new(format!("c{}", sketch.category)).unwrap(),
        question: Text::new(format!("Question {at}?")).unwrap(),
        options: Vec::new(),
        answer: None,
        key_points: Vec::new(),
        follow_ups: Vec::new(),
        difficulty: sketch.difficulty,
        minutes: sketch.minutes,
        language: "en".to_owned(),
        tags: Vec::new(),
        references: Vec::new(),
        source_number: None,
        origin: "test".to_owned(),
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
    }
}

/// Draws from the whole bank.
pub fn draw(bank: &Bank, seed: &str, plan: Plan, sitting: usize, exclude: &[String]) -> Drawn {
    let all = bank.select(&Filter::default()).unwrap();
    let draw = Draw { seed: seed.to_owned(), plan, sitting, exclude: exclude.to_vec() };
    bank.draw(&all.set, &draw).unwrap()
}
