//! Categories: enough entries for more than one interview, and enough of every level.

use super::Findings;
use super::bank::Bank;
use super::bounds::{LEAST_ENTRIES, LEVELS, TOLERANCE};
use crate::model::Closed as _;

pub(super) fn check(bank: &Bank<'_>, findings: &mut Findings) {
    for (category, place) in &bank.categories {
        let entries = bank.entries.iter().map(|entry| &entry.question);
        let entries: Vec<_> = entries.filter(|entry| entry.category == category.id).collect();
        let all = entries.len();
        if all < LEAST_ENTRIES {
            let message = format!("the category `{}` has {all} entries", category.id);
            let advice = format!("write at least {LEAST_ENTRIES}");
            findings.add(*place, message, &advice);
        }
        for (level, share) in LEVELS {
            let count = entries.iter().filter(|entry| entry.difficulty == Some(level)).count();
            if (100 * count).abs_diff(share * all) > (TOLERANCE * all).max(100) {
                let message = format!(
                    "{count} of the {all} entries of `{}` are {}, about {share} % should be",
                    category.id,
                    level.name()
                );
                let advice = "write more of the levels that are short, or weigh the entries again";
                findings.add(*place, message, advice);
            }
        }
    }
}
