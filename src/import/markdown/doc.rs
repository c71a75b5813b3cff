//! A Markdown file, taken apart: what every dialect looks at.

use std::ops::Range;

use super::edits::{Edits, Margin};
use super::front::{self, Front};
use super::html::Html;
use super::labels::label;
use super::outline::{Inline, Kind, Mark, Outline, TooDeep, inside};
use super::spoilers::{Spoiler, Spoilers};
use super::{broken, clean, trim, words};
use crate::import::account::{Account, Refusal};
use crate::import::options::Options;
use crate::import::source::Source;

/// A Markdown file, taken apart.
pub(super) struct Doc<'a> {
    pub source: &'a Source,
    pub options: &'a Options,
    pub text: &'a str,
    pub front: Front,
    pub outline: Outline,
    pub html: Html,
    pub spoilers: Spoilers,
    pub edits: Edits,
    /// Headings that are headings of the whole text, not of a part of a list or quotation.
    pub headings: Vec<usize>,
    /// What the lists of contents link to.
    pub contents: Vec<String>,
    /// Where links and images stand that are relative to something unknown.
    pub relative: Vec<usize>,
}

impl<'a> Doc<'a> {
    /// Takes a file apart, and says what is broken in it.
    pub(super) fn new(
        source: &'a Source,
        options: &'a Options,
        account: &mut Account,
    ) -> Result<Self, Refusal> {
        let text = source.text.as_str();
        let (front, start) = front::read(text);
        let outline = broken::outline(source, start, options, account)
            .map_err(|deep| too_deep(source, &deep, options))?;
        let html = Html::read(text, &outline);
        let headings: Vec<usize> = outline
            .roots()
            .filter(|&at| matches!(outline.blocks[at].kind, Kind::Heading(_)))
            .collect();
        let spoilers = Spoilers::read(&html, &boundaries(text, &outline, &headings), text);
        let edits = Edits::default();
        let (contents, relative) = (Vec::new(), Vec::new());
        let mut doc = Self {
            source,
            options,
            text,
            front,
            outline,
            html,
            spoilers,
            edits,
            headings,
            contents,
            relative,
        };
        clean::clean(&mut doc, account);
        Ok(doc)
    }

    pub(super) fn kind(&self, block: usize) -> Kind {
        self.outline.blocks[block].kind
    }

    pub(super) fn range(&self, block: usize) -> Range<usize> {
        self.outline.blocks[block].range.clone()
    }

    pub(super) fn inlines(&self, block: usize) -> &[Inline] {
        self.outline.inlines(block)
    }

    pub(super) fn line(&self, offset: usize) -> usize {
        self.source.line_at(offset)
    }

    /// The level of a heading, 0 for any other block.
    pub(super) fn level(&self, block: usize) -> u8 {
        if let Kind::Heading(level) = self.kind(block) { level } else { 0 }
    }

    /// The words of a block with lines, without any markup.
    pub(super) fn plain(&self, block: usize) -> String {
        self.plain_of(self.inlines(block))
    }

    pub(super) fn plain_of(&self, inlines: &[Inline]) -> String {
        let mut words = String::new();
        let mut behind_image = 0;
        for inline in inlines {
            match inline.mark {
                Mark::Image(_) => behind_image = inline.range.end,
                _ if inline.range.start < behind_image => {}
                Mark::Text => words.push_str(&self.text[inline.range.clone()]),
                Mark::Code => words.push_str(self.text[inline.range.clone()].trim_matches('`')),
                Mark::Break => words.push(' '),
                _ => {}
            }
        }
        words
    }

    /// The lines of a block and the blank ones behind it.
    pub(super) fn lines_of(&self, block: usize) -> Range<usize> {
        let range = self.range(block);
        self.line_start(range.start)..self.behind_blanks(range.end)
    }

    /// Where the line begins, if there is only white space in front of the offset.
    pub(super) fn line_start(&self, offset: usize) -> usize {
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        if self.text[start..offset].trim().is_empty() { start } else { offset }
    }

    /// Where the line ends; the line end counts as a part of it.
    pub(super) fn line_end(&self, offset: usize) -> usize {
        if offset > 0 && self.text.as_bytes()[offset - 1] == b'\n' {
            return offset;
        }
        self.text[offset..].find('\n').map_or(self.text.len(), |at| offset + at + 1)
    }

    fn behind_blanks(&self, offset: usize) -> usize {
        let mut end = offset;
        for line in self.text[offset..].split_inclusive('\n') {
            if !line.trim().is_empty() {
                break;
            }
            end += line.len();
        }
        end
    }

    /// A stretch of the text as it is to be kept.
    pub(super) fn kept(&self, range: Range<usize>, margin: Margin) -> String {
        let start = self.line_start(range.start);
        let all = self.edits.apply(self.text, start..range.end.max(start), margin);
        let text = trim::ends(&all);
        // Lines of an item that stand further to the right than it does were not meant to be code.
        let begins_line = start == 0 || self.text.as_bytes()[start - 1] == b'\n';
        let whole_lines = begins_line || all.trim_start_matches([' ', '\t']).starts_with('\n');
        match (margin.columns > 0, text.split_once('\n')) {
            (true, Some((first, rest))) if !whole_lines => {
                format!("{}\n{}", first.trim_start(), trim::outdented(rest))
            }
            (true, _) => trim::outdented(text),
            (false, _) => trim::without_lone_blank(text).to_owned(),
        }
    }

    /// Whether nothing is left of a block.
    pub(super) fn is_gone(&self, block: usize) -> bool {
        let range = self.range(block);
        trim::ends(&self.edits.apply(self.text, range, Margin::default())).is_empty()
    }

    /// How far the lines of a list item stand to the right, and until where.
    pub(super) fn margin_of(&self, item: usize) -> Margin {
        let range = self.range(item);
        let text = self.text[range.clone()].trim_start_matches([' ', '\t']);
        let at = range.end.max(range.start + text.len()) - text.len();
        let line = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        let before = self.text[line..at].chars().count();
        let marker = text.find(|c: char| c.is_whitespace()).unwrap_or(1).min(text.len());
        let blanks = text[marker..].chars().take_while(|c| *c == ' ').count();
        let blanks = if (1..=4).contains(&blanks) { blanks } else { 1 };
        Margin { columns: before + marker + blanks, until: range.end }
    }

    /// The paragraph that a list item begins with.
    pub(super) fn lead_of(&self, item: usize) -> Option<usize> {
        self.outline.children(item).next().filter(|&first| self.kind(first) == Kind::Paragraph)
    }

    /// Where the text of a list item begins, behind its marker and its box.
    pub(super) fn item_start(&self, item: usize) -> usize {
        let range = self.range(item);
        let inlines = &self.outline.inlines;
        let first = inlines.partition_point(|inline| inline.range.start < range.start);
        let task = inlines
            .get(first)
            .filter(|inline| inline.mark == Mark::Task && inline.range.end <= range.end);
        let child = || {
            self.outline.children(item).next().map_or(range.end, |child| self.range(child).start)
        };
        task.map_or_else(child, |task| task.range.end)
    }

    /// The outermost things to unfold.
    pub(super) fn unfoldings(&self) -> impl Iterator<Item = &Spoiler> {
        self.spoilers.all.iter().filter(|one| one.depth == 0)
    }

    /// The links of a block: where they lead, where they stand, what they say.
    pub(super) fn links(&self, block: usize) -> Vec<(&str, Range<usize>, String)> {
        let inlines = self.inlines(block);
        let mut links = Vec::new();
        for (at, inline) in inlines.iter().enumerate() {
            if let Mark::Link(to) = &inline.mark {
                let words = self.plain_of(inside(inlines, at));
                links.push((to.as_ref(), inline.range.clone(), words));
            }
        }
        links
    }
}

/// Where headings begin that end what stands above them, as against those within an answer.
fn boundaries(text: &str, outline: &Outline, headings: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut above = 0;
    for block in headings.iter().map(|&at| &outline.blocks[at]) {
        let words = text[block.range.clone()].trim_start_matches(['#', ' ']);
        let label = label(words).map_or(words, |(name, _)| name);
        if let Kind::Heading(level) = block.kind
            && !words::is_answer(label)
        {
            found.extend((level <= above).then_some(block.range.start));
            above = level;
        }
    }
    found
}

fn too_deep(source: &Source, deep: &TooDeep, options: &Options) -> Refusal {
    let depth = options.limits.depth;
    let message = format!("lists or quotations lie more than {depth} deep in one another");
    Refusal::new(source.line_at(deep.0), message, "allow more with `--max-depth`")
}
