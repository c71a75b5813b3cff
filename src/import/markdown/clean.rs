//! What is no part of any question: comments, links back to the top, anchors, lists of contents.

use std::ops::Range;

use super::doc::Doc;
use super::labels::label;
use super::outline::{Kind, Mark};
use super::{contents, links, words};
use crate::import::account::{Account, lines};

/// Marks all of it to be left out.
pub(super) fn clean(doc: &mut Doc, account: &mut Account) {
    for definition in doc.outline.definitions.clone() {
        let lines = doc.line_start(definition.start)..doc.line_end(definition.end);
        doc.edits.cut(lines);
    }
    for underline in doc.outline.underlines.clone() {
        doc.edits.cut(underline);
    }
    for (at, fence) in doc.outline.unclosed.clone() {
        doc.edits.replace(at..at + 1, fence);
    }
    comments(doc);
    anchors(doc);
    links_back(doc);
    contents::cut(doc);
    doc.edits.settle();
    empty_wrappers(doc);
    spoilers(doc, account);
    links::rewrite(doc);
    doc.edits.settle();
}

fn comments(doc: &mut Doc) {
    for comment in &doc.html.comments {
        let start = doc.line_start(comment.start);
        let end = doc.line_end(comment.end);
        let alone = start < comment.start
            || doc.text[..start].is_empty()
            || doc.text[..start].ends_with('\n');
        let alone = alone && doc.text[comment.end..end].trim().is_empty();
        doc.edits.cut(if alone { start..end } else { comment.clone() });
    }
}

/// `**Answer: a lock**`: the signs go, because a label ends in the middle of what they make bold.
pub(super) fn bold_answers(doc: &mut Doc) {
    let mut signs = Vec::new();
    for inline in doc.outline.inlines.iter().filter(|inline| inline.mark == Mark::Strong) {
        let Range { start, end } = inline.range;
        let words = &doc.text[start + 2..end - 2];
        let is_answer = label(words)
            .is_some_and(|(name, length)| words::is_answer(name) && length < words.len());
        let begins_line =
            doc.text[..start].rsplit('\n').next().is_none_or(|line| line.trim().is_empty());
        if is_answer && begins_line {
            signs.extend([start..start + 2, end - 2..end]);
        }
    }
    signs.into_iter().for_each(|sign| doc.edits.cut(sign));
}

/// `<a name="q1"></a>`: something to lead to.
fn anchors(doc: &mut Doc) {
    let mut open = 0_usize;
    for tag in doc.html.tags.iter().filter(|tag| tag.name == "a") {
        if tag.is_anchor {
            open += 1;
            doc.edits.cut(tag.range.clone());
        } else if tag.closing && open > 0 {
            open -= 1;
            doc.edits.cut(tag.range.clone());
        } else if !tag.closing {
            // An anchor that was left open does not take the end of a link.
            open = 0;
        }
    }
}

/// Links to a place of the file that say `top` in some language or show an arrow.
fn links_back(doc: &mut Doc) {
    for at in 0..doc.outline.blocks.len() {
        if !matches!(doc.kind(at), Kind::Paragraph | Kind::Heading(_) | Kind::Html | Kind::Cell) {
            continue;
        }
        let back = back_links(doc, at);
        if back.is_empty() {
            continue;
        }
        if doc.kind(at) != Kind::Cell && doc.level(at) == 0 && says_nothing_else(doc, at, &back) {
            let lines = doc.lines_of(at);
            doc.edits.cut(lines);
        } else {
            // Within a sentence, a link is a part of it unless it shows an arrow.
            let apart = |range: &Range<usize>| {
                doc.level(at) > 0 || words::shows_arrow(&doc.text[range.clone()])
            };
            let back: Vec<_> = back.into_iter().filter(apart).collect();
            back.into_iter().for_each(|range| doc.edits.cut(range));
        }
    }
}

/// Where a block has links back.
pub(super) fn back_links(doc: &Doc, block: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (to, range, words) in doc.links(block) {
        if to.starts_with('#') && words::leads_back(&words) {
            found.push(bracketed(doc.text, range));
        }
    }
    let tags = doc.html.tags_in(&doc.range(block));
    for (at, tag) in tags.iter().enumerate() {
        let close = tags[at + 1..].iter().find(|tag| tag.name == "a" && tag.closing);
        if let (Some(to), Some(close)) = (&tag.href, close) {
            let words = &doc.text[tag.range.end..close.range.start];
            if to.starts_with('#') && words::leads_back(words) {
                found.push(tag.range.start..close.range.end);
            }
        }
    }
    found
}

/// With the square brackets around a link: `[[⬆](#top)]`.
fn bracketed(text: &str, range: Range<usize>) -> Range<usize> {
    if text[..range.start].ends_with('[') && text[range.end..].starts_with(']') {
        range.start - 1..range.end + 1
    } else {
        range
    }
}

fn says_nothing_else(doc: &Doc, block: usize, back: &[Range<usize>]) -> bool {
    let range = doc.range(block);
    let tags = doc.html.tags_in(&range).iter().map(|tag| tag.range.clone());
    let mut gone: Vec<Range<usize>> = tags.chain(back.iter().cloned()).collect();
    gone.sort_by_key(|range| range.start);
    let mut at = range.start;
    for hole in gone {
        if hole.start > at && has_words(&doc.text[at..hole.start]) {
            return false;
        }
        at = at.max(hole.end);
    }
    at >= range.end || !has_words(&doc.text[at..range.end])
}

fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// `<div align="right">` and `</div>` around what was a link back.
fn empty_wrappers(doc: &mut Doc) {
    let roots: Vec<usize> = doc.outline.roots().collect();
    for (at, &opening) in roots.iter().enumerate() {
        let right =
            |doc: &Doc| doc.html.tags_in(&doc.range(opening)).iter().any(|tag| tag.at_right);
        if doc.kind(opening) != Kind::Html || !right(doc) || !is_only_tags(doc, opening) {
            continue;
        }
        let next = roots[at + 1..].iter().copied().find(|&next| !doc.is_gone(next));
        let closing = next.filter(|&next| doc.kind(next) == Kind::Html && is_only_tags(doc, next));
        if let Some(closing) = closing {
            let range = doc.lines_of(opening).start..doc.lines_of(closing).end;
            doc.edits.cut(range);
        }
    }
    doc.edits.settle();
}

/// Whether a block of raw HTML has nothing to read.
fn is_only_tags(doc: &Doc, block: usize) -> bool {
    let tags = doc.html.tags_in(&doc.range(block));
    !tags.iter().any(|tag| tag.src.is_some()) && says_nothing_else(doc, block, &[])
}

/// Says which `<details>` are broken.
fn spoilers(doc: &mut Doc, account: &mut Account) {
    let mut say = |at: &[usize], what: &str| {
        if let Some(&first) = at.first() {
            account.warn(first, format!("{what} ({})", lines(at)), "");
        }
    };
    let unclosed: Vec<usize> = doc.spoilers.unclosed.iter().map(|&at| doc.line(at)).collect();
    let unopened: Vec<usize> = doc.spoilers.unopened.iter().map(|&at| doc.line(at)).collect();
    say(&unopened, "`<summary>` without `<details>`; read as if it had one");
    say(&unclosed, "`<details>` not closed; ended at the next one or the next heading");
    let stray: Vec<usize> = doc.spoilers.stray.iter().map(|range| doc.line(range.start)).collect();
    say(&stray, "tag that closes no `<details>` or `<summary>`: ignored");
    for range in doc.spoilers.stray.clone() {
        doc.edits.cut(range);
    }
}
