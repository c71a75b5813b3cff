//! Faults in bank files: all of them at once, each with its place, and nothing written.

use crate::harness::{Place, Run, bundled};

const CATEGORY: &str = "[category]\nid = \"one\"\nname = \"One\"\nnumber = 1\n\n";

/// Seeds a folder with these files and takes the lines of the message.
fn seed(place: &Place, files: &[(&str, &str)]) -> Run {
    std::fs::create_dir(place.path("bank")).unwrap();
    for (name, text) in files {
        place.write(&format!("bank/{name}"), text);
    }
    let run = place.qbank(&["seed", "bank"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(!place.path("qbank.db").exists(), "nothing is opened");
    run.is_plain();
    run
}

#[test]
fn all_faults_of_all_files_are_listed_with_file_and_line() {
    let place = Place::new();
    let one = format!(
        "{CATEGORY}[[question]]\nid = \"Not A Slug\"\nnumber = 1\nquestion = \" \"\n\
         dificulty = \"easy\"\n\n\
         [[question]]\nid = \"fine\"\nnumber = 2\nquestion = \"Fine?\"\ndifficulty = \"simple\"\n\
         references = [{{ title = \"T\", url = \"ftp://example.org\" }}]\ntags = [\"two words\"]\n"
    );
    let two = "[category]\nid = \"two\"\nname = \"Two\"\nnumber = 2\n\n\
               [[question]]\nid = \"fine\"\nnumber = 3\nquestion = \"Twice?\"\n";
    let run = seed(&place, &[("one.toml", &one), ("two.toml", two)]);
    let mut lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines.pop(), Some("error: 7 faults; nothing was written"));
    let found: Vec<&str> = lines.iter().map(|line| line.split(": ").next().unwrap()).collect();
    let expected = [
        "bank/one.toml:7",
        "bank/one.toml:9",
        "bank/one.toml:10",
        "bank/one.toml:16",
        "bank/one.toml:17",
        "bank/one.toml:18",
        "bank/two.toml:6",
    ];
    assert_eq!(found, expected, "{}", run.stderr);
}

#[test]
fn a_fault_says_what_is_allowed_and_what_was_meant() {
    let place = Place::new();
    let text = format!(
        "{CATEGORY}[[question]]\nid = \"a\"\nnumber = 1\nquestion = \"A?\"\n\
         difficulty = \"simple\"\nkey_point = [\"x\"]\n"
    );
    let run = seed(&place, &[("one.toml", &text)]);
    let difficulty =
        "bank/one.toml:10: `difficulty` is `simple`: allowed are `easy`, `medium`, `hard`";
    assert!(run.stderr.contains(difficulty), "{}", run.stderr);
    assert!(run.stderr.contains("bank/one.toml:11: `key_point` is not a field of a question"));
    assert!(run.stderr.contains("did you mean `key_points`?"), "{}", run.stderr);
}

#[test]
fn a_file_that_is_no_toml_is_a_fault_with_its_line() {
    let place = Place::new();
    let run = seed(&place, &[("one.toml", "[category]\nid = \"one\nname = 1\n")]);
    assert!(run.stderr.starts_with("bank/one.toml:2: "), "{}", run.stderr);
}

#[test]
fn a_fault_leaves_the_database_as_it_was() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    let revision = place.count("SELECT revision FROM bank");
    std::fs::create_dir(place.path("bank")).unwrap();
    place.write("bank/bank.toml", "origin = \"bundled\"\n");
    place.write("bank/one.toml", &format!("{CATEGORY}[[question]]\nid = \"a\"\nnumber = 1\n"));
    let run = place.qbank(&["seed", "bank"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.ends_with("1 fault; nothing was written\n"), "{}", run.stderr);
    assert_eq!(place.count("SELECT revision FROM bank"), revision);
    assert_eq!(place.count("SELECT count(*) FROM questions"), bundled());
}
