//! Lines that begin with `Question:` and `Answer:`, or `Q:` and `A:`.

use super::groups;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::labels::label;
use crate::import::markdown::outline::{Kind, Mark};
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::title::Title;
use crate::import::markdown::{marks, words};

pub(super) fn find(doc: &Doc) -> Found {
    let mut sections: Vec<Section> = Vec::new();
    groups::walk(doc, |block, path| {
        for (start, end) in lines(doc, block) {
            let Some((name, length)) = label(&doc.text[start..end]) else { continue };
            if is_question(name) {
                let mut section = section(doc, start, start + length, end);
                (section.path, section.difficulty) = (path.names(), path.difficulty());
                sections.push(section);
            } else if words::is_answer(name)
                && let Some(section) = sections.last_mut()
            {
                section.answer.get_or_insert((start, start + length));
            }
        }
    });
    groups::extend(doc, &mut sections);
    for section in &mut sections {
        // An answer behind a heading belongs to no question.
        section.answer = section.answer.filter(|(_, answer)| *answer <= section.body.end);
        section.is_all_question = section.answer.is_none();
    }
    let note = format!("labels taken as questions: {}", sections.len());
    Found { likely: sections.len(), sections, note, ..Found::default() }
}

/// `Question`, `Q`, `Q12`, `Question 3`.
fn is_question(name: &str) -> bool {
    words::is_question(
        name.trim_end_matches(|c: char| c.is_numeric() || c.is_whitespace() || c == '#'),
    )
}

/// The lines of a paragraph, or of the first paragraphs of the items of a list.
fn lines(doc: &Doc, block: usize) -> Vec<(usize, usize)> {
    if doc.kind(block) == Kind::List {
        let paragraphs = block..doc.outline.blocks[block].next;
        return paragraphs
            .filter(|&at| doc.kind(at) == Kind::Paragraph)
            .flat_map(|at| lines(doc, at))
            .collect();
    }
    if doc.kind(block) != Kind::Paragraph {
        return Vec::new();
    }
    let range = doc.range(block);
    let breaks = doc.inlines(block).iter().filter(|inline| inline.mark == Mark::Break);
    let mut starts: Vec<usize> =
        std::iter::once(range.start).chain(breaks.map(|inline| inline.range.end)).collect();
    starts.push(range.end);
    starts.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

fn section(doc: &Doc, start: usize, title: usize, end: usize) -> Section {
    let line = doc.text[title..end].trim().trim_matches(|c| c == '*' || c == '_');
    Section {
        start,
        title: Title::of_text(line, doc.options),
        printed: marks::number_of(&doc.text[start..end]),
        body: end..end,
        ..Section::default()
    }
}
