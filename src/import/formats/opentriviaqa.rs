//! OpenTriviaQA: `#Q` opens a question, `^` gives the answer, then come the options.

use super::{Format, Likeness};
use crate::import::account::{Account, Refusal};
use crate::import::draft::{Draft, DraftOption, Reading};
use crate::import::options::Options;
use crate::import::source::Source;

pub(super) const FORMAT: Format = Format {
    name: "opentriviaqa",
    description: "OpenTriviaQA: `#Q question`, `^ answer`, `A option`",
    extensions: &["txt"],
    recognise,
    read,
};

fn recognise(source: &Source) -> Likeness {
    let has = |begin: &str| source.text.lines().any(|line| line.starts_with(begin));
    if has("#Q ") && has("^ ") { Likeness::Certain } else { Likeness::No }
}

#[derive(Default)]
struct Open {
    line: usize,
    text: Vec<String>,
    answer: Option<String>,
    options: Vec<String>,
}

fn read(source: &Source, _: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let mut drafts = Vec::new();
    let mut open = Open::default();
    let mut stray = Vec::new();
    for (number, line) in (1..).zip(source.text.lines()) {
        if let Some(text) = line.strip_prefix("#Q") {
            drafts.extend(std::mem::take(&mut open).close(account));
            open = Open { line: number, text: vec![text.trim().to_owned()], ..Open::default() };
        } else if open.line == 0 {
            stray.extend((!line.trim().is_empty()).then_some(number));
        } else {
            open.take(line);
        }
    }
    drafts.extend(open.close(account));
    if let Some(&first) = stray.first() {
        let (noun, verb) = if stray.len() == 1 { ("line", "stands") } else { ("lines", "stand") };
        let message = format!("{} {noun} {verb} before the first `#Q`", stray.len());
        account.warn(first, message, "");
    }
    Ok(drafts.into())
}

impl Open {
    fn take(&mut self, line: &str) {
        match &mut self.answer {
            // What looks like an option before the answer is still the question.
            None => match line.strip_prefix('^') {
                Some(answer) => self.answer = Some(answer.trim().to_owned()),
                None => self.text.push(line.trim_end().to_owned()),
            },
            Some(answer) => {
                let option = line.strip_prefix(|c: char| c.is_ascii_uppercase());
                match (option.filter(|text| text.starts_with(' ')), self.options.last_mut()) {
                    (Some(option), _) => self.options.push(option.trim().to_owned()),
                    _ if line.trim().is_empty() => {}
                    (None, Some(last)) => {
                        last.push('\n');
                        last.push_str(line.trim_end());
                    }
                    (None, None) => {
                        answer.push('\n');
                        answer.push_str(line.trim_end());
                    }
                }
            }
        }
    }

    fn close(self, account: &mut Account) -> Option<Draft> {
        if self.line == 0 {
            return None;
        }
        let question = self.text.join("\n").trim().to_owned();
        let Some(answer) = self.answer else {
            account.skip(self.line, "no answer: a line that begins with `^` is missing", "");
            return None;
        };
        let same = |option: &String| option.to_lowercase() == answer.trim().to_lowercase();
        let mut draft = Draft { line: self.line, question, ..Draft::default() };
        let right = self.options.iter().any(same);
        if self.options.is_empty() || !right {
            if !right && !self.options.is_empty() {
                let count = self.options.len();
                let message =
                    format!("the answer `{}` is none of the {count} options", answer.trim());
                account.warn(self.line, message, "write it as the option is written");
            }
            draft.answer = answer.trim().to_owned();
        }
        let option = |text: String| DraftOption { correct: same(&text), text };
        draft.options = self.options.iter().cloned().map(option).collect();
        Some(draft)
    }
}
