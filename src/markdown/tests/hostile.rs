use std::time::{Duration, Instant};

use crate::markdown::{to_html, to_inline_html, to_plain, to_text};

const TIMES: usize = 10_000;
/// Far more than any of them takes, and far less than a quadratic one would.
const LIMIT: Duration = Duration::from_secs(10);

#[test]
fn deep_nesting_neither_overflows_nor_hangs() {
    let started = Instant::now();
    for unit in [
        ">", "[", "![", "*a ", "**a", "~~a", "- ", "<b>", "<b>x\n\n", "<", "<div ", "<!--",
        "<script>", "<ul><li>",
    ] {
        for end in ["", " a"] {
            render_all(&(unit.repeat(TIMES) + end));
        }
    }
    assert!(started.elapsed() < 6 * LIMIT);
}

#[test]
fn many_raw_elements_neither_overflow_nor_hang() {
    for unit in [
        "<blockquote>\n\nx\n\n",
        "<table><tr><td>",
        "<details><summary>",
        "<a href='http://x'>",
        "<p>",
        "</b>",
    ] {
        let started = Instant::now();
        render_all(&unit.repeat(TIMES));
        assert!(started.elapsed() < LIMIT, "{unit}");
    }
}

#[test]
fn deep_quotations_keep_their_text() {
    let markdown = format!("{} words", ">".repeat(TIMES));
    assert!(to_html(&markdown).contains("<p>words</p>"));
    assert!(to_text(&markdown).ends_with("> words"));
    assert_eq!(to_plain(&markdown), "words");
}

#[test]
fn deep_lists_keep_their_items_apart() {
    let markdown: String =
        (0..100).map(|depth| format!("{}- w{depth}\n", "  ".repeat(depth))).collect();
    let words = (0..100).map(|depth| format!("w{depth}")).collect::<Vec<_>>();
    assert_eq!(to_plain(&markdown).split_ascii_whitespace().collect::<Vec<_>>(), words);
}

#[test]
fn a_long_cell_does_not_widen_a_long_table() {
    let table = format!("|a|b|\n|-|-|\n|{}|c|\n{}", "x".repeat(TIMES), "|d|e|\n".repeat(TIMES));
    assert!(to_text(&table).len() < 60 * TIMES);
}

#[test]
fn scripts_are_shown_and_never_run() {
    assert_eq!(
        to_inline_html("x <scr<script>ipt>a</script>"),
        "x &lt;scr&lt;script&gt;ipt&gt;a&lt;/script&gt;"
    );
    assert_eq!(
        to_inline_html("<script>\"<b>x</b>\" &lt;</script>"),
        "&lt;script&gt;\"&lt;b&gt;x&lt;/b&gt;\" &amp;lt;&lt;/script&gt;"
    );
    assert_eq!(to_inline_html("<iframe src=x></iframe>"), "&lt;iframe src=x&gt;&lt;/iframe&gt;");
    assert_eq!(
        to_inline_html("<style>b{}</STYLE> <svg/onload=x>"),
        "&lt;style&gt;b{}&lt;/STYLE&gt; &lt;svg/onload=x&gt;"
    );
}

#[test]
fn event_handlers_are_no_attributes() {
    assert_eq!(
        to_inline_html("<img src=x onerror=alert(1)>"),
        "&lt;img src=x onerror=alert(1)&gt;"
    );
    assert_eq!(to_inline_html("<b onclick=\"x\" ONLOAD=y>z</b>"), "<b>z</b>");
    assert!(!to_html("<img src='http://x' alt='\" onclick=\"y'>").contains("\" onclick=\"y\""));
}

#[test]
fn nul_becomes_the_replacement_character() {
    assert_eq!(to_inline_html("a\0b"), "a\u{FFFD}b");
    assert_eq!(to_text("a\0b"), "a\u{FFFD}b");
}

#[test]
fn sections_and_comments_are_shown_even_without_an_end() {
    assert_eq!(
        to_inline_html("<![CDATA[ <b>x</b> ]]>"),
        "&lt;![CDATA[ &lt;b&gt;x&lt;/b&gt; ]]&gt;"
    );
    assert_eq!(to_inline_html("a <!-- --> b"), "a &lt;!-- --&gt; b");
    assert_eq!(to_text("<!-- a\n\n<b>b"), "<!-- a\n<b>b");
}

fn render_all(markdown: &str) {
    for render in [to_html, to_inline_html, to_text, to_plain] {
        assert!(!render(markdown).is_empty());
    }
}
