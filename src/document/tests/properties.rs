use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::csv::read;
use super::*;
use crate::model::Closed;

fn words() -> impl Strategy<Value = Text> {
    let pieces = [
        "word",
        " ",
        " ",
        "\n",
        "\n\n",
        "\"",
        "'",
        ",",
        ";",
        "=",
        "@",
        "*",
        "`",
        "&lt;",
        "<head>",
        "<b>",
        "数据库",
        "👩‍👩‍👧",
        "e\u{301}",
        "العربية",
        "- ",
        "> ",
        "1. ",
        "|",
        "#",
        "\\",
        "\t",
        "[a](http://e.org/a/long/path)",
        "object-relational",
        "é",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 1..40)
        .prop_map(|pieces| pieces.concat())
        .prop_filter_map("blank", |words| Text::new(words).ok())
}

fn texts() -> impl Strategy<Value = Vec<Text>> {
    prop::collection::vec(words(), 0..3)
}

prop_compose! {
    fn any_question()(
        words in words(), answer in prop::option::of(words()), key_points in texts(), follow_ups in texts(),
        options in prop::collection::vec((words(), any::<bool>()), 0..4), title in words(),
    ) -> Question {
        let options = options.into_iter().map(|(text, correct)| AnswerOption { text, correct }).collect();
        let references = vec![Reference { title: title.to_string(), url: "https://example.org".to_owned() }];
        Question { question: words, answer, key_points, follow_ups, options, references, ..question() }
    }
}

/// A question whose secrets are marked, so that a leak can be seen.
fn marked(mut question: Question) -> Question {
    let mark = |words: &Text| text(format!("{words} {SECRET}"));
    question.answer = question.answer.as_ref().map(mark);
    question.key_points = question.key_points.iter().map(mark).collect();
    question.follow_ups = question.follow_ups.iter().map(mark).collect();
    for reference in &mut question.references {
        *reference = Reference { title: SECRET.to_owned(), url: format!("https://{SECRET}.org") };
    }
    question
}

fn joined(texts: &[Text]) -> String {
    texts.iter().map(Text::as_str).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn csv_is_read_back_as_it_was(question in any_question()) {
        let records = read(&document(Format::Csv, about(Answers::Markdown), std::slice::from_ref(&question)));
        prop_assert_eq!(records.len(), 2);
        prop_assert_eq!(&records[1][4], question.question.as_str());
        prop_assert_eq!(&records[1][7], question.answer.as_ref().map_or("", Text::as_str));
        prop_assert_eq!(&records[1][8], &joined(&question.key_points));
        prop_assert_eq!(&records[1][9], &joined(&question.follow_ups));
        prop_assert_eq!(&records[1][14], &format!("{} <https://example.org>", question.references[0].title));
    }

    #[test]
    fn lines_of_text_fit_a_terminal(question in any_question()) {
        for line in document(Format::Text, draw(Answers::Markdown), &[question]).lines() {
            // Code stands in by four more than its surroundings, which may be the line of a marker.
            let is_code = line.starts_with("        ") || line.trim_start().contains("     ");
            let may_be_long = line.contains("://") || is_code;
            prop_assert!(may_be_long || line.width() <= 80, "{line:?}");
        }
    }

    #[test]
    fn without_answers_nothing_of_them_is_written(question in any_question()) {
        let answer = question.answer.clone().unwrap_or(text("answer"));
        let question = marked(Question { answer: Some(answer), ..question });
        let mut other = question.clone();
        other.options.iter_mut().for_each(|option| option.correct = !option.correct);
        // Whether there is an answer is no secret; which one it is, is.
        other.answer = Some(text("another"));
        for &(name, format) in Format::NAMES {
            let paper = document(format, draw(Answers::None), std::slice::from_ref(&question));
            prop_assert!(!paper.contains(SECRET), "{name}: {paper}");
            prop_assert_eq!(&paper, &document(format, draw(Answers::None), std::slice::from_ref(&other)));
            let key = document(format, draw(Answers::Text), std::slice::from_ref(&question));
            prop_assert!(key.contains(SECRET), "{name}: {key}");
        }
    }
}
