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

/// Whether a text is HTML from its first block to its last.
pub(super) fn is_block(text: &str) -> bool {
    const BLOCKS: &[&str] =
        &["p", "div", "ul", "ol", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"];
    let text = text.trim();
    let Some(inner) = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
        return false;
    };
    let first = inner.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let last = inner.rsplit("</").next().filter(|last| last.len() < inner.len());
    let is_name = |name: &str| BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block));
    is_name(first) && last.is_some_and(is_name) && !text.contains("```")
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

#[cfg(test)]
mod tests {
    use super::{plain, to_markdown};

    #[test]
    fn what_html_says_markdown_says_too() {
        for (html, markdown) in [
            ("plain * text_with_words", "plain * text_with_words"),
            ("a *b* _c_ `d` # e", "a \\*b\\* \\_c\\_ \\`d\\` # e"),
            ("# head\n1. one", "\\# head\n1\\. one"),
            ("<b> bold</b>er <i></i>", "**bold**er"),
            ("R&amp;D &amp;amp; &lt;b&gt;", "R&D \\&amp; \\<b>"),
            ("<p>one</p><p>two<br>three</p>", "one\n\ntwo  \nthree"),
            ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c"),
            ("x<blockquote>said</blockquote>y", "x\n\n> said\n\ny"),
            ("<pre><code class=\"language-c\">int *a;\n</code></pre>", "```c\nint *a;\n```"),
            ("<code>a`b</code>", "``a`b``"),
            ("<a href=\"https://e.org/x\"><b>t</b></a>", "[**t**](https://e.org/x)"),
            ("<h2>Title</h2>text", "## Title\n\ntext"),
            (
                "<table><tr><th>a<th>b<tr><td>c|d<td>e</table>",
                "| a | b |\n| --- | --- |\n| c\\|d | e |",
            ),
            ("H<sub>2</sub>O", "H<sub>2</sub>O"),
            ("<script>alert(1)</script>safe<style>x{}</style>", "safe"),
            ("<b>open <i>ends", "open ends"),
        ] {
            assert_eq!(to_markdown(html), markdown, "{html}");
        }
    }

    #[test]
    fn entities_are_decoded_once_and_tags_are_shown() {
        assert_eq!(plain("&quot;&amp;lt;&quot; &deg;&#39;&#x27;"), "\"&lt;\" °''");
        assert_eq!(
            plain("the &lt;br&gt; tag, `&lt;b&gt;`, 1 &lt; 2"),
            "the `<br>` tag, `<b>`, 1 < 2"
        );
    }
}
