//! Bank files with faults: each is told with its place, all at once, and nothing is written.

use std::fs;

use qbank::seed::{self, SourceFile};
use tempfile::tempdir;

use crate::harness::parse;

const FAULTY: &[(&str, &str)] = &[
    (
        "bank/tags.toml",
        r#"[tags]
http = "The protocol."
"two words" = "Not a tag."
caching = ""
databases = 3
"#,
    ),
    (
        "bank/one.toml",
        r#"[category]
id = "One Thing"
name = "One"
numbr = 1

[[question]]
id = "first"
number = 1
difficulty = "hrad"
minutes = 0
tags = ["http", "htp", "NOT A TAG", 7]
qestion = "Misspelt?"
question = "First?"
references = [{ title = "A page", url = "ftp://example.org" }, { title = "", url = "https://" }]

[[question]]
number = 1.5
minutes = "ten"
question = "   "
language = "e_n"
key_points = "not a list"
options = [{ text = "One", correct = "yes" }, "Two"]
"#,
    ),
    (
        "bank/three.toml",
        r#"[category]
id = "three"
name = "Three"
number = 3
unknown = true

[[question]]
id = "same"
number = 3
question = "First of the name?"

[[question]]
id = "other"
number = 3
question = "A number twice?"
minutes = 601
source_number = -1
"#,
    ),
    (
        "bank/two.toml",
        r#"[category]
id = "three"
name = "Two"
number = 2

[[question]]
id = "same"
number = 4
question = "Second of the name?"
answer = ""
"#,
    ),
    ("bank/syntax.toml", "[category]\nid = \"four\"\nname = \"Four\nnumber = 4\n"),
    ("bank/headless.toml", "[[question]]\nid = \"lost\"\nnumber = 9\nquestion = \"Where?\"\n"),
    ("bank/odd.toml", "question = 5\ncategory = \"five\"\norigin = 7\n"),
];

fn faulty() -> Vec<SourceFile> {
    let file =
        |&(name, text): &(&str, &str)| SourceFile { name: name.to_owned(), text: text.to_owned() };
    FAULTY.iter().map(file).collect()
}

#[test]
fn all_faults_of_all_files_are_told_with_file_and_line() {
    let faults = seed::parse(&faulty(), "tests").unwrap_err();
    insta::assert_snapshot!("all_faults", faults.to_string());
}

#[test]
fn faults_come_in_order_of_file_and_line() {
    let faults = seed::parse(&faulty(), "tests").unwrap_err().0;
    assert!(faults.is_sorted());
    assert!(faults.iter().all(|fault| fault.line >= 1));
}

#[test]
fn a_folder_with_faults_gives_no_bundle() {
    let folder = tempdir().unwrap();
    for (name, text) in FAULTY {
        fs::write(folder.path().join(name.rsplit('/').next().unwrap()), text).unwrap();
    }
    let faults = seed::folder(folder.path()).unwrap().unwrap_err();
    assert_eq!(faults.0.len(), seed::parse(&faulty(), "tests").unwrap_err().0.len());
    let place = format!("{}:", folder.path().join("one.toml").display());
    assert!(faults.to_string().contains(&place), "{faults}");
    assert!(faults.to_string().ends_with("faults; nothing was written"), "{faults}");
}

#[test]
fn the_origin_of_a_folder_is_its_name_unless_it_says_otherwise() {
    let folder = tempdir().unwrap();
    let inner = folder.path().join("my-bank");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("one.toml"), "[category]\nid = \"a\"\nname = \"A\"\nnumber = 1\n")
        .unwrap();
    fs::write(inner.join("notes.md"), "not a bank file").unwrap();
    assert_eq!(seed::folder(&inner).unwrap().unwrap().origin, "my-bank");
    fs::write(inner.join("bank.toml"), "origin = \"theirs\"\n").unwrap();
    assert_eq!(seed::folder(&inner).unwrap().unwrap().origin, "theirs");
}

#[test]
fn a_folder_without_bank_files_or_with_other_bytes_is_an_error() {
    let folder = tempdir().unwrap();
    assert!(seed::folder(folder.path()).is_err());
    assert!(seed::folder(&folder.path().join("nowhere")).is_err());
    fs::write(folder.path().join("latin.toml"), b"origin = \"caf\xe9\"\n").unwrap();
    let error = seed::folder(folder.path()).unwrap_err();
    assert!(error.to_string().contains("latin.toml"), "{error}");
}

#[test]
fn the_bundled_bank_must_be_numbered_without_a_gap() {
    let file = |number: u32| SourceFile {
        name: "gap.toml".to_owned(),
        text: format!(
            "[category]\nid = \"a\"\nname = \"A\"\nnumber = 1\n\
             [[question]]\nid = \"a\"\nnumber = 1\nquestion = \"A?\"\n\
             [[question]]\nid = \"b\"\nnumber = {number}\nquestion = \"B?\"\n"
        ),
    };
    assert!(seed::parse(&[file(2)], "bundled").is_ok());
    let faults = seed::parse(&[file(3)], "bundled").unwrap_err();
    assert_eq!(faults.0[0].line, 9);
    assert!(faults.to_string().contains("without a gap"), "{faults}");
    assert!(seed::parse(&[file(3)], "tests").is_ok());
}

#[test]
fn tags_are_sorted_and_each_there_once_and_line_ends_are_put_right() {
    let bundle = parse(&["[category]\r\nid = \"a\"\r\nname = \"A\"\r\nnumber = 1\r\n\r\n\
        [[question]]\r\nid = \"a\"\r\nnumber = 1\r\ntags = [\"b\", \"a\", \"b\"]\r\n\
        question = '''One\r\ntwo'''\r\n"]);
    let tags: Vec<&str> = bundle.questions[0].tags.iter().map(|tag| tag.as_str()).collect();
    assert_eq!(tags, ["a", "b"]);
    assert_eq!(bundle.questions[0].question.as_str(), "One\ntwo");
}
