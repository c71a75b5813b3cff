//! Fields that an entry of another bank may lack.

use super::Findings;
use super::bank::Entry;
use super::bounds::MINUTES;

pub(super) fn check(entry: &Entry<'_>, findings: &mut Findings) {
    let question = &entry.question;
    let missing = |name: &str| format!("`{}` has no `{name}`", question.id);
    if question.answer.is_none() {
        findings.add(entry.place(), missing("answer"), "write one, even where an option is right");
    }
    if question.difficulty.is_none() {
        let advice = "say `easy`, `medium` or `hard`";
        findings.add(entry.place(), missing("difficulty"), advice);
    }
    let (least, most) = (MINUTES.start(), MINUTES.end());
    let advice = format!("say in {least} to {most} how long it takes to ask, answer and probe");
    match question.minutes {
        None => findings.add(entry.place(), missing("minutes"), &advice),
        Some(minutes) if !MINUTES.contains(&minutes) => {
            findings.add(entry.field("minutes"), format!("{minutes} minutes"), &advice);
        }
        Some(_) => {}
    }
}
