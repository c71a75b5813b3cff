//! One self-contained page that prints well: no script, and nothing loaded from anywhere.

mod entry;

use std::sync::LazyLock;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::{About, Writer, phrases};
use crate::markdown::{escape_html, is_web};

pub(super) const WRITER: Writer = Writer { head, question: entry::question, foot };

const STYLE: &str = include_str!("html.css");
const END: &str = "</main>\n</body>\n</html>\n";
/// The language of what the program itself says.
const LANGUAGE: &str = "en";

/// The Content-Security-Policy of a page: its own style and nothing else.
pub fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let hash = BASE64.encode(&Sha256::digest(STYLE));
        format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'"
        )
    });
    &POLICY
}

/// A whole page around a body, which is HTML already.
pub fn page(title: &str, language: &str, body: &str) -> String {
    start(title, language) + body + END
}

fn start(title: &str, language: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
        language = escape_html(language),
        title = escape_html(title),
    )
}

fn head(about: &About) -> String {
    let mut facts: Vec<String> = about.date.iter().map(|date| escape_html(date)).collect();
    facts.extend(draw(about));
    let facts = match facts.join(" · ") {
        facts if facts.is_empty() => facts,
        facts => format!("<p class=\"faint facts\">{facts}</p>\n"),
    };
    let name = if about.shows_answers() { "Candidate" } else { "Name" };
    let day = if about.date.is_none() { "<span>Date</span>" } else { "" };
    format!(
        "{start}<header>\n<h1 dir=\"auto\">{title}</h1>\n{facts}\
         <p class=\"name\"><span>{name}</span>{day}</p>\n</header>\n",
        start = start(&about.title, LANGUAGE),
        title = escape_html(&about.title),
    )
}

fn draw(about: &About) -> impl Iterator<Item = String> {
    phrases::draw(about)
        .into_iter()
        .map(|(label, value)| format!("{label}: {}", escape_html(&value)))
}

fn foot(about: &About, questions: usize) -> String {
    let empty = if questions == 0 { format!("<p>{}</p>\n", phrases::EMPTY) } else { String::new() };
    let mut lines: Vec<String> = draw(about).collect();
    lines.extend(
        about.address.iter().map(|url| format!("{}: {}", phrases::ADDRESS, address(url, url))),
    );
    let lines: String =
        lines.into_iter().map(|line| format!("<p class=\"faint\">{line}</p>\n")).collect();
    let foot = if lines.is_empty() { lines } else { format!("<footer>\n{lines}</footer>\n") };
    empty + &foot + END
}

/// A link, or only its text where the address is not one of the web.
fn address(text: &str, url: &str) -> String {
    let text = escape_html(text);
    if !is_web(url) {
        return text;
    }
    format!("<a href=\"{}\" rel=\"nofollow noopener noreferrer\">{text}</a>", escape_html(url))
}
