//! Lists of contents: links to places of the same file, which are never questions.

use std::ops::Range;

use super::doc::Doc;
use super::outline::Kind;
use super::words;

/// Fewer links could be a remark in an answer.
const FEWEST: usize = 3;

/// Marks lists of contents to be left out, and remembers what they list.
pub(super) fn cut(doc: &mut Doc) {
    let roots: Vec<usize> = doc.outline.roots().collect();
    let mut at = 0;
    while at < roots.len() {
        let (run, entries) = run(doc, &roots[at..]);
        let announced = at > 0 && words::heads_contents(&doc.plain(roots[at - 1]));
        if entries.len() >= FEWEST || (announced && !entries.is_empty()) {
            let range = doc.lines_of(roots[at]).start..doc.lines_of(roots[at + run - 1]).end;
            doc.edits.cut(range);
            doc.contents.extend(entries);
        }
        at += run.max(1);
    }
    unfolded(doc);
}

/// How many of the blocks in front are contents, and what they list.
fn run(doc: &Doc, roots: &[usize]) -> (usize, Vec<String>) {
    let mut all = Vec::new();
    let mut blocks = 0;
    for &root in roots {
        let Some(entries) = entries(doc, root) else { break };
        blocks += 1;
        all.extend(entries);
        // A list or a table is one by itself; of paragraphs, each has one entry.
        if doc.kind(root) != Kind::Paragraph {
            break;
        }
    }
    (blocks, all)
}

/// What a block lists, if it consists of links to places of the file.
fn entries(doc: &Doc, root: usize) -> Option<Vec<String>> {
    if !matches!(doc.kind(root), Kind::List | Kind::Table | Kind::Paragraph | Kind::Html) {
        return None;
    }
    let mut entries = Vec::new();
    let (mut linked, mut all) = (0, 0);
    for block in root..doc.outline.blocks[root].next {
        for (to, range, words) in doc.links(block) {
            if !to.starts_with('#') || words::leads_back(&words) {
                return None;
            }
            linked += letters(&doc.text[range]);
            entries.push(words);
        }
        if !doc.inlines(block).is_empty() && doc.kind(block) != Kind::Html {
            all += letters(&doc.text[doc.range(block)]);
        }
    }
    if doc.kind(root) == Kind::Html {
        (linked, all) = html_entries(doc, root, &mut entries)?;
    }
    // Numbers, counts and headings of groups stand beside the links.
    (!entries.is_empty() && linked * 3 >= all * 2).then_some(entries)
}

fn html_entries(doc: &Doc, root: usize, entries: &mut Vec<String>) -> Option<(usize, usize)> {
    let range = doc.range(root);
    let tags = doc.html.tags_in(&range);
    let mut linked = 0;
    for (at, tag) in tags.iter().enumerate() {
        let Some(to) = &tag.href else { continue };
        let close = tags[at + 1..].iter().find(|tag| tag.name == "a" && tag.closing)?;
        let words = &doc.text[tag.range.end..close.range.start];
        if !to.starts_with('#') || words::leads_back(words) {
            return None;
        }
        linked += letters(words);
        entries.push(words.trim().to_owned());
    }
    let tagged: usize = tags.iter().map(|tag| letters(&doc.text[tag.range.clone()])).sum();
    Some((linked, letters(&doc.text[range]) - tagged))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// `<details>` in which only contents were.
fn unfolded(doc: &mut Doc) {
    doc.edits.settle();
    let empty = |inner: &Range<usize>| {
        let was_something = !doc.text[inner.clone()].trim().is_empty();
        was_something && doc.edits.leave_nothing(doc.text, inner.clone())
    };
    let gone: Vec<Range<usize>> =
        doc.unfoldings().filter(|one| empty(&one.inner)).map(|one| one.range.clone()).collect();
    for range in gone {
        let range = doc.line_start(range.start)..doc.line_end(range.end);
        doc.edits.cut(range);
    }
}
