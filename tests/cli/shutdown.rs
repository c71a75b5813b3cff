//! The end: what is in flight is answered, then exit 0.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::harness::{Place, Server, bundled};
use crate::http::{Answer, connect};

/// A file of more than a megabyte.
const LARGE: &str = "/docs/swagger-ui-bundle.js";
/// So many of them that they fit into no buffer between the server and a client that does not read.
const REQUESTS: usize = 40;

#[test]
fn an_answer_that_is_being_sent_at_sigterm_is_sent_whole() {
    let place = Place::new();
    let server = Server::start(&place);
    let mut stream = connect(&server.address);
    let request = format!("GET {LARGE} HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    stream.write_all(request.repeat(REQUESTS).as_bytes()).unwrap();
    stream.peek(&mut [0]).unwrap();
    server.signal("TERM");
    server.read_until(|line| line.contains("requests in flight are answered first"));
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let (mut rest, mut answers) = (bytes.as_slice(), 0);
    while !rest.is_empty() {
        let (answer, left) = Answer::take(rest).expect("an answer that was begun is sent whole");
        assert_eq!(answer.status, 200);
        assert!(answer.body.len() > 1_000_000);
        (rest, answers) = (left, answers + 1);
    }
    assert!((1..REQUESTS).contains(&answers), "{answers} answers");
    assert_eq!(server.wait().0, Some(0));
}

#[test]
fn a_request_that_has_begun_to_come_at_sigterm_is_answered() {
    let place = Place::new();
    let server = Server::start(&place);
    let mut stream = connect(&server.address);
    let request = format!("GET /v1/questions/closure HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    let (begin, end) = request.split_at(request.len() - 2);
    stream.write_all(begin.as_bytes()).unwrap();
    // By the time that this is answered the connection before it is looked after.
    server.get("/livez");
    server.signal("TERM");
    server.read_until(|line| line.contains("requests in flight are answered first"));
    stream.write_all(end.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let (answer, _) = Answer::take(&bytes).expect("an answer");
    assert_eq!((answer.status, &answer.json()["id"]), (200, &"closure".into()));
    assert_eq!(server.wait().0, Some(0));
}

/// Far less than a connection may stay silent.
const AT_ONCE: Duration = Duration::from_secs(5);

#[test]
fn sigterm_and_ctrl_c_end_an_idle_server_at_once_with_status_0() {
    for signal in ["TERM", "INT"] {
        let place = Place::new();
        let server = Server::start(&place);
        // Connections that are open and ask nothing, or nothing more, hold nobody up.
        let silent = connect(&server.address);
        let mut idle = connect(&server.address);
        idle.write_all(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        assert_ne!(idle.read(&mut [0; 1_000]).unwrap(), 0);
        let started = Instant::now();
        server.signal(signal);
        let (status, lines) = server.wait();
        assert_eq!(status, Some(0), "{signal}");
        assert!(lines.iter().any(|line| line.ends_with("ended")), "{lines:?}");
        assert!(started.elapsed() < AT_ONCE, "{:?}", started.elapsed());
        drop((silent, idle));
    }
}

#[test]
fn what_was_written_is_in_the_one_file_after_the_end() {
    let place = Place::new();
    let server = Server::start(&place);
    server.signal("TERM");
    assert_eq!(server.wait().0, Some(0));
    assert!(!place.path("qbank.db-wal").exists());
    assert_eq!(place.count("SELECT count(*) FROM questions"), bundled());
}
