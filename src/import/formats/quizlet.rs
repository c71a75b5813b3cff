//! Terms and definitions as Quizlet exports them: a pair a record, the sides parted once.

use super::{Format, Likeness};
use crate::import::account::{Account, Refusal};
use crate::import::draft::{Draft, Reading};
use crate::import::options::Options;
use crate::import::source::Source;

pub(super) const FORMAT: Format = Format {
    name: "quizlet",
    description: "Quizlet: a term and its definition a line, parted by a tab",
    extensions: &["txt"],
    recognise,
    read,
};

/// Of so many hundredths of the lines a divider must stand in to be taken for one.
const MOST: usize = 90;

fn recognise(source: &Source) -> Likeness {
    if !source.is_plain_text() {
        return Likeness::No;
    }
    if share(&source.text, "\t") >= MOST { Likeness::ByContent } else { Likeness::No }
}

/// In how many hundredths of the lines a divider stands, with something before it.
fn share(text: &str, divider: &str) -> usize {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let (mut count, mut with) = (0, 0);
    for line in lines {
        count += 1;
        with += usize::from(line.find(divider).is_some_and(|at| at > 0));
    }
    (with * 100usize).checked_div(count).unwrap_or(0)
}

fn read(source: &Source, options: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let (divider, record) = dividers(source, options, account);
    let mut drafts = Vec::new();
    let mut at = 0;
    for card in source.text.split(record.as_str()) {
        let blank = card.len() - card.trim_start().len();
        let line = source.line_at(at + blank);
        at += card.len() + record.len();
        if card.trim().is_empty() {
            continue;
        }
        // What comes behind a second divider belongs to the definition.
        let Some((term, definition)) = card.split_once(divider.as_str()) else {
            account.skip(
                line,
                "no divider between term and definition",
                "choose it with `--separator`",
            );
            continue;
        };
        drafts.push(Draft {
            line,
            question: term.trim().to_owned(),
            answer: definition.trim().to_owned(),
            ..Draft::default()
        });
    }
    Ok(drafts.into())
}

/// What parts the two sides, and what the cards. `--separator` may give both, with a blank between
/// them: `tab blank-line` or `| ;`.
fn dividers(source: &Source, options: &Options, account: &mut Account) -> (String, String) {
    let line = || "\n".to_owned();
    if let Some(written) = &options.separator {
        let (sides, cards) = match written.split_once(' ').filter(|(_, cards)| !cards.is_empty()) {
            Some((sides, cards)) if !sides.is_empty() => (sides, named(cards)),
            _ => (written.as_str(), line()),
        };
        return (named(sides), cards);
    }
    const CANDIDATES: &[&str] = &["\t", " - ", " – ", " = ", "::", ";", ","];
    let best = CANDIDATES.iter().find(|divider| share(&source.text, divider) >= MOST);
    match best {
        Some(&"\t") | None => ("\t".to_owned(), line()),
        Some(divider) => {
            let message =
                format!("divider taken to be `{divider}` (`--separator` chooses another)");
            account.note(1, message);
            ((*divider).to_owned(), line())
        }
    }
}

fn named(sign: &str) -> String {
    match sign.to_lowercase().as_str() {
        "tab" | "\\t" => "\t",
        "newline" | "\\n" => "\n",
        "blank-line" | "\\n\\n" => "\n\n",
        "comma" => ",",
        "semicolon" => ";",
        "colon" => ":",
        _ => return sign.to_owned(),
    }
    .to_owned()
}
