//! Paragraphs and items counted upwards over the file are questions; what follows each is its answer.

use super::{bullets, groups};
use crate::import::markdown::category::Path;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::edits::Margin;
use crate::import::markdown::outline::Kind;
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::{lead, marks, words};

pub(super) fn find(doc: &Doc) -> Found {
    let mut count = Count { doc, expected: 1, sections: Vec::new() };
    groups::walk(doc, |block, path| match doc.kind(block) {
        Kind::List => count.list(block, path),
        Kind::Paragraph => count.paragraph(block, path),
        _ => {}
    });
    let mut sections = count.sections;
    groups::extend(doc, &mut sections, &groups::headings(doc));
    let likely = sections
        .iter()
        .filter(|section| words::asks(&section.title.text) && goes_on(doc, section))
        .count();
    let likely = if likely * 2 >= sections.len() { likely } else { 0 };
    let note = format!("numbered paragraphs taken as questions: {}", sections.len());
    Found { likely, sections, note, ..Found::default() }
}

/// Whether there is anything below the question but items without an answer.
fn goes_on(doc: &Doc, section: &Section) -> bool {
    !doc.text[section.body.clone()].trim().is_empty()
}

struct Count<'d, 'a> {
    doc: &'d Doc<'a>,
    /// The number that the next question has: a list that begins anew lies in an answer.
    expected: u64,
    sections: Vec<Section>,
}

impl Count<'_, '_> {
    fn list(&mut self, list: usize, path: &Path) {
        let items: Vec<usize> = self.doc.outline.children(list).collect();
        let number =
            |item: usize| marks::number_of(self.doc.text[self.doc.range(item)].trim_start());
        let numbers: Vec<Option<u64>> = items.iter().map(|&item| number(item)).collect();
        // Markdown counts by itself, so that some write the same number everywhere.
        let same = numbers.len() > 1 && numbers.iter().all(|&one| one == numbers[0]);
        if numbers.first().copied().flatten().is_none_or(|first| first < self.expected) {
            return;
        }
        for (item, number) in items.into_iter().zip(numbers) {
            let lead = self.doc.lead_of(item);
            if let Some(lead) = lead.filter(|_| same || number >= Some(self.expected)) {
                self.begin(lead, Some(item), number.unwrap_or(self.expected), path);
            }
        }
    }

    fn paragraph(&mut self, paragraph: usize, path: &Path) {
        let number = marks::number_of(&self.doc.plain(paragraph));
        if let Some(number) = number.filter(|&number| number >= self.expected) {
            self.begin(paragraph, None, number, path);
        }
    }

    fn begin(&mut self, paragraph: usize, item: Option<usize>, number: u64, path: &Path) {
        let doc = self.doc;
        let (title, behind) = lead::title(doc, paragraph);
        if title.text.is_empty() {
            return;
        }
        let start = item.map_or(doc.range(paragraph).start, |item| doc.range(item).start);
        // Items below a question without an answer belong to it.
        let is_all_question =
            item.is_some_and(|item| !bullets::has_answer(doc, item) && has_list(doc, item));
        self.sections.push(Section {
            start,
            title,
            path: path.names(),
            difficulty: path.difficulty(),
            body: behind..behind,
            margin: item.map_or(Margin::default(), |item| doc.margin_of(item)),
            printed: Some(number),
            is_all_question,
            ..Section::default()
        });
        self.expected = number.saturating_add(1);
    }
}

fn has_list(doc: &Doc, item: usize) -> bool {
    doc.outline.children(item).any(|child| doc.kind(child) == Kind::List)
}
