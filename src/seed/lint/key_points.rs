//! Key points: as many as can be ticked while listening, and none that the answer does not make.

use super::Findings;
use super::bank::Entry;
use super::bounds::{KEY_POINTS, OWN_WORDS, SUPPORT};
use super::prose::{Prose, telling};

pub(super) fn check(entry: &Entry<'_>, findings: &mut Findings) {
    let points = &entry.question.key_points;
    if !KEY_POINTS.contains(&points.len()) {
        let message = format!("`{}` has {} key points", entry.question.id, points.len());
        let advice = format!(
            "give {} to {}: what a good answer mentions",
            KEY_POINTS.start(),
            KEY_POINTS.end()
        );
        findings.add(entry.field("key_points"), message, &advice);
    }
    if entry.question.answer.is_none() {
        return;
    }
    let said = telling(&format!("{} {}", entry.question.question, entry.prose.all));
    for (at, point) in points.iter().enumerate() {
        let words = telling(&Prose::of(point.as_str()).all);
        let new = words.iter().filter(|(stem, _)| !said.contains_key(*stem));
        let mut new: Vec<_> = new.map(|(_, word)| word.as_str()).collect();
        let few = (words.len() - new.len()) * 100 < words.len() * SUPPORT;
        if few && new.len() > OWN_WORDS {
            new.sort_unstable();
            let message =
                format!("the answer does not have `{}` of this key point", new.join("`, `"));
            let advice = "say it in the answer too, in similar words";
            findings.add(entry.element("key_points", at), message, advice);
        }
    }
}
