//! Moodle's XML format for quizzes.

mod element;
mod kinds;

use self::element::{Element, Elements};
use super::{Format, Likeness, quiz};
use crate::import::account::{Account, Refusal, lines};
use crate::import::draft::Reading;
use crate::import::media;
use crate::import::options::Options;
use crate::import::source::Source;

pub(super) const FORMAT: Format = Format {
    name: "moodle-xml",
    description: "Moodle XML: `<quiz>` with its questions",
    extensions: &["xml"],
    recognise,
    read,
};

fn recognise(source: &Source) -> Likeness {
    let text = source.text.trim_start();
    let quiz = text.starts_with('<') && text.contains("<quiz") && text.contains("<question");
    match (quiz, source.extension() == "xml") {
        (true, _) => Likeness::Certain,
        (false, true) => Likeness::ByName,
        (false, false) => Likeness::No,
    }
}

fn read(source: &Source, options: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let mut drafts = Vec::new();
    let mut category = Vec::new();
    let mut found = Found::default();
    let mut elements = Elements::new(source, options.limits.depth);
    while let Some(question) = elements.next_question()? {
        found.embedded.extend(question.embedded_files().iter().map(|_| question.line));
        match question.attribute("type") {
            "category" => category = quiz::category(&question.text_of("category")),
            "description" => found.descriptions.push(question.line),
            kind => match kinds::draft(&question, kind) {
                Ok(mut draft) => {
                    draft.line = question.line;
                    draft.category.clone_from(&category);
                    drafts.push(draft);
                }
                Err(why) => account.skip(question.line, why, ""),
            },
        }
    }
    found.tell(account);
    if elements.is_quiz() && drafts.is_empty() && account.skipped() == 0 {
        account.allow_empty();
        account.warn(1, "0 questions: the quiz is empty", "");
    }
    media::settle(&mut drafts, options, account);
    Ok(drafts.into())
}

/// What is told once a file.
#[derive(Default)]
struct Found {
    descriptions: Vec<usize>,
    embedded: Vec<usize>,
}

impl Found {
    fn tell(&self, account: &mut Account) {
        if let Some(&first) = self.descriptions.first() {
            let (noun, verb) = if self.descriptions.len() == 1 {
                ("description is", "question")
            } else {
                ("descriptions are", "questions")
            };
            let message = format!(
                "{} {noun} no {verb} ({})",
                self.descriptions.len(),
                lines(&self.descriptions)
            );
            account.note(first, message);
        }
        if let Some(&first) = self.embedded.first() {
            let (noun, verb) =
                if self.embedded.len() == 1 { ("file", "is") } else { ("files", "are") };
            let message = format!(
                "{} embedded {noun} {verb} left out ({})",
                self.embedded.len(),
                lines(&self.embedded)
            );
            account.warn(
                first,
                message,
                "keep them beside the bank and name their place with `--base`",
            );
        }
    }
}

/// A text as Markdown, by the format that its element names.
fn markdown(element: &Element) -> String {
    use crate::import::html::{escaped, is_html, to_markdown};
    let text = element.text_of("text");
    let text = text.replace("@@PLUGINFILE@@/", "");
    match element.attribute("format") {
        "markdown" => text,
        "plain_text" => escaped(text.trim()),
        // Moodle's own mixture is HTML where there is a tag in it.
        "moodle_auto_format" if !is_html(&text) => text.trim().to_owned(),
        _ => to_markdown(text.trim()),
    }
}
