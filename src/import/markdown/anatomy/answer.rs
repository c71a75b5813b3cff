//! Where the answer begins, and which options it names.

use std::ops::Range;

use super::choices::{Choices, opens_with_b, opens_with_mark};
use crate::import::markdown::doc::Doc;
use crate::import::markdown::labels::{self, label};
use crate::import::markdown::outline::{Kind, Mark};
use crate::import::markdown::words;

/// Where a question ends and its answer begins; a label stands between.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub question_end: usize,
    pub answer: usize,
}

/// The first mark of an answer among the blocks of a section.
pub(super) fn find(
    doc: &Doc,
    blocks: &[usize],
    body: &Range<usize>,
    reveals: &[usize],
) -> Option<Start> {
    let reveal = reveals.get(reveals.partition_point(|&at| at < body.start)).copied();
    let reveal = reveal.filter(|at| body.contains(at));
    let labelled = blocks.iter().find_map(|&at| labelled(doc, at, body.start));
    let Some(reveal) = reveal.filter(|&at| labelled.is_none_or(|start| at <= start.question_end))
    else {
        return labelled;
    };
    let start = doc.line_start(reveal);
    // In it, the word stands once more.
    let next = blocks.iter().copied().find(|&at| doc.range(at).start >= reveal);
    let twice = next.filter(|&at| is_label(doc, at)).map(|at| doc.range(at).end);
    Some(Start { question_end: start, answer: twice.unwrap_or(reveal) })
}

/// What a block says if it is, or begins with, `Answer`, or has a line that does behind the title or
/// an option.
fn labelled(doc: &Doc, block: usize, from: usize) -> Option<Start> {
    let range = doc.range(block);
    if range.start >= from && is_label(doc, block) {
        return Some(Start { question_end: range.start, answer: range.end });
    }
    match doc.kind(block) {
        Kind::Paragraph => lines(doc, block, from),
        Kind::Heading(_) => begun(doc, block),
        Kind::List => in_list(doc, block),
        _ => None,
    }
}

/// The first line of a paragraph that begins with `Answer:` where one can.
fn lines(doc: &Doc, paragraph: usize, from: usize) -> Option<Start> {
    let range = doc.range(paragraph);
    let breaks = doc.inlines(paragraph).iter().filter(|inline| inline.mark == Mark::Break);
    let starts = std::iter::once(range.start).chain(breaks.map(|inline| inline.range.end));
    let starts: Vec<usize> = starts.filter(|&start| start >= from).collect();
    let mut above = None;
    for (at, &start) in starts.iter().enumerate() {
        let line = &doc.text[start..range.end];
        let below = starts.get(at + 1).copied().unwrap_or(range.end);
        // An `A:` above a `B:` is an option.
        let is_option =
            |name: &str| words::bare(name) == "a" && opens_with_b(doc.text[below..].trim_start());
        let found = label(line).filter(|(name, _)| words::is_answer(name) && !is_option(name));
        if let Some((_, length)) = found
            && above.is_none_or(opens_with_mark)
        {
            return Some(Start { question_end: start, answer: start + length });
        }
        above = Some(line);
    }
    None
}

/// A list whose first item begins with `Answer:`. A letter alone is that of an option.
fn in_list(doc: &Doc, list: usize) -> Option<Start> {
    let lead = doc.outline.children(list).next().and_then(|item| doc.lead_of(item))?;
    let start = doc.range(lead).start;
    let (name, length) = label(&doc.text[start..doc.range(lead).end])?;
    let is_word = words::bare(name).chars().count() > 1;
    let question_end = doc.line_start(doc.range(list).start);
    (words::is_answer(name) && is_word).then_some(Start { question_end, answer: start + length })
}

/// What a heading says that begins with `Answer:`. The letters behind it are still to be read.
fn begun(doc: &Doc, heading: usize) -> Option<Start> {
    let start = doc.range(heading).start;
    let words = doc.text[doc.range(heading)].trim_start_matches(['#', ' ']);
    let (name, _) = label(words)?;
    words::is_answer(name).then_some(Start { question_end: start, answer: start })
}

fn is_label(doc: &Doc, block: usize) -> bool {
    let plain = doc.plain(block);
    // A letter alone could be an option.
    let marked = plain.trim_end().ends_with(['.', ':', '：']);
    let is_word = marked || words::bare(&plain).chars().count() > 1;
    labels::heads(doc, block) && words::is_answer(&plain) && is_word
}

/// The letters of the right options that stand where the answer begins, and what comes behind them.
pub(super) fn letters(
    doc: &Doc,
    blocks: &[usize],
    start: usize,
    choices: &Choices,
) -> Option<(Vec<String>, usize)> {
    let block = blocks.iter().copied().find(|&at| doc.range(at).end > start)?;
    if !matches!(doc.kind(block), Kind::Paragraph | Kind::Heading(_)) {
        return None;
    }
    let inlines = doc.inlines(block);
    let first = inlines.partition_point(|inline| inline.range.end <= start);
    let is_break = |mark: &Mark| *mark == Mark::Break;
    let line_end =
        inlines[first..].iter().position(|inline| is_break(&inline.mark)).map(|at| first + at);
    let line = doc.plain_of(&inlines[first..line_end.unwrap_or(inlines.len())]);
    let value =
        line.rsplit_once([':', '：']).filter(|(name, _)| is_short(name)).map(|(_, value)| value);
    let values = [value, Some(&line), line.split_once([':', '：']).map(|(_, value)| value)];
    let mut values = values.into_iter().flatten();
    let behind = line_end.map_or(doc.range(block).end, |at| inlines[at].range.end);
    let end = line_end.map_or(doc.range(block).end, |at| inlines[at].range.start);
    let all = values.clone().find_map(|value| named(value, choices));
    if let Some(letters) = all {
        return Some((letters, behind));
    }
    let at = values.find_map(|value| first_named(value, choices))?;
    let start = start.max(doc.range(block).start);
    let rest = explanation(doc, start..end, &choices.list[at].text);
    Some((vec![choices.list[at].mark.clone()], rest.unwrap_or(behind)))
}

/// Where the words begin that stand behind a letter, unless they are those of its option.
fn explanation(doc: &Doc, line: Range<usize>, option: &Range<usize>) -> Option<usize> {
    let mut words = doc.text[line.clone()].trim_start_matches(['#', ' ']);
    if let Some((_, length)) = label(words).filter(|(name, _)| words::is_answer(name)) {
        words = &words[length..];
    }
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words = words.trim_start_matches(char::is_alphanumeric);
    let signs = |c: char| c.is_whitespace() || ")]）.:：*_".contains(c);
    let words = words.trim_start_matches(signs);
    let same = words::bare(words) == words::bare(&doc.text[option.clone()]);
    (!same && words.contains(char::is_alphanumeric)).then(|| line.end - words.len())
}

fn is_short(label: &str) -> bool {
    const WORDS: usize = 4;
    label.split_whitespace().count() <= WORDS
}

/// `B`, `(B)`, `A, C`, `A and C`.
fn named(value: &str, choices: &Choices) -> Option<Vec<String>> {
    let sign = |c: char| !c.is_alphanumeric();
    let known = |word: &str| {
        let word = word.trim_matches(sign).to_lowercase();
        choices
            .list
            .iter()
            .map(|choice| &choice.mark)
            .find(|mark| !mark.is_empty() && **mark == word)
            .cloned()
    };
    let and = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "and" | "or" | "e" | "y" | "und" | "et" | "и" | "和" | "与" | "option" | "options"
        )
    };
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '&' | '/' | '、' | '，');
    let words: Vec<&str> =
        value.split(parts).filter(|word| word.contains(char::is_alphanumeric)).collect();
    // A word that happens to be a letter comes before `and` alone.
    let named: Option<Vec<String>> = words
        .iter()
        .filter(|word| words.len() == 1 || known(word).is_some() || !and(word))
        .map(|word| known(word))
        .collect();
    named.filter(|named| !named.is_empty())
}

/// The option of `B) because`.
fn first_named(value: &str, choices: &Choices) -> Option<usize> {
    let sign = |c: char| !c.is_alphanumeric();
    let first = value.trim_start_matches(sign);
    let end = first.find(sign).unwrap_or(first.len());
    let delimited = first[end..].starts_with([')', ':', '.', ']', '：', '）']);
    let mark = first[..end].to_lowercase();
    let at = choices.list.iter().position(|choice| choice.mark == mark);
    at.filter(|_| delimited && !mark.is_empty())
}
