//! A bold line is the question, what follows is its answer.

use super::groups;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::edits::Margin;
use crate::import::markdown::labels::is_bold;
use crate::import::markdown::outline::{Kind, Mark};
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::title::Title;
use crate::import::markdown::{marks, words};

pub(super) fn find(doc: &Doc) -> Found {
    let mut sections = Vec::new();
    groups::walk(doc, |block, path| {
        let leads: Vec<(usize, Option<usize>)> = match doc.kind(block) {
            Kind::Paragraph => vec![(block, None)],
            Kind::List => items(doc, block),
            _ => Vec::new(),
        };
        for (paragraph, item) in leads {
            if let Some(mut section) = section(doc, paragraph, item) {
                (section.path, section.difficulty) = (path.names(), path.difficulty());
                sections.push(section);
            }
        }
    });
    groups::extend(doc, &mut sections, &groups::headings(doc));
    let note = format!("bold lines taken as questions: {}", sections.len());
    Found { likely: sections.len(), sections, note, ..Found::default() }
}

/// The first paragraphs of the items of a list.
fn items(doc: &Doc, list: usize) -> Vec<(usize, Option<usize>)> {
    let lead = |item: usize| Some((doc.lead_of(item)?, Some(item)));
    doc.outline.children(list).filter_map(lead).collect()
}

fn is_counted(doc: &Doc, item: usize) -> bool {
    marks::number_of(doc.text[doc.range(item)].trim_start()).is_some()
}

/// The question that a paragraph opens with, if it is bold and asks or has a number.
fn section(doc: &Doc, paragraph: usize, item: Option<usize>) -> Option<Section> {
    let inlines = doc.inlines(paragraph);
    let first = inlines.iter().position(|inline| inline.mark != Mark::Html)?;
    let bold = Some(&inlines[first]).filter(|inline| inline.mark == Mark::Strong)?.range.clone();
    let inside = inlines.iter().take_while(|inline| inline.range.start < bold.end).count();
    let range = doc.range(paragraph);
    let words = doc.plain_of(&inlines[..inside]);
    let line =
        inlines.iter().position(|inline| inline.mark == Mark::Break).unwrap_or(inlines.len());
    let whole = is_bold(doc, paragraph);
    // Bold words that do not ask by themselves go on to the end of their line.
    let asked =
        words::ends_in_question_mark(&words) || doc.text[bold.end..range.end].starts_with('?');
    let upto = match (whole, asked) {
        (true, _) => inlines.len(),
        (false, true) => inside,
        (false, false) => line.max(inside),
    };
    let title = Title::of_inlines(doc, paragraph, &inlines[..upto]);
    // In a list that counts, bold words ask that are all of their line.
    let line_of_count = line == inside && item.is_some_and(|item| is_counted(doc, item));
    let asks = asked
        || ((whole || line_of_count) && words::asks(&title.text))
        || title.numbered
        || (item.is_some() && whole);
    let is_label = words::is_answer(&title.text) || words::heads_part(&title.text);
    if title.text.is_empty() || !asks || is_label {
        return None;
    }
    let behind = inlines[..upto].iter().map(|inline| inline.range.end).max()?.min(range.end);
    // A question mark right behind the bold words closes them; an arrow or a dash leads to the answer.
    let rest = doc.text[behind..range.end].trim_start_matches(['?', ':', ' ']);
    let arrows = ["→", "->", "=>", "–", "—", "- "];
    let rest = arrows.iter().find_map(|arrow| rest.strip_prefix(arrow)).unwrap_or(rest);
    let behind = range.end - rest.len();
    let start = item.map_or(range.start, |item| doc.range(item).start);
    // What is left of the paragraph goes on asking, unless the question had its mark.
    let answer =
        (!words::ends_in_question_mark(&title.text) && behind < range.end && item.is_none())
            .then_some((range.end, range.end));
    Some(Section {
        start,
        printed: marks::number_of(&doc.text[start..range.end]),
        title,
        body: behind..behind,
        margin: item.map_or(Margin::default(), |item| doc.margin_of(item)),
        answer: answer.filter(|_| !doc.text[behind..range.end].trim().is_empty()),
        ..Section::default()
    })
}
