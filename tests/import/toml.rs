//! Our own files.

use insta::assert_snapshot;
use qbank::import::Options;

use crate::harness::{account, fixture, questions, report};

#[test]
fn a_file_with_several_categories_says_for_each_question_which() {
    assert_snapshot!(fixture("toml/two-shelves.toml", &Options::default()));
    let text = include_str!("fixtures/toml/two-shelves.toml");
    let kept = questions("two-shelves.toml", text, &Options::default());
    assert_eq!(kept[0].origin, "our-bank");
    assert_eq!(kept[0].answer.as_ref().unwrap().as_str(), "TODO", "our files mean what they say");
    assert_eq!(kept[1].created_at.to_string(), "2026-01-02T03:04:05Z");
}

#[test]
fn every_fault_of_a_file_is_told_and_nothing_of_it_taken() {
    let text = "[category]\nid = \"a\"\nname = \"A\"\nnumber = 1\n\n[[question]]\nid = \"A b\"\n\
                number = 1\nquestion = \" \"\ncolour = 3\n";
    assert_snapshot!(account("bank.toml", text.as_bytes(), &Options::default()));
}

#[test]
fn another_program_s_toml_is_refused() {
    let text = "[package]\nname = \"mine\"\n";
    let report = report("Cargo.toml", text.as_bytes(), &Options::default());
    let refused = report.refused.unwrap();
    assert!(refused.message.contains("`package` is not a field of a bank file"), "{refused:?}");
}
