//! Notes in plain text as Anki reads them: <https://docs.ankiweb.net/importing/text-files.html>.
//!
//! A note is a record of tab-separated fields. Its `guid` is the question's id, so that a later import
//! changes the note and adds no second one. Fields hold the Markdown, or with `answers=html` what it
//! renders to.

use ::csv::{QuoteStyle, WriterBuilder};

use super::{About, Entry, Writer, csv, tasks};
use crate::bank::view::{Answers, QuestionView};

pub(super) const WRITER: Writer = Writer {
    head,
    question: |about, Entry { question, .. }| record(&fields(about, question)),
    foot: |_, _| String::new(),
};

fn head(about: &About) -> String {
    let html = about.answers == Answers::Html;
    format!(
        "#separator:tab\n#html:{html}\n#guid column:1\n#deck column:2\n#tags column:3\n\
         #columns:Guid\tDeck\tTags\tFront\tBack\n"
    )
}

fn fields(about: &About, question: &QuestionView) -> [String; 5] {
    let html = about.answers == Answers::Html;
    let list = |key: bool| {
        question.options.as_deref().map(|options| match html {
            true => boxes(options, key),
            false => tasks::list(options, key),
        })
    };
    let front = [Some(question.question.clone()), list(false)];
    let back = [list(true).filter(|_| about.shows_answers()), question.answer.clone()];
    let joined =
        |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    [
        question.id.clone(),
        question.category.clone(),
        question.tags.join(" "),
        joined(front),
        joined(back),
    ]
}

/// Options of a card in HTML.
fn boxes(options: &[crate::bank::view::OptionView], key: bool) -> String {
    let item = |option: &crate::bank::view::OptionView| {
        let mark = if key && option.correct == Some(true) { "☑" } else { "☐" };
        format!("<li>{mark} {}</li>", option.text)
    };
    format!("<ul>{}</ul>", options.iter().map(item).collect::<String>())
}

fn record(fields: &[String]) -> String {
    let mut builder = WriterBuilder::new();
    builder
        .delimiter(b'\t')
        // A first field that begins with `#` would else be taken for a comment.
        .quote_style(QuoteStyle::Always);
    csv::written(&builder, fields)
}
