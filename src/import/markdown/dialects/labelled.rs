//! Lines that begin with `Question:` and `Answer:`, or `Q:` and `A:`.

use super::groups;
use crate::import::markdown::category::Path;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::labels::label;
use crate::import::markdown::outline::{Kind, Mark};
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::title::Title;
use crate::import::markdown::{lead, marks, words};

pub(super) fn find(doc: &Doc) -> Found {
    let mut sections: Vec<Section> = Vec::new();
    let mut path = Path::default();
    let level = level(doc);
    for block in doc.outline.roots() {
        if doc.level(block) > level && !heads_answer(&doc.plain(block)) {
            continue;
        }
        if doc.level(block) > 0 {
            heading(doc, block, &mut path, &mut sections);
            continue;
        }
        for (start, end) in lines(doc, block) {
            let Some((name, length)) = label(&doc.text[start..end]) else { continue };
            if is_question(name) {
                let line =
                    doc.text[start + length..end].trim().trim_matches(|c| c == '*' || c == '_');
                let title = Title::of_text(line, doc.options);
                sections.push(section(doc, start, title, end, &path));
            } else if words::is_answer(name)
                && let Some(section) = sections.last_mut()
            {
                section.answer.get_or_insert((start, start + length));
            }
        }
    }
    close(doc, level, &mut sections);
    let note = format!("labels taken as questions: {}", sections.len());
    Found { likely: sections.len(), sections, note, ..Found::default() }
}

/// The level of the headings that are labels of questions: lower ones belong to the answers.
fn level(doc: &Doc) -> u8 {
    let heads = |at: &usize| {
        let plain = doc.plain(*at);
        is_question(&plain) || words::is_front(&plain)
    };
    doc.headings.iter().copied().filter(heads).map(|at| doc.level(at)).max().unwrap_or(u8::MAX)
}

fn heads_answer(heading: &str) -> bool {
    words::is_answer(heading) || words::is_back(heading)
}

/// A heading can be a label too, as on cards: `Front` and `Back`.
fn heading(doc: &Doc, heading: usize, path: &mut Path, sections: &mut Vec<Section>) {
    let plain = doc.plain(heading);
    let range = doc.range(heading);
    if is_question(&plain) || words::is_front(&plain) {
        let next = doc.outline.following(heading).next().filter(|&next| doc.level(next) == 0);
        if let Some(next) = next {
            let (title, behind) = lead::title(doc, next);
            sections.push(section(doc, range.start, title, behind, path));
        }
    } else if heads_answer(&plain) {
        if let Some(section) = sections.last_mut() {
            section.answer.get_or_insert((range.start, range.end));
        }
    } else if !words::heads_card(&plain) {
        path.enter(doc, heading);
    }
}

/// Lets each go on to the next one, or to a heading that is no label.
fn close(doc: &Doc, level: u8, sections: &mut [Section]) {
    let groups = doc
        .headings
        .iter()
        .filter(|&&at| doc.level(at) <= level)
        .filter(|&&at| !heads_answer(&doc.plain(at)));
    let groups: Vec<usize> = groups.map(|&at| doc.range(at).start).collect();
    groups::extend(doc, sections, &groups);
    for section in sections {
        // An answer behind a heading belongs to no question.
        section.answer = section.answer.filter(|&(_, answer)| answer <= section.body.end);
        section.is_all_question = section.answer.is_none();
    }
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

fn section(doc: &Doc, start: usize, title: Title, end: usize, path: &Path) -> Section {
    Section {
        start,
        title,
        printed: marks::number_of(&doc.text[start..end]),
        path: path.names(),
        difficulty: path.difficulty(),
        body: end..end,
        ..Section::default()
    }
}
