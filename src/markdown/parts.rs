//! Parses Markdown into parts in which no raw HTML is left undecided.

mod raw;

use std::mem;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::elements::{Markup, OpenElements};
use super::html;

/// Beyond this depth quotations, lists and emphasis are taken away: no one reads that, and a browser slows down with the depth.
const MAX_DEPTH: usize = 64;

/// A step of a text.
#[derive(Debug)]
pub(super) enum Part<'a> {
    /// An event of Markdown: never one of raw HTML, nor of an image.
    Event(Event<'a>),
    /// A harmless tag of raw HTML.
    Markup(Markup),
    /// An image, of Markdown or of raw HTML.
    Image {
        /// What is to be read in its place; may be empty.
        alt: String,
        /// Where the image is.
        url: String,
    },
}

/// The parser for the Markdown that is meant here: CommonMark with tables, strikethrough and task lists.
pub(super) fn parser(markdown: &str) -> Parser<'_> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options)
}

/// Whether Markdown would leave nothing of a text to be seen.
pub(super) fn is_nothing_but_markup(markdown: &str) -> bool {
    !markdown.trim().is_empty() && !build(markdown).iter().any(is_visible)
}

/// Parses Markdown; what would leave nothing to be seen becomes a paragraph of its own source.
pub(super) fn parse(markdown: &str) -> Vec<Part<'_>> {
    let parts = build(markdown);
    let source = markdown.trim();
    if source.is_empty() || parts.iter().any(is_visible) {
        return parts;
    }
    [Event::Start(Tag::Paragraph), Event::Text(source.into()), Event::End(TagEnd::Paragraph)]
        .map(Part::Event)
        .into()
}

fn build(markdown: &str) -> Vec<Part<'_>> {
    let mut builder = Builder::default();
    for event in parser(markdown) {
        builder.add(event);
    }
    builder.close_link();
    builder.parts
}

fn is_visible(part: &Part) -> bool {
    match part {
        Part::Event(Event::Text(text) | Event::Code(text)) => !text.trim().is_empty(),
        Part::Image { .. } => true,
        _ => false,
    }
}

/// Whether something begun is part of a line.
pub(super) fn is_phrase(tag: &Tag) -> bool {
    let is_link = matches!(tag, Tag::Link { .. } | Tag::Image { .. });
    is_link || matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
}

fn continues_line(event: &Event) -> bool {
    match event {
        Event::Start(tag) => is_phrase(tag),
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) => true,
        _ => false,
    }
}

/// What to do at the end of something begun; what is kept knows how many raw elements were open then.
enum Ending {
    Keep(usize),
    KeepItem(usize),
    Drop,
    Bracket,
}

/// An image of which the alternative text is being read.
struct OpenImage {
    depth: usize,
    alt: String,
    url: String,
}

#[derive(Default)]
struct Builder<'a> {
    parts: Vec<Part<'a>>,
    endings: Vec<Ending>,
    open: OpenElements,
    /// Whether a link of raw HTML is open.
    link: bool,
    /// The HTML block so far, which the parser hands over line by line.
    block: Option<String>,
    /// Whether an HTML block just ended where no paragraph sets the text behind it apart.
    behind_block: bool,
    image: Option<OpenImage>,
}

impl<'a> Builder<'a> {
    fn add(&mut self, event: Event<'a>) {
        if let Some(image) = self.image.take() {
            self.add_to_image(image, event);
            return;
        }
        if mem::take(&mut self.behind_block) && continues_line(&event) {
            self.break_line();
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Html(html) => match &mut self.block {
                Some(block) => block.push_str(&html),
                None => self.raw(&html),
            },
            Event::InlineHtml(html) => self.raw(&html),
            // The parser may hand a line of an HTML block over as text.
            Event::Text(text) => match &mut self.block {
                Some(block) => block.push_str(&text),
                None => self.text(text),
            },
            other => self.parts.push(Part::Event(other)),
        }
    }

    fn add_to_image(&mut self, mut image: OpenImage, event: Event<'a>) {
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth == 0 => {
                self.parts.push(Part::Image { alt: image.alt, url: image.url });
                return;
            }
            Event::End(_) => image.depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                image.alt.push_str(&text);
            }
            _ => image.alt.push(' '),
        }
        self.image = Some(image);
    }

    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::HtmlBlock => self.block = Some(String::new()),
            Tag::Image { dest_url, .. } => {
                self.image =
                    Some(OpenImage { depth: 0, alt: String::new(), url: dest_url.into_string() });
            }
            // `<xsl:template>` and `<std::vector>` are links to Markdown, but hardly to their author.
            Tag::Link { link_type: LinkType::Autolink, ref dest_url, .. }
                if !html::is_web(dest_url) =>
            {
                self.endings.push(Ending::Bracket);
                self.text("<".into());
            }
            _ => {
                let ending = self.ending(&tag);
                if tag == Tag::Item && matches!(ending, Ending::Drop) {
                    self.break_line();
                }
                if !matches!(ending, Ending::Drop) {
                    self.parts.push(Part::Event(Event::Start(tag)));
                }
                self.endings.push(ending);
            }
        }
    }

    fn ending(&self, tag: &Tag) -> Ending {
        let deep = self.endings.len() >= MAX_DEPTH;
        match tag {
            Tag::Item if matches!(self.endings.last(), Some(Ending::Drop)) => Ending::Drop,
            Tag::Item => Ending::KeepItem(self.open.depth()),
            Tag::BlockQuote(_) | Tag::List(_) if deep => Ending::Drop,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough if deep => Ending::Drop,
            _ => Ending::Keep(self.open.depth()),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if let Some(block) = self.block.take() {
            self.html_block(&block);
            return;
        }
        match self.endings.pop() {
            Some(Ending::Bracket) => self.text(">".into()),
            Some(Ending::Drop) => {}
            Some(Ending::Keep(depth) | Ending::KeepItem(depth)) => {
                if matches!(
                    tag,
                    TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item
                ) {
                    self.close_phrases(depth);
                }
                self.parts.push(Part::Event(Event::End(tag)));
            }
            None => self.parts.push(Part::Event(Event::End(tag))),
        }
    }

    /// Breaks the line, unless one just begins.
    fn break_line(&mut self) {
        if !matches!(
            self.parts.last(),
            Some(Part::Event(Event::HardBreak | Event::Start(Tag::Item)))
        ) {
            self.parts.push(Part::Event(Event::HardBreak));
        }
    }

    fn text(&mut self, text: CowStr<'a>) {
        self.parts.push(Part::Event(Event::Text(text)));
    }
}
