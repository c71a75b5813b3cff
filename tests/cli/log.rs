//! Log lines.

use serde_json::Value;

use crate::harness::{Place, Server};

const SECRET: &str = "caching";

fn request_lines(server: Server) -> Vec<Value> {
    server.signal("TERM");
    let (_, lines) = server.wait();
    let parse = |line: &String| -> Value {
        serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON object: {line}"))
    };
    let mut objects: Vec<Value> = lines.iter().map(parse).collect();
    objects.retain(|object| object["message"] == "request");
    objects
}

#[test]
fn json_lines_have_id_route_status_and_time_and_nothing_that_was_asked() {
    let place = Place::new();
    let variables = [("QBANK_LOG_FORMAT", "json")];
    let server = Server::start_with(&place, &[], &variables);
    let id =
        server.get(&format!("/v1/search?q={SECRET}")).header("x-request-id").unwrap().to_owned();
    server.get("/v1/questions/closure");
    server.get("/v1/questions?categroy=database");
    let lines = request_lines(server);
    let summary = |line: &Value| {
        let time = line["microseconds"].as_u64().expect("a duration");
        assert!(time > 0 && line["timestamp"].is_string(), "{line}");
        assert!(line["id"].as_str().is_some_and(|id| !id.is_empty()), "{line}");
        format!("{} {}", line["route"].as_str().unwrap(), line["status"])
    };
    let summaries: Vec<String> = lines.iter().map(summary).collect();
    let expected = ["/v1/search 200", "/v1/questions/{id} 200", "/v1/questions 400"];
    assert_eq!(summaries, expected);
    assert_eq!(lines[0]["id"], Value::from(id));
    let all = lines.iter().map(Value::to_string).collect::<String>();
    for asked in [SECRET, "closure", "categroy"] {
        assert!(!all.contains(asked), "{all}");
    }
}

#[test]
fn every_line_of_a_server_that_logs_json_is_an_object() {
    let place = Place::new();
    let server = Server::start_with(&place, &["--log-format", "json", "--log", "info"], &[]);
    for line in &server.greeting {
        let object: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"));
        assert!(object["level"].is_string(), "{line}");
    }
    server.get("/livez");
    assert_eq!(request_lines(server).len(), 1);
}

#[test]
fn a_filter_keeps_request_lines_away() {
    let place = Place::new();
    let server = Server::start_with(&place, &["--log", "warn"], &[]);
    server.get("/livez");
    server.signal("TERM");
    let (status, lines) = server.wait();
    assert_eq!(status, Some(0));
    assert!(lines.iter().all(|line| !line.contains("/livez")), "{lines:?}");
}

#[test]
fn text_lines_in_a_file_have_no_colours() {
    let place = Place::new();
    let server = Server::start(&place);
    server.get("/livez");
    server.signal("TERM");
    let (_, lines) = server.wait();
    let line = lines.iter().find(|line| line.contains("/livez")).expect("a line for the request");
    assert!(line.contains("status=200") && !line.contains('\u{1b}'), "{line}");
}
