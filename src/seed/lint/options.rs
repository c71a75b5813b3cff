//! What a choice question offers.

use std::collections::HashSet;

use super::Findings;
use super::bank::Entry;
use super::bounds::OPTIONS;

pub(super) fn check(entry: &Entry<'_>, findings: &mut Findings) {
    let (id, options) = (&entry.question.id, &entry.question.options);
    if options.is_empty() {
        return;
    }
    if !OPTIONS.contains(&options.len()) {
        let message = format!("`{id}` has {} options", options.len());
        let advice = format!("offer {} to {}", OPTIONS.start(), OPTIONS.end());
        findings.add(entry.field("options"), message, &advice);
    }
    let right = options.iter().filter(|option| option.correct).count();
    if right == 0 {
        let message = format!("no option of `{id}` is right");
        findings.add(entry.field("options"), message, "mark one with `correct = true`");
    }
    if right == options.len() {
        let message = format!("every option of `{id}` is right");
        findings.add(entry.field("options"), message, "offer wrong ones that are plausible");
    }
    let mut seen = HashSet::new();
    for (at, option) in options.iter().enumerate() {
        if !seen.insert(option.text.as_str().trim().to_lowercase()) {
            let message = "this option is there twice".to_owned();
            findings.add(entry.element("options", at), message, "offer another one");
        }
    }
}
