//! `qbank backup`: a copy while the server runs.

use crate::harness::{Place, Server};

#[test]
fn a_backup_made_while_serving_is_a_database_to_serve() {
    let place = Place::new();
    let server = Server::start(&place);
    let served = server.get("/v1/questions?limit=100").json();
    assert_eq!(place.qbank(&["backup", "copy.db"]).done(), "");
    assert_eq!(server.get("/livez").status, 200);

    let copy = Server::start_with(&place, &["--database-url", "sqlite://copy.db"], &[]);
    assert_eq!(copy.get("/v1/questions?limit=100").json(), served);
}

#[test]
fn a_backup_overwrites_nothing() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    place.write("copy.db", "precious");
    assert_eq!(
        place.qbank(&["backup", "copy.db"]).refused(2),
        "error: `copy.db` exists already; a backup is written to a new file"
    );
    assert_eq!(std::fs::read_to_string(place.path("copy.db")).unwrap(), "precious");
}

#[test]
fn a_backup_to_a_folder_that_is_not_there_names_it() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    let run = place.qbank(&["backup", "nowhere/copy.db"]);
    let line = run.refused(3);
    assert!(line.starts_with("error: `nowhere/copy.db` cannot be opened: "), "{line}");
}

#[test]
fn a_backup_of_a_database_that_is_not_there_makes_none() {
    let place = Place::new();
    let run = place.qbank(&["backup", "copy.db"]);
    assert!(run.refused(2).contains("`qbank.db`"), "{}", run.stderr);
    assert!(!place.path("copy.db").exists());
    assert!(!place.path("qbank.db").exists());
}

#[test]
fn a_copy_to_another_database_is_the_same_bank() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    place.sql("UPDATE questions SET answer = 'By hand.' WHERE number = 1");
    let copied = place.qbank(&["copy", "sqlite://qbank.db", "sqlite://copy.db"]);
    let questions = place.count("SELECT count(*) FROM questions");
    let begins = format!("copied {questions} questions, 7 categories and ");
    assert!(copied.done().starts_with(&begins), "{copied:?}");
    assert!(copied.stdout.contains(" at revision 2 to `copy.db`\n"), "{copied:?}");
    let export = |url| place.qbank(&["export", "--format", "toml", "--database-url", url]);
    assert_eq!(export("sqlite://copy.db").done(), export("sqlite://qbank.db").done());
}

#[test]
fn a_copy_mixes_with_nothing_and_comes_from_somewhere() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    assert_eq!(
        place.qbank(&["copy", "sqlite://qbank.db", "sqlite://qbank.db"]).refused(2),
        "error: `qbank.db` is not empty; copy to a database that holds nothing"
    );
    assert_eq!(
        place.qbank(&["copy", "sqlite://nowhere.db", "sqlite://new.db"]).refused(2),
        "error: `nowhere.db` is not there; name the database by `--database-url`"
    );
    assert!(!place.path("new.db").exists());
}
