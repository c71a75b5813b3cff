//! The directives at the top: `#key:value`.

use crate::import::account::{Account, Refusal};
use crate::import::formats::csv::{Dialect, named_divider};
use crate::import::options::Options;
use crate::import::source::Source;

/// What the directives say.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub separator: Option<u8>,
    pub html: Option<bool>,
    /// Tags of all notes.
    pub tags: Vec<String>,
    /// Names of the columns, as they are written.
    pub columns: Option<String>,
    pub deck: Option<String>,
    /// Columns by their number, from 1.
    pub notetype_column: Option<usize>,
    pub deck_column: Option<usize>,
    pub tags_column: Option<usize>,
    pub guid_column: Option<usize>,
    /// Where the notes begin, in bytes.
    pub end: usize,
}

const KEYS: &[&str] = &[
    "separator",
    "html",
    "tags",
    "columns",
    "notetype",
    "deck",
    "notetype column",
    "deck column",
    "tags column",
    "guid column",
    "if matches",
    "match scope",
];

/// Whether a line is a directive that is known.
pub(super) fn is_directive(line: &str) -> bool {
    key_and_value(line).is_some_and(|(key, _)| KEYS.contains(&key.as_str()))
}

/// A key in lower case and its value, without the dividers and quotes that a spreadsheet puts around.
fn key_and_value(line: &str) -> Option<(String, &str)> {
    let line = line.trim().trim_start_matches('"').strip_prefix('#')?;
    let (key, value) = line.split_once(':')?;
    let key = key.trim();
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
    plain.then(|| (key.to_lowercase(), value))
}

fn trimmed(value: &str) -> &str {
    value.trim_matches(|c: char| matches!(c, ',' | ';' | '"' | '|') || c.is_whitespace())
}

impl Head {
    /// Lines that begin with `#` further down are notes.
    pub fn read(text: &str, account: &mut Account) -> Self {
        let mut head = Self::default();
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            let Some((key, value)) = key_and_value(line) else { break };
            if !KEYS.contains(&key.as_str()) {
                // With a divider in it, it is a note that begins so.
                if trimmed(value).contains(['\t', ';', '|']) {
                    break;
                }
                account.warn(number, format!("the directive `#{key}` is not known"), "");
            }
            head.take(&key, value, number, account);
            head.end += line.len();
        }
        head
    }

    fn take(&mut self, key: &str, value: &str, line: usize, account: &mut Account) {
        let trimmed = trimmed(value);
        let number = trimmed.parse().ok().filter(|&number: &usize| number > 0);
        match key {
            "separator" => {
                let sign = value.trim_matches(['"', '\n', ' ']);
                let sign = if trimmed.is_empty() { sign.get(..1).unwrap_or("\t") } else { trimmed };
                self.separator = named_divider(sign);
                if self.separator.is_none() {
                    let message = format!("`#separator:{trimmed}` names no divider that is known");
                    account.warn(line, message, "name it with `--separator`");
                }
            }
            "html" => self.html = Some(trimmed.eq_ignore_ascii_case("true")),
            "tags" => self.tags = trimmed.split_whitespace().map(str::to_owned).collect(),
            "columns" => self.columns = Some(value.trim().trim_matches('"').to_owned()),
            "deck" => self.deck = Some(trimmed.to_owned()).filter(|deck| !deck.is_empty()),
            "notetype column" => self.notetype_column = number,
            "deck column" => self.deck_column = number,
            "tags column" => self.tags_column = number,
            "guid column" => self.guid_column = number,
            _ => {}
        }
    }

    /// What the user says, what the file says, else a guess.
    pub fn divider(
        &self,
        source: &Source,
        options: &Options,
        account: &mut Account,
    ) -> Result<u8, Refusal> {
        if options.separator.is_none()
            && let Some(separator) = self.separator
        {
            return Ok(separator);
        }
        let body = Source::new("notes.txt", source.text[self.end..].to_owned(), source.encoding);
        let dialect = Dialect::choose(&body, options)?;
        dialect.tell(account);
        Ok(dialect.divider)
    }
}
