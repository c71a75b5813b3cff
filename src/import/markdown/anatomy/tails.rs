//! Lists behind an answer: what a good one mentions, what to ask next, where to read on.

use std::ops::Range;

use crate::import::markdown::doc::Doc;
use crate::import::markdown::labels;
use crate::import::markdown::outline::Kind;
use crate::import::markdown::words;
use crate::model::Reference;

/// What stood behind an answer.
#[derive(Debug, Default)]
pub(super) struct Tails {
    pub key_points: Vec<String>,
    pub follow_ups: Vec<String>,
    pub references: Vec<Reference>,
}

/// Takes the lists off the end of an answer. Where it merely explains which option is right, links
/// alone are references too.
pub(super) fn take(doc: &Doc, answer: &mut Range<usize>, explains: bool) -> Tails {
    let mut tails = Tails::default();
    let blocks: Vec<usize> =
        doc.outline.within(answer).into_iter().filter(|&at| !doc.is_gone(at)).collect();
    let mut left = blocks.as_slice();
    while let Some((&last, before)) = left.split_last() {
        let taken = match before.split_last() {
            Some((&label, _)) if doc.kind(last) == Kind::List && labels::heads(doc, label) => {
                tails.take_list(doc, label, last).then_some(2)
            }
            _ if doc.kind(last) == Kind::List => tails.take_named(doc, last).then_some(1),
            _ => tails.take_links(doc, last, explains).then_some(1),
        };
        let Some(taken) = taken else { break };
        left = &left[..left.len() - taken];
        answer.end = doc.range(blocks[left.len()]).start;
    }
    tails
}

impl Tails {
    fn take_list(&mut self, doc: &Doc, label: usize, list: usize) -> bool {
        let said = doc.plain(label);
        if words::heads_key_points(&said) {
            self.key_points = texts(doc, list);
        } else if words::heads_follow_ups(&said) {
            self.follow_ups = texts(doc, list);
        } else if words::heads_references(&said) {
            let Some(found) = references(doc, list) else { return false };
            self.references.splice(0..0, found);
        } else {
            return false;
        }
        true
    }

    /// A list of links that all say `Reference`.
    fn take_named(&mut self, doc: &Doc, list: usize) -> bool {
        let found = references(doc, list).unwrap_or_default();
        let named =
            !found.is_empty() && found.iter().all(|one| words::heads_references(&one.title));
        if named {
            self.references.splice(0..0, found);
        }
        named
    }

    /// `[Reference](https://…)`, `**Source:** [a page](https://…)`.
    fn take_links(&mut self, doc: &Doc, paragraph: usize, explains: bool) -> bool {
        if doc.kind(paragraph) != Kind::Paragraph {
            return false;
        }
        let links = doc.links(paragraph);
        let mut beside = doc.plain(paragraph);
        for (_, _, said) in &links {
            beside = beside.replacen(said.as_str(), " ", 1);
        }
        let of_kind = |said: &str| words::heads_references(said);
        let named = of_kind(&beside)
            || (words::bare(&beside).is_empty()
                && (explains || links.iter().all(|(_, _, said)| of_kind(said))));
        if links.is_empty() || !named || !links.iter().all(|(to, ..)| is_web(to)) {
            return false;
        }
        let found = links.iter().map(|(to, _, said)| reference(said, to));
        self.references.splice(0..0, found.collect::<Vec<_>>());
        true
    }
}

fn is_web(to: &str) -> bool {
    to.starts_with("https://") || to.starts_with("http://")
}

fn reference(title: &str, url: &str) -> Reference {
    let title = if title.trim().is_empty() { url } else { title.trim() };
    Reference { title: title.to_owned(), url: url.to_owned() }
}

fn texts(doc: &Doc, list: usize) -> Vec<String> {
    doc.outline
        .children(list)
        .map(|item| text_of(doc, item))
        .filter(|text| !text.is_empty())
        .collect()
}

/// The Markdown of an item, without its marker and its box.
pub(in crate::import::markdown) fn text_of(doc: &Doc, item: usize) -> String {
    doc.kept(doc.item_start(item)..doc.range(item).end, doc.margin_of(item))
}

/// The links of a list in which every item has one, all of them of the web.
fn references(doc: &Doc, list: usize) -> Option<Vec<Reference>> {
    let mut found = Vec::new();
    for item in doc.outline.children(list) {
        let mut links = (item..doc.outline.blocks[item].next).flat_map(|at| doc.links(at));
        match (links.next(), links.next()) {
            (Some((to, _, said)), None) if is_web(to) => found.push(reference(&said, to)),
            (None, _) => found.push(bare_address(&text_of(doc, item))?),
            _ => return None,
        }
    }
    Some(found)
}

/// An address that stands in a text without any markup.
fn bare_address(text: &str) -> Option<Reference> {
    (is_web(text) && !text.contains(char::is_whitespace)).then(|| reference(text, text))
}
