//! Writes the parts as words only.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::elements::Role;
use super::parts::{Part, is_phrase};

/// What [`render`] makes of paragraphs in which nothing can be a mark, without parsing them; none for
/// any other text.
pub(super) fn of_prose(markdown: &str) -> Option<String> {
    let marked = |byte| {
        matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'<' | b'&' | b'[' | b']' | b'~' | b'|')
            || byte < b' ' && byte != b'\n'
    };
    // All bytes, since many at once are faster than to stop at the first one.
    if markdown.bytes().fold(false, |any, byte| any | marked(byte)) {
        return None;
    }
    let mut plain = String::with_capacity(markdown.len());
    let mut before = "";
    for line in markdown.trim_matches('\n').split('\n') {
        if !line.is_empty() {
            // Lists, quotations and the like begin with another character, code with blanks.
            let prose =
                line.starts_with(char::is_alphabetic) && !line.ends_with(char::is_whitespace);
            plain.push_str(prose.then_some(before)?);
            plain.push_str(line);
        }
        before = if line.is_empty() { "\n" } else { " " };
    }
    (!plain.is_empty()).then_some(plain)
}

/// Renders parts as plain text, one line a block.
pub(super) fn render(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Event(event) => write(&mut out, event),
            Part::Image { alt, url } => out.push_str(if alt.trim().is_empty() { url } else { alt }),
            Part::Markup(markup) => match markup.role {
                Role::Inline => {}
                Role::Break | Role::Cell => out.push(' '),
                _ => out.push('\n'),
            },
        }
    }
    let lines = out.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn write(out: &mut String, event: &Event) {
    match event {
        Event::Text(text) | Event::Code(text) => out.push_str(text),
        Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => out.push(' '),
        Event::Start(tag) if *tag != Tag::TableCell && !is_phrase(tag) => out.push('\n'),
        Event::End(TagEnd::TableHead | TagEnd::TableRow | TagEnd::Table) => out.push('\n'),
        Event::End(
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock,
        ) => out.push('\n'),
        Event::End(TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_)) => out.push('\n'),
        _ => {}
    }
}
