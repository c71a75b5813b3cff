//! Plain text for a terminal.

use super::{About, Entry, Writer, phrases};
use crate::bank::view::QuestionView;
use crate::markdown::{self, to_wrapped_text};
use crate::model::Reference;

pub(super) const WRITER: Writer = Writer { head, question, foot };

const WIDTH: usize = 80;
/// How far what belongs to a question stands in, unless its number is longer.
const INDENT: usize = 4;

fn head(about: &About) -> String {
    let lines = [Some(&about.title), about.date.as_ref()].into_iter().flatten();
    let lines = lines.flat_map(|line| markdown::wrap(line, WIDTH));
    shown(&(lines.collect::<Vec<_>>().join("\n") + "\n"))
}

fn foot(about: &About, questions: usize) -> String {
    let mut out = String::new();
    if questions == 0 {
        out = format!("\n{}\n", phrases::EMPTY);
    }
    let line = |(label, value): (&str, String)| format!("{label}: {value}\n");
    let lines: String = phrases::foot(about).into_iter().map(line).collect();
    if !lines.is_empty() {
        out = out + "\n" + &lines;
    }
    shown(&out)
}

fn question(about: &About, &Entry { number, question, .. }: &Entry<'_>) -> String {
    let marker = format!("{:<INDENT$}", format!("{number}. "));
    let room = WIDTH - marker.len();
    let mut facts = phrases::facts(question);
    facts.push(question.id.clone());
    let mut blocks = vec![
        to_wrapped_text(&question.question, room),
        markdown::wrap(&facts.join(" · "), room).join("\n"),
    ];
    blocks.extend(options(question, room));
    blocks.extend(about.shows_answers().then(|| answer(question, room)));
    blocks.extend(list("Key points", question.key_points.as_deref(), room));
    blocks.extend(list("Follow-ups", question.follow_ups.as_deref(), room));
    blocks.extend(question.references.as_deref().and_then(|them| references(them, room)));
    shown(&format!("\n{}\n", hang(&marker, &blocks.join("\n\n"))))
}

fn options(question: &QuestionView, room: usize) -> Option<String> {
    let options = question.options.as_ref()?.iter().enumerate();
    let lines = options
        .map(|(index, option)| item(&format!("{}) ", phrases::letters(index)), &option.text, room));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

fn answer(question: &QuestionView, room: usize) -> String {
    let correct = question.options.as_deref().and_then(phrases::correct);
    let correct = correct.map(|letters| format!("Right: {letters}"));
    let text = question.answer.as_ref().map(|answer| to_wrapped_text(answer, room));
    let said: Vec<String> = correct.into_iter().chain(text).collect();
    let said = if said.is_empty() { phrases::UNANSWERED.to_owned() } else { said.join("\n\n") };
    format!("Answer:\n\n{said}")
}

fn list(title: &str, texts: Option<&[String]>, room: usize) -> Option<String> {
    let texts = texts.filter(|texts| !texts.is_empty())?;
    let items: Vec<String> = texts.iter().map(|text| item("- ", text, room)).collect();
    Some(format!("{title}:\n\n{}", items.join("\n")))
}

fn references(references: &[Reference], room: usize) -> Option<String> {
    let line = |reference: &Reference| {
        let title = markdown::wrap(&reference.title, room - 2).join("\n");
        hang("- ", &format!("{title}\n{}", reference.url))
    };
    let items: Vec<String> = references.iter().map(line).collect();
    (!items.is_empty()).then(|| format!("References:\n\n{}", items.join("\n")))
}

fn item(marker: &str, text: &str, room: usize) -> String {
    hang(marker, &to_wrapped_text(text, room.saturating_sub(marker.len()).max(1)))
}

/// Puts a marker before the first line, and as many blanks before the others.
fn hang(marker: &str, text: &str) -> String {
    let blanks = " ".repeat(marker.len());
    let lines = text.split('\n').enumerate().map(|(index, line)| match (index, line) {
        (0, line) => format!("{marker}{line}"),
        (_, "") => String::new(),
        (_, line) => format!("{blanks}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Shows control characters, which would otherwise move the cursor or recolour the terminal.
fn shown(text: &str) -> String {
    let picture = |character: char| match character {
        '\n' | '\t' => character,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        _ if character.is_control() => '\u{fffd}',
        _ => character,
    };
    text.chars().map(picture).collect()
}
