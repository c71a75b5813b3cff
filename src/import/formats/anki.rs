//! Notes in plain text as Anki writes and reads them: a head of directives, then a note a record.

mod cards;
mod head;

use self::cards::Cards;
use self::head::Head;
use super::csv::{Dialect, rows};
use super::{Format, Likeness};
use crate::import::account::{Account, Refusal, lines};
use crate::import::draft::Reading;
use crate::import::html::is_html;
use crate::import::media;
use crate::import::options::Options;
use crate::import::source::Source;

pub(super) const FORMAT: Format = Format {
    name: "anki",
    description: "Anki: notes in plain text",
    extensions: &["txt"],
    recognise,
    read,
};

fn recognise(source: &Source) -> Likeness {
    let table = matches!(source.extension().as_str(), "csv" | "tsv");
    let first = source.text.lines().next().unwrap_or_default();
    if (table || source.is_plain_text()) && head::is_directive(first) {
        Likeness::Certain
    } else {
        Likeness::No
    }
}

fn read(source: &Source, options: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let head = Head::read(&source.text, account);
    let divider = head.divider(source, options, account)?;
    let rows = rows(source, &Dialect::known(divider, head.end));
    let html = head
        .html
        .unwrap_or_else(|| rows.iter().take(SAMPLE).any(|row| row.cells.iter().any(is_html)));
    let cards =
        Cards::new(&head, divider, html, rows.first().map_or(0, |row| row.cells.len()), options)?;
    cards.tell(&rows, account);
    let mut drafts = Vec::with_capacity(rows.len());
    let mut short = Vec::new();
    for row in &rows {
        if row.cells.len() < cards.width() {
            short.push(row.line);
        }
        match cards.draft(row.line, &row.cells) {
            Some(draft) => drafts.push(draft),
            None => account.skip(row.line, "empty question", "give it a text, or take it away"),
        }
    }
    if let Some(&first) = short.first() {
        let message = format!("notes with fewer than {} fields ({})", cards.width(), lines(&short));
        account.warn(first, message, "");
    }
    media::settle(&mut drafts, options, account);
    Ok(drafts.into())
}

/// So many notes are looked at to see whether they are HTML.
const SAMPLE: usize = 200;
