//! An item of a list that is one link is a question; its answer is behind the link.

use super::groups;
use crate::import::markdown::category::Path;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::outline::Kind;
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::title::Title;
use crate::import::markdown::{links, words};
use crate::model::Reference;

pub(super) fn find(doc: &Doc) -> Found {
    let mut sections = Vec::new();
    groups::walk(doc, |list, path| {
        if doc.kind(list) == Kind::List && !doc.is_gone(list) {
            let blocks = list..doc.outline.blocks[list].next;
            let items = blocks.filter(|&at| matches!(doc.kind(at), Kind::Item { .. }));
            sections.extend(items.filter_map(|item| section(doc, item, path)));
        }
    });
    let asking = sections.iter().filter(|section| words::asks(&section.title.text)).count();
    // Lists of links to anything else are more common.
    let likely = if asking * 2 > sections.len() { asking } else { 0 };
    let note = format!("links in lists taken as questions: {}", sections.len());
    Found { likely, sections, note, ..Found::default() }
}

fn section(doc: &Doc, item: usize, path: &Path) -> Option<Section> {
    let first = doc.lead_of(item)?;
    let links = doc.links(first);
    let [(to, _, said)] = links.as_slice() else { return None };
    let beside = doc.plain(first).replacen(said.as_str(), "", 1);
    if to.starts_with('#') || !words::bare(&beside).chars().all(|c| c.is_numeric() || c == ' ') {
        return None;
    }
    let (group, words) = tagged(said.trim());
    let title = Title::of_text(words, doc.options);
    if title.text.is_empty() {
        return None;
    }
    let mut names = path.names();
    names.extend(group.map(str::to_owned));
    let start = doc.range(item).start;
    let end = doc.range(first).end;
    let url = links::absolute(doc, to).into_owned();
    let references = vec![Reference { title: title.text.clone(), url }];
    Some(Section {
        start,
        title: Title { references, ..title },
        path: names,
        difficulty: path.difficulty(),
        body: end..end,
        is_all_question: true,
        ..Section::default()
    })
}

/// A category in square brackets in front of a question.
fn tagged(text: &str) -> (Option<&str>, &str) {
    let tag = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match tag {
        Some((tag, rest)) if !tag.trim().is_empty() && !rest.trim().is_empty() => {
            (Some(tag.trim()), rest.trim())
        }
        _ => (None, text),
    }
}
