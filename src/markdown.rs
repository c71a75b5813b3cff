//! Markdown to safe HTML, to readable text and to plain text for searching.
//!
//! All three start from the same list of `parts`: Markdown events in which every piece of raw HTML has already been decided upon.
//! Harmless formatting stays a tag, a link or an image becomes a Markdown one, and everything else becomes the text that it is.
//! `html`, `text` and `plain` then only differ in how they write the parts down; the HTML goes through a sanitiser besides.
//!
//! A text of which Markdown would leave nothing to be seen, such as `>`, `#`, `-` or `<b>`, stands for itself:
//! it is an answer about an operator or a tag, not an empty quotation.

mod elements;
mod html;
mod margins;
mod parts;
mod plain;
mod portable;
mod table;
pub(crate) mod tags;
mod text;
mod title;
mod wrap;

#[cfg(test)]
mod tests;

/// Renders Markdown as sanitised HTML.
///
/// CommonMark with tables, strikethrough and task lists. Harmless raw HTML keeps working, all other is shown as text.
/// Links lead to `http`, `https` or `mailto` only, and an image becomes a link to its source.
#[must_use]
pub fn to_html(markdown: &str) -> String {
    html::render(&parts::parse(&without_nul(markdown)))
}

/// Renders Markdown as [`to_html`] does, without the `<p>` around a text that is exactly one paragraph.
#[must_use]
pub fn to_inline_html(markdown: &str) -> String {
    html::render_inline(&parts::parse(&without_nul(markdown)))
}

/// Takes the Markdown away and leaves a readable text of several lines, for a terminal or a field of plain text.
///
/// Lists, quotations, code blocks and tables keep their shape, and a link its address in parentheses.
/// There is no white space at the end.
#[must_use]
pub fn to_text(markdown: &str) -> String {
    text::render(&parts::parse(&without_nul(markdown)), None)
}

/// Takes the Markdown away as [`to_text`] does, and breaks lines of prose at `width` columns of a terminal.
///
/// Lines of code keep their length, an address is never broken, and a table that is too wide becomes
/// one `header: cell` line a cell.
#[must_use]
pub fn to_wrapped_text(markdown: &str, width: usize) -> String {
    text::render(&parts::parse(&without_nul(markdown)), Some(width))
}

/// Breaks a line of plain text at `width` columns of a terminal, as [`to_wrapped_text`] breaks prose.
#[must_use]
pub fn wrap(line: &str, width: usize) -> Vec<String> {
    wrap::wrap(line, width)
}

/// Rewrites Markdown so that it can stand among other Markdown, on any page that renders it.
///
/// What would be swallowed or reach beyond the text is put right: raw HTML that is not harmless is
/// escaped, an open block of code is closed, links by reference get their address, and headings go
/// down two levels.
///
/// ```
/// assert_eq!(qbank::markdown::to_portable("What does <head> do?"), "What does &lt;head> do?");
/// ```
#[must_use]
pub fn to_portable(markdown: &str) -> String {
    portable::rewrite(&without_nul(markdown))
}

/// An address as Markdown takes it between the parentheses of a link.
pub(crate) fn destination(url: &str) -> String {
    portable::destination(url)
}

/// Escapes plain text, on one line, so that Markdown leaves it as it is.
#[must_use]
pub fn from_plain(text: &str) -> String {
    portable::escape(text)
}

/// Shows plain text as a span of code.
#[must_use]
pub fn code_span(text: &str) -> String {
    portable::code(text)
}

/// A link to an address of the web; any other address leads nowhere.
#[must_use]
pub fn link(text: &str, url: &str) -> String {
    let text = from_plain(text);
    if html::is_web(url) { format!("[{text}]({})", portable::destination(url)) } else { text }
}

/// Whether a link may lead to an address.
#[must_use]
pub fn is_web(url: &str) -> bool {
    html::is_web(url)
}

/// The title of a text and what stands below it, both Markdown.
///
/// The title is the first line, without the marks of a heading. A text that begins with a block of
/// code, a list or a table has none.
#[must_use]
pub fn split_title(markdown: &str) -> (Option<String>, &str) {
    title::split(markdown)
}

/// Takes everything but the words away, for full-text search: one line a block, no decoration, no addresses of links.
#[must_use]
pub fn to_plain(markdown: &str) -> String {
    plain::of_prose(markdown)
        .unwrap_or_else(|| plain::render(&parts::parse(&without_nul(markdown))))
}

/// The events of Markdown as it is parsed here, each with its place in the text.
pub(crate) fn events(
    markdown: &str,
) -> impl Iterator<Item = (pulldown_cmark::Event<'_>, std::ops::Range<usize>)> {
    parts::parser(markdown).into_offset_iter()
}

/// Escapes plain text, for content and for values in double quotes.
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// The same at the end of another text.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    let is_escaped = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | b'\0');
    while let Some(at) = rest.bytes().position(is_escaped) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            // A browser would drop it, or refuse the page.
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Replaces NUL as CommonMark demands; an HTML parser would drop it without a trace.
fn without_nul(markdown: &str) -> String {
    markdown.replace('\0', "\u{FFFD}")
}
