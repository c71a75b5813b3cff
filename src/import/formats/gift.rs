//! GIFT, Moodle's text format for quizzes.

mod answers;
mod entries;
mod signs;

use self::answers::answer;
use self::entries::{Entry, entries};
use self::signs::{Markup, plain, without_comments};
use super::{Format, Likeness, quiz};
use crate::import::account::{Account, Refusal, lines};
use crate::import::draft::{Draft, Reading};
use crate::import::media;
use crate::import::options::Options;
use crate::import::source::Source;
use crate::model::Slug;

pub(super) const FORMAT: Format = Format {
    name: "gift",
    description: "GIFT: Moodle's text format for quizzes",
    extensions: &["gift"],
    recognise,
    read,
};

fn recognise(source: &Source) -> Likeness {
    let named = source.extension() == "gift";
    if !(named || source.is_plain_text()) {
        return Likeness::No;
    }
    let line = |begin: &str| source.text.lines().any(|line| line.trim_start().starts_with(begin));
    let braces = source.text.match_indices('{').any(|(at, _)| {
        let inner = source.text[at + 1..].trim_start();
        inner.starts_with(['=', '~', '#', '}'])
            || ["T}", "F}", "TRUE}", "FALSE}"].iter().any(|truth| inner.starts_with(truth))
    });
    match (braces, named) {
        (true, true) => Likeness::Certain,
        (true, false) if line("::") || line("$CATEGORY:") => Likeness::Certain,
        (true, false) => Likeness::ByContent,
        (false, true) => Likeness::ByName,
        (false, false) => Likeness::No,
    }
}

fn read(source: &Source, options: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let mut drafts = Vec::new();
    let mut category = Vec::new();
    let mut descriptions = Vec::new();
    for entry in entries(&source.text) {
        match entry {
            Entry::Category(name) => category = quiz::category(&plain(name)),
            Entry::Description { at } => descriptions.push(source.line_at(at)),
            Entry::Unclosed { at } => account.skip(
                source.line_at(at),
                "a brace is opened and not closed before the next question",
                "close it, or write `\\{` where a brace is meant as one",
            ),
            Entry::Question { at, before, inner, after, comment } => {
                let line = source.line_at(at);
                let [before, inner, after] = [before, inner, after].map(without_comments);
                let mut draft = question(&before, &after, comment);
                draft.line = line;
                draft.category.clone_from(&category);
                match answer(&mut draft, &inner, Markup::of(&before)) {
                    Ok(()) => drafts.push(draft),
                    Err(why) => {
                        account.skip(line, why, "see the section on GIFT in `docs/import.md`");
                    }
                }
            }
        }
    }
    if let Some(&first) = descriptions.first() {
        let (noun, verb) = match descriptions.len() {
            1 => ("text has", "is"),
            _ => ("texts have", "are"),
        };
        let message = format!(
            "{} {noun} no braces and {verb} no question ({})",
            descriptions.len(),
            lines(&descriptions)
        );
        account.note(first, message);
    }
    media::settle(&mut drafts, options, account);
    Ok(drafts.into())
}

/// The question without its answers. Where these stand in the middle, a gap does.
fn question(before: &str, after: &str, comment: Option<&str>) -> Draft {
    let (title, text) = signs::title(before);
    let markup = Markup::of(before);
    let mut question = markup.text(signs::without_format(text));
    let after = markup.text(after);
    if !after.is_empty() {
        let blank = if question.is_empty() { "" } else { " " };
        let close = after.starts_with(['.', ',', ';', ':', '!', '?', ')']);
        question.push_str(&format!("{blank}_____{}{after}", if close { "" } else { " " }));
    }
    if question.trim().is_empty() {
        question = plain(title.unwrap_or_default());
    }
    let mut draft = Draft { question, ..Draft::default() };
    let marks = comment.into_iter().flat_map(|comment| comment.split('[').skip(1));
    for mark in marks.filter_map(|mark| mark.split_once(']').map(|(mark, _)| mark)) {
        match mark.split_once(':') {
            Some(("id", id))
                if Slug::new(id).is_ok() && !id.bytes().all(|c| c.is_ascii_digit()) =>
            {
                draft.slug = Some(id.to_owned());
            }
            Some(("tag", tag)) => draft.tags.push(tag.to_owned()),
            _ => {}
        }
    }
    draft
}
