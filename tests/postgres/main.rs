//! What only a server can do or get wrong: several programs on one bank, roles, lost connections.
//!
//! Everything else that the store promises is asked of both engines by `tests/api` and
//! `tests/import`. Without `QBANK_TEST_POSTGRES` nothing here is asked, and that is said.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on is a failed test, in its helpers too"
)]

mod addresses;
mod answers;
mod copies;
#[path = "../engine/mod.rs"]
mod engine;
mod following;
mod harness;
mod roles;
mod writers;

#[test]
fn without_a_server_it_is_said_what_is_left_out() {
    use std::io::Write;
    if engine::server().is_none() {
        let note = format!(
            "left out: PostgreSQL. The tests of the API, the store and imports ran on SQLite alone, and \
             `tests/postgres` asked nothing; name a server by {}.\n",
            engine::VARIABLE
        );
        // Past the harness, which keeps what a test prints to itself.
        std::io::stderr().write_all(note.as_bytes()).unwrap();
    }
}
