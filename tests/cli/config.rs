//! Settings: where they come from, which goes first, and what is said of a bad one.

use crate::harness::{Place, Run, Server};

/// `max-age` of an answer, by which one sees which setting was taken.
fn max_age(place: &Place, flags: &[&str], variables: &[(&str, &str)]) -> String {
    let server = Server::start_with(place, flags, variables);
    let answer = server.get("/v1/tags");
    let control = answer.header("cache-control").unwrap();
    control.split_once("max-age=").unwrap().1.split(',').next().unwrap().to_owned()
}

#[test]
fn a_flag_goes_over_the_environment_over_the_file_over_the_default() {
    let place = Place::new();
    assert_eq!(max_age(&place, &[], &[]), "60");
    place.write("qbank.toml", "max_age = 1\n");
    assert_eq!(max_age(&place, &[], &[]), "1");
    assert_eq!(max_age(&place, &[], &[("QBANK_MAX_AGE", "2")]), "2");
    assert_eq!(max_age(&place, &["--max-age", "3"], &[("QBANK_MAX_AGE", "2")]), "3");
}

#[test]
fn the_file_can_be_named_by_flag_or_variable() {
    let place = Place::new();
    place.write("qbank.toml", "max_age = 1\n");
    place.write("other.toml", "max_age = 4\n");
    assert_eq!(max_age(&place, &["--config", "other.toml"], &[]), "4");
    assert_eq!(max_age(&place, &[], &[("QBANK_CONFIG", "other.toml")]), "4");
}

/// Asserts that nothing was opened, and gives the message.
#[track_caller]
fn refused<'a>(place: &Place, run: &'a Run) -> &'a str {
    assert!(!place.path("qbank.db").exists(), "a setting is looked at before anything is opened");
    run.refused(2).trim_start_matches("error: ")
}

#[test]
fn a_bad_setting_is_named_by_where_it_was_given() {
    let place = Place::new();
    let allowed = "write a whole number from 0 to 31536000";
    let run = place.qbank(&["serve", "--max-age", "soon"]);
    assert_eq!(refused(&place, &run), format!("`--max-age` is `soon`: {allowed}"));
    let run = place.qbank_with(&["serve"], &[("QBANK_MAX_AGE", "-1")]);
    assert_eq!(refused(&place, &run), format!("the variable `QBANK_MAX_AGE` is `-1`: {allowed}"));
    place.write("qbank.toml", "max_age = 1.5\n");
    let run = place.qbank(&["serve"]);
    assert_eq!(refused(&place, &run), format!("`max_age` in `qbank.toml` is `1.5`: {allowed}"));
}

#[test]
fn every_setting_is_checked() {
    let place = Place::new();
    let bad = [
        ("--database-url", "mysql://localhost/qbank", "`sqlite://qbank.db`"),
        ("--listen", "8080", "`127.0.0.1:8080`"),
        ("--cors-origins", "https://example.org/", "`*` or origins"),
        ("--request-timeout", "0", "a whole number from 1 to 31536000"),
        ("--max-in-flight", "many", "a whole number from 1 to 1000000"),
        ("--log", "qbank=loud", "`debug`"),
        ("--log-format", "xml", "`text`, `json`"),
    ];
    for (flag, value, allowed) in bad {
        let run = place.qbank(&["serve", flag, value]);
        let message = refused(&place, &run);
        assert!(message.starts_with(&format!("`{flag}` is `{value}`: ")), "{message}");
        assert!(message.contains(allowed), "{message}");
    }
}

#[test]
fn a_password_in_an_address_is_never_shown() {
    let place = Place::new();
    for address in
        ["postgress://me:secret@localhost/bank", "postgres://me:secret@localhost:port/bank"]
    {
        let run = place.qbank(&["random", "--database-url", address]);
        assert_eq!(run.status, Some(2), "{run:?}");
        assert!(run.stderr.contains("://me@localhost"), "{run:?}");
        assert!(!run.stderr.contains("secret"), "{run:?}");
    }
    for address in ["postgres:/me:secret@localhost/bank", "mysql://me:secret@localhost/bank"] {
        for command in [&["random", "--database-url", address], &["copy", address, "sqlite://x.db"]]
        {
            let run = place.qbank(command);
            assert_eq!(run.status, Some(2), "{run:?}");
            assert!(run.stderr.contains("localhost/bank"), "{run:?}");
            assert!(!run.stderr.contains("secret"), "{run:?}");
        }
    }
}

#[test]
fn a_variable_that_is_no_text_is_named() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    let mut command = place.command();
    command.arg("serve").env("QBANK_LISTEN", OsStr::from_bytes(b"127.0.0.1:\xff"));
    let output = command.output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("the variable `QBANK_LISTEN`"), "{message}");
}

#[test]
fn an_unknown_setting_in_the_file_is_named_with_what_was_meant() {
    let place = Place::new();
    place.write("qbank.toml", "max_agee = 1\n");
    let run = place.qbank(&["seed"]);
    let expected = "`qbank.toml`: `max_agee` is not a setting; did you mean `max_age`?";
    assert_eq!(refused(&place, &run), expected);
}

#[test]
fn a_file_that_is_no_toml_is_named_with_the_line() {
    let place = Place::new();
    place.write("qbank.toml", "max_age = 1\nlisten = \n");
    let run = place.qbank(&["seed"]);
    assert!(refused(&place, &run).starts_with("`qbank.toml`: line 2: "), "{}", run.stderr);
}

#[test]
fn a_file_that_was_named_has_to_be_there() {
    let place = Place::new();
    let run = place.qbank(&["seed", "--config", "none.toml"]);
    assert!(refused(&place, &run).starts_with("`none.toml`: "), "{}", run.stderr);
}
