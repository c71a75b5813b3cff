//! A REST service for banks of interview questions: list, search, draw.
//!
//! The database keeps the bank, memory answers from it. A [`store`] holds the questions in SQLite;
//! [`watch`] notices each new revision and builds a [`bank`] from it, an immutable value that every
//! request is answered from; [`api`] turns requests into calls of the bank and answers into JSON;
//! [`document`] turns them into files to read or print; [`server`] is what lies between the socket and
//! the API. Questions come in by [`seed`], in our own format, and by [`import`], in everybody's.
//!
//! Dependencies point one way: `cli → server → api → bank → model`, `store → model`,
//! `seed/import → store → model`.

pub mod api;
pub mod bank;
pub mod cli;
pub mod config;
pub mod document;
pub mod import;
pub mod markdown;
pub mod metric_names;
pub mod model;
pub mod seed;
pub mod server;
pub mod store;
pub mod telemetry;
pub mod token;
pub mod watch;
