//! Splits raw HTML into tags and text, without judging them.
//!
//! The grammar of a tag is CommonMark's, which is stricter than a browser's: what does not fit is text, and so can only be shown.

use pulldown_cmark::{Event, Parser};

/// Elements whose content a browser takes as it stands, so that no tag in it means anything.
const RAW_TEXT: [&str; 3] = ["script", "style", "textarea"];
/// The opening and the end of what looks like a tag and holds arbitrary text; the longest opening comes first.
const OPAQUE: [(&str, &str); 4] =
    [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];
/// No entity has a longer name, and a number of this length is beyond Unicode.
const MAX_ENTITY: usize = 40;

/// A stretch of raw HTML.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece<'a> {
    /// Text in which entities count.
    Text(&'a str),
    /// Text that stands for itself: a comment, a script, an instruction.
    Literal(&'a str),
    /// A tag.
    Tag(Tag<'a>),
}

/// A tag with the text that it was written as.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag<'a> {
    /// The name, in lower case.
    pub(crate) name: String,
    /// Whether this is `</name>`.
    pub(crate) closing: bool,
    /// Names in lower case with their decoded values.
    pub(crate) attributes: Vec<(String, String)>,
    /// The tag as the author wrote it.
    pub(crate) source: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute; the first one counts, as in a browser.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Splits raw HTML into its pieces, which put together are the whole of it.
pub(crate) fn scan(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(offset) = html[at..].find('<') {
        at += offset;
        let Some(piece) = markup(&html[at..]) else {
            at += 1;
            continue;
        };
        if start < at {
            pieces.push(Piece::Text(&html[start..at]));
        }
        at += length(&piece);
        let rest = &html[at..];
        let literal = raw_text(&piece, rest);
        pieces.push(piece);
        if literal > 0 {
            pieces.push(Piece::Literal(&rest[..literal]));
        }
        at += literal;
        start = at;
    }
    if start < html.len() {
        pieces.push(Piece::Text(&html[start..]));
    }
    pieces
}

/// Decodes the entities of a text, by the table that Markdown itself uses.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let length = entity(&rest[at..]);
        let (entity, behind) = rest[at..].split_at(length);
        out.extend(Parser::new(entity).filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        }));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// How long the entity is at the start of a text, or 1 for an ampersand alone.
fn entity(text: &str) -> usize {
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let name = text.bytes().skip(1).take(MAX_ENTITY).take_while(inside).count();
    if text.as_bytes().get(1 + name) == Some(&b';') { name + 2 } else { 1 }
}

fn length(piece: &Piece) -> usize {
    match piece {
        Piece::Text(text) | Piece::Literal(text) => text.len(),
        Piece::Tag(tag) => tag.source.len(),
    }
}

/// How much of the text behind an opening tag belongs to its element whatever it holds.
fn raw_text(piece: &Piece, rest: &str) -> usize {
    match piece {
        Piece::Tag(tag) if !tag.closing && RAW_TEXT.contains(&tag.name.as_str()) => {
            let name = |at: usize| rest.get(at + 2..at + 2 + tag.name.len());
            let ends =
                |at: usize| name(at).is_some_and(|name| name.eq_ignore_ascii_case(&tag.name));
            rest.match_indices("</").map(|(at, _)| at).find(|&at| ends(at)).unwrap_or(rest.len())
        }
        _ => 0,
    }
}

/// The tag or opaque piece at the start of a text.
fn markup(text: &str) -> Option<Piece<'_>> {
    for (opening, end) in OPAQUE {
        if let Some(rest) = text.strip_prefix(opening) {
            // One without an end takes the rest, as in a browser; to look on would take quadratic time.
            let length = rest.find(end).map_or(text.len(), |at| opening.len() + at + end.len());
            return Some(Piece::Literal(&text[..length]));
        }
    }
    let mut cursor = Cursor { rest: text.strip_prefix('<')? };
    let (closing, name) = (cursor.eat('/'), cursor.name()?.to_ascii_lowercase());
    let attributes = if closing { Vec::new() } else { cursor.attributes()? };
    cursor.blanks();
    cursor.eat('/');
    if !cursor.eat('>') {
        return None;
    }
    let source = &text[..text.len() - cursor.rest.len()];
    Some(Piece::Tag(Tag { name, closing, attributes, source }))
}

/// What is left to read of a text.
struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn eat(&mut self, expected: char) -> bool {
        let rest = self.rest.strip_prefix(expected);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn blanks(&mut self) -> bool {
        !self.take_while(|c| c.is_ascii_whitespace()).is_empty()
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let length = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn name(&mut self) -> Option<&'a str> {
        let letter = self.rest.starts_with(|c: char| c.is_ascii_alphabetic());
        letter.then(|| self.take_while(|c| c.is_ascii_alphanumeric() || c == '-'))
    }

    fn attributes(&mut self) -> Option<Vec<(String, String)>> {
        let mut attributes = Vec::new();
        while self.blanks() && self.rest.starts_with(starts_attribute) {
            attributes.push(self.attribute()?);
        }
        Some(attributes)
    }

    fn attribute(&mut self) -> Option<(String, String)> {
        let inside = |c: char| starts_attribute(c) || c.is_ascii_digit() || c == '.' || c == '-';
        let name = self.take_while(inside).to_ascii_lowercase();
        let before = self.rest;
        self.blanks();
        if !self.eat('=') {
            self.rest = before;
            return Some((name, String::new()));
        }
        self.blanks();
        Some((name, decode(self.value()?)))
    }

    fn value(&mut self) -> Option<&'a str> {
        for quote in ['"', '\''] {
            if self.eat(quote) {
                let value = self.take_while(|c| c != quote);
                return self.eat(quote).then_some(value);
            }
        }
        let value = self.take_while(|c| !c.is_ascii_whitespace() && !"\"'=<>`".contains(c));
        Some(value).filter(|value| !value.is_empty())
    }
}

fn starts_attribute(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || c == ':'
}
