//! What there is to choose from: boxes to tick, or lines that open with a letter.

use std::ops::Range;

use crate::import::markdown::doc::Doc;
use crate::import::markdown::edits::Margin;
use crate::import::markdown::outline::{Kind, Mark};

/// An option.
#[derive(Debug)]
pub(super) struct Choice {
    /// Its letter or number in lower case; empty where it has none.
    pub mark: String,
    pub ticked: Option<bool>,
    pub text: Range<usize>,
    pub margin: Margin,
}

/// The options of a question and where they stand.
#[derive(Debug)]
pub(super) struct Choices {
    pub list: Vec<Choice>,
    pub range: Range<usize>,
    /// Whether the marks are written out, so that the list cannot be anything but options.
    pub has_letters: bool,
}

impl Choices {
    pub(super) fn any_ticked(&self) -> bool {
        self.list.iter().any(|choice| choice.ticked == Some(true))
    }

    /// An option goes on until the next one: code in it may have fallen out of the list.
    fn of(mut list: Vec<(usize, Choice)>, end: usize, has_letters: bool) -> Option<Self> {
        let starts: Vec<usize> = list.iter().map(|(start, _)| *start).collect();
        for (at, (_, choice)) in list.iter_mut().enumerate() {
            choice.text.end = starts.get(at + 1).copied().unwrap_or(end).max(choice.text.start);
        }
        let range = *starts.first()?..end;
        Some(Self {
            list: list.into_iter().map(|(_, choice)| choice).collect(),
            range,
            has_letters,
        })
    }
}

/// Boxes to tick, in front of `end`. In a document of ours no letters stand before their texts.
pub(super) fn ticked(doc: &Doc, blocks: &[usize], end: usize, own: bool) -> Option<Choices> {
    let is_boxes = |list: usize| {
        doc.kind(list) == Kind::List
            && doc.outline.children(list).any(|item| tick(doc, item).is_some())
    };
    let before: Vec<usize> =
        blocks.iter().copied().take_while(|&at| doc.range(at).start < end).collect();
    let first = before.iter().position(|&at| is_boxes(at))?;
    let last = before.iter().rposition(|&at| is_boxes(at))?;
    let mut list = Vec::new();
    for &block in before[first..=last].iter().filter(|&&at| doc.kind(at) == Kind::List) {
        for item in doc.outline.children(block) {
            let start = doc.line_start(doc.range(item).start);
            list.push((start, if own { plain(doc, item) } else { choice(doc, item) }));
        }
    }
    let mut behind = doc.range(before[last]).end;
    let last_is_empty =
        list.last().is_some_and(|(_, choice)| doc.text[choice.text.clone()].trim().is_empty());
    if let Some(&code) = before
        .get(last + 1)
        .filter(|&&next| last_is_empty && matches!(doc.kind(next), Kind::Code { .. }))
    {
        behind = doc.range(code).end;
    }
    Choices::of(list, behind, false)
}

fn tick(doc: &Doc, item: usize) -> Option<bool> {
    if let Kind::Item { ticked } = doc.kind(item) { ticked } else { None }
}

fn plain(doc: &Doc, item: usize) -> Choice {
    let text = doc.item_start(item)..doc.range(item).end;
    Choice { mark: String::new(), ticked: tick(doc, item), text, margin: doc.margin_of(item) }
}

fn choice(doc: &Doc, item: usize) -> Choice {
    let mut choice = plain(doc, item);
    // A letter in front is read, and stays where it could be a word.
    if let Some((mark, length)) = mark(&doc.text[choice.text.clone()]) {
        choice.mark = mark;
        choice.text.start += length;
    }
    choice
}

/// The last lines or items of a stretch of the text that open with a letter or number.
pub(super) fn lettered(doc: &Doc, blocks: &[usize], within: &Range<usize>) -> Option<Choices> {
    let options_of = |doc: &Doc, block: usize| options_of(doc, block, within);
    let before: Vec<usize> =
        blocks.iter().copied().take_while(|&at| doc.range(at).start < within.end).collect();
    let last = before.iter().rposition(|&at| !options_of(doc, at).is_empty())?;
    let first = before[..last]
        .iter()
        .rposition(|&at| options_of(doc, at).is_empty())
        .map_or(0, |at| at + 1);
    let list: Vec<(usize, Choice)> =
        before[first..=last].iter().flat_map(|&at| options_of(doc, at)).collect();
    let written = before[first..=last].iter().all(|&at| !is_numbered(doc, at));
    let mut marks: Vec<&String> = list.iter().map(|(_, choice)| &choice.mark).collect();
    marks.sort_unstable();
    marks.dedup();
    if marks.len() < 2 || marks.len() < list.len() {
        return None;
    }
    let range_end = doc.range(before[last]).end.min(within.end);
    Choices::of(list, range_end, written)
}

fn options_of(doc: &Doc, block: usize, within: &Range<usize>) -> Vec<(usize, Choice)> {
    match doc.kind(block) {
        Kind::List => items(doc, block),
        Kind::Paragraph => lines(doc, block, within),
        _ => Vec::new(),
    }
}

/// Whether the marks are those of an ordered list.
fn is_numbered(doc: &Doc, list: usize) -> bool {
    doc.kind(list) == Kind::List
        && doc.outline.children(list).any(|item| choice(doc, item).mark.is_empty())
}

fn items(doc: &Doc, list: usize) -> Vec<(usize, Choice)> {
    let mut found = Vec::new();
    for item in doc.outline.children(list) {
        let mut choice = choice(doc, item);
        if choice.mark.is_empty() {
            let source = &doc.text[doc.range(item)];
            choice.mark = source.chars().take_while(char::is_ascii_digit).collect();
        }
        if choice.mark.is_empty() {
            return Vec::new();
        }
        found.push((doc.line_start(doc.range(item).start), choice));
    }
    found
}

/// The lines of a paragraph that open with a letter, from the first such line on.
fn lines(doc: &Doc, paragraph: usize, within: &Range<usize>) -> Vec<(usize, Choice)> {
    let range = doc.range(paragraph);
    let breaks = doc.inlines(paragraph).iter().filter(|inline| inline.mark == Mark::Break);
    let starts = std::iter::once(range.start).chain(breaks.map(|inline| inline.range.end));
    let option = |start: usize| {
        let (mark, length) = mark(&doc.text[start..range.end])?;
        let text = start + length..range.end;
        Some((start, Choice { mark, ticked: None, text, margin: Margin::default() }))
    };
    starts.filter(|start| within.contains(start)).filter_map(option).collect()
}

/// Whether a line is the second option of a list that counts by letters.
pub(super) fn opens_with_b(line: &str) -> bool {
    mark(line).is_some_and(|(mark, _)| mark == "b")
}

/// Whether a line is an option.
pub(in crate::import::markdown) fn opens_with_mark(line: &str) -> bool {
    mark(line).is_some()
}

/// The letter or number that a text opens with, in lower case, and how many bytes it takes with the sign behind it.
fn mark(text: &str) -> Option<(String, usize)> {
    let wraps = |c: char| matches!(c, ' ' | '*' | '_' | '`' | '(' | '[' | '（');
    let inner = text.trim_start_matches(wraps);
    let end = inner.find(|c: char| !c.is_alphanumeric()).unwrap_or(inner.len());
    let mark = &inner[..end];
    let is_number = mark.len() <= 2 && mark.bytes().all(|byte| byte.is_ascii_digit());
    if mark.is_empty() || !(mark.chars().count() == 1 || is_number) {
        return None;
    }
    let behind = inner[end..].trim_start_matches(['*', '_', '`']);
    let behind = behind.strip_prefix([':', ')', '.', ']', '：', '）', '．', '、'])?;
    let behind = behind.strip_prefix("**").or(behind.strip_prefix("__")).unwrap_or(behind);
    if behind.is_empty() || behind.starts_with(':') {
        return None;
    }
    Some((mark.to_lowercase(), text.len() - behind.trim_start_matches([' ', '\t', '\u{a0}']).len()))
}
