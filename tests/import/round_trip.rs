//! Out and in again: what a format can hold comes back as it was.

use jiff::Timestamp;
use proptest::prelude::*;
use qbank::bank::view::Answers;
use qbank::document::{self, About, Format, Shelves};
use qbank::import::{self, Options};
use qbank::model::{AnswerOption, Category, Question, Reference, Slug, Tag, TagEntry, Text};
use qbank::store::Delivery;

/// The bundled bank as the store has it.
fn bundled() -> (Shelves, Vec<Question>) {
    let bundle = qbank::seed::bundled().unwrap();
    let at = |second: i64| Timestamp::from_second(1_700_000_000 + second).unwrap();
    let kept = bundle.questions.into_iter().map(|question| Question {
        origin: "bundled".to_owned(),
        created_at: at(question.number),
        updated_at: at(question.number + 1000),
        ..question
    });
    (Shelves { categories: bundle.categories, tags: bundle.tags }, kept.collect())
}

fn export(format: Format, shelves: Shelves, questions: &[Question]) -> String {
    let about = About { title: "Questions".to_owned(), shelves, ..About::default() };
    document::write(format, about, questions.iter()).collect()
}

fn read(format: Format, text: &str) -> Delivery {
    let name = format!("export.{}", format.file_extension());
    match import::read(&name, text.as_bytes(), &Options::default()) {
        Ok(consignment) => consignment.delivery,
        Err(report) => panic!("{name}: {:?}", report.refused),
    }
}

fn back(format: Format, shelves: Shelves, questions: &[Question]) -> Vec<Question> {
    let delivery = read(format, &export(format, shelves, questions));
    delivery.questions.into_iter().map(|delivered| delivered.question).collect()
}

#[test]
fn toml_gives_back_the_identical_bank() {
    let (shelves, questions) = bundled();
    let delivery = read(Format::Toml, &export(Format::Toml, shelves.clone(), &questions));
    assert_eq!(delivery.categories, shelves.categories);
    assert_eq!(delivery.tags, shelves.tags);
    assert!(delivery.questions.iter().all(|delivered| delivered.named));
    let back: Vec<Question> = delivery.questions.into_iter().map(|one| one.question).collect();
    assert_eq!(back, questions);
}

/// White space around a text means nothing in the formats of others.
fn trimmed(format: Format, question: &Question) -> Question {
    let mut question = question.clone();
    if matches!(format, Format::Gift | Format::Xml | Format::Anki) {
        let trimmed = |text: &Text| Text::new(text.as_str().trim()).unwrap();
        question.question = trimmed(&question.question);
        question.answer = question.answer.as_ref().map(trimmed);
        question.options.iter_mut().for_each(|option| option.text = trimmed(&option.text));
    }
    question
}

/// What CSV and the formats of others cannot say is made equal, and the rest compared.
fn held(format: Format, question: &Question, back: &Question) -> Question {
    let mut held = trimmed(format, question);
    held.source_number = back.source_number;
    if matches!(format, Format::Gift | Format::Xml | Format::Anki | Format::Markdown) {
        held.number = back.number;
        held.origin.clone_from(&back.origin);
        held.language.clone_from(&back.language);
        (held.created_at, held.updated_at) = (back.created_at, back.updated_at);
    }
    if matches!(format, Format::Gift | Format::Xml | Format::Anki) {
        (held.difficulty, held.minutes) = (back.difficulty, back.minutes);
        held.follow_ups.clone_from(&back.follow_ups);
        held.references.clone_from(&back.references);
    }
    // Of Moodle's questions only essays have a place for them.
    let graded = format == Format::Xml && question.options.is_empty();
    if matches!(format, Format::Gift | Format::Xml | Format::Anki) && !graded {
        held.key_points.clone_from(&back.key_points);
    }
    held
}

#[test]
fn every_format_gives_back_what_it_can_hold_of_the_bundled_bank() {
    let (shelves, questions) = bundled();
    for format in
        [Format::Ndjson, Format::Json, Format::Csv, Format::Gift, Format::Xml, Format::Anki]
    {
        let back = back(format, shelves.clone(), &questions);
        assert_eq!(back.len(), questions.len(), "{format:?}");
        for (question, back) in questions.iter().zip(&back) {
            let back = trimmed(format, back);
            assert_eq!(back, held(format, question, &back), "{format:?}");
        }
    }
}

/// Any text that comes out of a file as it went in: no control characters, which are removed from
/// files.
fn text() -> impl Strategy<Value = Text> {
    let pieces = prop::sample::select(vec![
        "'''",
        "\"\"\"",
        "\\",
        "\n",
        "\n\n",
        "\t",
        "  ",
        "\u{a0}",
        "\u{2028}",
        "#",
        "=",
        "~",
        "{",
        "}",
        ":",
        "&amp;",
        "<b>",
        "]]>",
        "- [x] ",
        "| a |",
        "```\ncode\n```",
        "$CATEGORY: x",
        "// no",
        "::",
        "->",
        "\"",
        ",",
        ";",
        "é",
        "𝕮",
        "👩‍💻",
        "%50%",
        "#separator:tab",
        "word",
        "two words",
    ]);
    let text = prop::collection::vec(pieces, 1..12).prop_map(|pieces| pieces.concat());
    text.prop_filter_map("blank", |text| Text::new(text).ok())
}

fn line() -> impl Strategy<Value = Text> {
    text().prop_filter_map("blank", |text| {
        let words = text.as_str().split(['\n', '\u{2028}']).collect::<Vec<_>>().join(" ");
        Text::new(words.trim()).ok()
    })
}

prop_compose! {
    fn question()(
        texts in (text(), prop::option::of(text())),
        options in prop::collection::vec((text(), any::<bool>()), 2..5),
        lists in (prop::collection::vec(line(), 0..3), prop::collection::vec(line(), 0..3)),
        choice in any::<bool>(),
        minutes in prop::option::of(1i64..600),
        title in line(),
    ) -> Question {
        let option = |(text, correct)| AnswerOption { text, correct };
        let at = Timestamp::from_second(1_700_000_000).unwrap();
        Question {
            id: Slug::new("made-up").unwrap(),
            number: 7,
            category: Slug::new("shelf").unwrap(),
            question: texts.0,
            options: if choice { options.into_iter().map(option).collect() } else { Vec::new() },
            answer: texts.1,
            key_points: lists.0,
            follow_ups: lists.1,
            difficulty: None,
            minutes,
            language: "pt-BR".to_owned(),
            tags: vec![Tag::new("c++").unwrap(), Tag::new("one").unwrap()],
            references: vec![Reference {
                title: title.to_string(),
                url: "https://bank.test/?q=%C3%BC&x=1".to_owned(),
            }],
            source_number: Some(3),
            origin: "hand".to_owned(),
            created_at: at,
            updated_at: at,
        }
    }
}

fn shelf() -> Shelves {
    Shelves {
        categories: vec![Category {
            id: Slug::new("shelf").unwrap(),
            name: Text::new("The shelf").unwrap(),
            description: None,
            number: 4,
        }],
        tags: vec![
            TagEntry { id: Tag::new("c++").unwrap(), description: Text::new("C++.").unwrap() },
            TagEntry { id: Tag::new("one").unwrap(), description: Text::new("One.").unwrap() },
        ],
    }
}

proptest! {
    #[test]
    fn toml_gives_back_any_question(question in question()) {
        let there = std::slice::from_ref(&question);
        let back = back(Format::Toml, shelf(), there);
        prop_assert_eq!(back, there);
    }

    #[test]
    fn other_formats_give_back_of_any_question_what_they_can_hold(question in question()) {
        let there = std::slice::from_ref(&question);
        for format in
            [Format::Ndjson, Format::Json, Format::Csv, Format::Gift, Format::Xml, Format::Anki]
        {
            let back = back(format, shelf(), there);
            prop_assert_eq!(back.len(), 1, "{:?}", format);
            let back = trimmed(format, &back[0]);
            prop_assert_eq!(&back, &held(format, &question, &back), "{:?}", format);
        }
    }
}

/// Points of several lines, and marks of gaps, in a bank of our own.
#[test]
fn lists_for_graders_and_gaps_come_back_as_they_were() {
    let (shelves, mut questions) = bundled();
    questions.truncate(1);
    questions[0].question = Text::new("What does {{c1::a gap}} hide?").unwrap();
    questions[0].options.clear();
    questions[0].key_points =
        ["in two\nlines", "in one"].map(|point| Text::new(point).unwrap()).to_vec();
    for format in [Format::Xml, Format::Anki] {
        let back = back(format, shelves.clone(), &questions);
        let back = trimmed(format, &back[0]);
        assert_eq!(back, held(format, &questions[0], &back), "{format:?}");
    }
}

#[test]
fn an_export_without_answers_gives_none_away() {
    let (shelves, questions) = bundled();
    for format in [Format::Json, Format::Toml, Format::Gift, Format::Xml, Format::Anki] {
        let about = About { answers: Answers::None, shelves: shelves.clone(), ..About::default() };
        let text: String = document::write(format, about, questions.iter()).collect();
        for question in &questions {
            let point = question.key_points[0].as_str();
            let told = question.question.as_str().contains(point);
            assert!(told || !text.contains(point), "{format:?}: {point}");
        }
    }
}
