//! Which column is what.

use csv::StringRecord;

use super::dialect::{Dialect, are_names, filled};
use crate::import::account::{Account, Refusal};
use crate::import::aliases::{Field, Meaning, Names};
use crate::import::options::Options;
use crate::import::records::{Records, is_own};
use crate::import::tree::Node;

/// The meaning of each column.
pub(super) struct Columns {
    meanings: Vec<Option<Meaning>>,
    /// Names that mean nothing.
    unread: Vec<String>,
    /// How many cells a row should have.
    pub width: usize,
    pub has_header: bool,
    own: bool,
}

impl Columns {
    /// By the names of the user, by those in the first row, else by their place.
    pub fn find(
        first: &StringRecord,
        dialect: &Dialect,
        options: &Options,
        account: &mut Account,
    ) -> Result<Self, Refusal> {
        let mut names = Names::new(options)?;
        let wanted = options.columns.iter().map(|(_, name)| name.as_str());
        let wanted: Vec<&str> = wanted.filter(|name| name.parse::<usize>().is_err()).collect();
        if options.header != Some(false) {
            for name in &wanted {
                require(name, first)?;
            }
        }
        let known = dialect.has_names || are_names(first.iter()) || !wanted.is_empty();
        let has_header = options.header.unwrap_or(known);
        if has_header && (known || !names.columns().is_empty()) {
            return Ok(Self::by_name(first, &mut names));
        }
        Ok(Self::by_place(first, &names, has_header, account))
    }

    fn by_name(first: &StringRecord, names: &mut Names) -> Self {
        let width = filled(first);
        let mut unread = Vec::new();
        let meanings = (0..).zip(first.iter().take(width)).map(|(at, name)| {
            let meaning = names.of_column(at, name.trim());
            if meaning.is_none() {
                unread.push(name.trim().to_owned());
            }
            meaning
        });
        let meanings = meanings.collect();
        Self { meanings, unread, width, has_header: true, own: is_own(&first.iter()) }
    }

    fn by_place(
        first: &StringRecord,
        names: &Names,
        has_header: bool,
        account: &mut Account,
    ) -> Self {
        let mut places = names.columns().to_vec();
        if places.is_empty() {
            places = vec![(0, Field::Question), (1, Field::Answer)];
            places.truncate(first.len());
            let (which, what) = match places.len() {
                1 => ("column 1", "question"),
                _ => ("columns 1, 2", "question, answer"),
            };
            let rest = first.len().saturating_sub(2);
            let rest = if rest == 0 { String::new() } else { format!(" ({rest} more not read)") };
            account.warn(
                1,
                format!("no known column name in row 1; {which} taken as {what}{rest}"),
                "name them with `--column question=1 --column answer=2`, and `--header` says whether row 1 is one of names",
            );
        }
        let last = places.iter().map(|(at, _)| at + 1).max().unwrap_or(0);
        let mut meanings = vec![None; last];
        for (at, field) in places {
            meanings[at] = Some(Meaning::said(field));
        }
        Self { meanings, unread: Vec::new(), width: first.len(), has_header, own: false }
    }

    pub fn leave_unread(&self, records: &mut Records) {
        self.unread.iter().for_each(|name| records.leave_unread(name));
    }

    /// Takes a row as a question.
    pub fn add(
        &self,
        line: usize,
        row: &StringRecord,
        records: &mut Records,
        account: &mut Account,
    ) {
        let filled = self.meanings.iter().zip(row).filter(|(_, cell)| !cell.trim().is_empty());
        let cells =
            filled.filter_map(|(meaning, cell)| Some(((*meaning)?, Node::text(line, cell))));
        let cells: Vec<(Meaning, Node)> = cells.collect();
        let fields = cells.iter().map(|(meaning, node)| (*meaning, node)).collect();
        records.add(line, self.own, fields, &[], account);
    }
}

fn require(name: &str, first: &StringRecord) -> Result<(), Refusal> {
    if first.iter().any(|cell| cell.trim() == name) {
        return Ok(());
    }
    let there: Vec<String> = first.iter().map(|cell| format!("`{}`", cell.trim())).collect();
    let message = format!("there is no column `{name}`");
    Err(Refusal::new(1, message, format!("row 1 has {}", there.join(", "))))
}
