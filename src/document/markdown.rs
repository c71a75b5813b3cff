//! Markdown for any forge or editor.

use super::{About, Entry, Writer, phrases};
use crate::bank::view::{OptionView, QuestionView};
use crate::markdown::{code_span, from_plain, is_web, link, split_title, to_portable};

pub(super) const WRITER: Writer = Writer { head, question, foot };

fn head(about: &About) -> String {
    let date = about.date.as_ref().map(|date| format!("\n{}\n", from_plain(date)));
    format!("# {}\n{}", from_plain(&about.title), date.unwrap_or_default())
}

fn foot(about: &About, questions: usize) -> String {
    let mut out = String::new();
    if questions == 0 {
        out = format!("\n{}\n", phrases::EMPTY);
    }
    let line = |(label, value): (&str, String)| {
        let value =
            if is_web(&value) { format!("<{}>", autolink(&value)) } else { code_span(&value) };
        format!("- {label}: {value}\n")
    };
    let lines: String = phrases::foot(about).into_iter().map(line).collect();
    if lines.is_empty() { out } else { format!("{out}\n---\n\n{lines}") }
}

/// An address as it stands between angle brackets, where a blank would end it.
fn autolink(address: &str) -> String {
    let escape = |character: char| match character {
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        _ if character.is_whitespace() || character.is_control() => "%20".to_owned(),
        _ => character.to_string(),
    };
    address.chars().map(escape).collect()
}

fn question(about: &About, &Entry { number, question, .. }: &Entry<'_>) -> String {
    let (title, rest) = split_title(&question.question);
    let title = title.map_or_else(String::new, |title| " ".to_owned() + &heading(&title));
    let mut blocks = vec![format!("## {number}.{title}")];
    blocks.extend((!rest.trim().is_empty()).then(|| to_portable(rest)));
    blocks.push(facts(question));
    blocks.extend(question.options.as_deref().map(options));
    if about.shows_answers() {
        blocks.push("**Answer**".to_owned());
        blocks.extend(answer(question));
    }
    blocks.extend(list("Key points", "- [ ] ", question.key_points.as_deref()));
    blocks.extend(list("Follow-ups", "- ", question.follow_ups.as_deref()));
    blocks.extend(references(question));
    format!("\n{}\n", blocks.join("\n\n"))
}

/// A title on the line of a heading, where hashes at the end would be taken for its close.
fn heading(title: &str) -> String {
    let title = to_portable(title).replace('\n', " ");
    let bare = title.trim_end_matches('#');
    if bare.len() < title.len() { format!("{bare}\\{}", &title[bare.len()..]) } else { title }
}

fn facts(question: &QuestionView) -> String {
    let mut facts: Vec<String> =
        phrases::facts(question).iter().map(|fact| from_plain(fact)).collect();
    facts.push(code_span(&question.id));
    facts.join(" · ")
}

fn options(options: &[OptionView]) -> String {
    let line = |option: &OptionView| {
        let mark = if option.correct == Some(true) { "- [x] " } else { "- [ ] " };
        item(mark, &option.text)
    };
    options.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn answer(question: &QuestionView) -> Vec<String> {
    match &question.answer {
        Some(answer) => vec![to_portable(answer)],
        // The ticked options are the answer.
        None if question.answered => Vec::new(),
        None => vec![format!("*{}*", phrases::UNANSWERED)],
    }
}

fn list(title: &str, marker: &str, texts: Option<&[String]>) -> Option<String> {
    let texts = texts.filter(|texts| !texts.is_empty())?;
    let items: Vec<String> = texts.iter().map(|text| item(marker, text)).collect();
    Some(format!("**{title}**\n\n{}", items.join("\n")))
}

fn references(question: &QuestionView) -> Option<String> {
    let references = question.references.as_ref().filter(|them| !them.is_empty())?;
    let items: Vec<String> = references
        .iter()
        .map(|reference| format!("- {}", link(&reference.title, &reference.url)))
        .collect();
    Some(format!("**References**\n\n{}", items.join("\n")))
}

/// An item of a list; a block that cannot follow a box on its line comes below it.
fn item(marker: &str, text: &str) -> String {
    let one_line = !text.trim().contains('\n');
    let text = to_portable(text);
    let text = if one_line || split_title(&text).0.is_some() {
        marker.to_owned() + &text
    } else {
        format!("{marker}\u{a0}\n\n{text}")
    };
    text.replace('\n', "\n  ").replace("\n  \n", "\n\n")
}
