//! The README's requests, as somebody pastes them.

use std::process::Command;

use crate::harness::{Place, Server, has_curl};

const DEFAULT_ADDRESS: &str = "127.0.0.1:8080";

/// Every line with `curl` in the fenced blocks of the README.
fn requests() -> Vec<&'static str> {
    let mut fenced = false;
    let mut lines = include_str!("../../README.md").lines().collect::<Vec<_>>();
    lines.retain(|line| {
        let fence = line.starts_with("```");
        fenced ^= fence;
        fenced && !fence && line.starts_with("curl ")
    });
    lines
}

#[test]
fn every_curl_line_of_the_readme_works() {
    if !has_curl() {
        return;
    }
    let place = Place::new();
    let server = Server::start(&place);
    let requests = requests();
    assert!(requests.len() >= 5, "{requests:?}");
    for line in requests {
        assert!(line.contains(DEFAULT_ADDRESS), "{line}");
        let real = line.replace(DEFAULT_ADDRESS, &server.address);
        let strict = real.replacen("curl ", "curl --fail --silent --show-error ", 1);
        let output = Command::new("sh").args(["-c", &strict]).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {stderr}");
        if line.contains(".txt?") {
            assert!(output.stdout.starts_with(b"Interview questions\n\n1.  "), "{line}");
            continue;
        }
        let body: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
            panic!("{line}: no JSON: {}", String::from_utf8_lossy(&output.stdout))
        });
        let found = body["items"].as_array().map_or(0, Vec::len);
        assert!(found > 0 || body["id"].is_string(), "{line} shows nothing: {body}");
    }
}
