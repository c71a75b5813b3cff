//! `<summary>` is the question, the rest of the `<details>` its answer.

use crate::import::markdown::category::Path;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::reveal;
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::spoilers::Spoiler;
use crate::import::markdown::title::{Title, without_decoration};

pub(super) fn find(doc: &Doc) -> Found {
    let telltale = reveal::telltale(doc);
    let mut path = Path::default();
    let mut headings = doc.headings.iter().copied().peekable();
    let mut sections = Vec::new();
    for one in doc.unfoldings() {
        while let Some(heading) =
            headings.next_if(|&heading| doc.range(heading).start < one.range.start)
        {
            if !doc.spoilers.hide(doc.range(heading).start) {
                path.enter(doc, heading);
            }
        }
        let no_question = reveal::hides_answer(doc, one.summary.clone(), telltale.as_deref())
            || doc.edits.leave_nothing(doc.text, one.range.clone());
        if !no_question {
            sections.extend(section(doc, one, &path));
        }
    }
    let note =
        format!("`<details>` taken as questions: {} of {}", sections.len(), doc.spoilers.all.len());
    Found { likely: sections.len(), sections, note, ..Found::default() }
}

fn section(doc: &Doc, one: &Spoiler, path: &Path) -> Option<Section> {
    let summary = without_decoration(&doc.text[one.summary.clone()]);
    let (title, more) = split(summary.trim());
    let title = Title::of_text(title, doc.options);
    if title.text.is_empty() {
        return None;
    }
    Some(Section {
        start: one.range.start,
        title,
        more: more.trim_matches('\n').to_owned(),
        path: path.names(),
        difficulty: path.difficulty(),
        body: one.inner.clone(),
        answer: Some((one.inner.start, one.inner.start)),
        ..Section::default()
    })
}

/// The title of a summary, and what of it cannot stand on one line.
fn split(summary: &str) -> (&str, &str) {
    let is_block = |line: &str| {
        let line = line.trim_start();
        line.is_empty()
            || line.starts_with("```")
            || line.starts_with("~~~")
            || line.starts_with("- ")
            || line.starts_with("* ")
    };
    let mut at = 0;
    for line in summary.split_inclusive('\n') {
        if at > 0 && is_block(line) {
            return (&summary[..at], &summary[at..]);
        }
        at += line.len();
    }
    (summary, "")
}
