//! The one walk over Markdown: blocks and what stands in their lines, each with its place in the text.

mod tags;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use self::tags::{is_block, is_by_reference, kind, mark};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(u8),
    Paragraph,
    Code { fenced: bool },
    List,
    Item { ticked: Option<bool> },
    Quote,
    Table,
    Row,
    Cell,
    Html,
    Rule,
    Other,
}

/// A block. Those inside it come right behind it in the outline.
#[derive(Debug)]
pub(super) struct Block {
    pub kind: Kind,
    pub range: Range<usize>,
    pub parent: Option<usize>,
    /// One past the last block inside it.
    pub next: usize,
    /// What stands in its lines, if it has lines of its own.
    pub inlines: Range<usize>,
}

/// What something in a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Text,
    Code,
    Break,
    /// A link and where it leads.
    Link(Box<str>),
    /// An image and where it is.
    Image(Box<str>),
    Strong,
    Emphasis,
    Html,
    /// The box of a task.
    Task,
}

/// Something in a line. What stands inside it comes right behind it.
#[derive(Debug)]
pub(super) struct Inline {
    pub mark: Mark,
    pub range: Range<usize>,
}

/// What stands inside the one at that place.
pub(super) fn inside(inlines: &[Inline], at: usize) -> &[Inline] {
    let end = inlines[at].range.end;
    let behind = &inlines[at + 1..];
    let count = behind.iter().take_while(|one| one.range.start < end).count();
    &behind[..count]
}

/// The blocks of a text, each before those inside it.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub blocks: Vec<Block>,
    pub inlines: Vec<Inline>,
    /// Which of these are links and images by reference.
    pub by_reference: BTreeSet<usize>,
    /// What they refer to.
    pub definitions: Vec<Range<usize>>,
    /// Lines of dashes that would make a heading of the paragraph above, which was not meant.
    pub underlines: Vec<Range<usize>>,
    /// Line ends behind which code blocks end that were not closed, and what closes them.
    pub unclosed: Vec<(usize, String)>,
}

/// Things lie deeper in one another than is allowed, at this offset.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooDeep(pub usize);

impl Outline {
    /// Adds the blocks of what stands in `text` from `from` on. Lists and quotations may lie `depth` deep in one another.
    pub(super) fn read(&mut self, text: &str, from: usize, depth: usize) -> Result<(), TooDeep> {
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        let mut deep = 0;
        let parser = Parser::new_ext(&text[from..], options);
        let spans = parser.reference_definitions().iter().map(|(_, one)| one.span.clone());
        self.definitions.retain(|definition| definition.start < from);
        self.definitions.extend(spans.map(|span| from + span.start..from + span.end));
        let mut builder = Builder { outline: self, open: Vec::new(), implicit: false };
        for (event, range) in parser.into_offset_iter() {
            match &event {
                Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => deep += 1,
                Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) => deep -= 1,
                _ => {}
            }
            if deep > depth {
                return Err(TooDeep(from + range.start));
            }
            builder.add(event, from + range.start..from + range.end);
        }
        builder.close_implicit();
        Ok(())
    }

    /// What stands in the lines of a block.
    pub(super) fn inlines(&self, block: usize) -> &[Inline] {
        &self.inlines[self.blocks[block].inlines.clone()]
    }

    /// The blocks right inside another.
    pub(super) fn children(&self, block: usize) -> impl Iterator<Item = usize> {
        self.siblings(block + 1, self.blocks[block].next)
    }

    /// The blocks behind another that lie in the same one, or in none.
    pub(super) fn following(&self, block: usize) -> impl Iterator<Item = usize> {
        let end =
            self.blocks[block].parent.map_or(self.blocks.len(), |parent| self.blocks[parent].next);
        self.siblings(self.blocks[block].next, end)
    }

    /// The outermost blocks.
    pub(super) fn roots(&self) -> impl Iterator<Item = usize> {
        self.siblings(0, self.blocks.len())
    }

    fn siblings(&self, first: usize, end: usize) -> impl Iterator<Item = usize> {
        let step = |&at: &usize| self.blocks.get(at).map(|block| block.next);
        std::iter::successors(Some(first), step).take_while(move |&at| at < end)
    }

    /// The outermost blocks that lie within a stretch of the text.
    pub(super) fn within(&self, range: &Range<usize>) -> Vec<usize> {
        let mut at = self.blocks.partition_point(|block| block.range.start < range.start);
        let mut found = Vec::new();
        while let Some(block) = self.blocks.get(at).filter(|block| block.range.start < range.end) {
            // A list that goes on beyond the stretch is taken apart.
            let whole = block.range.end <= range.end || block.next == at + 1;
            found.extend(whole.then_some(at));
            at = if whole { block.next } else { at + 1 };
        }
        found
    }

    /// The paragraph that goes on at an offset.
    pub(super) fn parted(&self, offset: usize) -> Option<usize> {
        let behind = self.blocks.partition_point(|block| block.range.start < offset);
        let at = behind.checked_sub(1)?;
        let block = &self.blocks[at];
        (block.kind == Kind::Paragraph && block.range.end > offset).then_some(at)
    }

    /// Takes away all blocks from `first` on.
    pub(super) fn truncate(&mut self, first: usize) {
        let inlines =
            self.blocks.get(first).map_or(self.inlines.len(), |block| block.inlines.start);
        self.blocks.truncate(first);
        self.inlines.truncate(inlines);
        self.by_reference.split_off(&inlines);
        for block in &mut self.blocks {
            block.next = block.next.min(first);
        }
    }
}

struct Builder<'a> {
    outline: &'a mut Outline,
    open: Vec<usize>,
    /// Whether the innermost open block is a paragraph that Markdown leaves unsaid, as in tight lists.
    implicit: bool,
}

impl Builder<'_> {
    fn add(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) if is_by_reference(&tag) => {
                self.outline.by_reference.insert(self.outline.inlines.len());
                mark(tag).into_iter().for_each(|mark| self.inline(mark, range.clone()));
            }
            Event::Start(tag) => match (kind(&tag), mark(tag)) {
                (Some(kind), _) => {
                    self.close_implicit();
                    self.open(kind, range);
                }
                (None, Some(mark)) => self.inline(mark, range),
                (None, None) => {}
            },
            Event::End(end) if is_block(end) => {
                self.close_implicit();
                self.close();
            }
            Event::End(_) => {}
            Event::Rule => {
                self.close_implicit();
                self.open(Kind::Rule, range);
                self.close();
            }
            Event::Text(_) => self.inline(Mark::Text, range),
            Event::Code(_) => self.inline(Mark::Code, range),
            Event::SoftBreak | Event::HardBreak => self.inline(Mark::Break, range),
            Event::InlineHtml(_) => self.inline(Mark::Html, range),
            Event::TaskListMarker(ticked) => self.tick(ticked, range),
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind, range: Range<usize>) {
        let Outline { blocks, inlines, .. } = &mut *self.outline;
        let next = blocks.len() + 1;
        let inlines = inlines.len()..inlines.len();
        blocks.push(Block { kind, range, parent: self.open.last().copied(), next, inlines });
        self.open.push(next - 1);
    }

    fn close(&mut self) {
        if let Some(at) = self.open.pop() {
            self.outline.blocks[at].next = self.outline.blocks.len();
        }
    }

    fn close_implicit(&mut self) {
        if std::mem::take(&mut self.implicit) {
            self.close();
        }
    }

    fn inline(&mut self, mark: Mark, range: Range<usize>) {
        let innermost = self.open.last().map(|&at| self.outline.blocks[at].kind);
        match innermost {
            Some(Kind::Code { .. } | Kind::Html) => return,
            Some(Kind::Heading(_) | Kind::Paragraph | Kind::Cell) => {}
            _ => {
                self.open(Kind::Paragraph, range.clone());
                self.implicit = true;
            }
        }
        let Outline { blocks, inlines, .. } = &mut *self.outline;
        let Some(block) = self.open.last().map(|&at| &mut blocks[at]) else { return };
        block.range.end = block.range.end.max(range.end);
        inlines.push(Inline { mark, range });
        block.inlines.end = inlines.len();
    }

    fn tick(&mut self, ticked: bool, range: Range<usize>) {
        let item = self
            .open
            .iter()
            .rev()
            .find(|&&at| matches!(self.outline.blocks[at].kind, Kind::Item { .. }));
        if let Some(&item) = item {
            self.outline.blocks[item].kind = Kind::Item { ticked: Some(ticked) };
        }
        self.inline(Mark::Task, range);
    }
}
