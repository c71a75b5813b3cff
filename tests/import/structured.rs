//! Files with fields of their own: JSON, tables, YAML, notes, quizzes.

use qbank::import::Options;

use qbank::model::Closed as _;

use crate::harness::{fixture, questions};

/// Holds all that comes of a fixture to its snapshot.
fn hold(names: &[&str]) {
    for name in names {
        hold_with(name, name, &Options::default());
    }
}

fn hold_with(snapshot: &str, name: &str, options: &Options) {
    let snapshot = snapshot.replace(['/', '.'], "_");
    insta::assert_snapshot!(snapshot, fixture(name, options));
}

#[test]
fn json_is_read_by_the_names_of_its_keys() {
    hold(&[
        "json/list.json",
        "json/categories.json",
        "json/page.json",
        "json/quiz-keys.json",
        "json/one-based.json",
        "json/faq-page.json",
        "json/stems.json",
        "json/tree.json",
        "json/texts.json",
        "json/pairs.json",
        "json/editor.json",
        "json/empty.json",
    ]);
}

#[test]
fn json_that_is_none_or_holds_no_questions_is_refused_with_its_place() {
    hold(&["json/broken.json", "json/package.json", "json/links.json"]);
}

#[test]
fn lines_of_json_are_read_one_by_one() {
    hold(&["ndjson/own.ndjson", "ndjson/faults.jsonl"]);
}

#[test]
fn entities_of_the_trivia_database_are_decoded_once() {
    hold(&["opentdb/encoded.json", "opentdb/refused.json"]);
}

#[test]
fn tables_are_read_over_the_whole_text() {
    hold(&[
        "csv/quoted.csv",
        "csv/ragged.csv",
        "csv/entities.csv",
        "csv/choices.tsv",
        "csv/headless.csv",
        "csv/header-only.csv",
        "csv/open-quote.csv",
        "csv/directive.csv",
        "csv/own.csv",
        "csv/titled.csv",
    ]);
}

fn pair(one: &str, other: &str) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

#[test]
fn columns_are_what_the_user_says() {
    let columns = vec![pair("answer", "Lösungstext"), pair("difficulty", "Stufe")];
    let difficulties = vec![pair("Profi", "hard")];
    let options = Options { columns, difficulties, ..Options::default() };
    hold_with("csv/mapped-by-name", "csv/mapped.csv", &options);
    let columns = vec![pair("question", "2"), pair("answer", "1")];
    let options = Options { columns, header: Some(true), ..Options::default() };
    hold_with("csv/mapped-by-place", "csv/mapped.csv", &options);
    let unknown = Options { columns: vec![pair("answer", "Lösung")], ..Options::default() };
    hold_with("csv/mapped-to-none", "csv/mapped.csv", &unknown);
    let wrong = Options { columns: vec![pair("anwser", "Stufe")], ..Options::default() };
    hold_with("csv/mapped-from-none", "csv/mapped.csv", &wrong);
    let semicolon = Options { separator: Some(";".to_owned()), ..Options::default() };
    hold_with("csv/separator-chosen", "csv/entities.csv", &semicolon);
}

#[test]
fn scalars_of_yaml_are_texts() {
    hold(&["yaml/scalars.yaml"]);
}

#[test]
fn yaml_that_is_none_holds_no_questions_or_swells_is_refused() {
    hold(&["yaml/colon.yaml", "yaml/form.yml", "yaml/aliases.yaml"]);
}

#[test]
fn notes_of_anki_are_read_by_their_directives() {
    hold(&["anki/spreadsheet.txt", "anki/own.txt", "anki/named.txt"]);
}

#[test]
fn gift_is_read_with_all_its_kinds_of_answers() {
    hold(&["gift/types.gift", "gift/none.gift"]);
}

#[test]
fn aiken_goes_on_behind_what_it_cannot_read() {
    hold(&["aiken/faults.txt"]);
}

#[test]
fn moodle_xml_is_read_by_the_types_of_its_questions() {
    hold(&["moodle/types.xml", "moodle/entities.xml", "moodle/broken.xml"]);
}

#[test]
fn terms_and_trivia_are_read() {
    hold(&["quizlet/terms.txt", "opentriviaqa/sample.txt"]);
}

fn text_of(fixture: &str) -> String {
    let path = format!("{}/tests/import/fixtures/{fixture}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the fixture is there")
}

/// What no snapshot shows: a bank of our own comes back whole.
#[test]
fn our_own_lines_and_tables_keep_what_only_they_have() {
    for name in ["ndjson/own.ndjson", "csv/own.csv"] {
        let text = text_of(name);
        let questions = questions(name, &text, &Options::default());
        let facts: Vec<String> = questions
            .iter()
            .map(|one| {
                format!("{} {} {} {}", one.number, one.origin, one.created_at, one.updated_at)
            })
            .collect();
        assert_eq!(
            facts,
            [
                "12 bundled 2026-01-02T03:04:05Z 2026-02-03T04:05:06Z",
                "13 bundled 2026-01-02T03:04:05Z 2026-01-02T03:04:05Z",
            ],
            "{name}"
        );
        assert_eq!(
            questions[0].answer.as_ref().map(ToString::to_string).as_deref(),
            Some("A"),
            "{name}"
        );
    }
}

#[test]
fn a_numeric_id_is_no_identity_and_a_slug_beside_it_is() {
    let text = r#"[{"id": 4, "slug": "four", "question": "Four?"}, {"id": "5", "question": "Five?"},
        {"id": "q-6", "question": "Six?"}, {"id": "seven-up", "question": "Seven?"}]"#;
    let ids: Vec<String> = questions("a.json", text, &Options::default())
        .iter()
        .map(|question| question.id.to_string())
        .collect();
    assert_eq!(ids, ["four", "five", "six", "seven-up"]);
}

#[test]
fn numbers_are_difficulties_of_the_scale_that_the_file_uses() {
    let levels = |levels: &[u8]| {
        let row = |level: &u8| format!(r#"{{"question": "Level {level}?", "level": {level}}}"#);
        let text = format!("[{}]", levels.iter().map(row).collect::<Vec<_>>().join(","));
        let questions = questions("a.json", &text, &Options::default());
        let names = questions.iter().map(|one| one.difficulty.map_or("", |level| level.name()));
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(levels(&[0, 1, 2]), "easy medium hard");
    assert_eq!(levels(&[1, 2, 3]), "easy medium hard");
    assert_eq!(levels(&[1, 2, 3, 4, 5]), "easy easy medium hard hard");
}

#[test]
fn relative_images_get_the_base_that_the_user_names() {
    let options =
        Options { base: Some("https://example.org/media/".to_owned()), ..Options::default() };
    let text = "#separator:tab\n#html:true\n<img src=\"a b.png\"> and <img src=\"x/c.png\">?\tAn <img src=\"https://e.org/d.png\">\n";
    let question = &questions("a.txt", text, &options)[0];
    assert_eq!(
        question.question.as_str(),
        "![](<https://example.org/media/a b.png>) and ![](https://example.org/media/x/c.png)?"
    );
    assert_eq!(question.answer.as_ref().unwrap().as_str(), "An ![](https://e.org/d.png)");
}
