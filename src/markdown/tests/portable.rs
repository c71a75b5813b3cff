use proptest::prelude::*;

use crate::markdown::{code_span, from_plain, link, split_title, to_html, to_portable, to_text};

#[test]
fn harmless_text_stays_as_it_is() {
    for markdown in [
        "a *b* `<head>` & &lt; \"c\"",
        "H<sub>2</sub>O<br>x",
        "```html\n<div>\n```\n\n- a\n  - b",
        "<details>\n<summary>a</summary>\n\nb\n\n</details>",
        "<a href=\"http://e.org\">x</a> ![i](http://e.org/i.png)",
    ] {
        assert_eq!(to_portable(markdown), markdown);
    }
}

#[test]
fn tags_that_a_forge_would_swallow_are_escaped() {
    assert_eq!(
        to_portable("What is <head>, <xsl:template>?"),
        "What is &lt;head>, &lt;xsl:template>?"
    );
    assert_eq!(to_portable("<div>\n<b>x</b>\n</div>"), "&lt;div>\n<b>x</b>\n&lt;/div>");
    assert_eq!(to_portable("a <!-- b &lt; --> c"), "a &lt;!-- b &amp;lt; --> c");
    assert_eq!(to_portable("<script>alert(1)</script>"), "&lt;script>alert(1)&lt;/script>");
    assert_eq!(to_portable("<a href='javascript:x'>y</a>"), "&lt;a href='javascript:x'>y&lt;/a>");
}

#[test]
fn what_is_left_open_is_closed_or_escaped() {
    assert_eq!(to_portable("a\n\n```rust\nlet x;"), "a\n\n```rust\nlet x;\n```");
    assert_eq!(to_portable("~~~\n```"), "~~~\n```\n~~~");
    assert_eq!(to_portable("<details>\n\n<b>a</b>"), "&lt;details>\n\n<b>a</b>");
    assert_eq!(to_portable("<a href='http://e.org'>b"), "&lt;a href='http://e.org'>b");
    assert_eq!(to_portable("<b>a\n\nb</b>"), "&lt;b>a\n\nb&lt;/b>");
    assert_eq!(to_portable("<pre>\n~~~"), "&lt;pre>\n~~~\n~~~");
    assert_eq!(
        to_portable("<details>\n```\n\n```\n<details>```\n"),
        "&lt;details>\n```\n\n```\n&lt;details>```"
    );
}

#[test]
fn what_is_read_anew_after_every_escape_becomes_code_at_last() {
    let text = |times| to_portable(&"<details>\n```\n\n```\n".repeat(times));
    assert_eq!(text(2), "&lt;details>\n```\n\n```\n&lt;details>\n```\n\n```");
    assert!(text(100).lines().all(|line| line.starts_with("    ")), "{}", text(100));
}

#[test]
fn links_by_reference_get_their_address() {
    let markdown =
        "[a *b*][1] and [c] ![d][]\n\n[1]: http://e.org/(x)\n[c]: <http://e.org/y>\n[d]: z.png";
    let portable = to_portable(markdown);
    assert_eq!(portable, "[a *b*](<http://e.org/(x)>) and [c](http://e.org/y) ![d](z.png)");
}

#[test]
fn headings_go_below_those_of_the_document() {
    assert_eq!(to_portable("# a\n\n##### b"), "### a\n\n###### b");
    assert_eq!(to_portable("a *b*\n---\nc\n\n> d\n> ==="), "#### a *b*\nc\n\n> ### d");
}

#[test]
fn nothing_but_markup_becomes_code() {
    assert_eq!(to_portable(">"), "`>`");
    assert_eq!(to_portable("```"), "```` ``` ````");
    assert_eq!(to_portable("<b>\n\n```"), "    <b>\n    \n    ```");
}

#[test]
fn the_title_is_the_first_line() {
    let title = |markdown| {
        let (title, rest) = split_title(markdown);
        (title.unwrap_or_default(), rest)
    };
    assert_eq!(title("What is `a`?"), ("What is `a`?".to_owned(), ""));
    assert_eq!(title("One\ntwo\n\nthree"), ("One".to_owned(), "two\n\nthree"));
    assert_eq!(
        title("One *em\nphasis*\n\n```\nx\n```"),
        ("One *em phasis*".to_owned(), "```\nx\n```")
    );
    assert_eq!(title("## One ##\n\n- two"), ("One".to_owned(), "- two"));
    assert_eq!(title("One\n```\nx\n```"), ("One".to_owned(), "```\nx\n```"));
}

#[test]
fn a_text_that_begins_with_a_block_has_no_title() {
    for markdown in ["```\nx\n```", "- a", "> a", "|a|\n|-|", ">", "<div>\n"] {
        assert_eq!(split_title(markdown), (None, markdown));
    }
}

#[test]
fn plain_text_survives_markdown() {
    let plain = r#"a_b *c* [d](e) <head> &lt; `f` \g #1 ~~h~~ | "i" 'j'"#;
    assert_eq!(to_text(&from_plain(plain)), plain);
    assert_eq!(
        to_text(&link(plain, "http://e.org/a b?c&copy;")),
        format!("{plain} (http://e.org/a b?c&copy;)")
    );
    assert_eq!(link("a", "javascript:b"), "a");
    assert_eq!(to_text(&code_span("a `` `b")), "a `` `b");
}

proptest! {
    #[test]
    fn nothing_reaches_beyond_its_text(pieces in prop::collection::vec(prop::sample::select(vec![
        "```\n", "~~~", "`", "<pre>", "<details>", "<table>", "<td>", "<!--", "<script>", "<?", "<![CDATA[", "<b>", "</b>", "\n", "\n\n", "    ",
        "- ", "> ", "[", "](", "]: ", ")", "word ", "<a href='http://e.org'>", "<div>", "# ", "|a|\n|-|\n", "*", "&", "\\",
    ]), 0..30)) {
        let markdown = pieces.concat();
        let html = to_html(&format!("{}\n\nnext *one*", to_portable(&markdown)));
        prop_assert!(html.ends_with("<p>next <em>one</em></p>"), "{markdown:?} became {html:?}");
    }
}
