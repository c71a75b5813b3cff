//! Which format a file is taken for, by its content and its name.

use qbank::import::Options;

use crate::harness::report;

/// The format of each sample, and what it must not be taken for.
const SAMPLES: &[(&str, &str, &str)] = &[
    ("a.json", r#"[{"question": "What?"}]"#, "json"),
    ("a.txt", r#"{"questions": [{"question": "What?"}]}"#, "json"),
    ("package.json", r#"{"name": "quiz", "description": "What?"}"#, "json"),
    ("a.json", "{\"question\": \"What?\"}\n{\"question\": \"Why?\"}\n", "ndjson"),
    ("a.jsonl", r#"{"question": "What?"}"#, "ndjson"),
    ("a.json", r#"{"response_code": 0, "results": []}"#, "opentdb"),
    (
        "a.json",
        r#"[{"type": "boolean", "difficulty": "easy", "correct_answer": "True", "incorrect_answers": ["False"], "question": "Is it?"}]"#,
        "opentdb",
    ),
    ("a.csv", "question,answer\nWhat?,That\n", "csv"),
    ("a.csv", "What is AT&amp;T;?,That &gt; this; &lt;\n", "csv"),
    ("a.tsv", "What?\tThat\n", "csv"),
    ("a.txt", "Question\tAnswer\tTags\nWhat?\tThat\tx\n", "csv"),
    ("a.txt", "#separator:Comma,,\nWhat?,That,\n", "anki"),
    ("a.csv", "\"#separator:Semicolon\"\nWhat?;That\n", "anki"),
    ("a.txt", "term\tdefinition of it\nother\tdefinition\n", "quizlet"),
    ("a.yaml", "- question: What?\n  answer: That\n", "yaml"),
    ("questions.yml", "questions:\n- variable: x\n  label: y\n", "yaml"),
    ("a.gift", "Is it? {T}\n", "gift"),
    ("a.txt", "// c\n::Title:: Is it? {=yes ~no}\n", "gift"),
    ("a.txt", "What?\nA. x\nB. y\nANSWER: A\n", "aiken"),
    (
        "a.xml",
        "<?xml version=\"1.0\"?><quiz><question type=\"essay\"></question></quiz>",
        "moodle-xml",
    ),
    ("a.txt", "#Q What?\n^ That\nA This\nB That\n", "opentriviaqa"),
];

#[test]
fn files_are_taken_for_what_they_are() {
    for (name, text, format) in SAMPLES {
        let report = report(name, text.as_bytes(), &Options::default());
        assert_eq!(report.format, *format, "{name}: {text}");
        assert!(report.recognised);
    }
}

#[test]
fn what_is_another_kind_of_text_by_name_is_no_table_no_notes_and_no_quiz() {
    for (name, text) in [
        ("README.rst", "Questions\n=========\n\nWhat, then?\n"),
        ("note.org", "#tags: a\nWhat?\n"),
        ("main.c", "int main() { = }\nA. x\nB. y\nANSWER: A\n"),
    ] {
        let report = report(name, text.as_bytes(), &Options::default());
        assert_eq!(report.format, "", "{name}");
    }
}

#[test]
fn what_looks_like_no_format_is_refused_with_the_names_of_all() {
    let report = report("a.bin", b"some words\n", &Options::default());
    let refusal = report.refused.expect("nothing knows `.bin`");
    assert!(refusal.message.contains("not recognised"), "{}", refusal.message);
    assert!(refusal.advice.contains("`moodle-xml`"), "{}", refusal.advice);
}

#[test]
fn a_format_that_is_asked_for_goes_before_what_is_recognised() {
    let options = Options { format: Some("quizlet".to_owned()), ..Options::default() };
    let options = Options { separator: Some("comma".to_owned()), ..options };
    let report = report("a.csv", b"question,answer, that\n", &options);
    assert_eq!((report.format, report.recognised, report.new), ("quizlet", false, 1));
}

#[test]
fn containers_of_other_programs_are_refused_with_a_way_out() {
    for (name, bytes) in [
        ("deck.apkg", b"PK\x03\x04rest".as_slice()),
        ("bank.db", b"SQLite format 3\0rest".as_slice()),
    ] {
        let refusal = report(name, bytes, &Options::default()).refused.expect("no text");
        assert!(refusal.advice.contains("export it as text"), "{}", refusal.advice);
    }
}
