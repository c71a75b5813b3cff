use super::*;
use crate::markdown::to_html;

#[test]
fn markdown_shows_a_question_with_all_that_belongs_to_it() {
    assert_eq!(
        document(Format::Markdown, draw(Answers::Markdown), &[question()]),
        "\
# Questions

2026-11-25

## 1. What is an *index*?

See:

```sql
SELECT  1;
```

database · hard · 8 min · `index-basics`

**Answer**

A structure that finds rows.

**Key points**

- [ ] Finds rows
- [ ] Costs writes

**Follow-ups**

- When not?

**References**

- [Manual](https://example.org/m)

---

- Seed: `spring & <b>`
- Sitting: `2`
- The same set again: <https://bank.example.org/v1/questions?ids=a,b&answers=none>
"
    );
}

#[test]
fn markdown_ticks_the_right_options_only_where_answers_are_shown() {
    let key = document(Format::Markdown, about(Answers::Html), &[choice()]);
    assert!(key.contains("\n- [ ] `one`\n- [x] two\n- [x] three\n\n**Answer**\n\n**Key"), "{key}");
    let paper = document(Format::Markdown, about(Answers::None), &[choice()]);
    assert!(paper.ends_with("\n- [ ] `one`\n- [ ] two\n- [ ] three\n"), "{paper}");
}

#[test]
fn markdown_swallows_no_tag_and_runs_no_script() {
    let html = to_html(&document(Format::Markdown, about(Answers::Markdown), &[awkward()]));
    let read = "It's \"25 °C\" &amp; <code>a &lt; b</code>: &lt;head&gt;, &lt;div&gt;, &lt;, x and العربية";
    assert_eq!(html.matches(read).count(), 4, "{html}");
    assert!(
        !document(Format::Markdown, about(Answers::Markdown), &[awkward()])
            .contains("](javascript:alert(1))\n- [`")
    );
}

#[test]
fn an_open_block_does_not_reach_the_next_question() {
    let open = Question { answer: Some(text("```\nlet x;")), ..question() };
    let key = document(Format::Markdown, about(Answers::Markdown), &[open, question()]);
    assert!(to_html(&key).contains("<h2>2. What is an <em>index</em>?</h2>"), "{key}");
}

#[test]
fn titles_that_are_no_line_of_words_stand_below_their_number() {
    let shown = |words: &str| {
        let question = Question { question: text(words), ..question() };
        document(Format::Markdown, about(Answers::None), &[question])
    };
    assert!(shown("```\nx\n```").contains("\n## 1.\n\n```\nx\n```\n\n"));
    assert!(shown(">").contains("\n## 1.\n\n`>`\n\n"));
    assert!(shown("Is it C #").contains("\n## 1. Is it C \\#\n\n"));
    assert!(shown("# Which?\nthis").contains("\n## 1. Which?\n\nthis\n\n"));
}

#[test]
fn blocks_stay_within_their_item() {
    let point = "See:\n\n```\na\n\n  b\n```";
    let blocks =
        Question { key_points: vec![text(point), text("```\nc\n```"), text("d")], ..question() };
    let html = to_html(&document(Format::Markdown, about(Answers::Markdown), &[blocks]));
    assert!(html.contains("<pre><code>a\n\n  b\n</code></pre>\n</li>"), "{html}");
    assert!(html.contains("<pre><code>c\n</code></pre>\n</li>"), "{html}");
    assert_eq!(html.matches("checkbox").count(), 3, "{html}");
}
