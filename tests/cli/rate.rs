//! A limit on how often a client may ask.

use crate::harness::{Place, Server};
use crate::http::{get, send};

#[test]
fn who_asks_too_often_is_told_when_to_come_back() {
    let place = Place::new();
    let server = Server::start_with(&place, &["--rate-limit", "3/1h"], &[]);
    for left in ["2", "1", "0"] {
        let answer = get(&server.address, "/v1/tags");
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("ratelimit-policy"), Some("\"default\";q=3;w=3600"));
        let limit = answer.header("ratelimit").unwrap();
        assert!(limit.starts_with(&format!("\"default\";r={left};t=")), "{limit}");
    }
    let refused = get(&server.address, "/v1/tags");
    assert_eq!(refused.status, 429);
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    assert_eq!(refused.header("access-control-allow-origin"), Some("*"));
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=1_200).contains(&wait), "a third of the hour at most: {wait}");
    assert_eq!(get(&server.address, "/livez").status, 200, "health is never limited");
    assert_eq!(get(&server.address, "/metrics").status, 200);
}

#[test]
fn a_proxy_speaks_for_its_clients_only_where_it_is_trusted() {
    let place = Place::new();
    let ask = |server: &Server, client: &str| {
        let fields = format!("X-Forwarded-For: {client}\r\n");
        send(&server.address, "/v1/tags", &fields).status
    };
    let trusting = ["--rate-limit", "1/1h", "--trusted-proxies", "127.0.0.1"];
    let server = Server::start_with(&place, &trusting, &[]);
    assert_eq!(ask(&server, "192.0.2.1"), 200);
    assert_eq!(ask(&server, "192.0.2.1"), 429);
    assert_eq!(ask(&server, "192.0.2.2"), 200, "another client has a stock of its own");
    let other = Place::new();
    let server = Server::start_with(&other, &["--rate-limit", "1/1h"], &[]);
    assert_eq!(ask(&server, "192.0.2.1"), 200);
    assert_eq!(ask(&server, "192.0.2.2"), 429, "a stranger's word for it counts nothing");
}
