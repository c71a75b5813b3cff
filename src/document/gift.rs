//! GIFT, Moodle's text format for quizzes: <https://docs.moodle.org/en/GIFT_format>.
//!
//! An open question is an essay; its answer is the general feedback, which is shown once it is handed
//! in. Id and tags stand in a comment, where Moodle looks for them too.

use super::{About, Entry, Writer, phrases};
use crate::bank::view::{Answers, OptionView, QuestionView};

/// What a full mark is.
const FULL: f64 = 100.0;

pub(super) const WRITER: Writer =
    Writer { head: |_| String::new(), question, foot: |_, _| String::new() };

fn question(about: &About, entry: &Entry<'_>) -> String {
    let question = entry.question;
    let mut out = String::new();
    if entry.opens_category {
        out = format!("$CATEGORY: {}\n\n", question.category);
    }
    let format = match about.answers {
        Answers::Html => "html",
        Answers::Text => "plain",
        Answers::Markdown | Answers::None => "markdown",
    };
    out + &format!(
        "{comment}\n::{title}::[{format}]{text} {{\n{answers}}}\n\n",
        comment = comment(question),
        title = escape(&phrases::title(question)),
        text = escape(&question.question),
        answers = answers(about, question),
    )
}

fn comment(question: &QuestionView) -> String {
    let tags: String = question.tags.iter().map(|tag| format!(" [tag:{tag}]")).collect();
    format!("// [id:{}]{tags}", question.id)
}

fn answers(about: &About, question: &QuestionView) -> String {
    let mut out = String::new();
    let options = question.options.as_deref().unwrap_or_default();
    let right = options.iter().filter(|option| option.correct == Some(true)).count();
    for option in options {
        let weight = weight(option, right);
        out.push_str(&format!("{weight}{}\n", escape(&option.text)));
    }
    if let Some(answer) = question.answer.as_ref().filter(|_| about.shows_answers()) {
        out.push_str(&format!("####{}\n", escape(answer)));
    }
    out
}

/// The sign in front of an option: `=` for the only right one, a share for one of several.
fn weight(option: &OptionView, right: usize) -> String {
    // A per cent sign in front of a text would be taken for that of its weight.
    let bare = !option.text.trim_start().starts_with('%');
    match (option.correct == Some(true), right) {
        (true, 1) if bare => "=".to_owned(),
        (true, _) => format!("~%{}%", share(right)),
        (false, 0 | 1) if bare => "~".to_owned(),
        (false, 0 | 1) => "~%0%".to_owned(),
        (false, _) => "~%-100%".to_owned(),
    }
}

/// The share of one right option among several, in per cent, as Moodle's table of grades has it:
/// at most five decimals and none at the end.
pub(super) fn share(right: usize) -> String {
    let right = u32::try_from(right).unwrap_or(u32::MAX);
    let share = format!("{:.5}", FULL / f64::from(right.max(1)));
    share.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The signs that mean something, and line ends, as the format escapes them.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '~' | '=' | '#' | '{' | '}' | ':' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push_str("\\n"),
            _ => out.push(character),
        }
    }
    out
}
