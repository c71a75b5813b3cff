//! HTML of other programs as Markdown, and texts that are written as HTML without being it.
//!
//! Tags are taken one by one as the tokeniser finds them; nothing is nested on the stack, so that no
//! depth of elements is too deep. What Markdown has no sign for and the service shows as it is
//! (`<sub>`, `<kbd>` and the like) stays as HTML.

mod attributes;
mod code;
mod escape;
mod table;
mod writer;

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};

use self::writer::Writer;

/// Markdown of HTML.
pub(super) fn to_markdown(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return escape::all(html.trim());
    }
    let sink = Sink(RefCell::new(Writer::default()));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // There are no scripts to wait for.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

/// A plain text in Markdown, in which no sign of it means anything.
pub(super) fn escaped(text: &str) -> String {
    escape::all(text)
}

struct Sink(RefCell<Writer>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            CharacterTokens(text) => self.0.borrow_mut().text(&text),
            TagToken(tag) => self.0.borrow_mut().tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// A plain text that was written as HTML: its entities, each once. What looks like a tag then is
/// meant to be read, so it becomes code.
pub(super) fn plain(text: &str) -> String {
    let text = html_escape::decode_html_entities(text);
    if text.contains('<') { escape::tags_as_code(&text) } else { text.into_owned() }
}

/// Whether a text has tags or entities of HTML.
pub(super) fn is_html(text: &str) -> bool {
    const TAGS: &[&str] = &[
        "<br", "<p>", "<p ", "<div", "<b>", "<i>", "<u>", "<ul", "<ol", "<li", "<span", "<img",
        "<strong", "<em>", "<code", "<pre", "<table", "<a ", "<hr", "<h1", "<h2", "<h3", "&nbsp;",
        "&lt;", "&gt;", "&amp;", "&quot;", "&#",
    ];
    let folded = text.to_ascii_lowercase();
    TAGS.iter().any(|tag| folded.contains(tag))
}
