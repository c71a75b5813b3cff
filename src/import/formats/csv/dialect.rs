//! What parts the cells.

use csv::{ReaderBuilder, StringRecord};

use crate::import::account::{Account, Refusal};
use crate::import::aliases::{Field, Meaning, meaning};
use crate::import::options::Options;
use crate::import::source::Source;

/// Dividers that are tried, the likelier first.
const CANDIDATES: &[u8] = b",;\t|";
/// As many records are looked at.
const SAMPLE: usize = 200;
/// In at most so many bytes.
const SAMPLE_BYTES: usize = 256 * 1024;

/// How the cells of a file are parted.
#[derive(Debug, Clone)]
pub(in crate::import::formats) struct Dialect {
    pub divider: u8,
    /// Where the records begin: behind a line that says the divider.
    pub from: usize,
    /// Whether quotes hold cells together.
    pub quotes: bool,
    /// Whether the first record has names that are known.
    pub has_names: bool,
    /// Of how many records how many have the commonest count of cells, where that was looked at.
    agreed: Option<(usize, usize, usize)>,
}

impl Dialect {
    /// One that is known.
    pub fn known(divider: u8, from: usize) -> Self {
        Self { divider, from, quotes: true, has_names: false, agreed: None }
    }

    /// What the user, the file itself, its name or its content say, in this order.
    pub fn choose(source: &Source, options: &Options) -> Result<Self, Refusal> {
        let Some(written) = &options.separator else {
            return Ok(Self::guess(source));
        };
        let divider = named(written).ok_or_else(|| {
            let message = format!("`{written}` cannot part cells");
            Refusal::new(1, message, "write one sign such as `;`, or `tab`")
        })?;
        let from = directive(&source.text).map_or(0, |(_, from)| from);
        Ok(Self {
            has_names: tally(&source.text[from..], divider).names,
            ..Self::known(divider, from)
        })
    }

    pub fn guess(source: &Source) -> Self {
        let text = &source.text;
        if let Some((divider, from)) = directive(text) {
            let names = tally(&text[from..], divider).names;
            return Self { has_names: names, ..Self::known(divider, from) };
        }
        let tabs = matches!(source.extension().as_str(), "tsv" | "tab");
        let tallies = CANDIDATES.iter().map(|&divider| (divider, tally(text, divider)));
        let best = tallies.rev().max_by_key(|(divider, tally)| {
            let by_name = tabs && *divider == b'\t' && tally.width > 1;
            (by_name, tally.names && tally.width > 1, tally.share(), tally.width > 1)
        });
        let Some((divider, tally)) = best else { return Self::known(b',', 0) };
        Self {
            has_names: tally.names,
            agreed: Some((tally.agreeing, tally.records, tally.width)),
            ..Self::known(divider, 0)
        }
    }

    /// Whether nearly all records have the same count of cells, and more than one.
    pub fn is_even(&self) -> bool {
        const MOST: usize = 80;
        self.agreed
            .is_some_and(|(agreeing, records, width)| width > 1 && agreeing * 100 >= records * MOST)
    }

    /// Says which divider was taken, where that is a guess.
    pub fn tell(&self, account: &mut Account) {
        let Some((agreeing, records, width)) = self.agreed else { return };
        let name = match self.divider {
            b',' => "a comma",
            b';' => "a semicolon",
            b'\t' => "a tab",
            _ => "a bar",
        };
        let plural = if width == 1 { "" } else { "s" };
        let message = format!(
            "divider taken to be {name}: {agreeing} of {records} rows have {width} cell{plural} with it \
             (`--separator` chooses another)"
        );
        account.note(1, message);
    }
}

/// A divider by its name or itself.
pub(in crate::import::formats) fn named(written: &str) -> Option<u8> {
    let name = written.trim().to_lowercase();
    match name.as_str() {
        "tab" | "\\t" => Some(b'\t'),
        "comma" => Some(b','),
        "semicolon" => Some(b';'),
        "pipe" | "bar" => Some(b'|'),
        "space" => Some(b' '),
        "colon" => Some(b':'),
        _ => match if name.is_empty() { written.as_bytes() } else { name.as_bytes() } {
            [sign] if sign.is_ascii() && !b"\"\n\r".contains(sign) => Some(*sign),
            _ => None,
        },
    }
}

/// `sep=;` in the first line, as spreadsheets write it.
fn directive(text: &str) -> Option<(u8, usize)> {
    let first = text.lines().next()?;
    let sign = first.trim_matches('"').strip_prefix("sep=")?;
    Some((named(sign)?, (first.len() + 1).min(text.len())))
}

/// What a divider makes of a text.
struct Tally {
    records: usize,
    /// Records with the commonest count of cells.
    agreeing: usize,
    width: usize,
    names: bool,
}

impl Tally {
    /// Records of the commonest width in a thousand; none when that is one cell.
    fn share(&self) -> usize {
        if self.width < 2 { 0 } else { self.agreeing * 1000 / self.records.max(1) }
    }
}

fn tally(text: &str, divider: u8) -> Tally {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = end < text.len();
    let sample = &text.as_bytes()[..end];
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(divider)
        .from_reader(sample);
    let mut widths = Vec::new();
    let mut names = false;
    for record in reader.records().take(SAMPLE).flatten() {
        if widths.is_empty() {
            names = are_names(record.iter());
        }
        if filled(&record) > 0 {
            widths.push(record.len());
        }
    }
    // The last record of a part of a file may be a part of one.
    if cut && widths.len() > 1 && widths.len() < SAMPLE {
        widths.pop();
    }
    let (agreeing, width) = commonest(&widths);
    Tally { records: widths.len(), agreeing, width, names }
}

fn commonest(widths: &[usize]) -> (usize, usize) {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for width in widths {
        *counts.entry(*width).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|&(width, count)| (count, width));
    best.map_or((0, 0), |(width, count)| (count, width))
}

/// How many cells there are up to the last that is not blank.
pub(super) fn filled(record: &StringRecord) -> usize {
    (1..=record.len()).rev().find(|&cell| !record[cell - 1].trim().is_empty()).unwrap_or(0)
}

/// Whether these cells name columns of a table of questions.
pub(super) fn are_names<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    // A name is short; a question may hold a word that is one.
    const LONGEST: usize = 40;
    let short = cells.filter(|cell| cell.len() <= LONGEST);
    let known: Vec<Meaning> = short.filter_map(meaning).collect();
    let has = |wanted: fn(Field) -> bool| known.iter().any(|one| wanted(one.field));
    let asked = known.iter().any(|one| one.sure);
    let answered = has(|field| {
        matches!(
            field,
            Field::Answer | Field::Answers | Field::Options | Field::Wrong | Field::Option(_)
        )
    });
    asked || (has(|field| field == Field::Question) && answered)
}
