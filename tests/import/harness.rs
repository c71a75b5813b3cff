//! Reading fixtures, and showing all that came of them as one text.

use std::fmt::Write as _;
use std::path::Path;

use qbank::import::{self, Consignment, FileReport, Level, Options};
use qbank::model::{Closed, Question};
use qbank::store::Outcome;

/// All that comes of a file in `tests/import/fixtures`: the report, then each question.
pub fn fixture(name: &str, options: &Options) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/fixtures").join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    account(name, &bytes, options)
}

/// All that comes of a text in a file of that name.
pub fn account(name: &str, bytes: &[u8], options: &Options) -> String {
    match import::read(name, bytes, options) {
        Err(report) => head(&report),
        Ok(consignment) => {
            let questions: String = consignment.questions().map(entry).collect();
            head(&settled(consignment)) + &questions
        }
    }
}

/// The questions of a text.
pub fn questions(name: &str, text: &str, options: &Options) -> Vec<Question> {
    let read = import::read(name, text.as_bytes(), options);
    let consignment = read.unwrap_or_else(|report| panic!("{:?}", report.refused));
    consignment.questions().map(|(_, question)| question.clone()).collect()
}

/// The report on a text that an empty bank takes.
pub fn report(name: &str, bytes: &[u8], options: &Options) -> FileReport {
    match import::read(name, bytes, options) {
        Err(report) => *report,
        Ok(consignment) => settled(consignment),
    }
}

fn settled(consignment: Consignment) -> FileReport {
    let outcome = Outcome::of_empty_store(&consignment.delivery);
    let report = consignment.report(&outcome);
    let parts = report.new + report.unchanged + report.changed + report.repeated + report.skipped;
    assert_eq!(report.found, parts, "every question is counted once");
    report
}

fn head(report: &FileReport) -> String {
    let mut text = format!(
        "{} {} {}\nfound {} new {} repeated {} skipped {} | unanswered {} placeholders {} links {} | warnings {}\n",
        report.file,
        report.format,
        report.encoding,
        report.found,
        report.new,
        report.repeated,
        report.skipped,
        report.unanswered,
        report.placeholders,
        report.links_only,
        report.warnings,
    );
    if let Some(refusal) = &report.refused {
        let column = refusal.column.map_or_else(String::new, |column| format!(":{column}"));
        let _ = writeln!(
            text,
            "refused {}{column}: {} | {}",
            refusal.line, refusal.message, refusal.advice
        );
    }
    for finding in &report.findings {
        let level = match finding.level {
            Level::Skipped => "skipped",
            Level::Warning => "warning",
            Level::Note => "note",
        };
        let _ =
            writeln!(text, "{level} {}: {} | {}", finding.line, finding.message, finding.advice);
    }
    text
}

/// A question with everything that is not as it is by default.
fn entry((line, question): (usize, &Question)) -> String {
    let mut text = format!("\n--- {line} {} [{}]", question.id, question.category);
    let facts = [
        question.difficulty.map(|difficulty| difficulty.name().to_owned()),
        question.minutes.map(|minutes| format!("{minutes} min")),
        (question.language != "en").then(|| question.language.clone()),
    ];
    for fact in facts.into_iter().flatten() {
        let _ = write!(text, " {fact}");
    }
    for tag in &question.tags {
        let _ = write!(text, " #{tag}");
    }
    let _ = writeln!(text, "\n{}", question.question);
    for option in &question.options {
        let _ = writeln!(text, "[{}] {}", if option.correct { "x" } else { " " }, option.text);
    }
    if let Some(answer) = &question.answer {
        let _ = writeln!(text, ">>>\n{answer}");
    }
    for (mark, texts) in [("+", &question.key_points), ("?", &question.follow_ups)] {
        for one in texts {
            let _ = writeln!(text, "{mark} {one}");
        }
    }
    for reference in &question.references {
        let _ = writeln!(text, "@ {} <{}>", reference.title, reference.url);
    }
    text
}
