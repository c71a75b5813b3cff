//! Difficulties by number: which scale a file counts on shows when all of them are seen.

use crate::import::draft::Draft;
use crate::import::options::Options;

/// Puts words for numbers where the file goes beyond 0 to 2. What the user names is left alone.
pub(super) fn settle(drafts: &mut [Draft], options: &Options) {
    let number = |draft: &Draft| draft.difficulty.trim().parse::<u8>().ok();
    let is_named = |draft: &Draft| {
        let written = draft.difficulty.trim();
        options.difficulties.iter().any(|(name, _)| name == written)
    };
    let numbers = || drafts.iter().filter(|draft| !is_named(draft)).filter_map(number);
    let (least, most) = (numbers().min(), numbers().max());
    let words: &[&str] = match (least, most) {
        (Some(1..=2), Some(3)) => &["easy", "medium", "hard"],
        (Some(1..), Some(4 | 5)) => &["easy", "easy", "medium", "hard", "hard"],
        _ => return,
    };
    for draft in drafts.iter_mut().filter(|draft| !is_named(draft)) {
        let word = number(draft).and_then(|number| words.get(usize::from(number).checked_sub(1)?));
        if let Some(word) = word {
            (*word).clone_into(&mut draft.difficulty);
        }
    }
}
