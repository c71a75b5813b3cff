//! Other people's banks: files in the shapes that people actually have, read into questions.
//!
//! A file goes through four steps, each with a place of its own:
//!
//! 1. [`Source`] makes text of the bytes: encoding, line ends, control characters.
//! 2. One of the [`formats`] is recognised, or asked for, and its reader finds [`Draft`]s: what the
//!    file says of each question, as it says it.
//! 3. `settle` makes questions of the drafts: categories, difficulties, tags,
//!    answers that are none, repeats.
//! 4. The store finds out which of them are new ([`Delivery`]).
//!
//! Whatever a step leaves out or has doubts about goes into the [`Account`], with its line; what
//! comes of the file stands in a [`FileReport`].

mod account;
mod aliases;
mod asking;
mod draft;
mod folder;
pub mod formats;
mod gather;
mod html;
mod markdown;
mod media;
mod options;
mod records;
mod report;
mod settle;
mod source;
mod tree;

pub use account::{Account, Finding, Level, Refusal};
pub use draft::{Draft, DraftOption};
pub use folder::{Input, inputs};
pub use options::{Limits, Nested, Options, Repeats};
pub use report::{CategoryCount, FileReport, Totals};
pub use source::Source;

use crate::model::Question;
use crate::store::{Delivery, Outcome};

/// What a file holds, ready for the store, and what there is to say of it.
#[derive(Debug)]
pub struct Consignment {
    /// The questions.
    pub delivery: Delivery,
    /// The line of each of them.
    lines: Vec<usize>,
    report: FileReport,
}

/// Reads a file. `name` is its path as the user wrote it.
///
/// # Errors
///
/// The report of a file that is refused as a whole says why.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Result<Consignment, Box<FileReport>> {
    let mut account = Account::default();
    let mut report = FileReport::new(name, options);
    match questions(name, bytes, options, &mut account, &mut report) {
        Ok(settled) => {
            let delivery = Delivery {
                origin: report.origin.clone(),
                categories: settled.categories,
                tags: settled.tags,
                questions: settled.questions,
                prune: options.prune,
            };
            report.close(account);
            Ok(Consignment { delivery, lines: settled.lines, report })
        }
        Err(refusal) => {
            report.close(account);
            report.refused = Some(refusal);
            Err(Box::new(report))
        }
    }
}

fn questions(
    name: &str,
    bytes: &[u8],
    options: &Options,
    account: &mut Account,
    report: &mut FileReport,
) -> Result<settle::Settled, Refusal> {
    let source = Source::decode(name, bytes, options, account)?;
    report.encoding = source.encoding;
    let format = formats::choose(&source, options)?;
    report.format = format.name;
    report.recognised = options.format.is_none();
    let reading = (format.read)(&source, options, account)?;
    report.format = reading.format.unwrap_or(format.name);
    let found = reading.drafts.len() + account.skipped();
    if found == 0 && !account.may_be_empty() && !source.text.trim().is_empty() {
        return Err(formats::nothing_found(&source, format));
    }
    if found > options.limits.questions {
        return Err(Refusal::new(
            1,
            format!("{found} questions, and at most {} are taken", options.limits.questions),
            "split the file, or allow more with `--max-questions`",
        ));
    }
    if found == 0 && account.findings.is_empty() {
        account.warn(1, "the file is empty: 0 questions", "");
    }
    Ok(settle::settle(reading, &source, options, account, report))
}

impl Consignment {
    /// The questions, each with the line on which it begins.
    pub fn questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        let questions = self.delivery.questions.iter().map(|delivered| &delivered.question);
        self.lines.iter().copied().zip(questions)
    }

    /// What has come of it, once the store has taken it.
    pub fn report(mut self, outcome: &Outcome) -> FileReport {
        self.report.settle(outcome, &self.lines);
        self.report
    }
}
