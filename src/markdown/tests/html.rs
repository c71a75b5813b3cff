use crate::markdown::{to_html, to_inline_html};

const REL: &str = "rel=\"nofollow noopener noreferrer\"";

#[test]
fn a_tag_that_is_not_harmless_is_shown_as_text() {
    assert_eq!(to_html("What does <head> do?"), "<p>What does &lt;head&gt; do?</p>");
    assert_eq!(to_inline_html("a <span>b</span>"), "a &lt;span&gt;b&lt;/span&gt;");
    assert_eq!(to_inline_html("<div class=\"x\">"), "&lt;div class=\"x\"&gt;");
    assert_eq!(to_inline_html("<!-- c --> <?php 1 ?>"), "&lt;!-- c --&gt; &lt;?php 1 ?&gt;");
}

#[test]
fn harmless_formatting_keeps_working() {
    for html in
        ["H<sub>2</sub>O", "<kbd>Q</kbd><br>x", "a <mark>b</mark> <u>c</u>", "<b>x</b> <i>y</i>"]
    {
        assert_eq!(to_inline_html(html), html);
    }
    for html in
        ["<p>a</p><p>b</p>", "<ol start=\"3\"><li>a</li></ol>", "<dl><dt>a</dt><dd>b</dd></dl>"]
    {
        assert_eq!(to_html(html), html);
    }
    assert_eq!(to_html("<hr>\nx"), "<hr>\nx");
}

#[test]
fn harmless_tags_in_a_block_work_beside_shown_ones() {
    let html = to_html("<div>\n<p>x &lt; y & z</p>\n</div>\n\n**b**");
    assert_eq!(html, "&lt;div&gt;\n<p>x &lt; y &amp; z</p>&lt;/div&gt;\n<p><strong>b</strong></p>");
}

#[test]
fn a_details_block_encloses_the_markdown_in_it() {
    let html = to_html("<details open>\n<summary>S</summary>\n\n**x**\n\n</details>");
    assert_eq!(
        html,
        "<details open=\"\"><summary>S</summary>\n<p><strong>x</strong></p>\n</details>"
    );
}

#[test]
fn a_tag_split_over_lines_is_one_tag() {
    assert_eq!(to_html("<div\n class=\"x\"\n>t"), "<p>&lt;div\n class=\"x\"\n&gt;t</p>");
    assert_eq!(
        to_html("<table\n align=\"left\"\n><tr><td>t</td></tr></table>")
            .find("<table align=\"left\">"),
        Some(0)
    );
}

#[test]
fn only_listed_attributes_are_kept() {
    let html = to_html(
        "<table><tr><td align=right colspan=2 rowspan=3 style=x onclick=y>a</td></tr></table>",
    );
    for attribute in ["align=\"right\"", "colspan=\"2\"", "rowspan=\"3\""] {
        assert!(html.contains(attribute), "{html}");
    }
    assert!(!html.contains("style") && !html.contains("onclick"), "{html}");
    assert_eq!(
        to_inline_html("<b title=\"a&quot;b\" class=c id=d>x</b>"),
        "<b title=\"a&quot;b\">x</b>"
    );
}

#[test]
fn a_class_is_kept_on_code_only_for_its_language() {
    let code = to_inline_html("<code class=\"a language-c b\">x</code> <code class=\"a\">y</code>");
    assert_eq!(code, "<code class=\"language-c\">x</code> <code>y</code>");
    assert_eq!(
        to_html("```rust ignore\na\n```"),
        "<pre><code class=\"language-rust\">a\n</code></pre>"
    );
}

#[test]
fn an_image_becomes_a_link_to_its_source() {
    let link = |text: &str| format!("<a href=\"https://e.org/i.png\" {REL}>{text}</a>");
    assert_eq!(to_inline_html("![an *alt*](https://e.org/i.png)"), link("an alt"));
    assert_eq!(to_inline_html("![](https://e.org/i.png)"), link("https://e.org/i.png"));
    assert_eq!(
        to_inline_html("a <img src='https://e.org/i.png' alt='&quot;b'>"),
        format!("a {}", link("\"b"))
    );
    assert_eq!(to_inline_html("![alt](i.png) ![](i.png)"), "alt i.png");
    assert_eq!(to_inline_html("a <img src=\"i.png\">"), "a &lt;img src=\"i.png\"&gt;");
}

#[test]
fn an_image_inside_a_link_is_its_alternative_text() {
    let html = to_inline_html("[![badge](https://i.org/b)](https://u.org)");
    assert_eq!(html, format!("<a href=\"https://u.org\" {REL}>badge</a>"));
}

#[test]
fn links_lead_to_the_web_or_to_mail_only() {
    assert_eq!(
        to_inline_html("[x](http://e.org)"),
        format!("<a href=\"http://e.org\" {REL}>x</a>")
    );
    assert_eq!(
        to_inline_html("[x](mailto:a@b.c)"),
        format!("<a href=\"mailto:a@b.c\" {REL}>x</a>")
    );
    assert_eq!(to_inline_html("<a@b.c>"), format!("<a href=\"mailto:a@b.c\" {REL}>a@b.c</a>"));
    assert_eq!(
        to_inline_html("[x](javascript:alert(1)) [y](/rel) [z](data:x) [*q*](ftp://x)"),
        "x y z <em>q</em>"
    );
}

#[test]
fn a_raw_link_is_kept_or_becomes_its_text() {
    let link = format!("<a href=\"http://e.org\" title=\"T\" {REL}>x</a>");
    assert_eq!(to_inline_html("<a href='http://e.org' title=T onclick=x>x</a>"), link);
    assert_eq!(
        to_inline_html("<a href=\" javascript:alert(1)\">x</a> <a href='java&#10;script:y'>z</a>"),
        "x z"
    );
    assert_eq!(to_inline_html("What is <a> for?"), "What is &lt;a&gt; for?");
}

#[test]
fn a_link_of_an_unknown_scheme_in_brackets_is_shown_with_them() {
    assert_eq!(to_inline_html("<std::vector> <xsl:if>"), "&lt;std::vector&gt; &lt;xsl:if&gt;");
}

#[test]
fn unbalanced_tags_end_with_their_paragraph() {
    assert_eq!(to_html("<b>bold\n\nrest"), "<p><b>bold</b></p>\n<p>rest</p>");
    assert_eq!(to_html("- <i>a\n- b"), "<ul>\n<li><i>a</i></li>\n<li>b</li>\n</ul>");
    assert_eq!(to_html("<p>a <b>b</p>\n\nrest"), "<p>a <b>b</b></p>\n<p>rest</p>");
}

#[test]
fn tags_that_a_browser_would_swallow_are_shown() {
    assert_eq!(to_inline_html("a</b>c"), "a&lt;/b&gt;c");
    assert_eq!(
        to_inline_html("What do <td> and <li> do?"),
        "What do &lt;td&gt; and &lt;li&gt; do?"
    );
}

#[test]
fn what_would_leave_nothing_to_be_seen_is_shown() {
    for (markdown, html) in
        [(">", "&gt;"), ("-", "-"), ("#", "#"), ("---", "---"), ("7.", "7."), ("<b>", "&lt;b&gt;")]
    {
        assert_eq!(to_inline_html(markdown), html);
        assert_eq!(to_html(markdown), format!("<p>{html}</p>"));
    }
    assert_eq!(to_html(" \n "), "");
}

#[test]
fn every_character_is_escaped_exactly_once() {
    let html = to_inline_html("\" ' & ° <div> &lt; &amp;lt; `&lt;` `` ` `` &copy; \\<b> 1 < 2");
    let expected = "\" ' &amp; ° &lt;div&gt; &lt; &amp;lt; <code>&amp;lt;</code> <code>`</code> © &lt;b&gt; 1 &lt; 2";
    assert_eq!(html, expected);
    assert_eq!(
        to_html("```\n<div>&lt;`\"\n```"),
        "<pre><code>&lt;div&gt;&amp;lt;`\"\n</code></pre>"
    );
    assert_eq!(to_html("<div>&eacute; &lt;"), "<p>&lt;div&gt;é &lt;</p>");
}

#[test]
fn tables_strikethrough_and_tasks_are_rendered() {
    let html = to_html("| a | b |\n|--:|:-:|\n| 1 | ~~2~~ |");
    assert!(html.contains("<th align=\"right\">a</th><th align=\"center\">b</th>"), "{html}");
    assert!(
        html.contains("<td align=\"right\">1</td><td align=\"center\"><del>2</del></td>"),
        "{html}"
    );
    let tasks = to_html("- [x] a\n- [ ] b");
    assert_eq!(tasks.matches("type=\"checkbox\"").count(), 2, "{tasks}");
    assert_eq!(tasks.matches("checked=\"\"").count(), 1, "{tasks}");
}

#[test]
fn there_are_no_footnotes_and_no_smart_punctuation() {
    assert_eq!(to_inline_html("a[^1] \"b\" -- c..."), "a[^1] \"b\" -- c...");
}

#[test]
fn headings_are_kept() {
    assert_eq!(to_html("## a *b*"), "<h2>a <em>b</em></h2>");
}

#[test]
fn only_a_single_paragraph_loses_its_element() {
    assert_eq!(to_inline_html("a *b*"), "a <em>b</em>");
    assert_eq!(to_inline_html("a\n\nb"), "<p>a</p>\n<p>b</p>");
    assert_eq!(to_inline_html("> a"), "<blockquote>\n<p>a</p>\n</blockquote>");
}

#[test]
fn a_block_in_an_item_is_set_apart_from_its_text() {
    assert_eq!(to_html("- a\n  <div>"), "<ul>\n<li>a<br>\n&lt;div&gt;</li>\n</ul>");
    assert_eq!(to_html("- <!-- c -->\n  b"), "<ul>\n<li>&lt;!-- c --&gt;<br>\nb</li>\n</ul>");
}
