//! Tags: a few an entry, and a vocabulary in which each is worth asking for.

use std::collections::HashMap;

use super::Findings;
use super::bank::{Bank, Entry};
use super::bounds::{LEAST_USE, MOST_TAGS, TAGS};

pub(super) fn check_entry(entry: &Entry<'_>, findings: &mut Findings) {
    let tags = &entry.question.tags;
    if !TAGS.contains(&tags.len()) {
        let message = format!("`{}` has {} tags", entry.question.id, tags.len());
        let advice = format!("give {} to {} of those in `tags.toml`", TAGS.start(), TAGS.end());
        findings.add(entry.field("tags"), message, &advice);
    }
}

/// Only a bank that describes its tags has a vocabulary.
pub(super) fn check_bank(bank: &Bank<'_>, findings: &mut Findings) {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for tag in bank.entries.iter().flat_map(|entry| &entry.question.tags) {
        *uses.entry(tag.as_str()).or_default() += 1;
    }
    for (tag, place) in &bank.tags {
        let used = uses.get(tag.as_str()).copied().unwrap_or_default();
        if used < LEAST_USE {
            let times = if used == 0 { "by no entry" } else { "once" };
            let advice =
                format!("give it to at least {LEAST_USE} entries, or use another in its place");
            findings.add(*place, format!("the tag `{tag}` is used {times}"), &advice);
        }
    }
    if let Some((_, place)) = bank.tags.get(MOST_TAGS) {
        let message = format!("{} tags, more than {MOST_TAGS}", bank.tags.len());
        findings.add(*place, message, "merge those that mean nearly the same");
    }
}
