//! A question on the page.

use super::address;
use crate::bank::view::{OptionView, QuestionView};
use crate::document::{About, Entry, phrases};
use crate::markdown::{escape_html, split_title, to_html, to_inline_html};
use crate::model::{Kind, Reference};

/// Lines for a candidate to write on.
const ANSWER_LINES: usize = 7;
/// Lines for the interviewer's notes.
const NOTE_LINES: usize = 4;

pub(super) fn question(about: &About, &Entry { number, question, .. }: &Entry<'_>) -> String {
    let mut inner = head(number, question);
    inner.extend(question.options.as_deref().map(options));
    if about.shows_answers() {
        inner.extend(answers(question));
        inner.push(format!("<h3 lang=\"en\">Notes</h3>\n{}", rules(NOTE_LINES)));
    } else if question.kind == Kind::Open {
        inner.push(rules(ANSWER_LINES));
    }
    format!(
        "<article class=\"question\" id=\"{id}\" lang=\"{language}\">\n{inner}</article>\n",
        id = escape_html(&question.id),
        language = escape_html(&question.language),
        inner = inner.concat(),
    )
}

fn head(number: usize, question: &QuestionView) -> Vec<String> {
    let (title, rest) = split_title(&question.question);
    let title = title.map_or_else(String::new, |title| to_inline_html(&title));
    let mut facts = phrases::facts(question);
    facts.push(question.id.clone());
    let mut parts = vec![
        format!("<h2 dir=\"auto\"><span class=\"number\">{number}.</span> {title}</h2>\n"),
        format!("<p class=\"faint facts\" lang=\"en\">{}</p>\n", escape_html(&facts.join(" · "))),
    ];
    parts.extend((!rest.trim().is_empty()).then(|| text(rest)));
    parts
}

/// A text of several paragraphs.
fn text(markdown: &str) -> String {
    format!("<div class=\"text\" dir=\"auto\">{}</div>\n", to_html(markdown))
}

fn options(options: &[OptionView]) -> String {
    let item = |(index, option): (usize, &OptionView)| {
        let letter = format!("<span class=\"letter\">{})</span>", phrases::letters(index));
        boxed(option.correct == Some(true), &letter, &option.text)
    };
    format!(
        "<ul class=\"boxes\">\n{}</ul>\n",
        options.iter().enumerate().map(item).collect::<String>()
    )
}

/// A line with a box before it.
fn boxed(ticked: bool, letter: &str, markdown: &str) -> String {
    let tick = if ticked { " role=\"img\" aria-label=\"right\">✓" } else { ">" };
    let text = to_inline_html(markdown);
    format!("<li><span class=\"box\"{tick}</span>{letter}<div dir=\"auto\">{text}</div></li>\n")
}

fn answers(question: &QuestionView) -> Vec<String> {
    let answer = match (&question.answer, question.options.as_deref().and_then(phrases::correct)) {
        (Some(answer), _) => text(answer),
        (None, Some(letters)) => format!("<p lang=\"en\">Right: {letters}</p>\n"),
        (None, None) => format!("<p class=\"faint\" lang=\"en\">{}</p>\n", phrases::UNANSWERED),
    };
    let points = question.key_points.iter().flatten().map(|point| boxed(false, "", point));
    let probes = question.follow_ups.iter().flatten();
    let probes = probes.map(|text| format!("<li dir=\"auto\">{}</li>\n", to_inline_html(text)));
    vec![
        "<h3 lang=\"en\">Answer</h3>\n".to_owned() + &answer,
        list("Key points", " class=\"boxes\"", points),
        list("Follow-ups", "", probes),
        list("References", "", question.references.iter().flatten().map(reference)),
    ]
}

fn list(title: &str, class: &str, items: impl Iterator<Item = String>) -> String {
    let items: String = items.collect();
    if items.is_empty() {
        return String::new();
    }
    format!("<h3 lang=\"en\">{title}</h3>\n<ul{class}>\n{items}</ul>\n")
}

fn reference(reference: &Reference) -> String {
    let (title, url) = (&reference.title, &reference.url);
    format!(
        "<li>{}<br><span class=\"faint source\">{}</span></li>\n",
        address(title, url),
        escape_html(url)
    )
}

fn rules(lines: usize) -> String {
    format!("<div class=\"rules\">{}</div>\n", "<i></i>".repeat(lines))
}
