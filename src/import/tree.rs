//! What JSON and YAML have in common: values in lists and mappings, each with its line.

use std::borrow::Cow;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node<'a> {
    /// The line on which it begins, from 1.
    pub line: usize,
    pub value: Value<'a>,
}

/// A value as the file writes it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    /// JSON's `null`, a key of YAML with nothing behind it.
    Nothing,
    Truth(bool),
    /// A number of JSON. In YAML and in tables all is text.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<Entry<'a>>),
}

/// A key and its value.
pub(super) type Entry<'a> = (Cow<'a, str>, Node<'a>);

impl<'a> Node<'a> {
    pub fn new(line: usize, value: Value<'a>) -> Self {
        Self { line, value }
    }

    pub fn text(line: usize, text: impl Into<Cow<'a, str>>) -> Self {
        Self { line, value: Value::Text(text.into()) }
    }

    /// A text, or a number as one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of a mapping, none of anything else.
    pub fn entries(&self) -> &[Entry<'a>] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list, none of anything else.
    pub fn items(&self) -> &[Node<'a>] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// Whether there is nothing in it to read.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Nothing => true,
            Value::Truth(_) | Value::Number(_) => false,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.is_empty(),
        }
    }

    /// Whether it says yes: `true`, `yes`, a number above nought.
    pub fn is_true(&self) -> bool {
        match &self.value {
            Value::Truth(truth) => *truth,
            Value::Number(number) => number.parse::<f64>().is_ok_and(|number| number > 0.0),
            Value::Text(text) => is_true(text),
            _ => false,
        }
    }
}

/// Whether a text says yes.
fn is_true(text: &str) -> bool {
    const YES: &[&str] = &["true", "yes", "y", "t", "x", "correct", "right", "✓", "✔", "ja", "sí"];
    let folded = text.trim().to_lowercase();
    YES.contains(&folded.as_str()) || folded.parse::<f64>().is_ok_and(|number| number > 0.0)
}

/// What a tree that holds no questions looks like: `a mapping with keys categories,
/// questions[].variable`.
pub(super) fn shape(node: &Node) -> String {
    match &node.value {
        Value::Map(entries) if entries.is_empty() => "an empty mapping".to_owned(),
        Value::Map(_) => format!("a mapping with keys {}", keys(node)),
        Value::List(items) if items.is_empty() => "an empty list".to_owned(),
        Value::List(items) => match items.iter().find(|item| !item.entries().is_empty()) {
            Some(item) => format!("a list of mappings with keys {}", keys(item)),
            None => format!("a list of {}", kind(&items[0])),
        },
        _ => kind(node).to_owned(),
    }
}

/// A few keys, those of mappings in a list behind the key of the list.
fn keys(node: &Node) -> String {
    const SHOWN: usize = 6;
    let shown = node.entries().iter().take(SHOWN).map(|(key, child)| {
        let inner = child.items().iter().flat_map(|item| item.entries()).next();
        let key: String = key.chars().take(40).collect();
        match inner {
            Some((inner, _)) => format!("{key}[].{inner}"),
            None => key,
        }
    });
    let mut shown: Vec<String> = shown.collect();
    if let Some(more @ 1..) = node.entries().len().checked_sub(SHOWN) {
        shown.push(format!("{more} more"));
    }
    shown.join(", ")
}

fn kind(node: &Node) -> &'static str {
    match &node.value {
        Value::Nothing => "nothing",
        Value::Truth(_) => "truth values",
        Value::Number(_) => "numbers",
        Value::Text(_) => "texts",
        Value::List(_) => "lists",
        Value::Map(_) => "mappings",
    }
}
