//! JSON Lines: one question object a line, as `/v1/questions.ndjson` writes it.

use super::json_tree::parse_line;
use super::{Format, Likeness};
use crate::import::account::{Account, Refusal};
use crate::import::draft::Reading;
use crate::import::options::Options;
use crate::import::records::Records;
use crate::import::source::Source;
use crate::import::tree::{Node, shape};

pub(super) const FORMAT: Format = Format {
    name: "ndjson",
    description: "JSON Lines: an object a line",
    extensions: &["ndjson", "jsonl"],
    recognise,
    read,
};

fn recognise(source: &Source) -> Likeness {
    let mut lines = source.text.lines().filter(|line| !line.trim().is_empty());
    let is_object = |line: &str| {
        line.trim_start().starts_with('{')
            && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
    };
    let named = FORMAT.extensions.contains(&source.extension().as_str());
    match (lines.next().is_some_and(is_object), lines.next().is_some_and(is_object)) {
        (true, true) => Likeness::Certain,
        (true, false) if named => Likeness::ByContent,
        _ if named => Likeness::ByName,
        _ => Likeness::No,
    }
}

fn read(source: &Source, options: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let mut records = Records::new(options, 0)?;
    let mut other = None;
    for (line, text) in (1..).zip(source.text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        match parse_line(text, line, options.limits.depth) {
            Ok(node) if records.take_map(line, node.entries(), account) => {}
            Ok(node) => {
                other.get_or_insert_with(|| (line, shape(&node)));
                account.skip(line, format!("no question: {}", shape(&node)), advice(&node));
            }
            Err(why) => account.skip(line, why, "each line must be one whole JSON object"),
        }
    }
    match other {
        Some((line, shape)) if records.len() == 0 => {
            let message = format!("no questions found: line {line} is {shape}");
            Err(Refusal::new(line, message, "name the keys with `--column question=…`"))
        }
        _ => Ok(records.finish(account)),
    }
}

fn advice(node: &Node) -> &'static str {
    if node.entries().is_empty() {
        "each line must be an object"
    } else {
        "name its keys with `--column question=…`"
    }
}
