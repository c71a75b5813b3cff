//! `qbank health`: what a container's health check runs.

use std::net::TcpListener;
use std::time::Duration;

use crate::harness::{PATIENCE, Place, Server, eventually};

#[test]
fn a_server_that_is_ready_is_healthy() {
    let place = Place::new();
    let server = Server::start(&place);
    let run = eventually(PATIENCE, || {
        let run = place.qbank(&["health", "--at", &server.address]);
        Some(run).filter(|run| run.status == Some(0))
    });
    assert_eq!(run.done(), "");
}

#[test]
fn the_address_asked_is_the_one_that_the_server_is_set_to() {
    let place = Place::new();
    let server = Server::start(&place);
    let port = server.address.rsplit_once(':').unwrap().1;
    let everywhere = format!("0.0.0.0:{port}");
    let variables = [("QBANK_LISTEN", everywhere.as_str())];
    eventually(PATIENCE, || {
        let run = place.qbank_with(&["health"], &variables);
        (run.status == Some(0)).then_some(())
    });
}

#[test]
fn a_server_that_is_not_there_is_not_healthy() {
    let place = Place::new();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let run = place.qbank(&["health", "--at", &address]);
    let line = run.refused(3);
    let expected = format!("error: the server at `{address}` does not answer: ");
    assert!(line.starts_with(&expected), "{line}");
}

#[test]
fn a_server_that_says_nothing_is_not_healthy() {
    let place = Place::new();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap().to_string();
    let started = std::time::Instant::now();
    let run = place.qbank(&["health", "--at", &address]);
    assert!(run.refused(3).ends_with("does not answer in time"), "{}", run.stderr);
    assert!(started.elapsed() < Duration::from_secs(30));
}
