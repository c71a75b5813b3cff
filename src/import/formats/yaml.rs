//! YAML: the shapes of JSON, every scalar as the text that is written.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, Span, StrInput, options};

use super::{Format, Likeness};
use crate::import::account::{Account, Refusal};
use crate::import::draft::Reading;
use crate::import::gather;
use crate::import::options::Options;
use crate::import::source::Source;
use crate::import::tree::{Entry, Node, Value};

pub(super) const FORMAT: Format = Format {
    name: "yaml",
    description: "YAML: mappings with a question and an answer, in lists",
    extensions: &["yaml", "yml"],
    recognise,
    read,
};

/// So many values may come of aliases, which can stand for more and more of one another.
const ALIASED: usize = 100_000;

/// However much the user allows, values lie no deeper in one another than the stack bears.
const DEEPEST: usize = 500;

fn recognise(source: &Source) -> Likeness {
    let named = FORMAT.extensions.contains(&source.extension().as_str());
    let mut lines = source.text.lines().filter(|line| !line.trim().is_empty() && *line != "---");
    let begins = lines.next().is_some_and(|line| {
        ["- question:", "- q:", "- front:", "questions:"].iter().any(|key| line.starts_with(key))
    });
    match (named, begins) {
        (true, true) => Likeness::Certain,
        (false, true) => Likeness::ByContent,
        (true, false) => Likeness::ByName,
        (false, false) => Likeness::No,
    }
}

fn read(source: &Source, options: &Options, account: &mut Account) -> Result<Reading, Refusal> {
    let mut documents = Loader::new(source, options.limits.depth).documents()?;
    documents.retain(|node| node.value != Value::Nothing);
    match documents.len() {
        0 => Ok(Reading::default()),
        1 => gather::questions(&documents[0], options, account),
        _ => {
            let line = documents[0].line;
            gather::questions(&Node::new(line, Value::List(documents)), options, account)
        }
    }
}

struct Loader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    source: &'a Source,
    /// Values that aliases stand for, and how many each of them is.
    anchors: HashMap<usize, (Node<'a>, usize)>,
    budget: usize,
    depth: usize,
    count: usize,
}

type Parsed<T> = Result<T, Refusal>;

impl<'a> Loader<'a> {
    fn new(source: &'a Source, depth: usize) -> Self {
        let options = options! { emit_comments: false };
        Self {
            parser: Parser::new_from_str_with_options(&source.text, options),
            source,
            anchors: HashMap::new(),
            budget: ALIASED,
            depth: depth.min(DEEPEST),
            count: 0,
        }
    }

    fn documents(mut self) -> Parsed<Vec<Node<'a>>> {
        let mut documents = Vec::new();
        while let Some((event, span)) = self.next()? {
            if matches!(
                event,
                Event::Scalar(..)
                    | Event::SequenceStart(..)
                    | Event::MappingStart(..)
                    | Event::Alias(_)
            ) {
                documents.push(self.node(event, span, self.depth)?);
            }
        }
        Ok(documents)
    }

    fn next(&mut self) -> Parsed<Option<(Event<'a>, Span)>> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok(event)) => Ok(Some(event)),
            Some(Err(error)) => Err(self.refusal(&error)),
        }
    }

    fn refusal(&self, error: &granit_parser::ScanError) -> Refusal {
        let at = error.marker();
        let line = self.source.text.lines().nth(at.line().saturating_sub(1)).unwrap_or_default();
        let colon = line.trim_start_matches([' ', '-']).matches(": ").count() > 1;
        let advice = if colon {
            "put quotes around a text in which there is a colon"
        } else {
            "check the indent, and put quotes around texts with signs such as `:`, `#`, `@`"
        };
        Refusal {
            line: at.line(),
            column: Some(at.col() + 1),
            message: format!("no YAML: {}", error.info()),
            advice: advice.to_owned(),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Parsed<Node<'a>> {
        let line = span.start.line();
        let before = self.count;
        self.count += 1;
        let (anchor, value) = match event {
            Event::Scalar(text, style, anchor, _) => (anchor, scalar(text, style)),
            Event::SequenceStart(_, anchor, _) => (anchor, self.list(self.below(line, depth)?)?),
            Event::MappingStart(_, anchor, _) => (anchor, self.map(self.below(line, depth)?)?),
            Event::Alias(anchor) => return self.aliased(anchor, line),
            _ => return Err(Refusal::new(line, "no YAML: a value is missing", "")),
        };
        let node = Node::new(line, value);
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), self.count - before));
        }
        Ok(node)
    }

    fn below(&self, line: usize, depth: usize) -> Parsed<usize> {
        depth.checked_sub(1).ok_or_else(|| {
            let message = format!("values lie more than {} deep in one another", self.depth);
            Refusal::new(line, message, "allow more with `--max-depth`")
        })
    }

    fn aliased(&mut self, anchor: usize, line: usize) -> Parsed<Node<'a>> {
        let Some((node, count)) = self.anchors.get(&anchor) else {
            return Err(Refusal::new(line, "no YAML: an alias within what it stands for", ""));
        };
        self.count += count;
        match self.budget.checked_sub(*count) {
            Some(left) => self.budget = left,
            None => {
                let message = format!("aliases stand for more than {ALIASED} values");
                return Err(Refusal::new(line, message, "write the values out"));
            }
        }
        Ok(Node::new(line, node.value.clone()))
    }

    fn list(&mut self, depth: usize) -> Parsed<Value<'a>> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.next()? {
            if event == Event::SequenceEnd {
                break;
            }
            items.push(self.node(event, span, depth)?);
        }
        Ok(Value::List(items))
    }

    fn map(&mut self, depth: usize) -> Parsed<Value<'a>> {
        let mut entries: Vec<Entry<'a>> = Vec::new();
        // Keys of the mapping itself go before those that it takes over.
        let mut taken_over = Vec::new();
        while let Some((event, span)) = self.next()? {
            if event == Event::MappingEnd {
                break;
            }
            let key = match self.node(event, span, depth)?.value {
                Value::Text(text) => text,
                _ => Cow::Borrowed(""),
            };
            let Some((event, span)) = self.next()? else { break };
            let value = self.node(event, span, depth)?;
            match (key.as_ref(), value.value) {
                ("<<", Value::Map(more)) => taken_over.extend(more),
                (_, inner) => entries.push((key, Node::new(value.line, inner))),
            }
        }
        entries.extend(taken_over);
        Ok(Value::Map(entries))
    }
}

/// Text as it is written: `no`, `1.10`, `2024-01-01` are texts. Only nothing at all is nothing.
fn scalar(text: Cow<str>, style: ScalarStyle) -> Value {
    match style {
        ScalarStyle::Plain if matches!(text.as_ref(), "" | "~" | "null") => Value::Nothing,
        ScalarStyle::Literal | ScalarStyle::Folded => {
            Value::Text(text.trim_end().to_owned().into())
        }
        _ => Value::Text(text),
    }
}
