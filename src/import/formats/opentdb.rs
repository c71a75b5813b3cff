//! Answers of the Open Trivia Database: JSON whose texts are written as HTML.

use std::borrow::Cow;

use super::json_tree::parse;
use super::{Format, Likeness};
use crate::import::account::{Account, Refusal};
use crate::import::draft::Reading;
use crate::import::gather;
use crate::import::html::plain;
use crate::import::options::Options;
use crate::import::source::Source;
use crate::import::tree::{Node, Value};

pub(super) const FORMAT: Format = Format {
    name: "opentdb",
    description: "Open Trivia Database: JSON with `correct_answer` and `incorrect_answers`",
    extensions: &["json"],
    recognise,
    read,
};

/// As much of a file as is looked at.
const BEGINNING: usize = 4000;

fn recognise(source: &Source) -> Likeness {
    let text = source.text.trim_start();
    let beginning: Cow<str> = text.chars().take(BEGINNING).collect();
    let has = |key: &str| beginning.contains(&format!("\"{key}\""));
    let envelope = text.starts_with('{') && has("response_code") && has("results");
    let bare = text.starts_with('[') && has("correct_answer") && has("incorrect_answers");
    if envelope || (bare && has("type") && has("difficulty")) {
        Likeness::Certain
    } else {
        Likeness::No
    }
}

fn read(source: &Source, options: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let mut top = parse(source, options.limits.depth)?;
    let code = top.entries().iter().find(|(key, _)| key == "response_code");
    if let Some((line, code)) = code.and_then(|(_, node)| Some((node.line, node.as_text()?)))
        && code != "0"
    {
        let message = format!("the database answered with code {code}: {}", meaning(code));
        return Err(Refusal::new(line, message, "ask it again; this file holds no questions"));
    }
    decode(&mut top);
    gather::decoded_questions(&top, options, account)
}

fn meaning(code: &str) -> &'static str {
    match code {
        "1" => "it has not as many questions as were asked for",
        "2" => "the request was not valid",
        "3" => "the session token does not exist",
        "4" => "the session token has seen all questions",
        "5" => "too many requests",
        _ => "unknown",
    }
}

/// Every text, and each once: what is compared is decoded alike.
fn decode(node: &mut Node) {
    match &mut node.value {
        Value::Text(text) => *text = plain(text).into(),
        Value::List(items) => items.iter_mut().for_each(decode),
        Value::Map(entries) => entries.iter_mut().for_each(|(_, child)| decode(child)),
        _ => {}
    }
}
