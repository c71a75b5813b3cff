//! JSON: a list of objects, or objects in which there are such lists.

use super::json_tree::parse;
use super::{Format, Likeness};
use crate::import::account::{Account, Refusal};
use crate::import::draft::Reading;
use crate::import::gather;
use crate::import::options::Options;
use crate::import::source::Source;

pub(super) const FORMAT: Format = Format {
    name: "json",
    description: "JSON: objects with a question and an answer, in lists",
    extensions: &["json"],
    recognise,
    read,
};

fn recognise(source: &Source) -> Likeness {
    let text = source.text.trim_start();
    let named = FORMAT.extensions.contains(&source.extension().as_str());
    match text.chars().next() {
        Some('{' | '[') if named => Likeness::ByContent,
        Some('{') if text[1..].trim_start().starts_with('"') => Likeness::ByContent,
        Some('[') if text[1..].trim_start().starts_with(['{', '"']) => Likeness::ByContent,
        _ if named => Likeness::ByName,
        _ => Likeness::No,
    }
}

fn read(source: &Source, options: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    if source.text.trim().is_empty() {
        return Ok(Reading::default());
    }
    let top = parse(source, options.limits.depth)?;
    gather::questions(&top, options, account)
}
