//! One question object a line, as `/v1/questions.ndjson` writes it.

use serde::Deserialize;

use super::{Format, Likeness};
use crate::import::account::{Account, Refusal};
use crate::import::draft::{Draft, Reading};
use crate::import::options::Options;
use crate::import::source::Source;

pub(super) const FORMAT: Format = Format {
    name: "ndjson",
    description: "JSON, an object a line",
    extensions: &["ndjson", "jsonl"],
    recognise,
    read,
};

fn recognise(source: &Source) -> Likeness {
    let named = FORMAT.extensions.contains(&source.extension().as_str());
    if named { Likeness::ByName } else { Likeness::No }
}

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    category: Option<String>,
    question: String,
    #[serde(default)]
    answer: String,
}

fn read(source: &Source, _: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let mut drafts = Vec::new();
    for (at, line) in source.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Line>(line) {
            Ok(found) => drafts.push(Draft {
                line: at + 1,
                slug: found.id,
                category: found.category.into_iter().collect(),
                question: found.question,
                answer: found.answer,
                ..Draft::default()
            }),
            Err(why) => account.skip(at + 1, why.to_string(), ""),
        }
    }
    Ok(drafts.into())
}
