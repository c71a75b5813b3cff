//! No text makes a reader panic, lose count, nest without end or take its time.

use std::fmt::Write as _;

use proptest::prelude::{ProptestConfig, any, prop, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};
use qbank::import::{Limits, Options, formats};

use crate::harness::report;

/// Pieces of all formats; what breaks readers is mostly one of these in a wrong place.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\n",
    "\n\n",
    "\t",
    ";",
    "|",
    " ",
    "'",
    "null",
    "true",
    "1",
    "-",
    "- ",
    "? ",
    "&a ",
    "*a",
    "<<: ",
    "|\n",
    ">\n",
    "question",
    "answer",
    "options",
    "\"question\"",
    "\"answer\": ",
    "question,answer\n",
    "#separator:",
    "#html:true\n",
    "#columns:",
    "tab",
    "{{c1::",
    "}}",
    "::",
    "$CATEGORY: ",
    "{=",
    "~",
    "%50%",
    "#",
    "####",
    "->",
    "{T}",
    "..",
    "// ",
    "A. ",
    "B) ",
    "ANSWER: ",
    "A",
    "#Q ",
    "^ ",
    "<quiz>",
    "<question type=\"multichoice\">",
    "<text>",
    "</text>",
    "</question>",
    "</quiz>",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "&#x41;",
    "&nbsp",
    "<b>",
    "</b>",
    "<ul><li>",
    "</li>",
    "<table><tr><td>",
    "</td>",
    "<pre><code>",
    "<a href=\"x\">",
    "</a>",
    "<img src=\"y.png\">",
    "<hr id=answer>",
    "sep=;\n",
    "ä",
    "？",
    "𝕏",
    "\u{a0}",
    "\u{2028}",
    "response_code",
    "[x] ",
    "[ ] ",
    "`",
    "```",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Files of every format, as long as their parts do not fall apart.
fn files() -> impl Strategy<Value = String> {
    let begin = prop_oneof![
        Just(""),
        Just("question,answer\n"),
        Just("#separator:tab\n#html:true\n"),
        Just("[{\"question\": \"What?\", \"options\": ["),
        Just("<quiz><question type=\"multichoice\"><questiontext><text>"),
        Just("- question: "),
        Just("What? {"),
    ];
    (begin, texts()).prop_map(|(begin, text)| begin.to_owned() + &text)
}

fn formats() -> impl Strategy<Value = &'static str> {
    let names: Vec<&'static str> = formats::FORMATS.iter().map(|format| format.name).collect();
    prop::sample::select(names)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// `report` holds that every question is counted once.
    #[test]
    fn any_text_is_read_or_refused_by_every_reader(text in files(), format in formats()) {
        let options = Options { format: Some(format.to_owned()), ..Options::default() };
        let report = report("bank.txt", text.as_bytes(), &options);
        for finding in &report.findings {
            assert!(finding.line >= 1 && finding.line <= text.lines().count() + 1, "{finding:?}");
        }
    }

    #[test]
    fn any_text_is_recognised_or_refused(text in files()) {
        report("bank.txt", text.as_bytes(), &Options::default());
    }
}

/// What grows without end in each format.
fn deep(depth: usize) -> Vec<(&'static str, String)> {
    let yaml: String = (0..depth).fold(String::new(), |mut text, level| {
        let _ = writeln!(text, "{}a:", " ".repeat(level % 200));
        text
    });
    let xml = "<quiz><question type=\"essay\">".to_owned() + &"<a>".repeat(depth);
    vec![
        ("json", "[".repeat(depth) + &"]".repeat(depth)),
        ("json", "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth)),
        ("ndjson", "[".repeat(depth)),
        ("yaml", "[".repeat(depth)),
        ("yaml", "- ".repeat(depth)),
        ("yaml", yaml),
        ("moodle-xml", xml),
        ("gift", "{".repeat(depth)),
        ("gift", "a {\n\n".repeat(depth)),
        ("aiken", "A. x\n".repeat(depth)),
        ("csv", "\"a\n".repeat(depth)),
        ("anki", "#html:true\n".to_owned() + &"<ul><li><b><a href=x><blockquote>".repeat(depth)),
        ("anki", "#html:true\n".to_owned() + &"<table><tr><td>".repeat(depth)),
        ("anki", "#html:true\n".to_owned() + &"- _*<".repeat(depth)),
        ("opentdb", "[\"".to_owned() + &"<a &lt;".repeat(depth) + "\"]"),
        ("quizlet", "\t".repeat(depth)),
        ("opentriviaqa", "#Q\n^\nA \n".repeat(depth)),
    ]
}

/// Were any of them quadratic, this would not end.
#[test]
fn what_nests_or_repeats_without_end_is_read_in_one_pass() {
    for (format, text) in deep(100_000) {
        let limits = Limits { depth: usize::MAX, ..Limits::default() };
        for limits in [Limits::default(), limits] {
            let options = Options { format: Some(format.to_owned()), limits, ..Options::default() };
            report("bank.txt", text.as_bytes(), &options);
        }
    }
}

#[test]
fn the_limit_of_depth_is_kept_and_can_be_raised() {
    for (format, text) in [
        ("json", r#"{"a": {"b": {"c": [{"question": "What?"}]}}}"#),
        ("yaml", "a:\n  b:\n    c:\n    - question: What?\n"),
    ] {
        let with = |depth| {
            let limits = Limits { depth, ..Limits::default() };
            let options = Options { format: Some(format.to_owned()), limits, ..Options::default() };
            report("bank.txt", text.as_bytes(), &options)
        };
        assert_eq!(with(5).new, 1, "{format}");
        let refusal = with(4).refused.expect("too deep");
        assert!(refusal.message.contains("deep in one another"), "{}", refusal.message);
    }
}
