//! What the quiz formats have in common: weights, feedback, answers that are accepted, categories.

use crate::import::draft::{Draft, DraftOption, append};

/// An answer that a quiz knows.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Choice {
    /// Markdown.
    pub text: String,
    /// Share of the full mark, in per cent.
    pub weight: f64,
    /// What whoever chooses it is told.
    pub feedback: String,
}

/// What a full mark is.
pub(super) const FULL: f64 = 100.0;

/// Puts the options into a draft. Those of a full mark are right; where there is none, all that give
/// some of it.
pub(super) fn choose(draft: &mut Draft, choices: &[Choice]) {
    let full = choices.iter().any(|choice| choice.weight >= FULL);
    let right = |choice: &Choice| choice.weight >= if full { FULL } else { f64::MIN_POSITIVE };
    let option =
        |choice: &Choice| DraftOption { text: choice.text.clone(), correct: right(choice) };
    draft.options = choices.iter().map(option).collect();
    let told = choices.iter().filter(|choice| !choice.feedback.is_empty());
    let told: Vec<String> = told
        .map(|choice| format!("- {}: {}", one_line(&choice.text), one_line(&choice.feedback)))
        .collect();
    append(&mut draft.answer, &told.join("\n"));
}

/// Puts the answers that are taken into a draft, the best alone, or all of them in a list.
pub(super) fn accept(draft: &mut Draft, choices: &[Choice]) {
    let general = std::mem::take(&mut draft.answer);
    let item = |choice: &Choice| {
        let mut text = choice.text.clone();
        if choice.weight < FULL {
            text.push_str(&format!(" ({} %)", choice.weight));
        }
        if !choice.feedback.is_empty() {
            text.push_str(&format!(": {}", one_line(&choice.feedback)));
        }
        text
    };
    let taken: Vec<&Choice> = choices.iter().filter(|choice| choice.weight > 0.0).collect();
    draft.answer = match taken.as_slice() {
        [one] if one.feedback.is_empty() => one.text.clone(),
        many => {
            many.iter().map(|choice| format!("- {}", item(choice))).collect::<Vec<_>>().join("\n")
        }
    };
    append(&mut draft.answer, &general);
}

/// Puts pairs into a draft: what to match stands in the question, what goes together in the answer.
pub(super) fn pair(draft: &mut Draft, pairs: &[(String, String)]) {
    let asked: Vec<&(String, String)> = pairs.iter().filter(|(left, _)| !left.is_empty()).collect();
    let left: Vec<String> = asked.iter().map(|(left, _)| format!("- {}", one_line(left))).collect();
    let mut right: Vec<String> = pairs.iter().map(|(_, right)| one_line(right)).collect();
    right.sort_unstable();
    right.dedup();
    append(&mut draft.question, &left.join("\n"));
    append(&mut draft.question, &format!("To choose from: {}", right.join(" · ")));
    let both =
        asked.iter().map(|(left, right)| format!("- {} → {}", one_line(left), one_line(right)));
    let general = std::mem::take(&mut draft.answer);
    draft.answer = both.collect::<Vec<_>>().join("\n");
    append(&mut draft.answer, &general);
}

/// The parts of the name of a category: `$course$/top/Nets/TCP` is `Nets`, `TCP`; two slashes are one
/// that parts nothing.
pub(super) fn category(name: &str) -> Vec<String> {
    const SLASH: &str = "\u{1}";
    let name = name.trim().replace("//", SLASH);
    let parts = name.split('/').map(|part| part.trim().replace(SLASH, "/"));
    let mut parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let is_root = |part: &String| part.starts_with('$') && part.ends_with('$');
    if parts.first().is_some_and(is_root) {
        parts.remove(0);
    }
    if parts.first().is_some_and(|part| part == "top") {
        parts.remove(0);
    }
    parts
}

fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
