//! `qbank check` of a bank in the format of the bundled one: the linter as a contributor runs it.

use crate::harness::{Place, bundled_folder};

const BANK: &str = "origin = \"ours\"\n";
const CATEGORY: &str = "[category]\nid = \"one\"\nname = \"One\"\nnumber = 1\n\n";
const ENTRY: &str = "[[question]]\nid = \"a\"\nnumber = 1\nquestion = \"A?\"\nanswer = \"B.\"\n\
                     follow_ups = [\"Say C.\"]\n";

/// A place with a bank of one file in the folder `bank`.
fn with_bank(entry: &str) -> Place {
    let place = Place::new();
    std::fs::create_dir(place.path("bank")).unwrap();
    place.write("bank/bank.toml", BANK);
    place.write("bank/one.toml", &format!("{CATEGORY}{entry}"));
    place
}

#[test]
fn the_bundled_bank_is_clean() {
    let place = Place::new();
    let folder = bundled_folder();
    let run = place.qbank(&["check", folder.to_str().unwrap()]);
    assert!(run.done().ends_with(" questions, no findings\n"), "{}", run.stdout);
    assert!(!place.path("qbank.db").exists(), "no database is needed");
}

#[test]
fn findings_have_file_line_and_advice_and_end_with_status_1() {
    let run = with_bank(ENTRY).qbank(&["check", "bank"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""));
    let lines: Vec<&str> = run.stdout.lines().collect();
    let short = "bank/one.toml:10: the answer of `a` has 1 words, fewer than 80; say why, and when it does not hold";
    assert!(lines.contains(&short), "{}", run.stdout);
    let statement = "bank/one.toml:11: this follow-up does not end in `?`; make it a question";
    assert!(lines.contains(&statement), "{}", run.stdout);
    assert_eq!(lines.last(), Some(&"bank: 1 question, 8 findings"));
}

#[test]
fn a_file_alone_is_checked_without_the_rules_for_a_whole_bank() {
    let place = with_bank(ENTRY);
    let run = place.qbank(&["check", "bank/one.toml"]);
    assert_eq!(run.status, Some(1));
    assert!(run.stdout.contains("bank/one.toml:10: the answer of `a`"), "{}", run.stdout);
    assert!(!run.stdout.contains("the category `one`"), "{}", run.stdout);
    // The tags beside it are its vocabulary.
    place.write("bank/tags.toml", "[tags]\nsql = \"SQL.\"\n");
    let tagged = ENTRY.replace("question = ", "tags = [\"sqll\"]\nquestion = ");
    place.write("bank/one.toml", &format!("{CATEGORY}{tagged}"));
    let run = place.qbank(&["check", "bank/one.toml"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.starts_with("bank/one.toml:9: `tags` is `sqll`: "), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `sql`?"), "{}", run.stderr);
}

#[test]
fn faults_come_first_and_end_with_status_2() {
    let run = with_bank("[[question]]\nid = \"a\"\nnumber = 1\n").qbank(&["check", "bank"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    let fault = "bank/one.toml:6: a question needs the field `question`\nerror: 1 fault; nothing was written\n";
    assert_eq!(run.stderr, fault);
}

#[test]
fn findings_are_json_for_programs() {
    let run = with_bank(ENTRY).qbank(&["check", "--report", "json", "bank"]);
    assert_eq!(run.status, Some(1));
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["questions"], 1);
    let finding = &report["findings"][0];
    assert_eq!((&finding["file"], &finding["line"]), (&"bank/one.toml".into(), &1.into()));
    assert_eq!(finding["message"], "the category `one` has 1 entries");
    assert_eq!(finding["advice"], "write at least 20");
}

#[test]
fn an_import_of_such_a_folder_says_how_to_take_it() {
    let place = with_bank(ENTRY);
    assert_eq!(
        place.qbank(&["import", "bank"]).refused(2),
        "error: `bank` is in the format of the bundled bank; take it with `qbank seed bank`"
    );
    assert!(!place.path("qbank.db").exists());
}

#[test]
fn a_file_beside_no_bank_is_for_the_readers() {
    let place = with_bank(ENTRY);
    let text = std::fs::read_to_string(place.path("bank/one.toml")).unwrap();
    place.write("alone.toml", &text);
    // An export may have the name of the mark.
    place.write("bank.toml", &text);
    let run = place.qbank(&["check", "alone.toml"]);
    assert!(run.stdout.starts_with("alone.toml: recognised as toml: 1 question found"), "{run:?}");
}

#[test]
fn banks_and_other_files_are_checked_side_by_side() {
    let place = with_bank(ENTRY);
    place.write("other.ndjson", "{\"question\": \"What else?\", \"answer\": \"This.\"}\n");
    let run = place.qbank(&["check", "other.ndjson", "bank"]);
    assert_eq!(run.status, Some(1));
    assert!(run.stdout.contains("bank: 1 question, 8 findings\n"), "{}", run.stdout);
    assert!(run.stdout.contains("other.ndjson: recognised as ndjson: 1 question found"));
}
