//! Small things in files that were lost or miscounted once.

use qbank::import::{Limits, Options};

use crate::harness::{questions, report};

#[test]
fn a_semicolon_asks_in_greek_alone() {
    let code = r#"["int a = 1;", "int b = 2;", "return a + b;"]"#;
    let refused = report("code.json", code.as_bytes(), &Options::default()).refused;
    assert!(refused.is_some(), "statements are no questions");
    let asked = r#"["Τι είναι μια ουρά;", "Πού μπαίνει το επόμενο;", "Ποιο βγαίνει πρώτο︖"]"#;
    assert_eq!(questions("ask.json", asked, &Options::default()).len(), 3);
}

#[test]
fn what_is_skipped_of_a_refused_file_is_found_too() {
    let limits = Limits { questions: 1, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let text = "{\"question\": \"One?\"}\nno JSON\n{\"question\": \"Two?\"}\n";
    let report = report("bank.jsonl", text.as_bytes(), &options);
    assert!(report.refused.is_some());
    assert_eq!((report.found, report.skipped), (1, 1));
}

#[test]
fn files_that_are_not_there_are_counted_and_their_lines_listed_once() {
    let text = "#separator:tab\n#html:true\n<img src=\"a.png\"> or <img src=\"b c.png\">?\tNo.\n\
                <img src=\"d.png\">?\tYes.\n";
    let report = report("a.txt", text.as_bytes(), &Options::default());
    let told: Vec<&str> = report.findings.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(told, ["3 referenced files are not in the bank (lines 3, 4)"]);
}

#[test]
fn a_byte_that_an_encoding_does_not_have_is_found_on_its_line() {
    let mut bytes =
        encoding_rs::SHIFT_JIS.encode("question,answer\n待ち行列とは？,列\n").0.into_owned();
    bytes.extend(b"What?,\xff\n");
    let options = Options { encoding: Some("shift_jis".to_owned()), ..Options::default() };
    let refused = report("bank.csv", &bytes, &options).refused.unwrap();
    assert_eq!((refused.line, refused.message.as_str()), (3, "the file is not in Shift_JIS"));
}

#[test]
fn a_single_line_in_front_of_trivia_is_told_of_as_one() {
    let text = "Trivia\n#Q What is a bit?\n^ Zero or one\n";
    let report = report("a.txt", text.as_bytes(), &Options::default());
    assert_eq!(report.findings[0].message, "1 line stands before the first `#Q`");
}

#[test]
fn what_graders_are_told_is_a_list_or_an_answer() {
    let essay = |told: &str| {
        let text = format!(
            "<quiz><question type=\"essay\"><questiontext format=\"markdown\"><text>Why?</text>\
             </questiontext><graderinfo format=\"markdown\"><text>{told}</text></graderinfo></question></quiz>"
        );
        questions("a.xml", &text, &Options::default()).remove(0)
    };
    let points =
        |told: &str| essay(told).key_points.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(points("- one\n- two"), ["one", "two"]);
    assert_eq!(points("- one\n  more\n- two"), ["one\nmore", "two"]);
    let mixed = essay("- one\n- two\n\nHalf a mark for one.");
    assert!(mixed.key_points.is_empty());
    assert_eq!(mixed.answer.unwrap().as_str(), "- one\n- two\n\nHalf a mark for one.");
}
