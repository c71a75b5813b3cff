//! What a connection may send, seen from its other end.

use std::io::{Read, Write};

use crate::harness::{Place, Server};
use crate::http::{Answer, connect};

/// The most that the head of a request may have.
const HEAD: usize = 64 << 10;

/// What comes back for a request with a field of so many bytes.
fn with_field(server: &Server, length: usize) -> Option<Answer> {
    let mut stream = connect(&server.address);
    let field = "a".repeat(length);
    let head = format!("GET /v1/tags HTTP/1.1\r\nHost: localhost\r\nX-Field: {field}\r\n");
    // The server may have had enough before all of it is sent.
    let _ = write!(stream, "{head}Connection: close\r\n\r\n");
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    Answer::take(&bytes).map(|(answer, _)| answer)
}

#[test]
fn a_head_of_more_than_64_kib_is_431() {
    let place = Place::new();
    let server = Server::start(&place);
    assert_eq!(with_field(&server, HEAD - 1_000).unwrap().status, 200);
    let answer = with_field(&server, HEAD + 1_000).unwrap();
    assert_eq!(answer.status, 431, "{answer:?}");
    // Far larger ones may be cut off without an answer, but are never served.
    let far = with_field(&server, 64 * HEAD);
    assert!(far.as_ref().is_none_or(|answer| answer.status == 431), "{far:?}");
    assert_eq!(server.get("/livez").status, 200);
}
