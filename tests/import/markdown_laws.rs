//! What holds of any Markdown: it is read without a panic, line by line accounted for, and what is
//! written in a dialect comes back from it.

use proptest::prelude::*;
use qbank::document::{self, About, Format};
use qbank::import::{self, Options};
use qbank::model::{AnswerOption, Question, Reference, Text};

use crate::harness::{questions, report};

/// Pieces of Markdown, whole and broken, that mean something in one dialect or another.
const PIECES: &[&str] = &[
    "# Title",
    "## What is one?",
    "### 2. Two",
    "#### Answer: B",
    "Setext",
    "---",
    "===",
    "text\twith *marks* and `code",
    "**What is bold?**",
    "**Answer:** yes",
    "Q: what?",
    "A: that",
    "- [ ] no",
    "- [x] yes",
    "- A: first",
    "- B) second",
    "1. ### In an item?",
    "   2. ### In a sloppy one?",
    "10) ten",
    "    indented",
    "\tdeeper",
    "> - quoted",
    "```js",
    "```",
    "~~~~",
    "````md",
    "<details>",
    "<summary>Which?</summary>",
    "<summary>Answer",
    "</summary></details>",
    "</details>",
    "<div align=\"right\"><b><a href=\"#top\">⬆ top</a></b></div>",
    "<a name=\"q\"></a>",
    "<!-- tags: (a, b) -->",
    "<!-- open",
    "[⬆ Back to Top](#top)",
    "- [What?](#what)",
    "[ref]: other.md",
    "[a][ref] ![b](c.png) <img src=d.png>",
    "| Question | Answer |",
    "| --- | --- |",
    "| what \\| is? | a<br>b |",
    "1. **Numbered?** ★★",
    "Q12:",
    "###### Source",
    "## License",
    "## Question 3 of 4 (x)",
    "**Answer: a) ß**",
    "   - *Answer:* b",
    "Ans: ✅ **B**. why",
    "a) one",
    "A1: ä",
    "é️\u{200d}ß\u{2028}؟",
    "\\",
    "&amp;<",
    "",
];

fn soup() -> impl Strategy<Value = String> {
    let line = (0..PIECES.len(), prop_oneof![Just("\n"), Just("\n\n"), Just(" "), Just("\n   ")]);
    proptest::collection::vec(line, 0..60).prop_map(|lines| {
        let text: String = lines.iter().flat_map(|&(at, end)| [PIECES[at], end]).collect();
        text
    })
}

const DIALECTS: &[&str] = &[
    "markdown",
    "markdown-export",
    "markdown-headings",
    "markdown-details",
    "markdown-labels",
    "markdown-tables",
    "markdown-bold",
    "markdown-bullets",
    "markdown-links",
    "markdown-numbers",
    "markdown-file",
];

fn asked_for(format: &str) -> Options {
    Options {
        format: Some(format.to_owned()),
        base: Some("https://base.example/a/".to_owned()),
        ..Options::default()
    }
}

/// Writes a question and its answer in a dialect.
type Write = fn(&str, &str) -> String;

/// A word that is a part of no mark.
fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec("[b-z]{3,8}", 1..6).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_too_broken_and_every_question_stands_on_a_line(text in soup()) {
        let lines = text.lines().count().max(1);
        for dialect in DIALECTS {
            let read = import::read("soup.md", text.as_bytes(), &asked_for(dialect));
            if let Ok(consignment) = read {
                for (line, _) in consignment.questions() {
                    prop_assert!((1..=lines).contains(&line));
                }
            }
        }
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,200}") {
        report("any.md", text.as_bytes(), &Options::default());
    }

    #[test]
    fn what_is_written_in_a_dialect_comes_back(bank in proptest::collection::vec((words(), words()), 2..8)) {
        let dialects: [(&str, Write); 5] = [
            ("markdown-headings", |title, answer| format!("### What {title}?\n\n{answer}\n\n")),
            ("markdown-headings", |title, answer| format!("1. ### What {title}?\n\n   {answer}\n\n")),
            ("markdown-details", |title, answer| format!("<details>\n<summary>What {title}?</summary>\n\n{answer}\n\n</details>\n\n")),
            ("markdown-labels", |title, answer| format!("Q: What {title}?\nA: {answer}\n\n")),
            ("markdown-bold", |title, answer| format!("**What {title}?**\n\n{answer}\n\n")),
        ];
        for (name, write) in dialects {
            let mut text = String::from("# Bank\n\n");
            let mut lines = Vec::new();
            for (title, answer) in &bank {
                lines.push(1 + text.matches('\n').count());
                text += &write(title, answer);
            }
            let options = Options { repeats: import::Repeats::Keep, ..Options::default() };
            let read = import::read("bank.md", text.as_bytes(), &options);
            let read = read.unwrap_or_else(|report| panic!("{text}{:?}", report.refused));
            let found: Vec<(usize, String, String)> = read.questions().map(|(line, question)| {
                let answer = question.answer.as_ref().map(ToString::to_string).unwrap_or_default();
                (line, question.question.to_string(), answer)
            }).collect();
            let written: Vec<(usize, String, String)> = lines.iter().zip(&bank)
                .map(|(&line, (title, answer))| (line, format!("What {title}?"), answer.clone()))
                .collect();
            prop_assert_eq!(found, written);
            let report = report("bank.md", text.as_bytes(), &options);
            prop_assert_eq!(report.format, name);
        }
    }
}

#[test]
fn deep_nesting_is_refused_with_its_line() {
    for text in ["> ".repeat(5_000), "+ ".repeat(5_000), format!("a\n\n{}", "1. ".repeat(5_000))] {
        let report = report("deep.md", text.as_bytes(), &Options::default());
        let refused = report.refused.expect("a refusal");
        assert_eq!(refused.message, "lists or quotations lie more than 64 deep in one another");
        assert_eq!(refused.line, text.lines().count());
    }
}

#[test]
fn endless_repetition_of_anything_comes_to_an_end() {
    let pieces = [
        "<details>",
        "<details><summary>a?</summary>",
        "</details>",
        "<summary>",
        "<!--",
        "`",
        "[",
        "![a](",
        "*",
        "**a?**\n\n",
        "```\n",
        "```js\n## a?\n",
        "## a?\n",
        "## a?\n\n- [ ] b\n",
        "## a?\n\nA) b\nB) c\n\nAnswer: B\n\n",
        "- [a?](#a)\n",
        "- [a?](b)\n",
        "- a?\n",
        "1. a?\n\n",
        "| question |\n|-|\n| a |\n\n",
        "[a]: b\n\n[a]\n\n",
        "&amp;",
        "a\n---\n",
        "Q: a\nA: b\n",
        "<a name=\"a\"></a>",
        "<div align=\"right\">\n\n",
        "\t- a\n",
        "\\",
        "Q1.",
        "#",
        "1. ### a?\n",
        "## 1. a\n\nb · `c`\n\n",
        "<a href=\"#\">⬆</a>\n",
        "**Key points**\n\n- a\n\n",
    ];
    for piece in pieces {
        let text = "## What?\n\n".to_owned() + &piece.repeat(6_000 / piece.len());
        report("endless.md", text.as_bytes(), &Options::default());
    }
}

#[test]
fn a_document_of_this_service_comes_back() {
    comes_back(&qbank::seed::bundled().expect("the bundled bank").questions);
}

/// Texts with all that could be taken for a mark of the document.
#[test]
fn texts_with_headings_lists_and_rules_come_back_in_a_document() {
    let question = "What is printed?\n\n### Setting\n\n1. a list\n\n```md\n## 7. No heading\n```";
    let answer = "## Short\n\nTwo.\n\n---\n\n### Long\n\n| a | b |\n| - | - |\n| `x \\| y` | *z* |\n\n\
                  - [ ] not\n- [x] done\n\n> quoted\n\n**Key points**\n\nare not these.";
    let mut first = made_up("what-is-printed", question, answer);
    first.options =
        [("```js\nlet a = [];\n```", true), ("A: `b`\n\n- [ ] c", false), ("B) d", false)]
            .map(|(one, correct)| AnswerOption { text: text(one), correct })
            .to_vec();
    first.key_points = vec![text("`a | b`"), text("| a |\n| - |\n| b |")];
    first.follow_ups = vec![text("**Key points**"), text("1. one?\n2. two?")];
    let reference = |title: &str| Reference {
        title: title.to_owned(),
        url: "https://docs.test/a_b_(c)?x=[1]&y=%3C*%3E".to_owned(),
    };
    first.references = vec![reference("a [b](c) `d`"), reference("*e* | <f>")];
    let second = made_up("none", "3. Is 1 < 2 && 2 > 1?", "**Answer**");
    let mut third = made_up("left", "`a` · `b-c`", "x");
    third.answer = None;
    let fourth = made_up("open", "What is a queue?", "TODO");
    let fifth = made_up("link", "What is a stack?", "[Here](https://docs.test/stack).");
    let mut sixth = made_up("none-is-right", "Which?", "A) is as wrong as B.");
    sixth.options =
        ["A) one", "B) two"].map(|one| AnswerOption { text: text(one), correct: false }).to_vec();
    comes_back(&[first, second, third, fourth, fifth, sixth]);
}

fn text(text: &str) -> Text {
    Text::new(text).expect("a text")
}

fn made_up(id: &str, question: &str, answer: &str) -> Question {
    let mut made = qbank::seed::bundled().expect("the bundled bank").questions.remove(0);
    made.id = qbank::model::Slug::new(id).expect("a slug");
    (made.question, made.answer) = (text(question), Some(text(answer)));
    (made.options, made.key_points) = (Vec::new(), Vec::new());
    (made.follow_ups, made.references) = (Vec::new(), Vec::new());
    made
}

fn comes_back(bank: &[Question]) {
    let about = About { title: "All".to_owned(), seed: Some("x".to_owned()), ..About::default() };
    let document: String = document::write(Format::Markdown, about, bank.iter()).collect();
    let read = questions("all.md", &document, &Options::default());
    assert_eq!(read.len(), bank.len());
    for (read, written) in read.iter().zip(bank) {
        assert_eq!(read.id, written.id);
        assert_eq!(read.category, written.category, "{}", read.id);
        assert_eq!(facts(read), facts(written));
        let text = |question: &Question| {
            let answer = question.answer.as_ref().map(ToString::to_string).unwrap_or_default();
            [question.question.to_string(), answer].map(|text| qbank::markdown::to_html(&text))
        };
        assert_eq!(text(read), text(written), "{}\n{document}", read.id);
    }
}

/// All but the long texts, whose Markdown is written in another way.
fn facts(question: &Question) -> String {
    let plain = |text: &Text| qbank::markdown::to_html(text.as_str());
    let texts = |texts: &[Text]| texts.iter().map(plain).collect::<Vec<_>>();
    let options: Vec<_> =
        question.options.iter().map(|option| (plain(&option.text), option.correct)).collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?}",
        question.difficulty,
        question.minutes,
        texts(&question.key_points),
        texts(&question.follow_ups),
        question.references,
        options
    )
}
