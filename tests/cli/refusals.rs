//! What stands in the way of serving: one clear line each, and the exit status.

use std::net::TcpListener;

use crate::harness::{Place, Server, bundled};

#[test]
fn a_port_in_use_is_named() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = place.qbank(&["serve", "--listen", &address]);
    let line = run.refused(3);
    assert!(line.starts_with(&format!("error: cannot listen on `{address}`: ")), "{line}");
    assert!(line.ends_with("end what listens there or choose another `--listen`"), "{line}");
    assert!(!place.path("qbank.db").exists());
}

/// A path below a file can be made by nobody, not even by a user who may write everywhere.
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let place = Place::new();
    place.write("file", "");
    let run = place.qbank(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database-url",
        "sqlite://file/qbank.db",
    ]);
    let line = run.refused(3);
    assert!(line.starts_with("error: `file/qbank.db` cannot be opened: "), "{line}");
    assert!(line.ends_with("check that the folder exists and may be written"), "{line}");
}

#[test]
fn a_file_that_is_no_database_is_named_and_stays() {
    let place = Place::new();
    let text = "This is a letter, and long enough to be looked at as a header.\n".repeat(40);
    place.write("qbank.db", &text);
    for command in [&["seed"][..], &["serve", "--listen", "127.0.0.1:0"], &["backup", "b.db"]] {
        assert_eq!(
            place.qbank(command).refused(3),
            "error: `qbank.db` is not an SQLite database; give another file or move this one away"
        );
    }
    assert_eq!(std::fs::read_to_string(place.path("qbank.db")).unwrap(), text);
}

#[test]
fn the_database_of_another_program_is_named_and_stays_byte_for_byte() {
    let place = Place::new();
    place.sql("CREATE TABLE letters (text TEXT)");
    let before = std::fs::read(place.path("qbank.db")).unwrap();
    assert_eq!(
        place.qbank(&["seed"]).refused(3),
        "error: `qbank.db` is the database of another program; give another one"
    );
    assert!(std::fs::read(place.path("qbank.db")).unwrap() == before, "it was written to");
}

#[test]
fn a_database_of_a_newer_version_is_named_and_stays() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    let known = place.count("SELECT max(version) FROM _sqlx_migrations");
    place.sql(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (9999, 'later', 1, x'00', 0)",
    );
    for command in [&["seed"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        assert_eq!(
            place.qbank(command).refused(3),
            format!(
                "error: `qbank.db` was made by a newer qbank (schema 9999, this one knows {known}); \
                 use that version or another database"
            )
        );
    }
    assert_eq!(place.count("SELECT count(*) FROM questions"), bundled());
}

const READ_ONLY: &str = "sqlite://qbank.db?mode=ro";

#[test]
fn a_database_that_may_only_be_read_is_served() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    let server = Server::start_with(&place, &["--database-url", READ_ONLY], &[]);
    assert_eq!(server.get("/v1/questions").json()["total"], bundled());
}

#[test]
fn a_database_that_may_only_be_read_is_named_when_it_is_to_be_written() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    place.sql("DELETE FROM questions WHERE id = 'tests-before-code'");
    assert_eq!(
        place.qbank(&["seed", "--database-url", READ_ONLY]).refused(3),
        "error: `qbank.db` may not be written; check the rights of the file and its folder, or of the role"
    );
    assert_eq!(place.count("SELECT count(*) FROM questions"), bundled() - 1);
}

#[test]
fn a_row_that_is_no_question_is_named() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    place.sql("UPDATE questions SET tags = '[\"two words\"]' WHERE id = 'tests-before-code'");
    let run = place.qbank(&["serve", "--listen", "127.0.0.1:0"]);
    let line = run.refused(3);
    let expected = "error: question `tests-before-code` in the database cannot be read: ";
    assert!(line.starts_with(expected), "{line}");
}
