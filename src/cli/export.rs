//! `qbank export`: the questions as a file, with the filters of the API.

use super::ask::Operation;

/// `qbank export`
#[derive(Debug, Clone)]
pub(super) struct Export;

impl Operation for Export {
    const PATHS: &'static [&'static str] = &["/v1/questions.{format}"];
    const WORDS: Option<&'static str> = None;
    const DEFAULT: &'static str = "ndjson";
}
