//! An item of a list is a question, without an answer.

use super::groups;
use crate::import::markdown::anatomy::text_of;
use crate::import::markdown::category::Path;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::outline::{Kind, Mark};
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::title::Title;
use crate::import::markdown::{labels, lead, marks, words};
use crate::import::options::Nested;

pub(super) fn find(doc: &Doc) -> Found {
    let mut sections: Vec<Section> = Vec::new();
    let (mut likely, mut below) = (0, Below::default());
    let roots: Vec<usize> = doc.outline.roots().collect();
    groups::walk(doc, |list, path| {
        if doc.kind(list) != Kind::List || doc.is_gone(list) || is_choice(doc, &[list]) {
            return;
        }
        let next = roots.get(roots.partition_point(|&root| root <= list)).copied();
        let items: Vec<usize> = doc.outline.children(list).collect();
        let before = sections.len();
        for &item in &items {
            let first = sections.len();
            add(doc, item, path, &mut sections);
            below.count(doc, item);
            let answered = has_answer(doc, item)
                || (items.last() == Some(&item) && next.is_some_and(|next| goes_on(doc, next)));
            let asks = |section: &Section| words::asks(&section.title.text);
            likely += sections[first..].iter().filter(|section| !answered && asks(section)).count();
        }
        // A code block that fell out of the last item.
        if let (Some(section), Some(next)) = (sections[before..].last_mut(), next)
            && matches!(doc.kind(next), Kind::Code { .. })
        {
            section.body.end = doc.range(next).end;
        }
    });
    settle_below(&mut sections, &below);
    // A list of anything else has a question here and there, too.
    let likely = if likely * 2 >= sections.len() { likely } else { 0 };
    let note = format!("list items taken as questions: {}", sections.len());
    Found { likely, sections, note, ..Found::default() }
}

/// Items below those of a list.
#[derive(Default)]
struct Below {
    all: usize,
    asking: usize,
}

impl Below {
    fn count(&mut self, doc: &Doc, item: usize) {
        let lists = doc.outline.children(item).filter(|&at| doc.kind(at) == Kind::List);
        for below in lists.flat_map(|list| doc.outline.children(list)) {
            self.all += 1;
            // `When it rains.` only begins as questions do.
            let asks = |text: &str| words::asks(text) && !text.trim_end().ends_with('.');
            let lead = doc.lead_of(below);
            self.asking += usize::from(lead.is_some_and(|lead| asks(&doc.plain(lead))));
        }
    }
}

/// Where most questions have items below and hardly one of these asks, they are the answers.
fn settle_below(sections: &mut [Section], below: &Below) {
    let told = sections.iter().filter(|section| section.answer.is_some()).count();
    let answers = told * 2 >= sections.len() && below.asking * 4 < below.all;
    for section in sections.iter_mut().filter(|section| section.answer.is_some()) {
        section.is_all_question = !answers;
        section.answer = section.answer.filter(|_| answers);
    }
}

/// Whether an item has more than its first paragraph, items below it and code: an answer, or options.
pub(super) fn has_answer(doc: &Doc, item: usize) -> bool {
    let lists: Vec<usize> =
        doc.outline.children(item).filter(|&at| doc.kind(at) == Kind::List).collect();
    if is_choice(doc, &lists) {
        return true;
    }
    if doc.lead_of(item).is_some_and(|lead| lead::holds_answer(doc, lead)) {
        return true;
    }
    let mut children = doc.outline.children(item).skip(1);
    children.any(|child| {
        !matches!(doc.kind(child), Kind::List | Kind::Code { .. }) && !doc.is_gone(child)
    })
}

/// Whether a block behind a list could be the answer to its last item.
fn goes_on(doc: &Doc, block: usize) -> bool {
    doc.kind(block) == Kind::Paragraph
        || (doc.kind(block) == Kind::List && is_choice(doc, &[block]))
}

fn add(doc: &Doc, item: usize, path: &Path, sections: &mut Vec<Section>) {
    let Some(section) = section(doc, item, path) else { return };
    let lists: Vec<usize> =
        doc.outline.children(item).filter(|&at| doc.kind(at) == Kind::List).collect();
    let nested = if is_choice(doc, &lists) { Nested::Keep } else { doc.options.nested };
    let below = || lists.iter().flat_map(|&list| doc.outline.children(list));
    let end = lists.first().map_or(section.body.end, |&list| doc.range(list).start);
    match nested {
        Nested::Keep => {
            // Perhaps they are the answer: see `settle_below`.
            let below = lists.first().map(|&list| doc.line_start(doc.range(list).start));
            sections.push(Section { answer: below.map(|start| (start, start)), ..section });
        }
        Nested::FollowUps => {
            let follow_ups =
                below().map(|item| text_of(doc, item)).filter(|text| !text.is_empty()).collect();
            sections.push(Section {
                body: section.body.start..end.max(section.body.start),
                follow_ups,
                ..section
            });
        }
        Nested::Own => {
            sections
                .push(Section { body: section.body.start..end.max(section.body.start), ..section });
            below().for_each(|item| add(doc, item, path, sections));
        }
    }
}

/// Whether what lies below is there to be chosen from.
fn is_choice(doc: &Doc, lists: &[usize]) -> bool {
    let mut items = lists.iter().flat_map(|&list| doc.outline.children(list));
    items.any(|item| matches!(doc.kind(item), Kind::Item { ticked: Some(_) }))
}

fn section(doc: &Doc, item: usize, path: &Path) -> Option<Section> {
    let first = doc.lead_of(item)?;
    let title = Title::of(doc, first);
    let source = &doc.text[doc.range(first)];
    let is_link = matches!(doc.links(first).as_slice(), [(_, range, _)] if range.len() >= source.trim().len());
    let is_label = labels::label(source).is_some_and(|(name, _)| words::is_answer(name));
    if title.text.is_empty()
        || is_label
        || is_link
        || doc.inlines(first).iter().all(|inline| inline.mark == Mark::Task)
    {
        return None;
    }
    let range = doc.range(item);
    Some(Section {
        start: range.start,
        printed: marks::number_of(&doc.text[range.clone()]),
        title,
        path: path.names(),
        difficulty: path.difficulty(),
        body: doc.range(first).end..range.end,
        margin: doc.margin_of(item),
        is_all_question: true,
        ..Section::default()
    })
}
