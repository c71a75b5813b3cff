//! Follow-ups: a few, and each a question.

use super::Findings;
use super::bank::Entry;
use super::bounds::FOLLOW_UPS;

pub(super) fn check(entry: &Entry<'_>, findings: &mut Findings) {
    let follow_ups = &entry.question.follow_ups;
    if !FOLLOW_UPS.contains(&follow_ups.len()) {
        let message = format!("`{}` has {} follow-ups", entry.question.id, follow_ups.len());
        let advice = format!(
            "give {} to {}: questions that go deeper",
            FOLLOW_UPS.start(),
            FOLLOW_UPS.end()
        );
        findings.add(entry.field("follow_ups"), message, &advice);
    }
    for (at, follow_up) in follow_ups.iter().enumerate() {
        if !follow_up.as_str().trim_end().ends_with('?') {
            let message = "this follow-up does not end in `?`".to_owned();
            findings.add(entry.element("follow_ups", at), message, "make it a question");
        }
    }
}
