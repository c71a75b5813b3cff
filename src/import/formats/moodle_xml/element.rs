//! A question of the file as a small tree. Entities are the five of XML and characters by number:
//! what a document defines itself is not expanded, and nothing outside is asked for.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::import::account::Refusal;
use crate::import::source::Source;

/// However much the user allows, elements lie no deeper in one another than the stack bears.
const DEEPEST: usize = 500;

#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    pub line: usize,
    attributes: Vec<(String, String)>,
    /// The text that stands right in it.
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// An attribute, empty when it has none of that name.
    pub fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn children<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of a child, or of the `<text>` in it.
    pub fn text_of(&self, name: &str) -> String {
        let Some(child) = self.child(name) else { return String::new() };
        child.child("text").map_or_else(|| child.text.clone(), |text| text.text.clone())
    }

    /// Files that are written into the question.
    pub fn embedded_files(&self) -> Vec<&Element> {
        let mut found: Vec<&Element> = self.children("file").collect();
        found.extend(self.children.iter().flat_map(Element::embedded_files));
        found
    }
}

/// Reads a file question by question.
pub(super) struct Elements<'a> {
    reader: Reader<&'a [u8]>,
    source: &'a Source,
    depth: usize,
    quiz: bool,
}

impl<'a> Elements<'a> {
    pub fn new(source: &'a Source, depth: usize) -> Self {
        let reader = Reader::from_str(&source.text);
        Self { reader, source, depth: depth.min(DEEPEST), quiz: false }
    }

    /// Whether the file is a quiz, be it an empty one.
    pub fn is_quiz(&self) -> bool {
        self.quiz
    }

    /// The next question.
    pub fn next_question(&mut self) -> Result<Option<Element>, Refusal> {
        loop {
            let line = self.line();
            match self.event()? {
                Event::Start(start) if start.name().as_ref() == "question" => {
                    let open = self.open(&start, line)?;
                    return self.fill(open).map(Some);
                }
                Event::Start(start) | Event::Empty(start) if start.name().as_ref() == "quiz" => {
                    self.quiz = true;
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Where the next event begins, past blanks.
    fn line(&self) -> usize {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or_default();
        self.source.line_at(at)
    }

    fn event(&mut self) -> Result<Event<'a>, Refusal> {
        match self.reader.read_event() {
            Ok(Event::DocType(kind)) if kind.as_ref().contains("<!ENTITY") => Err(Refusal::new(
                self.line(),
                "the file defines entities of its own, which are not expanded",
                "write out what they stand for",
            )),
            Ok(event) => Ok(event),
            Err(error) => {
                let at = usize::try_from(self.reader.error_position()).unwrap_or_default();
                Err(self.refusal(at, &error.to_string()))
            }
        }
    }

    fn refusal(&self, at: usize, why: &str) -> Refusal {
        let line = self.source.line_at(at);
        let before = self.source.text.get(..at).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Refusal {
            line,
            column: Some(column),
            message: format!("no XML: {why}"),
            advice:
                "export the file once more; in texts `&` and `<` are written `&amp;` and `&lt;`"
                    .to_owned(),
        }
    }

    fn open(&self, start: &BytesStart, line: usize) -> Result<Element, Refusal> {
        let mut element =
            Element { name: start.name().as_ref().to_owned(), line, ..Element::default() };
        for attribute in start.attributes() {
            let read = attribute.map_err(quick_xml::Error::from).and_then(|attribute| {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
                Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
            });
            let at = usize::try_from(self.reader.buffer_position()).unwrap_or_default();
            element.attributes.push(read.map_err(|error| self.refusal(at, &error.to_string()))?);
        }
        Ok(element)
    }

    /// Reads up to the end of an element that is open.
    fn fill(&mut self, element: Element) -> Result<Element, Refusal> {
        let mut open = vec![element];
        loop {
            let line = self.line();
            let event = self.event()?;
            let Some(last) = open.last_mut() else { return Ok(Element::default()) };
            match event {
                Event::Start(start) => {
                    if open.len() >= self.depth {
                        let message =
                            format!("elements lie more than {} deep in one another", self.depth);
                        return Err(Refusal::new(line, message, "allow more with `--max-depth`"));
                    }
                    open.push(self.open(&start, line)?);
                }
                Event::Empty(start) => {
                    let empty = self.open(&start, line)?;
                    last.children.push(empty);
                }
                Event::End(_) => {
                    let Some(done) = open.pop() else { return Ok(Element::default()) };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => return Ok(done),
                    }
                }
                // A file is not a text to keep.
                _ if last.name == "file" => {}
                Event::Text(text) => last.text.push_str(&text.xml10_content()),
                Event::CData(text) => last.text.push_str(&text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let character = entity.resolve_char_ref().ok().flatten().map(String::from);
                    let name = entity.into_inner();
                    let known =
                        quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                    match character.or(known) {
                        Some(text) => last.text.push_str(&text),
                        // Names of HTML that stand in XML without being declared.
                        None => last.text.push_str(&format!("&{name};")),
                    }
                }
                Event::Eof => {
                    let message = format!("no XML: the file ends within `<{}>`", last.name);
                    return Err(Refusal::new(line, message, "perhaps the file was cut short"));
                }
                _ => {}
            }
        }
    }
}
