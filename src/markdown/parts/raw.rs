//! Decides upon the raw HTML in Markdown: what it turns into, and where it ends.

use std::mem;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{Builder, Ending, Part, is_visible};
use crate::markdown::elements::Role;
use crate::markdown::html;
use crate::markdown::tags::{self, Piece, Tag as RawTag};

impl<'a> Builder<'a> {
    /// Closes what raw HTML left open, so that one forgotten end tag does not make all the rest bold.
    pub(super) fn close_phrases(&mut self, depth: usize) {
        self.close_link();
        self.parts.extend(self.open.close_phrases(depth).into_iter().map(Part::Markup));
    }

    /// Takes in a whole block of raw HTML; one without blocks inside is a paragraph.
    pub(super) fn html_block(&mut self, html: &str) {
        let outer = mem::take(&mut self.parts);
        let depth = self.open.depth();
        self.raw(html.trim_end());
        // A block of nothing but tags is meant to enclose the Markdown behind it.
        if self.parts.iter().any(is_visible) {
            self.close_phrases(depth);
        }
        let inner = mem::replace(&mut self.parts, outer);
        let in_item = matches!(self.endings.last(), Some(Ending::KeepItem(_)));
        if inner.iter().any(is_block) {
            self.enclose(Tag::HtmlBlock, inner);
        } else if in_item {
            self.break_line();
            self.parts.extend(inner);
            self.behind_block = true;
        } else {
            self.enclose(Tag::Paragraph, inner);
        }
    }

    fn enclose(&mut self, tag: Tag<'a>, inner: Vec<Part<'a>>) {
        let end = tag.to_end();
        self.parts.push(Part::Event(Event::Start(tag)));
        self.parts.extend(inner);
        self.parts.push(Part::Event(Event::End(end)));
    }

    pub(super) fn raw(&mut self, html: &str) {
        for piece in tags::scan(html) {
            match piece {
                Piece::Text(text) if self.is_layout(text) => {}
                Piece::Text(text) => self.text(tags::decode(text).into()),
                Piece::Literal(text) => self.text(text.to_owned().into()),
                Piece::Tag(tag) => self.tag(&tag),
            }
        }
    }

    /// Whether a text only indents the tags of a block.
    fn is_layout(&self, text: &str) -> bool {
        let after_block =
            matches!(self.parts.last(), Some(Part::Markup(markup)) if markup.role != Role::Inline);
        after_block && !self.open.preformatted() && text.trim().is_empty()
    }

    fn tag(&mut self, tag: &RawTag) {
        match (tag.name.as_str(), tag.attribute("href"), tag.attribute("src")) {
            ("a", _, _) if tag.closing && self.link => self.close_link(),
            ("a", Some(url), _) => self.open_link(url, tag.attribute("title")),
            ("img", _, Some(url)) if html::is_web(url) => {
                let alt = tag.attribute("alt").unwrap_or_default().to_owned();
                self.parts.push(Part::Image { alt, url: url.to_owned() });
            }
            _ => match self.open.admit(tag) {
                Some(markup) => self.parts.push(Part::Markup(markup)),
                None => self.text(tag.source.to_owned().into()),
            },
        }
    }

    fn open_link(&mut self, url: &str, title: Option<&str>) {
        self.close_link();
        self.link = true;
        let (dest_url, title) =
            (url.trim().to_owned().into(), title.unwrap_or_default().to_owned().into());
        let link = Tag::Link { link_type: LinkType::Inline, dest_url, title, id: "".into() };
        self.parts.push(Part::Event(Event::Start(link)));
    }

    pub(super) fn close_link(&mut self) {
        if mem::take(&mut self.link) {
            self.parts.push(Part::Event(Event::End(TagEnd::Link)));
        }
    }
}

fn is_block(part: &Part) -> bool {
    match part {
        Part::Markup(markup) => !matches!(markup.role, Role::Inline | Role::Break),
        _ => false,
    }
}
