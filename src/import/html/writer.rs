//! Writes Markdown while the tags come in.

mod blocks;

use html5ever::tokenizer::{StartTag, Tag};

use super::attributes::{address, attribute, language};
use super::code::Code;
use super::escape::escape;
use super::table::Table;

/// How many lists and quotes are shown within one another.
const DEEPEST: usize = 8;

#[derive(Default)]
pub(super) struct Writer {
    out: String,
    /// Text since the last tag; entities come in pieces of their own.
    unwritten: String,
    /// What comes before the next text.
    gap: Gap,
    /// What every line begins with, by the lists and quotes that are open.
    indents: Vec<&'static str>,
    /// The open lists, with the next number of those that count.
    lists: Vec<Option<usize>>,
    /// The marks that are open, and where their text begins.
    marks: Vec<(&'static str, usize)>,
    links: Vec<(String, usize)>,
    /// The text between `<pre>` or `<code>` and its end.
    code: Option<Code>,
    table: Option<Table>,
    /// What was written before the cell at hand.
    outside: Option<String>,
    /// Within a script or a style sheet.
    hidden: bool,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    /// A new item of a list, of which the line is written.
    Item,
    Break,
    Paragraph,
}

impl Writer {
    pub fn finish(mut self) -> String {
        self.flush();
        self.end_code();
        self.end_cell();
        self.end_table();
        self.out.trim().to_owned()
    }

    pub fn text(&mut self, text: &str) {
        if !self.hidden {
            self.unwritten.push_str(text);
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.unwritten);
        if let Some(code) = &mut self.code {
            code.text.push_str(&text);
            return;
        }
        // A no-break space is one that its writer wanted only when it stands between words.
        let blank = |c: char| c.is_ascii_whitespace();
        if text.starts_with(blank) {
            self.gap = self.gap.max(Gap::Blank);
        }
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        if words.is_empty() {
            return;
        }
        self.fill_gap();
        escape(&words.join(" "), &mut self.out);
        if text.ends_with(blank) {
            self.gap = Gap::Blank;
        }
    }

    fn fill_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if self.out.is_empty() || gap == Gap::None {
            return;
        }
        if gap == Gap::Blank {
            if !self.out.ends_with(['\n', ' ']) {
                self.out.push(' ');
            }
            return;
        }
        if self.out.ends_with("- ")
            || self.out.ends_with("> ")
            || self.out.ends_with(". ") && gap != Gap::Item
        {
            return;
        }
        let indent = self.indents.concat();
        let quote = indent.trim_end();
        self.out.truncate(self.out.trim_end_matches(' ').len());
        match gap {
            Gap::Break => self.out.push_str("  \n"),
            Gap::Paragraph => {
                self.out.push('\n');
                self.out.push_str(quote);
                self.out.push('\n');
            }
            _ => self.out.push('\n'),
        }
        self.out.push_str(&indent);
    }

    fn raw(&mut self, text: &str) {
        self.fill_gap();
        self.out.push_str(text);
    }

    fn wide(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    pub fn tag(&mut self, tag: &Tag) {
        self.flush();
        let name = tag.name.as_ref();
        let opens = tag.kind == StartTag;
        if matches!(name, "script" | "style" | "head") {
            self.hidden = opens;
            return;
        }
        if self.code.is_some() {
            self.tag_in_code(name, opens, tag);
            return;
        }
        match name {
            "br" if self.gap == Gap::Break => self.gap = Gap::Paragraph,
            "br" => self.wide(Gap::Break),
            "div" | "section" | "dt" | "dd" => self.wide(Gap::Break),
            "p" | "article" => self.wide(Gap::Paragraph),
            "hr" => {
                self.wide(Gap::Paragraph);
                self.raw("---");
                self.wide(Gap::Paragraph);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(name, opens),
            "b" | "strong" => self.mark("**", opens),
            "i" | "em" => self.mark("*", opens),
            "s" | "del" | "strike" => self.mark("~~", opens),
            "ul" | "ol" => self.list(name, opens),
            "li" if opens => self.item(),
            "blockquote" => self.quote(opens),
            "a" => self.link(opens, tag),
            "img" => self.image(tag),
            "pre" | "code" | "tt" if opens => self.begin_code(name, tag),
            "sub" | "sup" | "u" | "kbd" | "mark" | "details" | "summary" => {
                self.raw(&format!("<{}{name}>", if opens { "" } else { "/" }));
            }
            "table" | "tr" | "td" | "th" | "caption" => self.table_tag(name, opens),
            _ => {}
        }
    }

    fn heading(&mut self, name: &str, opens: bool) {
        self.wide(Gap::Paragraph);
        if opens && self.outside.is_none() {
            let level = name[1..].parse().unwrap_or(1);
            self.raw(&format!("{} ", "#".repeat(level)));
        }
    }

    /// Signs stand next to words, with the blanks outside; a pair around nothing is left out.
    fn mark(&mut self, sign: &'static str, opens: bool) {
        if opens {
            if self.marks.iter().all(|(open, _)| *open != sign) {
                self.fill_gap();
                self.marks.push((sign, self.out.len()));
            }
            return;
        }
        let Some(at) = self.marks.iter().rposition(|(open, _)| *open == sign) else { return };
        let (_, start) = self.marks.remove(at);
        let inner = self.out.get(start..).unwrap_or_default();
        if inner.trim().is_empty() || inner.contains("\n\n") {
            return;
        }
        let trimmed = inner.trim_start();
        let start = start + (inner.len() - trimmed.len());
        self.out.truncate(start + trimmed.trim_end().len());
        self.out.insert_str(start, sign);
        self.out.push_str(sign);
    }

    fn link(&mut self, opens: bool, tag: &Tag) {
        if opens {
            // There are no links in links.
            if self.links.is_empty() {
                self.fill_gap();
                self.links.push((attribute(tag, "href"), self.out.len()));
            }
            return;
        }
        let Some((url, start)) = self.links.pop() else { return };
        let text = self.out.get(start..).unwrap_or_default().trim().to_owned();
        if url.is_empty() || text.is_empty() || start > self.out.len() {
            return;
        }
        self.out.truncate(start);
        self.out.push_str(&format!("[{text}]({})", address(&url)));
    }

    fn image(&mut self, tag: &Tag) {
        let source = attribute(tag, "src");
        if !source.is_empty() {
            let alternative = attribute(tag, "alt");
            self.raw(&format!("![{}]({})", alternative.replace(['[', ']'], ""), address(&source)));
        }
    }

    fn begin_code(&mut self, name: &str, tag: &Tag) {
        self.code =
            Some(Code { text: String::new(), block: name == "pre", language: language(tag) });
    }

    fn tag_in_code(&mut self, name: &str, opens: bool, tag: &Tag) {
        let Some(code) = &mut self.code else { return };
        match name {
            "br" => code.text.push('\n'),
            "div" | "p" if opens && !code.text.is_empty() => code.text.push('\n'),
            "code" if opens && code.language.is_empty() => code.language = language(tag),
            "pre" if !opens => self.end_code(),
            "code" | "tt" if !opens && !code.block => self.end_code(),
            _ => {}
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        if code.block && self.outside.is_none() {
            self.wide(Gap::Paragraph);
            self.fill_gap();
            let indent = format!("\n{}", self.indents.concat());
            self.out.push_str(&code.fenced().replace('\n', &indent));
            self.wide(Gap::Paragraph);
        } else if !code.text.trim().is_empty() {
            self.raw(&code.inline());
        }
    }
}
