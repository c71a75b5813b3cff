//! Options as a list of tasks, as our own notes have them: `- [ ] text` in front, `- [x] text` behind.

use crate::import::draft::{Draft, DraftOption};

/// Takes the options of a card out of its two sides, where the back begins with the list with which
/// the front ends.
pub(super) fn take(draft: &mut Draft) {
    let Some(start) = draft.question.rfind("\n\n- [ ] ") else { return };
    let Some((offered, "")) = items(&draft.question[start + 2..]) else { return };
    let told = if draft.answer.is_empty() {
        Some((offered.clone(), ""))
    } else {
        items(&draft.answer).filter(|(told, _)| same(told, &offered))
    };
    let Some((told, rest)) = told else { return };
    draft.answer = rest.trim_start_matches('\n').to_owned();
    draft.question.truncate(draft.question[..start].trim_end().len());
    draft.options = told;
}

fn same(told: &[DraftOption], offered: &[DraftOption]) -> bool {
    told.len() == offered.len()
        && told.iter().zip(offered).all(|(told, asked)| told.text == asked.text)
}

/// The items that a text begins with, and what comes behind them.
fn items(text: &str) -> Option<(Vec<DraftOption>, &str)> {
    let mut items: Vec<DraftOption> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        let begun = [("- [x] ", true), ("- [ ] ", false)];
        let begun =
            begun.iter().find_map(|(mark, correct)| Some((line.strip_prefix(mark)?, *correct)));
        match (begun, items.last_mut()) {
            (Some((text, correct)), _) => {
                items.push(DraftOption { text: text.to_owned(), correct });
            }
            (None, Some(last)) if line.starts_with("  ") => {
                last.text.push('\n');
                last.text.push_str(&line[2..]);
            }
            _ => break,
        }
        rest = behind;
    }
    (!items.is_empty()).then_some((items, rest))
}
