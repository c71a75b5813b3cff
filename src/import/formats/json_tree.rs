//! JSON as a tree with lines: strict, borrowed from the text, of limited depth.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::import::account::Refusal;
use crate::import::source::Source;
use crate::import::tree::{Node, Value};

/// Reads a whole file.
///
/// # Errors
///
/// Where and why it is no JSON.
pub(super) fn parse(source: &Source, depth: usize) -> Result<Node<'_>, Refusal> {
    let lines = Lines::of(source);
    parse_with(&source.text, &lines, depth).map_err(|error| refusal(source, &error))
}

/// Reads one value that begins on `line` and ends there.
pub(super) fn parse_line(text: &str, line: usize, depth: usize) -> Result<Node<'_>, String> {
    parse_with(text, &Lines::One(line), depth).map_err(|error| {
        let (message, _) = explain(&error);
        format!("no JSON: column {}: {message}", column(text, error.column()))
    })
}

fn parse_with<'a>(text: &'a str, lines: &Lines, depth: usize) -> serde_json::Result<Node<'a>> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = Seed { lines, depth }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(node)
}

fn refusal(source: &Source, error: &serde_json::Error) -> Refusal {
    let (message, advice) = explain(error);
    let line = source.text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    Refusal {
        line: error.line().max(1),
        column: Some(column(line, error.column())),
        message: format!("no JSON: {message}"),
        advice: advice.to_owned(),
    }
}

/// The column in characters of one in bytes.
fn column(line: &str, bytes: usize) -> usize {
    let before = line.char_indices().take_while(|(at, _)| *at < bytes.saturating_sub(1)).count();
    before + 1
}

/// What is wrong, in our words, and what to do.
fn explain(error: &serde_json::Error) -> (String, &'static str) {
    let message = error.to_string();
    let message = message.rfind(" at line ").map_or(message.as_str(), |end| &message[..end]);
    if message.starts_with("key must be a string") {
        return (
            "expected a key in double quotes".to_owned(),
            "put double quotes around keys, and no comma behind the last entry",
        );
    }
    let advice = match message {
        "recursion limit exceeded" => {
            "values lie too deep in one another for any file of questions"
        }
        "trailing comma" => "take the comma behind the last entry away",
        "expected value" => "texts stand in double quotes; comments are not allowed",
        "trailing characters" => {
            "several values in a file are read as `--format ndjson`, one a line"
        }
        text if text.starts_with("EOF") => "the file ends too early; perhaps it was cut short",
        text if text.starts_with("control character") => "write a line end in a text as `\\n`",
        text if text.starts_with("expected `,`") => {
            "a comma is missing, or a quote in a text lacks its backslash"
        }
        _ => "",
    };
    (message.to_owned(), advice)
}

/// Where values begin: the lines of all of them in order, keys among them, or the only line.
enum Lines {
    One(usize),
    All { lines: Vec<u32>, next: Cell<usize> },
}

impl Lines {
    fn of(source: &Source) -> Self {
        let mut lines = Vec::new();
        let bytes = source.text.as_bytes();
        let (mut at, mut line) = (0, 1);
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'\n' => line += 1,
                b' ' | b'\t' | b'\r' | b',' | b':' | b']' | b'}' => {}
                _ => {
                    lines.push(line);
                    at = match byte {
                        b'"' => end_of_text(bytes, at),
                        b'[' | b'{' => at,
                        _ => end_of_word(bytes, at),
                    };
                }
            }
        }
        Self::All { lines, next: Cell::new(0) }
    }

    fn next(&self) -> usize {
        match self {
            Self::One(line) => *line,
            Self::All { lines, next } => {
                let at = next.replace(next.get() + 1);
                lines.get(at).map_or(1, |&line| usize::try_from(line).unwrap_or(usize::MAX))
            }
        }
    }
}

/// Behind the quote that ends a text. A line end in a text is an error, found later.
fn end_of_text(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            b'\n' => return at,
            _ => at += 1,
        }
    }
    at
}

/// Behind a number, `true`, `false` or `null`.
fn end_of_word(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let end = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"+-.".contains(byte)));
    at + end.unwrap_or(rest.len())
}

#[derive(Clone, Copy)]
struct Seed<'l> {
    lines: &'l Lines,
    /// How much deeper it may go.
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let line = self.lines.next();
        let value = deserializer.deserialize_any(self)?;
        Ok(Node { line, value })
    }
}

impl Seed<'_> {
    fn below<E: serde::de::Error>(self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth, ..self }),
            None => {
                Err(E::custom("values lie too deep in one another; allow more with `--max-depth`"))
            }
        }
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Self::Value, E> {
        Ok(Value::Truth(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string().into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string().into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Value::Number(number.to_string().into()))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(text.to_owned().into()))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let below = self.below::<A::Error>()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(below)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let below = self.below::<A::Error>()?;
        let mut map: Vec<(_, Node)> = Vec::new();
        while let Some(key) = entries.next_key_seed(Key(self.lines))? {
            map.push((key, entries.next_value_seed(below)?));
        }
        Ok(Value::Map(map))
    }
}

struct Key<'l>(&'l Lines);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = std::borrow::Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.0.next();
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = std::borrow::Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a key in double quotes")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(key.into())
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(key.to_owned().into())
    }
}
