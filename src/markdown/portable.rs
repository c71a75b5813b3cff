//! Markdown made fit to stand among other Markdown, wherever that is rendered.

mod admission;

use std::mem;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use self::admission::Admission;
use super::html;
use super::parts::{self, parser};
use super::tags::{self, Piece};

/// How far headings go down, to be below those of the document.
const DEMOTION: usize = 2;
/// How often a text is looked at again after something in it was escaped.
const ROUNDS: usize = 8;
/// A text that no one writes: if it is no paragraph of its own behind a text, that text swallows what follows.
const NEXT: &str = "\u{e000}";

/// Rewrites what would be swallowed, or would not stay within the text.
///
/// Raw HTML that is not harmless is escaped, what is left open is closed, links by reference get
/// their address, and headings go down.
pub(super) fn rewrite(markdown: &str) -> String {
    if parts::is_nothing_but_markup(markdown) {
        let source = markdown.trim();
        return if source.contains('\n') { code_block(source) } else { code(source) };
    }
    match Edits::apply_to(markdown) {
        Some(text) => closed(text.trim_end_matches('\n')),
        None => code_block(markdown.trim()),
    }
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
    code_block(text)
}

fn code_block(text: &str) -> String {
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
    admission: Admission,
    /// For every link or image that is begun, whether it is one by reference.
    links: Vec<Option<OpenLink>>,
    in_block: bool,
    /// Whether raw HTML is escaped.
    escapes: bool,
    /// Whether headings are as low as they should be.
    is_low: bool,
}

impl Edits {
    /// Applies what a text needs. What is escaped is no block any more, so what follows may be read in
    /// another way: until nothing has to be escaped. No text of a person takes many rounds.
    fn apply_to(markdown: &str) -> Option<String> {
        let edits = Self::of(markdown, false);
        let (mut text, mut escapes) = (edits.apply(markdown), edits.escapes);
        for _ in 0..ROUNDS {
            if !escapes {
                return Some(text);
            }
            let edits = Self::of(&text, true);
            (text, escapes) = (edits.apply(&text), edits.escapes);
        }
        None
    }

    /// What a text needs; each round refuses another element that would reach too far.
    fn of(markdown: &str, is_low: bool) -> Self {
        let mut refused = Vec::new();
        loop {
            let admission = Admission::refusing(refused);
            let mut edits = Self { admission, is_low, ..Self::default() };
            edits.collect(markdown);
            match mem::take(&mut edits.admission).finish() {
                Some(more) => refused = more,
                None => return edits,
            }
        }
    }

    fn collect(&mut self, markdown: &str) {
        let mut events = parser(markdown).into_offset_iter();
        for (event, range) in events.by_ref() {
            self.event(&event, range, markdown);
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
                self.start_link(*link_type, dest_url, range.start);
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
            Event::End(TagEnd::HtmlBlock) => {
                self.in_block = false;
                self.admission.end_block();
            }
            Event::Start(Tag::Table(_)) => self.admission.in_table = true,
            Event::End(TagEnd::Table) => self.admission.in_table = false,
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item,
            ) => {
                self.admission.end_block();
            }
            Event::InlineHtml(_) if !self.in_block => {
                self.raw(range.start, &markdown[range.clone()]);
            }
            Event::Start(Tag::Heading { level, .. }) if !self.is_low => {
                self.heading(*level, range.start, &markdown[range.clone()]);
            }
            _ => {}
        }
        if let Some(Some(link)) = self.links.last_mut() {
            link.inner_end = link.inner_end.max(range.end);
        }
    }

    /// Lowers a heading; one that is underlined gets hashes instead, unless it has several lines.
    fn heading(&mut self, level: HeadingLevel, start: usize, source: &str) {
        let lowered = (level as usize + DEMOTION).min(HeadingLevel::H6 as usize);
        let hashes = "#".repeat(lowered);
        if source.starts_with('#') {
            self.changes.push((start..start + level as usize, hashes));
            return;
        }
        let source = source.trim_end();
        let mut ends = source.match_indices('\n').map(|(end, _)| end);
        if let (Some(end), None) = (ends.next(), ends.next()) {
            self.changes.push((start..start, hashes + " "));
            self.changes.push((start + end..start + source.len(), String::new()));
        }
    }

    fn start_link(&mut self, kind: LinkType, url: &str, start: usize) {
        if kind == LinkType::Autolink && !html::is_web(url) {
            self.changes.push((start..start + 1, "&lt;".to_owned()));
        }
        let link = OpenLink { url: url.to_owned(), inner_end: start };
        self.links.push(is_by_reference(kind).then_some(link));
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
                Piece::Tag(tag) => (tag.source, self.admission.admits(tag)),
            };
            if !kept {
                self.escapes = true;
                let escaped = source.replace('&', "&amp;").replace('<', "&lt;");
                self.changes.push((at..at + source.len(), escaped));
            }
            at += source.len();
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
