use super::*;

#[test]
fn text_shows_a_question_with_all_that_belongs_to_it() {
    assert_eq!(
        document(Format::Text, draw(Answers::Markdown), &[question()]),
        "\
Questions
2026-11-25

1.  What is an index?

    See:

        SELECT  1;

    database · hard · 8 min · index-basics

    Answer:

    A structure that finds rows.

    Key points:

    - Finds rows
    - Costs writes

    Follow-ups:

    - When not?

    References:

    - Manual
      https://example.org/m

Seed: spring & <b>
Sitting: 2
The same set again: https://bank.example.org/v1/questions?ids=a,b&answers=none
"
    );
}

#[test]
fn text_withholds_answers_and_keeps_the_numbers() {
    let paper = document(Format::Text, about(Answers::None), &[choice(), question()]);
    let options = "\
1.  Which one?

    database · hard · 8 min · index-basics

    a) one
    b) two
    c) three

2.  What is an index?
";
    assert!(paper.starts_with(&format!("Questions\n\n{options}")), "{paper}");
    assert!(
        paper.ends_with("SELECT  1;\n\n    database · hard · 8 min · index-basics\n"),
        "{paper}"
    );
    let key = document(Format::Text, about(Answers::Markdown), &[choice(), question()]);
    assert!(
        key.contains("\n1.  Which one?\n") && key.contains("\n2.  What is an index?\n"),
        "{key}"
    );
}

#[test]
fn text_names_the_right_options() {
    let key = document(Format::Text, about(Answers::Markdown), &[choice()]);
    assert!(
        key.contains("    c) three\n\n    Answer:\n\n    Right: b, c\n\n    Key points:"),
        "{key}"
    );
}

#[test]
fn text_says_where_the_bank_has_no_answer() {
    let unanswered = Question { answer: None, ..question() };
    let note = "Answer:\n\n    The bank has no answer to this question.\n";
    assert!(
        document(Format::Text, about(Answers::Text), std::slice::from_ref(&unanswered))
            .contains(note)
    );
    assert!(!document(Format::Text, about(Answers::None), &[unanswered]).contains("Answer"));
}

#[test]
fn text_says_that_a_set_is_empty() {
    let about = About { seed: Some("s".to_owned()), ..about(Answers::Markdown) };
    let empty = "Questions\n\nThere are no questions here.\n\nSeed: s\n";
    assert_eq!(document(Format::Text, about, &[]), empty);
}

#[test]
fn text_leaves_awkward_text_readable() {
    let key = document(Format::Text, about(Answers::Markdown), &[awkward()]);
    let prose: String = key.split_whitespace().collect::<Vec<_>>().join(" ");
    let read = "It's \"25 °C\" & a < b: <head>, <div>, <, x (javascript:alert(1)) and العربية";
    // Question, answer, key point and follow-up; the title of the reference is no Markdown.
    assert_eq!(prose.matches(read).count(), 4, "{key}");
    assert!(prose.contains(AWKWARD), "{key}");
    assert!(key.contains("\n        <head>&lt;\n"), "{key}");
}

#[test]
fn text_cannot_steer_the_terminal() {
    let hostile = Question { question: text("a\u{1b}[31m\u{7}b\u{9b}c"), ..question() };
    let shown = document(Format::Text, about(Answers::None), &[hostile]);
    assert!(shown.contains("1.  a␛[31m␇b\u{fffd}c\n"), "{shown}");
}

#[test]
fn a_long_number_moves_its_question_in() {
    let questions = vec![Question { question: text("A\n\n- b"), ..question() }; 1000];
    let long = document(Format::Text, about(Answers::None), &questions);
    assert!(long.contains("\n999. A\n\n     - b\n") && long.contains("\n1000. A\n\n      - b\n"));
}
