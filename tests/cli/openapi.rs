//! `qbank openapi`: the document, without a database.

use crate::harness::{Place, Server};

#[test]
fn the_document_is_printed_as_yaml_without_a_database() {
    let place = Place::new();
    let run = place.qbank(&["openapi"]);
    assert!(run.done().starts_with("openapi: 3.1."), "{}", run.stdout);
    assert!(run.stdout.contains("\n  /v1/questions/{id}:\n"));
    assert!(!place.path("qbank.db").exists());
}

#[test]
fn the_document_is_printed_as_the_json_that_the_server_gives() {
    let place = Place::new();
    let run = place.qbank(&["openapi", "--format", "json"]);
    let printed: serde_json::Value = serde_json::from_str(run.done()).unwrap();
    assert!(run.stdout.ends_with("}\n"));
    assert_eq!(printed["info"]["title"], "qbank");
    let server = Server::start(&place);
    assert_eq!(printed, server.get("/openapi.json").json());
}

#[test]
fn an_unknown_format_is_wrong_usage() {
    let run = Place::new().qbank(&["openapi", "--format", "xml"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("yaml, json"), "{}", run.stderr);
}
