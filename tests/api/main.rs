//! The service in process: every path as a caller sees it, and the store and bank files under it.
//!
//! A file a resource, and a file for what holds everywhere (`doors`, `caching`, `strictness` ...).
//! Each test has a database of its own, of the engine that [`engine`] says.

#![expect(
    clippy::cast_precision_loss,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on is a failed test, in its helpers too; counts are small"
)]

mod answers;
mod banks;
mod caching;
mod categories;
mod compression;
mod documents;
mod doors;
mod draw_laws;
#[path = "../engine/mod.rs"]
mod engine;
mod every_door;
mod filters;
mod harness;
mod health;
mod hostile;
mod ids;
mod openapi;
mod openapi_detail;
mod options;
mod paging;
mod problems;
mod questions;
mod random;
mod round_trip;
mod search;
mod search_texts;
mod seed;
mod seed_faults;
mod snapshots;
mod steps;
mod store;
mod store_files;
mod strictness;
mod tags;
mod watch;
mod words;
