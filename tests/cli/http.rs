//! Just enough of HTTP/1.1 to ask a server something.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;

use crate::harness::PATIENCE;

/// An answer with its body.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Takes the first answer off what a connection gave, if it is there whole.
    pub fn take(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let answer = Self { status, head, body: String::new() };
        let length: usize = answer.header("content-length").map_or(0, |n| n.parse().unwrap());
        let body = bytes[end + 4..].get(..length)?;
        let body = String::from_utf8(body.to_vec()).unwrap();
        Some((Self { body, ..answer }, &bytes[end + 4 + length..]))
    }
}

pub fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

pub fn get(address: &str, target: &str) -> Answer {
    send(address, target, "")
}

/// GET with more header fields, each of which ends its line.
pub fn send(address: &str, target: &str, fields: &str) -> Answer {
    let mut stream = connect(address);
    let head =
        format!("GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{fields}\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let (answer, rest) = Answer::take(&bytes).expect("a whole answer");
    assert!(rest.is_empty(), "one answer to one request");
    answer
}
