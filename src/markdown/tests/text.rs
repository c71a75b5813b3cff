use crate::markdown::{to_plain, to_text};

#[test]
fn paragraphs_are_separated_by_a_blank_line() {
    assert_eq!(to_text("# T\na *b*\nc  \nd\n\n~~e~~\n"), "T\n\na b c\nd\n\ne");
}

#[test]
fn lists_keep_their_markers_and_nesting() {
    assert_eq!(to_text("9. a\n10. b\n    - c\n      d\n11. e"), "9. a\n10. b\n    - c d\n11. e");
    assert_eq!(to_text("- a\n\n  b\n- c"), "- a\n\n  b\n\n- c");
    assert_eq!(to_text("- [x] a\n- [ ] b\n-"), "- [x] a\n- [ ] b\n-");
}

#[test]
fn code_keeps_its_lines_and_is_indented_by_four() {
    assert_eq!(
        to_text("a\n```c\nx  {\n\n  `y` &lt;\n}\n```\nb"),
        "a\n\n    x  {\n\n      `y` &lt;\n    }\n\nb"
    );
    assert_eq!(to_text("- a\n  ```\n  x\n  ```"), "- a\n      x");
    assert_eq!(to_text("use `<head>` here"), "use <head> here");
}

#[test]
fn tables_are_aligned_columns() {
    let table = to_text("| name | n |\n|---|--:|\n| `a` | 1 |\n| *long* one | 20 |\n| c | |");
    assert_eq!(table, "name       n\n--------  --\na          1\nlong one  20\nc");
}

#[test]
fn links_and_images_show_their_address() {
    assert_eq!(to_text("[a *b*](http://e.org)"), "a b (http://e.org)");
    assert_eq!(
        to_text("<http://e.org> [http://e.org](http://e.org) <a@b.c>"),
        "http://e.org http://e.org a@b.c"
    );
    assert_eq!(to_text("![alt](i.png) ![](i.png)"), "alt (i.png) i.png");
    assert_eq!(
        to_text("<a href='http://e.org'>x</a> <img src='http://i.org' alt=y>"),
        "x (http://e.org) y (http://i.org)"
    );
}

#[test]
fn quotations_keep_their_marker() {
    assert_eq!(to_text("> a\n>\n> > b\n\nc"), "> a\n>\n> > b\n\nc");
}

#[test]
fn entities_are_decoded() {
    assert_eq!(to_text("&lt;a&gt; &amp;amp; &eacute; &nope;"), "<a> &amp; é &nope;");
    assert_eq!(to_text("<p>&lt;a&gt; &amp;amp;</p>"), "<a> &amp;");
}

#[test]
fn harmless_tags_disappear_and_others_are_shown() {
    assert_eq!(to_text("H<sub>2</sub>O <b>x</b><br>y<br><br>z"), "H2O x\ny\n\nz");
    assert_eq!(to_text("What does <head> do? <!-- c -->"), "What does <head> do? <!-- c -->");
    assert_eq!(to_text("<div>\n    <em>\n</div>"), "<div>\n</div>");
}

#[test]
fn raw_blocks_keep_their_shape() {
    assert_eq!(to_text("<p>a</p><p>b</p>"), "a\n\nb");
    assert_eq!(to_text("<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n\nc"), "- a\n- b\n\nc");
    assert_eq!(
        to_text("<table><tr>\n<td>a</td>\n<td>b</td></tr><tr><td>c</td></tr></table>"),
        "a  b\nc"
    );
    assert_eq!(to_text("<pre>a\n\n  b</pre>"), "a\n\n  b");
}

#[test]
fn there_is_no_white_space_at_the_end() {
    for markdown in ["a  \n\n", "```\na\n\n\n```", "- a\n-  ", "a<br>", "> a\n>\n", "a\n\n***"] {
        assert_eq!(to_text(markdown), to_text(markdown).trim_end());
    }
}

#[test]
fn a_text_that_is_nothing_but_markup_stands_for_itself() {
    for markdown in [">", "-", "+", "#", "1.", "---", "<b>", "[a]: http://e.org"] {
        assert_eq!(to_text(markdown), markdown);
        assert_eq!(to_plain(markdown), markdown);
    }
}

#[test]
fn plain_text_has_one_line_a_block_and_no_decoration() {
    let markdown = "# T\n\n- a\n- [b](http://e.org)\n\n> c\nd\n\n```\ne\n\nf\n```\n\n| g | h |\n|--|--|\n| `i` | ![j](k) |";
    assert_eq!(to_plain(markdown), "T\na\nb\nc d\ne\nf\ng h\ni j");
    assert_eq!(to_plain("<p>a &amp; <b>b</b></p><p>c</p>\n\n<head>"), "a & b\nc\n<head>");
}
