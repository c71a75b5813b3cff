//! Markdown, in which people mark a question in a dozen ways.
//!
//! A file is parsed once, by a CommonMark parser, into an outline of blocks that know where they stand in the
//! text (`outline`); raw HTML is looked at besides (`html`, `spoilers`). What is no part of any question
//! is marked to be left out (`clean`). Then one of the [`dialects`] finds where questions begin and end, and
//! `anatomy` tells in each what is question, option, answer and list behind it. All texts that are kept are
//! stretches of the source, so that fences, tables and links stay as they were.

mod anatomy;
mod broken;
mod category;
mod clean;
mod contents;
mod dialects;
mod doc;
mod edits;
mod front;
mod html;
mod labels;
mod lead;
mod links;
mod marks;
mod metadata;
mod outline;
mod reveal;
mod section;
mod spoilers;
mod summing;
mod title;
mod trim;
mod words;

use self::dialects::Dialect;
use self::doc::Doc;
use super::account::{Account, Refusal};
use super::draft::Reading;
use super::formats::{Format, Likeness};
use super::options::Options;
use super::source::Source;

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    description: "Markdown; its dialect is found out",
    extensions: &["md", "markdown", "mdx"],
    recognise,
    read,
};

/// A dialect by itself, to be asked for.
const fn asked_for(dialect: &Dialect) -> Format {
    let Dialect { name, description, .. } = *dialect;
    Format { name, description, extensions: &[], recognise: |_| Likeness::No, read }
}

pub(super) const EXPORT: Format = asked_for(&dialects::EXPORT);
pub(super) const HEADINGS: Format = asked_for(&dialects::HEADINGS);
pub(super) const DETAILS: Format = asked_for(&dialects::DETAILS);
pub(super) const LABELS: Format = asked_for(&dialects::LABELS);
pub(super) const TABLES: Format = asked_for(&dialects::TABLES);
pub(super) const BOLD: Format = asked_for(&dialects::BOLD);
pub(super) const BULLETS: Format = asked_for(&dialects::BULLETS);
pub(super) const LINKS: Format = asked_for(&dialects::LINKS);
pub(super) const NUMBERS: Format = asked_for(&dialects::NUMBERS);
pub(super) const FILE: Format = asked_for(&dialects::FILE);

fn recognise(source: &Source) -> Likeness {
    let named = FORMAT.extensions.contains(&source.extension().as_str());
    if named { Likeness::ByName } else { Likeness::No }
}

fn read(source: &Source, options: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    if let Some(text) = broken::spaced(source, options.limits.depth) {
        account.note(1, "headings without a blank behind their hashes read as headings");
        return read_text(&Source::new(&source.name, text, source.encoding), options, account);
    }
    read_text(source, options, account)
}

fn read_text(
    source: &Source,
    options: &Options,
    account: &mut Account,
) -> Result<Reading, Refusal> {
    let mut doc = Doc::new(source, options, account)?;
    let Some((name, mut found)) = dialects::choose(&doc, options.format.as_deref()) else {
        return Err(summing::nothing_found(&doc));
    };
    std::mem::take(&mut found.edits).into_iter().for_each(|range| doc.edits.cut(range));
    if name != EXPORT.name {
        clean::bold_answers(&mut doc);
    }
    let reveals = reveal::open(&mut doc, found.sections.len());
    summing::complete(&doc, &mut found);
    summing::note(&doc, &found, account);
    let drafts = anatomy::drafts(&doc, found.sections, &reveals, account);
    Ok(Reading { drafts, format: Some(name), ..Reading::default() })
}
