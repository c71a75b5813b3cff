//! Code blocks that are left open, and lines of dashes that make headings of what is none.

use super::outline::{Kind, Outline, TooDeep};
use super::{marks, words};
use crate::import::account::Account;
use crate::import::options::Options;
use crate::import::source::Source;

/// How many fences of a file are closed for it. Each one means to read the rest again.
const MOST_REPAIRS: usize = 20;

/// The outline of a text from `start` on, with code blocks closed that were left open.
pub(super) fn outline(
    source: &Source,
    start: usize,
    options: &Options,
    account: &mut Account,
) -> Result<Outline, TooDeep> {
    let text = source.text.as_str();
    let mut outline = Outline::default();
    outline.read(text, start, options.limits.depth)?;
    let mut from = 0;
    for _ in 0..MOST_REPAIRS {
        let Some((at, end)) = swallowed(text, &outline, from) else { break };
        outline.truncate(at + 1);
        outline.blocks[at].range.end = end;
        from = at + 1;
        outline.read(text, end, options.limits.depth)?;
    }
    close(source, &mut outline, account);
    demote_underlined(text, &mut outline);
    Ok(outline)
}

/// Remembers what closes each code block that is left open, and says so.
fn close(source: &Source, outline: &mut Outline, account: &mut Account) {
    let text = source.text.as_str();
    for block in outline.blocks.iter().filter(|block| block.kind == (Kind::Code { fenced: true })) {
        let code = text[block.range.clone()].trim_end();
        if !is_open(code) {
            continue;
        }
        let end = block.range.start + code.len();
        let line = source.line_at(block.range.start);
        account.warn(
            line,
            format!("code block not closed; ended at line {}", source.line_at(end)),
            "",
        );
        let fence: String = code.chars().take_while(|c| matches!(c, '`' | '~')).collect();
        if text[end..].starts_with('\n') {
            outline.unclosed.push((end, format!("\n{fence}\n")));
        }
    }
}

/// A text in which headings have a blank behind their hashes, if most of its headings lack it.
pub(super) fn spaced(source: &Source, depth: usize) -> Option<String> {
    let text = source.text.as_str();
    if !text.lines().any(is_unspaced) {
        return None;
    }
    let mut outline = Outline::default();
    outline.read(text, 0, depth).ok()?;
    let headings =
        outline.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_))).count();
    let paragraphs = outline
        .blocks
        .iter()
        .filter(|block| block.kind == Kind::Paragraph && block.parent.is_none());
    let mut lines = Vec::new();
    for block in paragraphs {
        let mut at = block.range.start;
        for line in text[block.range.clone()].split_inclusive('\n') {
            lines.extend(
                is_unspaced(line).then_some(at + line.len() - line.trim_start_matches('#').len()),
            );
            at += line.len();
        }
    }
    if lines.len() < 2 || lines.len() <= headings {
        return None;
    }
    let mut out = String::with_capacity(text.len() + lines.len());
    let mut from = 0;
    for at in lines {
        out.push_str(&text[from..at]);
        out.push(' ');
        from = at;
    }
    out.push_str(&text[from..]);
    Some(out)
}

/// `##Heading`, as Markdown was written before it was specified.
fn is_unspaced(line: &str) -> bool {
    const DEEPEST: usize = 6;
    let words = line.trim_start_matches('#');
    (1..=DEEPEST).contains(&(line.len() - words.len()))
        && words.starts_with(|c: char| c.is_alphanumeric() || c == '[')
}

/// The next block of code that has swallowed a question: which, and where that question begins.
fn swallowed(text: &str, outline: &Outline, from: usize) -> Option<(usize, usize)> {
    let level = common_level(text, outline)?;
    let blocks = outline.blocks.iter().enumerate().skip(from);
    let fences = blocks
        .filter(|(_, block)| block.kind == (Kind::Code { fenced: true }) && block.parent.is_none());
    for (at, block) in fences {
        let code = &text[block.range.clone()];
        let Some(question) = question_in(code, level) else { continue };
        // A fence that opens within code says that an earlier one was not closed.
        let reopens = code[question..].lines().any(|line| opens_with_language(line, code));
        if is_open(code) || reopens {
            return Some((at, block.range.start + question));
        }
    }
    None
}

/// The level of most headings that ask.
fn common_level(text: &str, outline: &Outline) -> Option<usize> {
    let mut counts = [0_usize; 7];
    for block in &outline.blocks {
        if let Kind::Heading(level) = block.kind
            && asks(&text[block.range.clone()])
        {
            counts[usize::from(level)] += 1;
        }
    }
    // One `#` opens a comment in many languages.
    (2..7).rev().max_by_key(|&level| counts[level]).filter(|&level| counts[level] > 0)
}

fn asks(heading: &str) -> bool {
    let title = heading.trim().trim_start_matches('#').trim();
    marks::is_numbered(title) || words::asks(marks::without_number(title))
}

/// Where a line of code begins that would be a question of that level.
fn question_in(code: &str, level: usize) -> Option<usize> {
    let hashes = "#".repeat(level) + " ";
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        if line.starts_with(&hashes) && asks(line) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn opens_with_language(line: &str, code: &str) -> bool {
    let line = line.trim_start();
    let fence: String = code.trim_start().chars().take_while(|&c| c == '`' || c == '~').collect();
    let language = line.strip_prefix(fence.as_str()).unwrap_or_default();
    fence.len() >= 3 && language.starts_with(char::is_alphabetic) && !language.contains('`')
}

/// Whether the fence that opens a block does not close it.
fn is_open(code: &str) -> bool {
    let mut lines = code.trim_end().lines();
    let first = lines.next().unwrap_or_default().trim_start();
    let Some(mark) = first.chars().next() else { return false };
    let length = first.chars().take_while(|&c| c == mark).count();
    let last = lines.next_back().unwrap_or_default();
    let last = last.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
    // A fence with nothing in it is the end of one that was not seen as such.
    let closes =
        !last.is_empty() && last.chars().all(|c| c == mark) && last.chars().count() >= length;
    code.trim_end().contains('\n') && !closes
}

/// A rule right below a paragraph makes a heading of it. Where the other headings of a file have
/// hashes, that was not meant.
fn demote_underlined(text: &str, outline: &mut Outline) {
    let underlined =
        |kind: Kind, start: usize| kind == Kind::Heading(2) && !text[start..].starts_with('#');
    let headings = outline.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_)));
    let (mut dashes, mut hashes) = (0, 0);
    for block in headings {
        if underlined(block.kind, block.range.start) { dashes += 1 } else { hashes += 1 }
    }
    if dashes >= hashes {
        return;
    }
    for block in &mut outline.blocks {
        if underlined(block.kind, block.range.start) {
            block.kind = Kind::Paragraph;
            let heading = &text[block.range.clone()];
            let line = heading.trim_end().rfind('\n').map_or(heading.len(), |at| at + 1);
            outline.underlines.push(block.range.start + line..block.range.end);
            block.range.end = block.range.start + line;
        }
    }
}
