//! How long an answer is, and which Markdown it has.

use super::Findings;
use super::bank::Entry;
use super::bounds::ANSWER_WORDS;
use super::prose::Misplaced;

pub(super) fn check(entry: &Entry<'_>, findings: &mut Findings) {
    if entry.question.answer.is_none() {
        return;
    }
    let (words, least, most) = (entry.prose.words, ANSWER_WORDS.start(), ANSWER_WORDS.end());
    let id = &entry.question.id;
    if words < *least {
        let message = format!("the answer of `{id}` has {words} words, fewer than {least}");
        let advice = "say why, and when it does not hold";
        findings.add(entry.field("answer"), message, advice);
    }
    if words > *most {
        let message = format!("the answer of `{id}` has {words} words, more than {most}");
        let advice = "leave away what an interviewer would not ask for; code is not counted";
        findings.add(entry.field("answer"), message, advice);
    }
    for &(line, what) in &entry.prose.misplaced {
        let (found, advice) = described(what);
        findings.add(entry.line_of("answer", line), format!("{found} in the answer"), advice);
    }
}

fn described(what: Misplaced) -> (&'static str, &'static str) {
    match what {
        Misplaced::Heading => ("a heading", "begin a paragraph with bold words instead"),
        Misplaced::Html => ("raw HTML", "write Markdown, or show a tag as `code`"),
        Misplaced::Image => ("an image", "documents have none; say it in words, a list or a table"),
        Misplaced::Code => {
            ("a block of code without its language", "write it behind the fence, such as ```sql")
        }
    }
}
