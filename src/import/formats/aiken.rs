//! Aiken: a question on a line, options `A.` or `A)`, then `ANSWER: B`.

use super::{Format, Likeness};
use crate::import::account::{Account, Refusal};
use crate::import::draft::{Draft, DraftOption, Reading};
use crate::import::options::Options;
use crate::import::source::Source;

pub(super) const FORMAT: Format = Format {
    name: "aiken",
    description: "Aiken: options `A.` and a line `ANSWER: A`",
    extensions: &["aiken", "txt"],
    recognise,
    read,
};

fn recognise(source: &Source) -> Likeness {
    if !(source.is_plain_text() || source.extension() == "aiken") {
        return Likeness::No;
    }
    let mut options = 0;
    for line in source.text.lines() {
        match Line::of(line) {
            Line::Option(..) => options += 1,
            Line::Answer(letter) if letter.len() == 1 && options > 0 => return Likeness::Certain,
            Line::Blank => {}
            _ => options = 0,
        }
    }
    if source.extension() == "aiken" { Likeness::ByName } else { Likeness::No }
}

/// What a line is.
enum Line<'a> {
    Blank,
    Option(char, &'a str),
    Answer(&'a str),
    Text(&'a str),
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let line = line.trim();
        let letters = line.get(..7).filter(|begin| begin.eq_ignore_ascii_case("ANSWER:"));
        if letters.is_some() {
            return Self::Answer(line[7..].trim());
        }
        let mut chars = line.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Self::Blank,
            (Some(letter @ 'A'..='Z'), Some('.' | ')')) => {
                Self::Option(letter, chars.as_str().trim())
            }
            _ => Self::Text(line),
        }
    }
}

/// A question while its lines come in.
#[derive(Default)]
struct Open {
    line: usize,
    text: String,
    options: Vec<(char, String)>,
    /// Why it is none.
    fault: Option<(usize, String)>,
}

fn read(source: &Source, _: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let mut drafts = Vec::new();
    let mut open = Open::default();
    for (number, line) in (1..).zip(source.text.lines()) {
        match Line::of(line) {
            Line::Blank => {
                // Blank lines within a question carry no meaning; one behind a fault ends it.
                if open.fault.is_some() {
                    std::mem::take(&mut open).close(None, number, account);
                }
            }
            Line::Text(text) => open.text(number, text, account),
            // A question may begin with a letter and a full stop too.
            Line::Option(letter, _) if letter != 'A' && open.options.is_empty() => {
                open.text(number, line.trim(), account);
            }
            Line::Option(letter, text) => open.option(number, letter, text),
            Line::Answer(letter) => {
                drafts.extend(std::mem::take(&mut open).close(Some(letter), number, account));
            }
        }
    }
    if open.line > 0 {
        open.close(None, source.text.lines().count(), account);
    }
    Ok(drafts.into())
}

impl Open {
    fn text(&mut self, number: usize, text: &str, account: &mut Account) {
        if !self.options.is_empty() {
            let missing = "the options end without a line `ANSWER: …`".to_owned();
            self.fault.get_or_insert((self.line, missing));
            std::mem::take(self).close(None, number, account);
        }
        if self.line == 0 {
            self.line = number;
            text.clone_into(&mut self.text);
        } else {
            self.text.push('\n');
            self.text.push_str(text);
            let message =
                format!("the question of line {} goes on over more than one line", self.line);
            self.fault.get_or_insert((number, message));
        }
    }

    fn option(&mut self, number: usize, letter: char, text: &str) {
        if self.line == 0 {
            self.line = number;
            self.fault = Some((number, "an option without a question above it".to_owned()));
        }
        self.options.push((letter, text.to_owned()));
    }

    /// Ends the question with the letter of the right option, or reports why it is none.
    fn close(self, answer: Option<&str>, number: usize, account: &mut Account) -> Option<Draft> {
        let fault = self.fault.clone().or_else(|| self.fault_at(answer, number));
        if let Some((line, message)) = fault {
            account.skip(
                line,
                message,
                "write the question on one line, its options as `A. text`, then `ANSWER: A`",
            );
            return None;
        }
        let letter = answer?.chars().next()?.to_ascii_uppercase();
        let option = |(own, text): (char, String)| DraftOption { text, correct: own == letter };
        Some(Draft {
            line: self.line,
            question: self.text,
            options: self.options.into_iter().map(option).collect(),
            ..Draft::default()
        })
    }

    fn fault_at(&self, answer: Option<&str>, number: usize) -> Option<(usize, String)> {
        let Some(answer) = answer else {
            let message = if self.options.is_empty() {
                "no options and no answer follow this line"
            } else {
                "no line `ANSWER: …` follows the options"
            };
            return Some((self.line, message.to_owned()));
        };
        if self.line == 0 {
            return Some((number, "an answer without a question above it".to_owned()));
        }
        match self.options.len() {
            0 => return Some((number, "no option above the answer".to_owned())),
            1 => return Some((number, "only one option".to_owned())),
            _ => {}
        }
        let mut letters = answer.chars();
        let letter = letters.next().map(|letter| letter.to_ascii_uppercase());
        let known = self.options.iter().any(|(own, _)| Some(*own) == letter);
        if known && letters.next().is_none() {
            return None;
        }
        let last = self.options.last().map_or('A', |(letter, _)| *letter);
        Some((number, format!("the answer `{answer}` is none of A to {last}")))
    }
}
