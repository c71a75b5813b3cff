//! Markdown made fit to stand among other Markdown, wherever that is rendered.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::elements::OpenElements;
use super::html;
use super::parts::{self, parser};
use super::tags::{self, Piece, Tag as RawTag};

/// How far headings go down, to be below those of the document.
const DEMOTION: usize = 2;
/// A text that no one writes: if it is no paragraph of its own behind a text, that text swallows what follows.
const NEXT: &str = "\u{e000}";

/// Rewrites what would be swallowed, or would not stay within the text.
///
/// Raw HTML that is not harmless is escaped, what is left open is closed, links by reference get
/// their address, and headings go down.
pub(super) fn rewrite(markdown: &str) -> String {
    if parts::is_nothing_but_markup(markdown) {
        return code(markdown.trim());
    }
    closed(Edits::of(markdown).apply(markdown).trim_end_matches('\n'))
}

/// A text as a span of code.
pub(super) fn code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Escapes plain text on one line.
pub(super) fn escape(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = String::new();
    for character in words.join(" ").chars() {
        if "\\`*_[]<>&~|#".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|character| character != wanted).map(str::len).max().unwrap_or(0)
}

/// Closes a block of code that was left open; what cannot be closed is shown as code.
fn closed(text: &str) -> String {
    let fence =
        |mark: char| "\n".to_owned() + &mark.to_string().repeat(longest_run(text, mark).max(3));
    for fence in [String::new(), fence('`'), fence('~')] {
        let whole = text.to_owned() + &fence;
        if stays_within(&whole) {
            return whole;
        }
    }
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

fn stays_within(markdown: &str) -> bool {
    let whole = format!("{markdown}\n\n{NEXT}");
    let events: Vec<Event> = parser(&whole).collect();
    let next =
        [Event::Start(Tag::Paragraph), Event::Text(NEXT.into()), Event::End(TagEnd::Paragraph)];
    events.ends_with(&next)
}

/// An address as Markdown takes it between the parentheses of a link.
pub(super) fn destination(url: &str) -> String {
    let plain = |character: char| {
        character.is_ascii_alphanumeric() || "-._~:/?#@!$'*+,=%&".contains(character)
    };
    if url.chars().all(plain) {
        return url.to_owned();
    }
    let escaped = url.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E");
    format!("<{}>", escaped.replace('&', "&amp;").replace(['\n', '\r'], ""))
}

/// A link by reference that is being read: what it leads to, and where what is to be read of it ends.
struct OpenLink {
    url: String,
    inner_end: usize,
}

#[derive(Default)]
struct Edits {
    changes: Vec<(Range<usize>, String)>,
    open: OpenElements,
    /// For every link or image that is begun, whether it is one by reference.
    links: Vec<Option<OpenLink>>,
    /// Raw elements that are not kept, because they are not closed.
    refused: Vec<&'static str>,
    /// Whether a link of raw HTML is open.
    raw_link: bool,
    in_block: bool,
}

impl Edits {
    /// Those that a text needs; each round refuses another element that would be left open.
    fn of(markdown: &str) -> Self {
        let mut refused = Vec::new();
        loop {
            let mut edits = Self { refused, ..Self::default() };
            edits.collect(markdown);
            if edits.open.depth() == 0 {
                return edits;
            }
            refused = edits.refused;
            refused.extend(edits.open.innermost_first());
        }
    }

    fn collect(&mut self, markdown: &str) {
        let mut events = parser(markdown).into_offset_iter();
        for (event, range) in events.by_ref() {
            self.event(&event, range, markdown);
        }
        if self.raw_link {
            self.changes.push((markdown.len()..markdown.len(), "</a>".to_owned()));
        }
        let definitions = events.reference_definitions().iter();
        self.changes.extend(definitions.map(|(_, it)| (it.span.clone(), String::new())));
        self.changes.sort_by_key(|(range, _)| range.start);
    }

    fn event(&mut self, event: &Event, range: Range<usize>, markdown: &str) {
        match event {
            Event::Start(
                Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. },
            ) => {
                if *link_type == LinkType::Autolink && !html::is_web(dest_url) {
                    self.changes.push((range.start..range.start + 1, "&lt;".to_owned()));
                }
                let link = OpenLink { url: dest_url.to_string(), inner_end: range.start };
                self.links.push(is_by_reference(*link_type).then_some(link));
                return;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                // The parser leaves the empty brackets of a collapsed reference out of an image.
                let empty = if markdown[range.end..].starts_with("[]") { 2 } else { 0 };
                self.end_link(range.end + empty);
            }
            Event::Start(Tag::HtmlBlock) => {
                self.in_block = true;
                self.raw(range.start, &markdown[range.clone()]);
            }
            Event::End(TagEnd::HtmlBlock) => self.in_block = false,
            Event::InlineHtml(_) if !self.in_block => {
                self.raw(range.start, &markdown[range.clone()])
            }
            Event::Start(Tag::Heading { level, .. })
                if markdown[range.start..].starts_with('#') =>
            {
                let by = DEMOTION.min(HeadingLevel::H6 as usize - *level as usize);
                self.changes.push((range.start..range.start, "#".repeat(by)));
            }
            _ => {}
        }
        if let Some(Some(link)) = self.links.last_mut() {
            link.inner_end = link.inner_end.max(range.end);
        }
    }

    fn end_link(&mut self, end: usize) {
        if let Some(link) = self.links.pop().flatten() {
            self.changes.push((link.inner_end..end, format!("]({})", destination(&link.url))));
        }
    }

    /// Escapes what is not harmless of some raw HTML.
    fn raw(&mut self, start: usize, html: &str) {
        let mut at = start;
        for piece in tags::scan(html) {
            let (source, kept) = match &piece {
                Piece::Text(text) => (*text, true),
                Piece::Literal(text) => (*text, false),
                Piece::Tag(tag) => (tag.source, self.admits(tag)),
            };
            if !kept {
                let escaped = source.replace('&', "&amp;").replace('<', "&lt;");
                self.changes.push((at..at + source.len(), escaped));
            }
            at += source.len();
        }
    }

    fn admits(&mut self, tag: &RawTag) -> bool {
        match (tag.name.as_str(), tag.attribute("href"), tag.attribute("src")) {
            ("a", _, _) if tag.closing => std::mem::take(&mut self.raw_link),
            ("a", Some(url), _) if !self.raw_link && html::is_web(url) => {
                self.raw_link = true;
                true
            }
            ("img", _, Some(url)) => html::is_web(url),
            (name, _, _) => !self.refused.contains(&name) && self.open.admit(tag).is_some(),
        }
    }

    fn apply(&self, markdown: &str) -> String {
        let (mut out, mut at) = (String::new(), 0);
        for (range, text) in &self.changes {
            if range.start >= at {
                out.push_str(&markdown[at..range.start]);
                out.push_str(text);
                at = range.end;
            }
        }
        out + &markdown[at..]
    }
}

fn is_by_reference(link: LinkType) -> bool {
    matches!(link, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
}
