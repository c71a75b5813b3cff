//! Every entry renders: to HTML and to text, with its links, its tables and its code.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use qbank::markdown::{to_html, to_plain, to_text};
use qbank::model::Question;

/// What the Markdown of a text has.
#[derive(Default)]
struct Content {
    /// Blocks of code: their language and what is in them.
    code: Vec<(String, String)>,
    links: Vec<String>,
    tables: usize,
    headings: usize,
}

impl Content {
    fn of(markdown: &str) -> Self {
        let mut content = Self::default();
        let mut inside = false;
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    inside = true;
                    let info = match kind {
                        CodeBlockKind::Fenced(info) => info.into_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    let language = info.split_whitespace().next().unwrap_or_default().to_owned();
                    content.code.push((language, String::new()));
                }
                Event::End(TagEnd::CodeBlock) => inside = false,
                Event::Text(text) if inside => {
                    content.code.last_mut().expect("it has begun").1.push_str(&text);
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    content.links.push(dest_url.into_string());
                }
                Event::Start(Tag::Table(_)) => content.tables += 1,
                Event::Start(Tag::Heading { .. }) => content.headings += 1,
                _ => {}
            }
        }
        content
    }
}

/// All Markdown of an entry.
fn texts(question: &Question) -> Vec<&str> {
    let options = question.options.iter().map(|option| &option.text);
    let texts = [&question.question].into_iter().chain(&question.answer).chain(options);
    let texts = texts.chain(&question.key_points).chain(&question.follow_ups);
    texts.map(|text| text.as_str()).collect()
}

/// HTML without its code.
fn without_code(html: &str) -> String {
    let mut rest = html;
    let mut out = String::new();
    while let Some((before, code)) = rest.split_once("<code") {
        out.push_str(before);
        rest = code.split_once("</code>").expect("an element that ends").1;
    }
    out + rest
}

#[test]
fn every_block_of_code_is_there_in_html_and_in_text() {
    for question in crate::entries() {
        for markdown in texts(&question) {
            let (html, text) = (to_html(markdown), to_text(markdown));
            let content = Content::of(markdown);
            assert_eq!(html.matches("<pre>").count(), content.code.len(), "{}", question.id);
            for (language, code) in content.code {
                let class = format!("<pre><code class=\"language-{language}\">");
                assert!(html.contains(&class), "{}: {class}", question.id);
                for line in code.lines() {
                    assert!(text.contains(line.trim_end()), "{}: {line}", question.id);
                }
            }
        }
    }
}

#[test]
fn every_link_leads_somewhere_in_html_and_in_text() {
    for question in crate::entries() {
        for markdown in texts(&question) {
            let (html, text) = (to_html(markdown), to_text(markdown));
            for link in Content::of(markdown).links {
                assert!(link.starts_with("https://"), "{}: {link}", question.id);
                let address = link.replace('&', "&amp;");
                assert!(html.contains(&format!("href=\"{address}\"")), "{}: {link}", question.id);
                assert!(text.contains(&link), "{}: {link}", question.id);
            }
        }
    }
}

#[test]
fn no_markup_is_left_over_and_no_heading_is_there() {
    for question in crate::entries() {
        for markdown in texts(&question) {
            let content = Content::of(markdown);
            assert_eq!(content.headings, 0, "{}", question.id);
            let html = to_html(markdown);
            assert_eq!(html.matches("<table>").count(), content.tables, "{}", question.id);
            let prose = without_code(&html);
            for left in ["**", "`", "](", "][", "&lt;/", "|--", "| --"] {
                assert!(!prose.contains(left), "{}: `{left}` in {prose}", question.id);
            }
        }
    }
}

#[test]
fn a_block_that_runs_looks_like_any_other() {
    let (runs, plain) = ("```sql run\nSELECT 1;\n```", "```sql\nSELECT 1;\n```");
    assert_eq!(to_html(runs), "<pre><code class=\"language-sql\">SELECT 1;\n</code></pre>");
    assert_eq!(to_html(runs), to_html(plain));
    assert_eq!(to_text(runs), to_text(plain));
    assert_eq!(to_plain(runs), "SELECT 1;");
}
