//! Other people's banks: what is read of each shape, and what is said of it.
//!
//! The fixtures are ours; their shapes and traps are those of files that are about.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on is a failed test, in its helpers too"
)]

#[path = "../engine/mod.rs"]
mod engine;
mod harness;

mod awkward;
mod fuzz;
mod identity;
mod markdown;
mod markdown_laws;
mod recognition;
mod round_trip;
mod structured;
mod toml;
