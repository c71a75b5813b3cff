//! `qbank import` and `qbank check`: exit status, report, what stays when something goes wrong.

use crate::harness::Place;

const TOML: &str = r#"[category]
id = "lists"
name = "Lists"
number = 1

[[question]]
id = "queue"
number = 1
question = "What is a queue?"
answer = "First in, first out."

[[question]]
id = "stack"
number = 2
question = "What is a stack?"
"#;

fn place() -> Place {
    let place = Place::new();
    std::fs::write(place.path("lists.toml"), TOML).unwrap();
    place
}

#[test]
fn an_import_makes_a_database_that_holds_only_what_was_imported() {
    let place = place();
    let run = place.qbank(&["import", "lists.toml"]);
    assert_eq!(
        run.done(),
        "lists.toml:12: 1 answer is empty (line 12)\n\
         lists.toml: recognised as toml: 2 questions found\n  \
         2 new, 0 unchanged, 0 changed, 0 repeated, 0 skipped\n  \
         1 without an answer\n  categories: Lists (2)\n"
    );
    assert_eq!(place.count("SELECT count(*) FROM questions"), 2);
    assert_eq!(place.count("SELECT count(*) FROM questions WHERE origin = 'lists.toml'"), 2);
    let again = place.qbank(&["import", "lists.toml"]);
    assert!(again.done().contains("0 new, 2 unchanged"), "{}", again.stdout);
    assert_eq!(place.count("SELECT revision FROM bank"), 1);
}

#[test]
fn a_dry_run_and_a_check_report_the_same_and_write_nothing() {
    let place = place();
    let check = place.qbank(&["check", "lists.toml", "--report", "json"]);
    let dry = place.qbank(&["import", "--dry-run", "lists.toml", "--report", "json"]);
    assert_eq!(check.done(), dry.done());
    let report: serde_json::Value = serde_json::from_str(&check.stdout).unwrap();
    assert_eq!(report["total"]["found"], 2);
    assert_eq!(report["files"][0]["new"], 2);
    assert_eq!(report["files"][0]["findings"][0]["line"], 12);
    assert!(!place.path("qbank.db").exists(), "nothing is made");
}

#[test]
fn a_bad_file_is_refused_whole_and_does_not_stop_the_others() {
    let place = place();
    std::fs::write(place.path("bad.toml"), TOML.replace("number = 2", "number = 0")).unwrap();
    let run = place.qbank(&["import", "bad.toml", "lists.toml"]);
    assert_eq!(run.status, Some(2), "{}", run.stderr);
    assert!(run.stdout.starts_with("bad.toml:14: refused: `number` is 0"), "{}", run.stdout);
    assert!(run.stdout.contains("total of 2 files (1 refused): 2 questions found"));
    assert!(run.stderr.contains("1 of 2 files refused"), "{}", run.stderr);
    assert_eq!(place.count("SELECT count(*) FROM questions"), 2);
}

#[test]
fn what_is_only_refused_leaves_no_database_behind() {
    let place = place();
    std::fs::write(place.path("bad.toml"), "[category]\nid = 1\n[[question]]\n").unwrap();
    assert_eq!(place.qbank(&["import", "bad.toml"]).status, Some(2));
    assert_eq!(place.qbank(&["import", "nowhere.md"]).status, Some(2));
    assert!(!place.path("qbank.db").exists());
}

#[test]
fn something_that_was_skipped_shows_in_the_exit_status() {
    let place = place();
    place.qbank(&["import", "lists.toml"]).done();
    let other = TOML.replace("First in, first out.", "A line.");
    std::fs::write(place.path("other.toml"), other).unwrap();
    let run = place.qbank(&["import", "other.toml"]);
    assert_eq!(run.status, Some(1), "{}{}", run.stdout, run.stderr);
    assert!(
        run.stdout.contains("the id `queue` belongs to another question, of origin `lists.toml`")
    );
    assert_eq!(run.stderr, "");
}

#[test]
fn flags_that_cannot_be_meant_are_wrong_usage() {
    let place = place();
    for (flags, why) in [
        (&["--format", "tonl"][..], "did you mean `toml`"),
        (&["--difficulty", "Junior=eazy"], "`eazy` is none of easy, medium, hard"),
        (&["--column", "question"], "write `NAME=VALUE`"),
        (&["--language", "English, please"], "is no language tag"),
        (&["--level", "7"], "7 is not in 1..=6"),
    ] {
        let run = place.qbank(&[&["import", "lists.toml"], flags].concat());
        assert_eq!(run.status, Some(2), "{flags:?}: {}", run.stdout);
        assert!(run.stderr.contains(why), "{flags:?}: {}", run.stderr);
    }
    let run = place.qbank(&["import", "*.nothing"]);
    assert!(run.stderr.contains("`*.nothing` matches no file"), "{}", run.stderr);
    assert!(!place.path("qbank.db").exists());
}
