//! What to choose from, and which of it is right: by text, letter, number, key or mark.

mod right;

use self::right::{Choice, Offered};
use super::parts;
use super::record::Record;
use crate::import::account::Account;
use crate::import::aliases::{Field, NUMBERED, fold};
use crate::import::draft::DraftOption;
use crate::import::tree::{Node, Value};

/// What comes of the options and answers of a record.
#[derive(Default)]
pub(super) struct Choices {
    pub options: Vec<DraftOption>,
    /// The answer that is a text of its own.
    pub answer: String,
    /// Right options by numbers of which it is not yet known where they begin.
    pub numbers: Vec<usize>,
}

pub(super) fn settle(record: &Record, line: usize, account: &mut Account) -> Choices {
    let (choices, marked) = offered(record);
    if choices.is_empty() {
        return without_options(record);
    }
    let mut offered = Offered { choices, marked: marked || record.own(), numbers: Vec::new() };
    let mut texts = Vec::new();
    for answer in record.all(Field::Answer).filter(|answer| !answer.is_empty()) {
        if record.own() || !offered.take(answer) {
            texts.push(parts::text(answer));
        }
    }
    let right = !offered.numbers.is_empty() || offered.choices.iter().any(|choice| choice.correct);
    if !right
        && !record.own()
        && let Some(text) = texts.first()
    {
        warn_of_answer(line, text, offered.choices.len(), account);
        texts.retain(|text| text.chars().count() > 2);
    }
    if !record.own() {
        offered.take_labels_off();
    }
    let option = |choice: Choice| DraftOption { text: choice.text, correct: choice.correct };
    Choices {
        options: offered.choices.into_iter().map(option).collect(),
        answer: texts.join("\n\n"),
        numbers: offered.numbers,
    }
}

fn warn_of_answer(line: usize, answer: &str, count: usize, account: &mut Account) {
    let shown: String = answer.chars().take(40).collect();
    warn_of_none(line, shown.trim(), count, account);
}

pub(super) fn warn_of_none(line: usize, answer: &str, count: usize, account: &mut Account) {
    let message = format!("the answer `{answer}` is none of the {count} options");
    account.warn(line, message, "name the right option by its text, letter or number");
}

/// An answer in words; `true` and `false` are to be chosen from.
fn without_options(record: &Record) -> Choices {
    let answers: Vec<&Node> = record.all(Field::Answer).filter(|node| !node.is_empty()).collect();
    if let [Node { value: Value::Truth(truth), .. }] = answers.as_slice() {
        return Choices { options: true_or_false(*truth), ..Choices::default() };
    }
    let mut texts: Vec<String> = Vec::new();
    for text in answers.into_iter().map(parts::text) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    Choices { answer: texts.join("\n\n"), ..Choices::default() }
}

/// The two options of a statement.
pub(in crate::import) fn true_or_false(truth: bool) -> Vec<DraftOption> {
    let option = |text: &str, correct| DraftOption { text: text.to_owned(), correct };
    vec![option("True", truth), option("False", !truth)]
}

/// What a record offers, and whether it marks what is right of it.
fn offered(record: &Record) -> (Vec<Choice>, bool) {
    if let Some(node) = record.first(Field::Options) {
        let found = of_node(node, record.has(|field| field == Field::Answer));
        if !found.0.is_empty() {
            return found;
        }
    }
    let columns = record.option_columns();
    if columns.len() > 1 {
        let choice = |(place, node): (u8, &Node)| Choice {
            key: char::from(b'a' + place.min(25)).to_string(),
            text: parts::text(node),
            correct: false,
        };
        return (columns.into_iter().map(choice).collect(), false);
    }
    if record.has(|field| field == Field::Wrong) {
        return (right_and_wrong(record), true);
    }
    // The answers themselves may be what to choose from.
    let answers = record.first(Field::Answer);
    let marked = answers.map(|node| of_node(node, false)).filter(|(_, marked)| *marked);
    marked.unwrap_or_default()
}

/// All of them by their text, so that their order tells nothing.
fn right_and_wrong(record: &Record) -> Vec<Choice> {
    let choice = |text, correct| Choice { key: String::new(), text, correct };
    let right = record.all(Field::Answer).filter(|node| !node.is_empty()).take(1);
    let mut choices: Vec<Choice> = right.map(|node| choice(parts::text(node), true)).collect();
    for (one, node) in record.named(Field::Wrong) {
        match &node.value {
            Value::List(items) => {
                choices.extend(items.iter().map(|item| choice(parts::text(item), false)));
            }
            // Several in one cell, as against a column each.
            Value::Text(text) if one.rank < NUMBERED && text.contains(['|', '\n', ';']) => {
                let texts = text.split(['|', '\n', ';']).map(str::trim);
                choices.extend(texts.map(|text| choice(text.to_owned(), false)));
            }
            _ => choices.push(choice(parts::text(node), false)),
        }
    }
    choices.retain(|choice| !choice.text.trim().is_empty());
    let is_false = |choice: &Choice| choice.text.eq_ignore_ascii_case("false");
    choices.sort_by(|one, other| {
        is_false(one).cmp(&is_false(other)).then_with(|| one.text.cmp(&other.text))
    });
    choices
}

fn of_node(node: &Node, answered: bool) -> (Vec<Choice>, bool) {
    match &node.value {
        Value::List(items) => {
            let marked = items.iter().any(|item| mark(item).is_some());
            // A list of texts without a word on which is right is the answer, point by point.
            if !marked && !answered && items.len() < 2 {
                return (Vec::new(), false);
            }
            let filled = items.iter().filter(|item| !item.is_empty());
            (filled.map(choice).collect(), marked)
        }
        Value::Map(entries) => {
            let filled = entries.iter().filter(|(_, value)| !value.is_empty());
            let choices =
                filled.map(|(key, value)| Choice { key: key.to_string(), ..choice(value) });
            (choices.collect(), entries.iter().any(|(_, value)| mark(value).is_some()))
        }
        Value::Text(text) => of_text(text),
        _ => (Vec::new(), false),
    }
}

fn choice(node: &Node) -> Choice {
    const KEYS: &[&str] = &["id", "key", "letter", "label", "identifier", "optionid"];
    let key = node.entries().iter().find(|(key, _)| KEYS.contains(&fold(key).as_str()));
    let key = key.map(|(_, value)| parts::text(value)).unwrap_or_default();
    Choice { key, text: parts::text(node), correct: mark(node).unwrap_or(false) }
}

/// What an option says of itself: `{"text": …, "correct": true}`.
fn mark(node: &Node) -> Option<bool> {
    const MARKS: &[&str] = &[
        "correct",
        "iscorrect",
        "right",
        "isright",
        "isanswer",
        "istrue",
        "isrightanswer",
        "iscorrectanswer",
        "fraction",
        "score",
        "valid",
    ];
    let mark = node.entries().iter().find(|(key, _)| MARKS.contains(&fold(key).as_str()));
    // `{"option": …, "answer": true}`: no text, then.
    let said = node.entries().iter().find(|(key, value)| {
        fold(key) == "answer" && value.as_text().is_none_or(|text| matches!(text, "true" | "false"))
    });
    mark.or(said).map(|(_, value)| value.is_true())
}

/// A cell of options: marked lines as we write them, else a line each, else parted by `|` or `;`.
fn of_text(text: &str) -> (Vec<Choice>, bool) {
    let marked = marked_lines(text);
    if !marked.is_empty() {
        return (marked, true);
    }
    let divider = ['\n', '|', ';', ','].into_iter().find(|&divider| text.contains(divider));
    let Some(divider) = divider else { return (Vec::new(), false) };
    let text = text.trim().trim_start_matches('[').trim_end_matches(']');
    let texts = text.split(divider).map(|part| part.trim().trim_matches(['"', '\'']).trim());
    let choice = |text: &str| Choice { key: String::new(), text: text.to_owned(), correct: false };
    (texts.filter(|text| !text.is_empty()).map(choice).collect(), false)
}

/// `[x] text` and `[ ] text`, each of which may go on over further lines.
fn marked_lines(text: &str) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for line in text.split('\n') {
        let begun = [("[x] ", true), ("[X] ", true), ("[ ] ", false)];
        let begun = begun.iter().find_map(|(mark, correct)| {
            line.strip_prefix(mark).map(|text| (text.to_owned(), *correct))
        });
        match (begun, choices.last_mut()) {
            (Some((text, correct)), _) => {
                choices.push(Choice { key: String::new(), text, correct });
            }
            (None, Some(last)) => {
                last.text.push('\n');
                last.text.push_str(line);
            }
            (None, None) => return Vec::new(),
        }
    }
    choices
}
