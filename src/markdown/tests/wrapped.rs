use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use crate::markdown::{to_text, to_wrapped_text};

#[test]
fn prose_breaks_between_words() {
    assert_eq!(to_wrapped_text("one two  three\nfour", 9), "one two\nthree\nfour");
    assert_eq!(to_wrapped_text("one two", 7), "one two");
}

#[test]
fn margins_continue_on_every_line() {
    assert_eq!(to_wrapped_text("- one two\n- three", 7), "- one\n  two\n- three");
    assert_eq!(
        to_wrapped_text("> one two\n\n10. three four", 9),
        "> one two\n\n10. three\n    four"
    );
}

#[test]
fn code_is_never_broken() {
    let markdown = "one two three\n\n```\nlet x   = 1 + 2 + 3;\n```\n\n<pre>a  long   line</pre>";
    let text = "one two\nthree\n\n    let x   = 1 + 2 + 3;\n\na  long   line";
    assert_eq!(to_wrapped_text(markdown, 9), text);
}

#[test]
fn paths_flags_and_addresses_stay_whole() {
    assert_eq!(to_wrapped_text("get /v1/questions twice", 14), "get\n/v1/questions\ntwice");
    assert_eq!(
        to_wrapped_text("see [it](https://example.org/a-long/path) now", 12),
        "see it\n(https://example.org/a-long/path)\nnow"
    );
}

#[test]
fn width_is_that_of_the_terminal() {
    assert_eq!(to_wrapped_text("数据库索引", 4), "数据\n库索\n引");
    assert_eq!(to_wrapped_text("👩‍👩‍👧👩‍👩‍👧 ok", 4), "👩‍👩‍👧👩‍👩‍👧\nok");
    assert_eq!(
        to_wrapped_text("e\u{301}e\u{301} e\u{301}e\u{301}", 5),
        "e\u{301}e\u{301} e\u{301}e\u{301}"
    );
    assert_eq!(to_wrapped_text("❤\u{fe0f}❤\u{fe0f}❤\u{fe0f}", 4), "❤\u{fe0f}❤\u{fe0f}\n❤\u{fe0f}");
}

#[test]
fn a_word_wider_than_a_line_is_cut() {
    assert_eq!(to_wrapped_text("a abcdefgh", 4), "a\nabcd\nefgh");
    assert_eq!(to_wrapped_text("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}e\u{301}\ne\u{301}");
}

#[test]
fn a_table_that_is_too_wide_becomes_lines() {
    let table = "| | of rows | n |\n|---|---|--:|\n| `a` | one two | 1 |\n| b | | 20 |";
    assert_eq!(to_wrapped_text(table, 80), to_text(table));
    assert_eq!(to_wrapped_text(table, 13), "a\n  of rows:\n    one two\n  n: 1\nb\n  n: 20");
    assert_eq!(to_wrapped_text("| one | two |\n|--|--|", 5), "one\ntwo");
}

#[test]
fn columns_of_wide_characters_are_aligned() {
    let table = "| 名 | n |\n|:-:|--:|\n| 数据库 | 1 |";
    assert_eq!(to_text(table), "  名    n\n------  -\n数据库  1");
}

proptest! {
    #[test]
    fn lines_without_code_are_narrow(
        words in prop::collection::vec("[a-zäß数👩é\u{301}\u{200d}\u{fe0f}❤ -]{1,30}|> |- |\n\n|1\\. ", 1..30),
        width in 10_usize..80,
    ) {
        // Only a block of code may be wider, and without an indentation there is none.
        let markdown = single_blanks(&words.concat());
        for line in to_wrapped_text(&markdown, width).lines() {
            prop_assert!(line.width() <= width, "{line:?} of {markdown:?}");
        }
    }

    #[test]
    fn wrapping_loses_nothing(
        words in prop::collection::vec("[a-z0-9(),.;:!?'\"/%@{}é数\u{301}]{1,20}", 1..20),
        width in 20_usize..60,
    ) {
        let markdown = words.join(" ");
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(bare(&to_wrapped_text(&markdown, width)), bare(&to_text(&markdown)));
    }
}

fn single_blanks(text: &str) -> String {
    let mut text = text.to_owned();
    while text.contains("  ") {
        text = text.replace("  ", " ");
    }
    text
}
