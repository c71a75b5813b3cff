use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::*;
use crate::document::html::{page, policy};
use crate::markdown::escape_html;

fn html(about: About, question: Question) -> String {
    document(Format::Html, about, &[question])
}

#[test]
fn a_page_has_title_date_seed_and_address() {
    let page = html(About { title: "A & <b>".to_owned(), ..draw(Answers::Markdown) }, question());
    for part in [
        "<title>A &amp; &lt;b&gt;</title>",
        "<h1 dir=\"auto\">A &amp; &lt;b&gt;</h1>",
        "2026-11-25 · Seed: spring &amp; &lt;b&gt; · Sitting: 2",
        "<a href=\"https://bank.example.org/v1/questions?ids=a,b&amp;answers=none\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">") && page.ends_with("</html>\n"));
}

#[test]
fn the_interviewer_gets_answers_a_checklist_and_room_for_notes() {
    let key = html(about(Answers::Markdown), question());
    for part in [
        "<article class=\"question\" id=\"index-basics\" lang=\"en\">",
        "<h2 dir=\"auto\"><span class=\"number\">1.</span> What is an <em>index</em>?</h2>",
        "<pre><code class=\"language-sql\">SELECT  1;\n</code></pre>",
        "<div class=\"text\" dir=\"auto\"><p>A structure that finds rows.</p></div>",
        "<li><span class=\"box\"></span><div dir=\"auto\">Finds rows</div></li>",
        "<li dir=\"auto\">When not?</li>",
        "<li><a href=\"https://example.org/m\" rel=\"nofollow noopener noreferrer\">Manual</a>",
        ">Notes</h3>\n<div class=\"rules\"><i></i>",
    ] {
        assert!(key.contains(part), "{part} in {key}");
    }
}

#[test]
fn the_candidate_gets_boxes_and_room_to_write() {
    let open = html(about(Answers::None), question());
    assert!(open.contains("<div class=\"rules\"><i></i>") && !open.contains("<h3"), "{open}");
    let closed = html(about(Answers::None), choice());
    let box_of = |letter: &str, text: &str| {
        format!(
            "<li><span class=\"box\"></span><span class=\"letter\">{letter})</span><div dir=\"auto\">{text}</div></li>"
        )
    };
    assert!(
        closed.contains(&box_of("a", "<code>one</code>")) && closed.contains(&box_of("b", "two"))
    );
    assert!(!closed.contains("✓") && !closed.contains("<div class=\"rules\">"), "{closed}");
    assert_eq!(html(about(Answers::Markdown), choice()).matches('✓').count(), 2);
}

#[test]
fn text_is_escaped_exactly_once() {
    let page = html(about(Answers::Markdown), awkward());
    let read = "It's \"25 °C\" &amp; <code>a &lt; b</code>: &lt;head&gt;, &lt;div&gt;, &lt;, x and العربية";
    assert_eq!(page.matches(read).count(), 4, "{page}");
    assert!(page.contains("<code class=\"language-html\">&lt;head&gt;&amp;lt;\n</code>"), "{page}");
    // The title of a reference is no Markdown, and its address leads nowhere.
    assert!(page.contains(&format!("<li>{}<br>", escape_html(AWKWARD))), "{page}");
    assert!(!page.contains("href=\"javascript"), "{page}");
}

#[test]
fn a_page_takes_its_direction_and_language_from_the_question() {
    let arabic =
        Question {
            language: "ar".to_owned(), question: text("ما هو الفهرس؟"), ..question()
        };
    let page = html(about(Answers::None), arabic);
    assert!(page.contains("lang=\"ar\">\n<h2 dir=\"auto\">"), "{page}");
    let hostile = Question { language: "\"><script>".to_owned(), ..question() };
    assert!(html(about(Answers::None), hostile).contains("lang=\"&quot;&gt;&lt;script&gt;\">"));
}

#[test]
fn the_policy_allows_the_style_of_the_page_and_nothing_else() {
    let page = page("T", "en", "<p>x</p>\n");
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let hash = BASE64.encode(&Sha256::digest(style));
    assert_eq!(
        policy(),
        format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
    );
    assert!(page.ends_with("<main>\n<p>x</p>\n</main>\n</body>\n</html>\n"), "{page}");
}

#[test]
fn a_page_needs_no_other_and_no_style_of_an_element() {
    let page = html(draw(Answers::Markdown), awkward());
    for part in
        ["<script", "<link", "<img", "<iframe", " src=", " style=", "url(", "@import", " onclick"]
    {
        assert!(!page.contains(part), "{part}");
    }
}

#[test]
fn a_page_without_questions_says_so() {
    let page = document(Format::Html, about(Answers::Markdown), &[]);
    assert!(page.contains("<p>There are no questions here.</p>"), "{page}");
}
