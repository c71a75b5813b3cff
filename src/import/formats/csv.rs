//! Tables as text: a record a question, its cells parted by commas, tabs or the like.

mod columns;
mod dialect;

use csv::{ReaderBuilder, StringRecord};

use self::columns::Columns;
pub(super) use self::dialect::{Dialect, named as named_divider};
use self::dialect::{are_names, filled};
use super::{Format, Likeness};
use crate::import::account::{Account, Refusal, lines};
use crate::import::draft::Reading;
use crate::import::options::Options;
use crate::import::records::Records;
use crate::import::source::Source;

pub(super) const FORMAT: Format = Format {
    name: "csv",
    description: "CSV and TSV: a question a row",
    extensions: &["csv", "tsv", "tab"],
    recognise,
    read,
};

fn recognise(source: &Source) -> Likeness {
    let named = FORMAT.extensions.contains(&source.extension().as_str());
    if !(named || source.is_plain_text()) {
        return Likeness::No;
    }
    let dialect = Dialect::guess(source);
    match (dialect.has_names, named) {
        (true, true) => Likeness::Certain,
        (true, false) if dialect.is_even() => Likeness::ByContent,
        (_, true) => Likeness::ByName,
        (_, false) => Likeness::No,
    }
}

fn read(source: &Source, options: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let dialect = Dialect::choose(source, options)?;
    let mut rows = rows(source, &dialect);
    warn_of_open_quote(source, &rows, account);
    if rows.is_empty() {
        return Ok(Reading::default());
    }
    dialect.tell(account);
    if !dialect.has_names && options.header.is_none() && options.columns.is_empty() {
        pass_over_titles(&mut rows, account);
    }
    let first = rows[0].cells.clone();
    let columns = Columns::find(&first, &dialect, options, account)?;
    if columns.has_header {
        rows.remove(0);
        if rows.is_empty() {
            account.allow_empty();
            let message = format!("0 questions in {} (only a header)", source.file_name());
            account.warn(1, message, "");
            return Ok(Reading::default());
        }
    }
    let mut records = Records::new(options, 1)?;
    columns.leave_unread(&mut records);
    for row in &rows {
        columns.add(row.line, &row.cells, &mut records, account);
    }
    warn_of_ragged(&rows, columns.width, account);
    Ok(records.finish(account))
}

/// Takes away what stands above the names of columns: lines that have fewer cells.
fn pass_over_titles(rows: &mut Vec<Row>, account: &mut Account) {
    const MOST: usize = 8;
    let names = rows.iter().take(MOST).position(|row| are_names(row.cells.iter()));
    let Some(names) = names.filter(|&at| at > 0) else { return };
    let width = filled(&rows[names].cells);
    if rows[..names].iter().all(|row| filled(&row.cells) < width) {
        let above: Vec<usize> = rows.drain(..names).map(|row| row.line).collect();
        let message =
            format!("what stands above the names of columns is not read ({})", lines(&above));
        account.note(above[0], message);
    }
}

/// A record that is not blank, and where it begins.
pub(in crate::import::formats) struct Row {
    pub line: usize,
    pub cells: StringRecord,
    at: usize,
}

/// All records that have something in a cell.
pub(in crate::import::formats) fn rows(source: &Source, dialect: &Dialect) -> Vec<Row> {
    let text = &source.text[dialect.from..];
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(dialect.quotes)
        .delimiter(dialect.divider)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut cells = StringRecord::new();
    // The text is UTF-8 and records may have any length, so that reading does not fail.
    while reader.read_record(&mut cells).unwrap_or(false) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let begin = cells.position().map_or(0, csv::Position::byte);
        let begin = dialect.from + usize::try_from(begin).unwrap_or_default();
        let rest = &source.text[begin.min(source.text.len())..];
        let at = begin + (rest.len() - rest.trim_start_matches('\n').len());
        rows.push(Row { line: source.line_at(at), cells: std::mem::take(&mut cells), at });
    }
    rows
}

/// A quote that is opened and never closed takes the rest of the file into one cell.
fn warn_of_open_quote(source: &Source, rows: &[Row], account: &mut Account) {
    let Some(last) = rows.last() else { return };
    let record = source.text[last.at..].trim_end();
    let open = record.contains('\n') && record.matches('"').count() % 2 == 1;
    if open {
        let message = "a quoted cell that begins here is never closed, and takes all that follows";
        account.warn(last.line, message, "close it, or double the quotes that stand within a cell");
    }
}

fn warn_of_ragged(rows: &[Row], width: usize, account: &mut Account) {
    let surplus = |row: &&Row| row.cells.iter().skip(width).any(|cell| !cell.trim().is_empty());
    let long: Vec<usize> = rows.iter().filter(surplus).map(|row| row.line).collect();
    let short = rows.iter().filter(|row| row.cells.len() < width);
    let short: Vec<usize> = short.map(|row| row.line).collect();
    let cells = if width == 1 { "cell" } else { "cells" };
    let rows_have = |count: usize| match count {
        1 => "1 row has".to_owned(),
        many => format!("{many} rows have"),
    };
    if let Some(&first) = long.first() {
        let have = rows_have(long.len());
        let at = lines(&long);
        let message = format!("{have} more than {width} {cells}, the rest is left out ({at})");
        account.warn(first, message, "put quotes around cells in which the divider stands");
    }
    if let Some(&first) = short.first() {
        let have = rows_have(short.len());
        let message = format!("{have} fewer than {width} {cells} ({})", lines(&short));
        account.warn(first, message, "");
    }
}
