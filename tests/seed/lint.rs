//! What the linter finds: an entry with nothing to say against it, then one fault at a time.

use qbank::seed::SourceFile;
use qbank::seed::lint::{Extent, lint};

/// An answer that is long enough, and has the words of its key points.
fn answer() -> String {
    let padding = "Measure first, for a guess is often wrong. ".repeat(10);
    format!("An index costs every write and helps some reads. {padding}\n\nA scan may be cheaper.")
}

/// A file with one entry to which nothing can be said; `edit` may change that.
fn file(edit: impl Fn(String) -> String) -> Vec<SourceFile> {
    let text = format!(
        "[category]\nid = \"one\"\nname = \"One\"\nnumber = 1\n\n\
         [[question]]\nid = \"an-entry\"\nnumber = 1\ndifficulty = \"easy\"\nminutes = 5\n\
         tags = [\"indexing\", \"sql\"]\nquestion = \"What does an index cost?\"\n\
         answer = '''\n{}\n'''\n\
         key_points = [\n  \"Costs every write\",\n  \"Helps some reads\",\n  \"A scan may be cheaper\",\n]\n\
         follow_ups = [\n  \"And two of them?\",\n]\n\n\
         [[question.references]]\ntitle = \"A manual\"\nurl = \"https://example.org/manual\"\n",
        answer()
    );
    vec![SourceFile { name: "one.toml".to_owned(), text: edit(text) }]
}

/// What is found in the entry once `from` is `to` in its file.
fn found(from: &str, to: &str) -> Vec<String> {
    let files = file(|text| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    findings(&files, Extent::Files)
}

fn findings(files: &[SourceFile], extent: Extent) -> Vec<String> {
    let found = lint(files, "test", extent).unwrap_or_else(|faults| panic!("{faults}"));
    found.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn an_entry_as_it_should_be_has_no_findings() {
    assert_eq!(findings(&file(|text| text), Extent::Files), [""; 0]);
}

#[test]
fn what_is_missing_is_found_with_its_place() {
    for (line, message) in [
        ("difficulty = \"easy\"\n", "one.toml:6: `an-entry` has no `difficulty`; "),
        ("minutes = 5\n", "one.toml:6: `an-entry` has no `minutes`; "),
        ("tags = [\"indexing\", \"sql\"]\n", "one.toml:6: `an-entry` has 0 tags; "),
        (
            "follow_ups = [\n  \"And two of them?\",\n]\n",
            "one.toml:6: `an-entry` has 0 follow-ups; ",
        ),
    ] {
        let found = found(line, "");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(message), "{found:?}");
    }
    let without_answer = findings(
        &file(|text| text.replace(&format!("answer = '''\n{}\n'''\n", answer()), "")),
        Extent::Files,
    );
    assert_eq!(without_answer.len(), 1, "{without_answer:?}");
    assert!(without_answer[0].contains("`an-entry` has no `answer`"), "{without_answer:?}");
    let without_references = findings(
        &file(|text| text.split("[[question.ref").next().unwrap().to_owned()),
        Extent::Files,
    );
    assert_eq!(without_references.len(), 1, "{without_references:?}");
    assert!(without_references[0].contains("has no references"), "{without_references:?}");
}

#[test]
fn minutes_and_numbers_of_tags_have_bounds() {
    assert!(
        found("minutes = 5", "minutes = 40")[0]
            .starts_with("one.toml:10: 40 minutes; say in 3 to 15")
    );
    assert!(
        found("[\"indexing\", \"sql\"]", "[\"sql\"]")[0]
            .starts_with("one.toml:11: `an-entry` has 1 tags; ")
    );
}

#[test]
fn an_answer_has_bounds_and_code_does_not_count() {
    let short = found(&"Measure first, for a guess is often wrong. ".repeat(10), "");
    assert_eq!(
        short,
        [
            "one.toml:14: the answer of `an-entry` has 14 words, fewer than 80; say why, and when it does not hold"
        ]
    );
    let more = "word ".repeat(300);
    let long = found("A scan may", &format!("{more}\n\nA scan may"));
    assert!(long[0].contains("has 394 words, more than 350"), "{long:?}");
    let code = found("A scan may", &format!("```text\n{more}\n```\n\nA scan may"));
    assert_eq!(code, [""; 0]);
}

#[test]
fn markdown_that_does_not_render_everywhere_is_found_on_its_line() {
    for (markdown, message) in [
        ("# A heading", "one.toml:16: a heading in the answer; "),
        ("An <b>important</b> word", "one.toml:16: raw HTML in the answer; "),
        ("<div>a block</div>", "one.toml:16: raw HTML in the answer; "),
        ("![a picture](https://example.org/a.png)", "one.toml:16: an image in the answer; "),
        ("```\nSELECT 1\n```", "one.toml:16: a block of code without its language in the answer; "),
    ] {
        let found = found("A scan may", &format!("{markdown}\n\nA scan may"));
        assert!(
            found.first().is_some_and(|first| first.starts_with(message)),
            "{markdown}: {found:?}"
        );
    }
    assert_eq!(found("A scan may", "Write `<b>` for bold.\n\nA scan may"), [""; 0]);
}

#[test]
fn key_points_are_three_to_six_and_the_answer_has_them() {
    let two = found("  \"Helps some reads\",\n", "");
    assert_eq!(
        two,
        ["one.toml:18: `an-entry` has 2 key points; give 3 to 6: what a good answer mentions"]
    );
    let unsupported = found("Helps some reads", "Replication lags behind its primary");
    assert_eq!(
        unsupported,
        [
            "one.toml:20: the answer does not have `behind`, `lags`, `primary`, `replication` of this key point; say it in the answer too, in similar words"
        ]
    );
    // By stems, so that another form of a word is no other word.
    assert_eq!(found("Helps some reads", "Helpful for reading, costly for writing"), [""; 0]);
}

#[test]
fn follow_ups_are_a_few_questions() {
    let statement = found("And two of them?", "Then say something of two of them.");
    assert_eq!(statement, ["one.toml:24: this follow-up does not end in `?`; make it a question"]);
    let four = found("  \"And two of them?\",\n", "  \"A?\", \"B?\",\n  \"C?\", \"D?\",\n");
    assert_eq!(
        four,
        ["one.toml:23: `an-entry` has 4 follow-ups; give 1 to 3: questions that go deeper"]
    );
}

#[test]
fn options_are_a_few_of_which_one_is_right_and_one_is_not() {
    let with = |options: &[(&str, bool)]| {
        let lines: String = options
            .iter()
            .map(|(text, correct)| format!("  {{ text = \"{text}\", correct = {correct} }},\n"))
            .collect();
        found("answer = ", &format!("options = [\n{lines}]\nanswer = "))
    };
    assert_eq!(with(&[("A", false), ("B", true), ("C", false)]), [""; 0]);
    assert!(
        with(&[("A", false), ("B", true)])[0]
            .starts_with("one.toml:13: `an-entry` has 2 options; ")
    );
    assert!(
        with(&[("A", false), ("B", false), ("C", false)])[0]
            .contains("no option of `an-entry` is right")
    );
    assert!(
        with(&[("A", true), ("B", true), ("C", true)])[0]
            .contains("every option of `an-entry` is right")
    );
    assert!(
        with(&[("A", true), ("B", false), ("b", false)])[0]
            .starts_with("one.toml:16: this option is there twice")
    );
}

#[test]
fn references_go_to_who_says_so_first() {
    let with = |url: &str| found("https://example.org/manual", url);
    assert_eq!(
        with("https://medium.com/@somebody/1"),
        ["one.toml:27: `medium.com` is hardly a primary source; name the one that it goes back to"]
    );
    assert_eq!(with("https://EN.Wikipedia.org:443/wiki/Index").len(), 1);
    assert_eq!(with("https://notmedium.com/a"), [""; 0]);
    assert_eq!(
        with("http://example.org/manual"),
        ["one.toml:27: this address is not encrypted; write `https://`"]
    );
    let twice = "https://example.org/manual\"\n\n[[question.references]]\ntitle = \"Again\"\nurl = \"https://example.org/manual";
    assert_eq!(with(twice), ["one.toml:31: this reference is there twice; take one of them away"]);
}

#[test]
fn american_spelling_is_found_in_prose_and_not_in_code_or_quotations() {
    let with = |text: &str| found("A scan may", &format!("{text}\n\nA scan may"));
    assert_eq!(
        with("It may normalize the color."),
        [
            "one.toml:16: `color` is American spelling; write `colour`",
            "one.toml:16: `normalize` is American spelling; write `normalise`",
        ]
    );
    assert_eq!(
        with(
            "Call `normalize()`; the manual says \"normalize\".\n\n> colors\n\n```css\ncolor: red\n```"
        ),
        [""; 0]
    );
    assert_eq!(found("And two of them?", "And the behavior?").len(), 1);
}

#[test]
fn a_bank_has_enough_entries_of_every_level_and_no_idle_tags() {
    let mut files = file(|text| text);
    let tags = "[tags]\nindexing = \"Indexes.\"\nsql = \"SQL.\"\nidle = \"Nothing.\"\n";
    files.push(SourceFile { name: "tags.toml".to_owned(), text: tags.to_owned() });
    assert_eq!(findings(&files, Extent::Files), [""; 0], "a file alone says nothing of the bank");
    assert_eq!(
        findings(&files, Extent::Bank),
        [
            "one.toml:1: the category `one` has 1 entries; write at least 20",
            "tags.toml:2: the tag `indexing` is used once; give it to at least 2 entries, or use another in its place",
            "tags.toml:3: the tag `sql` is used once; give it to at least 2 entries, or use another in its place",
            "tags.toml:4: the tag `idle` is used by no entry; give it to at least 2 entries, or use another in its place",
        ]
    );
}

/// A bank of so many easy, medium and hard entries.
fn levels(counts: [usize; 3]) -> Vec<SourceFile> {
    let mut whole = file(|text| text).remove(0);
    let (head, entry) = whole
        .text
        .split_once("[[question]]")
        .map(|(head, entry)| (head.to_owned(), entry.to_owned()))
        .unwrap();
    let levels = ["easy", "medium", "hard"].into_iter().zip(counts);
    let levels = levels.flat_map(|(level, count)| std::iter::repeat_n(level, count));
    let entries = levels.enumerate().map(|(at, level)| {
        let entry = entry
            .replace("an-entry", &format!("entry-{at}"))
            .replace("\"easy\"", &format!("\"{level}\""));
        format!("[[question]]{}\n", entry.replace("number = 1", &format!("number = {}", at + 1)))
    });
    whole.text = head + &entries.collect::<String>();
    vec![whole]
}

#[test]
fn the_levels_of_a_category_are_balanced_within_a_tolerance() {
    assert_eq!(findings(&levels([7, 9, 4]), Extent::Bank), [""; 0]);
    assert_eq!(findings(&levels([8, 8, 4]), Extent::Bank), [""; 0]);
    let uneven = findings(&levels([12, 7, 1]), Extent::Bank);
    assert_eq!(uneven.len(), 3, "{uneven:?}");
    assert!(
        uneven[0].starts_with(
            "one.toml:1: 1 of the 20 entries of `one` are hard, about 20 % should be; "
        ),
        "{uneven:?}"
    );
}

#[test]
fn a_vocabulary_has_its_limit() {
    let mut files = file(|text| text);
    let tags: String = (0..121).map(|at| format!("tag-{at} = \"A tag.\"\n")).collect();
    files.push(SourceFile {
        name: "tags.toml".to_owned(),
        text: format!("[tags]\nindexing = \"I.\"\nsql = \"S.\"\n{tags}"),
    });
    let found = findings(&files, Extent::Bank);
    assert!(found.iter().any(|line| line.contains("123 tags, more than 120; ")), "{found:?}");
}
