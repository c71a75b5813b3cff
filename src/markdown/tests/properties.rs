use proptest::prelude::*;

use crate::markdown::{parts, plain, to_html, to_inline_html, to_plain, to_text};

/// Text of the kind that breaks a renderer: pieces of markup in any order.
fn markup() -> impl Strategy<Value = String> {
    let pieces = [
        "<script>",
        "</script>",
        "<b",
        ">",
        "<",
        "\"",
        "'",
        " onclick=x",
        "javascript:",
        "<a href=",
        "](",
        "[",
        "![",
        ")",
        "\n",
        "\n\n",
        "<img src=http://x ",
        "alt=",
        "<table>",
        "<td>",
        "<pre>",
        "</p>",
        "<p>",
        "`",
        "```\n",
        "- ",
        "> ",
        "|a|b|\n|-|-|\n",
        "&lt;",
        "&",
        "*",
        "**",
        "~~",
        "<!--",
        "-->",
        "<![CDATA[",
        "word",
        " ",
        "\0",
        "é",
        "http://x",
        "<svg/onload=x>",
        "\t",
        "=\"",
        "<style>",
        "</b>",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40)
        .prop_map(|pieces| pieces.concat())
}

/// The tags of sanitised HTML, in which every other `<` is escaped.
fn tags(html: &str) -> impl Iterator<Item = String> {
    html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default().to_lowercase())
}

fn attributes(tag: &str) -> impl Iterator<Item = &str> {
    // What is in quotes is at the odd places.
    tag.split('"').step_by(2)
}

fn check_html(markdown: &str) -> Result<(), TestCaseError> {
    for html in [to_html(markdown), to_inline_html(markdown)] {
        prop_assert!(!html.to_lowercase().contains("<script"), "{html}");
        for tag in tags(&html) {
            prop_assert!(
                !attributes(&tag).any(|name| name.trim_start().starts_with("on")),
                "{html}"
            );
            prop_assert!(!tag.contains("href=\"javascript:"), "{html}");
        }
    }
    Ok(())
}

fn check_text(markdown: &str) -> Result<(), TestCaseError> {
    for text in [to_text(markdown), to_plain(markdown)] {
        prop_assert_eq!(text.trim_end(), &text);
        prop_assert_eq!(text.is_empty(), markdown.trim().is_empty());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_rendered_safely(markdown in any::<String>()) {
        check_html(&markdown)?;
        check_text(&markdown)?;
    }

    #[test]
    fn any_markup_is_rendered_safely(markdown in markup()) {
        check_html(&markdown)?;
        check_text(&markdown)?;
    }

    #[test]
    fn plain_words_come_through_unchanged(words in "[a-zA-Z0-9äßñЖ]+( {1,3}[a-zA-Z0-9é]+){0,8}") {
        prop_assert_eq!(to_html(&words), format!("<p>{words}</p>"));
        prop_assert_eq!(&to_inline_html(&words), &words);
        prop_assert_eq!(&to_text(&words), &words);
        prop_assert_eq!(&to_plain(&words), &words);
    }

    #[test]
    fn prose_is_not_parsed_but_read_the_same(pieces in prop::collection::vec(prop::sample::select(vec![
        "a", "word", "É", "\u{301}", "字", " ", "  ", "\u{a0}", "\u{2028}", "\n", "\n\n", "\n    ", "1", "1. ", "2) ", "-", "+ ", "# ", "> ",
        "=", "===", "---", ": ", "!", "?", "(b)", "{c}", "'", "\"", "http://e.org", "a@b.c", "^", "$", "%", "/", ";", "\u{feff}", "\u{85}", ":-",
    ]), 1..20)) {
        let markdown = pieces.concat();
        if let Some(read) = plain::of_prose(&markdown) {
            prop_assert_eq!(read, plain::render(&parts::parse(&markdown)));
        }
    }

    #[test]
    fn the_words_between_markup_are_never_lost(pieces in prop::collection::vec(prop::sample::select(vec![
        "<div>", "<b>", "</b>", "<table>", "<td>", "<pre>", "<p>", "<li>", "<ul>", "\n\n", "\n", "<script>", "- ", "> ", "*", "~~", "<br>",
    ]), 0..20)) {
        let markdown: String = pieces.iter().enumerate().map(|(index, piece)| format!("{piece}word{index}w ")).collect();
        for render in [to_html, to_inline_html, to_text, to_plain] {
            let out = render(&markdown);
            for index in 0..pieces.len() {
                prop_assert!(out.contains(&format!("word{index}w")), "{markdown:?} became {out:?}");
            }
        }
    }
}
