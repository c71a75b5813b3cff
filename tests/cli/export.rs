//! `qbank export`.

use crate::harness::Place;

#[test]
fn an_export_writes_the_questions_that_the_filters_leave() {
    let place = Place::new();
    let all = place.qbank(&["export"]);
    let lines = all.done().lines().count();
    assert_eq!(lines, usize::try_from(place.count("SELECT count(*) FROM questions")).unwrap());
    let hard = place.qbank(&["export", "--difficulty", "hard", "--category", "database"]);
    for line in hard.done().lines() {
        let question: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            (&question["difficulty"], &question["category"]),
            (&"hard".into(), &"database".into())
        );
    }
    assert!(!hard.stdout.is_empty());
}

#[test]
fn an_export_to_a_file_takes_its_format_from_the_name() {
    let place = Place::new();
    for (file, begins) in [
        ("bank.toml", "[tags]\n"),
        ("bank.csv", "id,number,category"),
        ("bank.gift", "$CATEGORY: general\n"),
        ("bank.anki.txt", "#separator:tab\n"),
        ("bank.txt", "Interview questions\n"),
    ] {
        assert_eq!(place.qbank(&["export", "--output", file]).done(), "", "{file}");
        let text = std::fs::read_to_string(place.path(file)).unwrap();
        assert!(text.starts_with(begins), "{file}: {}", &text[..60]);
    }
    let run = place.qbank(&["export", "--output", "bank.toml", "--format", "json"]);
    assert_eq!(run.done(), "");
    let text = std::fs::read_to_string(place.path("bank.toml")).unwrap();
    assert!(text.starts_with("{\"items\": ["), "what is asked for goes over the name");
}

#[test]
fn an_export_that_cannot_be_written_leaves_the_old_file() {
    let place = Place::new();
    std::fs::write(place.path("bank.csv"), "mine").unwrap();
    let run = place.qbank(&["export", "--output", "bank.csv", "--categroy", "api"]);
    assert_eq!(run.status, Some(2), "{}", run.stderr);
    let run = place.qbank(&["export", "--output", "bank.csv", "--category", "apii"]);
    assert_eq!(run.status, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("Did you mean `api`"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(place.path("bank.csv")).unwrap(), "mine");
    let run = place.qbank(&["export", "--output", "no/such/folder/bank.csv"]);
    assert_eq!(run.status, Some(3), "{}", run.stderr);
    assert!(run.stderr.contains("`no/such/folder/bank.csv` cannot be written"), "{}", run.stderr);
}
