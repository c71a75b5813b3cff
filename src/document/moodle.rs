//! Moodle's XML format for quizzes: <https://docs.moodle.org/en/Moodle_XML_format>.
//!
//! An open question is an essay; its answer is the general feedback, which is shown once it is handed
//! in, and its key points are the information for graders. The id is Moodle's ID number.

use super::gift::share;
use super::{About, Entry, Writer, phrases};
use crate::bank::view::{Answers, OptionView, QuestionView};

pub(super) const WRITER: Writer = Writer { head, question, foot: |_, _| "</quiz>\n".to_owned() };

fn head(_: &About) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n".to_owned()
}

fn question(about: &About, entry: &Entry<'_>) -> String {
    let question = entry.question;
    let mut out = String::new();
    if entry.opens_category {
        let category = element("text", &format!("$course$/top/{}", question.category));
        out.push_str(&format!(
            "<question type=\"category\"><category>{category}</category></question>\n"
        ));
    }
    let kind = if question.options.is_some() { "multichoice" } else { "essay" };
    out.push_str(&format!("<question type=\"{kind}\">\n"));
    out.push_str(&format!("<name>{}</name>\n", element("text", &phrases::title(question))));
    out.push_str(&formatted(about, "questiontext", "", &question.question));
    let answer = question.answer.as_deref().filter(|_| about.shows_answers());
    out.push_str(&formatted(about, "generalfeedback", "", answer.unwrap_or_default()));
    out.push_str(&element("idnumber", &question.id));
    out.push('\n');
    match &question.options {
        Some(options) => out.push_str(&choices(about, options)),
        None => out.push_str(&essay(about, question)),
    }
    out + &tags(&question.tags) + "</question>\n"
}

fn choices(about: &About, options: &[OptionView]) -> String {
    let right = options.iter().filter(|option| option.correct == Some(true)).count();
    let mut out =
        format!("<single>{}</single>\n<shuffleanswers>true</shuffleanswers>\n", right <= 1);
    for option in options {
        let fraction = match (option.correct == Some(true), right) {
            (true, right) => share(right),
            (false, 0 | 1) => "0".to_owned(),
            (false, _) => "-100".to_owned(),
        };
        out.push_str(&formatted(
            about,
            "answer",
            &format!(" fraction=\"{fraction}\""),
            &option.text,
        ));
    }
    out
}

fn essay(about: &About, question: &QuestionView) -> String {
    let points = question.key_points.iter().flatten();
    let points: Vec<String> = points.map(|point| format!("- {point}")).collect();
    let points = formatted(about, "graderinfo", "", &points.join("\n"));
    format!("<responseformat>editor</responseformat>\n{points}")
}

fn tags(tags: &[String]) -> String {
    if tags.is_empty() {
        return String::new();
    }
    let tags: String =
        tags.iter().map(|tag| format!("<tag>{}</tag>", element("text", tag))).collect();
    format!("<tags>{tags}</tags>\n")
}

/// An element whose text says how it is written.
fn formatted(about: &About, name: &str, attributes: &str, text: &str) -> String {
    let format = match about.answers {
        Answers::Html => "html",
        Answers::Text => "plain_text",
        Answers::Markdown | Answers::None => "markdown",
    };
    format!("<{name} format=\"{format}\"{attributes}>{}</{name}>\n", element("text", text))
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escape(text))
}

/// Text as XML 1.0 can hold it: what no XML document may hold is left out.
fn escape(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let text: String = text.chars().filter(allowed).collect();
    quick_xml::escape::escape(&text).into_owned()
}
