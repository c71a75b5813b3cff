//! Our own files: those of a bank folder, and the export of a whole bank.

use super::{Format, Likeness};
use crate::import::account::{Account, Refusal};
use crate::import::draft::{Draft, Reading};
use crate::import::options::Options;
use crate::import::source::Source;
use crate::seed::{SourceFile, parse_export};

pub(super) const FORMAT: Format = Format {
    name: "toml",
    description: "our own files, with every field",
    extensions: &["toml"],
    recognise,
    read,
};

fn recognise(source: &Source) -> Likeness {
    let tables = source
        .text
        .lines()
        .any(|line| matches!(line.trim(), "[[question]]" | "[category]" | "[[category]]"));
    match (tables, source.extension() == "toml") {
        (true, _) => Likeness::Certain,
        (false, true) => Likeness::ByName,
        (false, false) => Likeness::No,
    }
}

fn read(source: &Source, _: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let file = SourceFile { name: source.name.clone(), text: source.text.clone() };
    let (bundle, lines) = parse_export(&file).map_err(|faults| {
        // Each is told with its line; the file stands or falls as a whole.
        for fault in faults.0.iter().skip(1) {
            account.warn(fault.line, fault.message.clone(), "");
        }
        let first = faults.0.first();
        let (line, message) = first.map_or((1, ""), |fault| (fault.line, fault.message.as_str()));
        Refusal::new(line, message, "seed/README.md describes the format")
    })?;
    if bundle.questions.is_empty() && !(bundle.tags.is_empty() && bundle.categories.is_empty()) {
        account.allow_empty();
        account.warn(1, "the file describes categories or tags and has no questions", "");
    }
    let mut drafts: Vec<Draft> = bundle.questions.into_iter().map(Draft::from).collect();
    for (draft, line) in drafts.iter_mut().zip(lines) {
        draft.line = line;
        let own = Some(&bundle.origin).filter(|origin| !origin.is_empty());
        draft.origin = draft.origin.take().or_else(|| own.cloned());
    }
    Ok(Reading { drafts, categories: bundle.categories, tags: bundle.tags })
}
