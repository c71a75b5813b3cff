//! The `qbank` program as a person runs it.
//!
//! Every test works in a folder of its own, with a database of its own, and ends what it starts.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on is a failed test, in its helpers too"
)]

mod harness;
mod http;

mod backup;
mod config;
mod documents;
mod export;
mod faults;
mod health;
mod help;
mod import;
mod interviewers;
mod limits;
mod log;
mod openapi;
mod rate;
mod readme;
mod refusals;
mod seed;
mod seed_folder;
mod serve;
mod shutdown;
