mod csv;
mod html;
mod markdown;
mod properties;
mod streams;
mod text;

use super::{About, Format, write};
use crate::bank::view::Answers;
use crate::model::{AnswerOption, Difficulty, Question, Reference, Slug, Tag, Text};

/// Text of the kind that a careless writer damages.
const AWKWARD: &str =
    "It's \"25 °C\" & `a < b`: <head>, <div>, &lt;, [x](javascript:alert(1)) and العربية";
/// Planted in all that `answers=none` withholds.
const SECRET: &str = "secretmarker";

fn text(text: impl Into<String>) -> Text {
    Text::new(text).unwrap()
}

fn question() -> Question {
    Question {
        id: Slug::new("index-basics").unwrap(),
        number: 7,
        category: Slug::new("database").unwrap(),
        question: text("What is an *index*?\n\nSee:\n\n```sql\nSELECT  1;\n```"),
        options: Vec::new(),
        answer: Some(text("A structure that finds rows.")),
        key_points: vec![text("Finds rows"), text("Costs writes")],
        follow_ups: vec![text("When not?")],
        difficulty: Some(Difficulty::Hard),
        minutes: Some(8),
        language: "en".to_owned(),
        tags: vec![Tag::new("c++").unwrap(), Tag::new("sql").unwrap()],
        references: vec![Reference {
            title: "Manual".to_owned(),
            url: "https://example.org/m".to_owned(),
        }],
        source_number: None,
        origin: "bundled".to_owned(),
        created_at: "2026-11-25T09:00:00Z".parse().unwrap(),
        updated_at: "2026-11-26T09:00:00Z".parse().unwrap(),
    }
}

fn choice() -> Question {
    let option =
        |(words, correct): &(&str, bool)| AnswerOption { text: text(*words), correct: *correct };
    Question {
        question: text("Which one?"),
        options: [("`one`", false), ("two", true), ("three", true)].iter().map(option).collect(),
        answer: None,
        ..question()
    }
}

fn awkward() -> Question {
    let words = || vec![text(AWKWARD)];
    Question {
        question: text(AWKWARD),
        answer: Some(text(format!("{AWKWARD}\n\n```html\n<head>&lt;\n```"))),
        key_points: words(),
        follow_ups: words(),
        references: vec![Reference {
            title: AWKWARD.to_owned(),
            url: "javascript:alert(1)".to_owned(),
        }],
        ..choice()
    }
}

fn about(answers: Answers) -> About {
    About { title: "Questions".to_owned(), answers, ..About::default() }
}

fn draw(answers: Answers) -> About {
    About {
        date: Some("2026-11-25".to_owned()),
        seed: Some("spring & <b>".to_owned()),
        sitting: Some(2),
        address: Some("https://bank.example.org/v1/questions?ids=a,b&answers=none".to_owned()),
        ..about(answers)
    }
}

fn document(format: Format, about: About, questions: &[Question]) -> String {
    write(format, about, questions.iter()).collect()
}
