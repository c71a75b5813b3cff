//! Writes the parts as a text of several lines.

use std::mem;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::elements::{Markup, Role};
use super::margins::Margins;
use super::parts::Part;
use super::table::Table;
use super::wrap::wrap;

const QUOTE: &str = "> ";
const CODE: &str = "    ";
const RULE: &str = "---";

/// Renders parts as text, its prose in lines of at most `width` columns if there is one.
pub(super) fn render(parts: &[Part], width: Option<usize>) -> String {
    let mut writer = Writer { margins: Margins::new(width), ..Writer::default() };
    for part in parts {
        match part {
            Part::Event(event) => writer.event(event),
            Part::Markup(markup) => writer.markup(markup),
            Part::Image { alt, url } => writer.put(&with_address(alt, url)),
        }
    }
    writer.end_line();
    writer.out.truncate(writer.out.trim_end().len());
    writer.out
}

struct List {
    number: Option<u64>,
    /// Whether its items are set apart by blank lines.
    loose: bool,
}

#[derive(Default)]
struct Writer {
    out: String,
    line: String,
    margins: Margins,
    lists: Vec<List>,
    /// The addresses of open links and what is to be read of them so far.
    links: Vec<(String, String)>,
    table: Option<Table>,
    code: Option<String>,
    /// Whether a blank line comes before the next one.
    gap: bool,
    /// Whether the line ends of raw HTML count.
    preformatted: bool,
}

impl Writer {
    fn event(&mut self, event: &Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(text),
                None => self.put(text),
            },
            Event::Code(text) => self.put(text),
            Event::SoftBreak if !self.line.is_empty() || self.table.is_some() => self.put(" "),
            Event::HardBreak => self.break_line(),
            Event::Rule => self.rule(),
            Event::TaskListMarker(done) => self.put(if *done { "[x] " } else { "[ ] " }),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } => self.start_paragraph(),
            Tag::BlockQuote(_) => self.indent(QUOTE.to_owned(), QUOTE.to_owned(), false),
            Tag::CodeBlock(_) => {
                self.indent(CODE.to_owned(), CODE.to_owned(), false);
                self.code = Some(String::new());
            }
            Tag::List(number) => {
                self.end_line();
                self.lists.push(List { number: *number, loose: false });
            }
            Tag::HtmlBlock => self.end_line(),
            Tag::Item => self.start_item(),
            Tag::Table(alignments) => {
                self.end_line();
                self.table = Some(Table::new(alignments));
            }
            Tag::TableHead | Tag::TableRow => self.table.iter_mut().for_each(Table::start_row),
            Tag::TableCell => self.table.iter_mut().for_each(Table::start_cell),
            Tag::Link { dest_url, .. } => self.links.push((dest_url.to_string(), String::new())),
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock => self.end_block(),
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.margins.pop();
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.end_block();
            }
            TagEnd::Item => self.end_item(),
            TagEnd::Table => self.end_table(),
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    fn markup(&mut self, markup: &Markup) {
        match markup.role {
            Role::Inline => {}
            // A table of Markdown has one line a row.
            _ if self.table.is_some() => self.put(" "),
            Role::Break => self.break_line(),
            Role::Rule => self.rule(),
            Role::Block => self.end_block(),
            Role::Preformatted => {
                self.end_block();
                self.preformatted = !markup.closing;
            }
            Role::Cell if !markup.closing && !self.line.trim().is_empty() => self.put("  "),
            Role::Cell => {}
            Role::Line | Role::Item => self.end_line(),
        }
        if markup.role == Role::Item && !markup.closing && self.table.is_none() {
            self.put("- ");
        }
    }

    fn put(&mut self, text: &str) {
        if let Some((_, read)) = self.links.last_mut() {
            read.push_str(text);
        }
        if let Some(table) = &mut self.table {
            table.put(text);
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            match index {
                0 => {}
                _ if self.preformatted => self.break_line(),
                _ => self.end_line(),
            }
            self.line.push_str(line);
        }
    }

    fn start_paragraph(&mut self) {
        self.end_line();
        if self.margins.in_item() {
            self.lists.iter_mut().next_back().into_iter().for_each(|list| list.loose = true);
        }
    }

    fn start_item(&mut self) {
        let number = self.lists.last_mut().and_then(|list| list.number.as_mut());
        let marker = number.map_or("- ".to_owned(), |number| {
            let marker = format!("{number}. ");
            *number = number.saturating_add(1);
            marker
        });
        let rest = " ".repeat(marker.len());
        self.indent(marker, rest, true);
    }

    fn end_item(&mut self) {
        self.end_line();
        if self.margins.is_fresh() {
            self.write_line("");
        }
        self.margins.pop();
        self.gap = self.lists.last().is_some_and(|list| list.loose);
    }

    fn indent(&mut self, first: String, rest: String, is_item: bool) {
        self.end_line();
        self.margins.push(first, rest, is_item);
    }

    fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        if !code.is_empty() {
            code.strip_suffix('\n')
                .unwrap_or(&code)
                .split('\n')
                .for_each(|line| self.write_line(line));
        }
        self.margins.pop();
        self.gap = true;
    }

    fn end_table(&mut self) {
        let table = self.table.take();
        let lines = table.iter().flat_map(|table| match self.margins.room() {
            Some(room) => table.lines_within(room),
            None => table.lines(),
        });
        lines.collect::<Vec<_>>().iter().for_each(|line| self.write_line(line));
        self.gap = true;
    }

    fn end_link(&mut self) {
        let Some((url, read)) = self.links.pop() else { return };
        let whole = with_address(&read, &url);
        self.put(whole.strip_prefix(&read).unwrap_or_default());
    }

    fn rule(&mut self) {
        self.end_block();
        self.put(RULE);
        self.end_block();
    }

    fn end_block(&mut self) {
        self.end_line();
        self.gap = true;
    }

    /// Ends the line, which leaves a blank one if there is nothing on it.
    fn break_line(&mut self) {
        if self.table.is_some() {
            self.put(" ");
        } else if self.line.trim().is_empty() {
            self.gap = true;
        } else {
            self.end_line();
        }
    }

    /// Ends the line if there is anything on it.
    fn end_line(&mut self) {
        let line = mem::take(&mut self.line);
        match self.margins.room() {
            _ if line.trim().is_empty() => {}
            Some(room) if !self.preformatted => {
                wrap(&line, room).iter().for_each(|line| self.write_line(line));
            }
            _ => self.write_line(line.trim_end()),
        }
    }

    fn write_line(&mut self, line: &str) {
        if mem::take(&mut self.gap) && !self.out.is_empty() {
            let blank = self.margins.before_blank();
            self.out.push_str(blank.trim_end());
            self.out.push('\n');
        }
        let mut whole = self.margins.before_line();
        whole.push_str(line);
        let is_blank = line.trim().is_empty();
        self.out.push_str(if is_blank { whole.trim_end() } else { &whole });
        self.out.push('\n');
    }
}

/// What is to be read of a link or an image, with its address unless that says the same.
fn with_address(text: &str, url: &str) -> String {
    if text.trim().is_empty() {
        return url.to_owned();
    }
    let same = text == url || url.strip_prefix("mailto:") == Some(text);
    if same || url.is_empty() { text.to_owned() } else { format!("{text} ({url})") }
}
