//! From what people write to tags.

use crate::import::draft::Draft;
use crate::model::{MAX_NAME, Tag};

/// The tags of a draft. What cannot be one is left out and listed, with its line, once.
pub(super) fn settle(draft: &Draft, left_out: &mut Vec<(String, usize)>) -> Vec<Tag> {
    let mut tags = Vec::new();
    for written in draft.tags.iter().map(|tag| tag.trim()).filter(|tag| !tag.is_empty()) {
        match tag(written) {
            Some(tag) => tags.push(tag),
            None if left_out.iter().any(|(earlier, _)| earlier == written) => {}
            None => left_out.push((written.to_owned(), draft.line)),
        }
    }
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// Lower case, a hyphen for what parts words, Latin letters for others.
fn tag(written: &str) -> Option<Tag> {
    let latin = deunicode::deunicode(written.trim_start_matches('#')).to_lowercase();
    // A name such as `C#` that was all sign in front stays as it was.
    let latin = if latin.is_empty() { written.to_lowercase() } else { latin };
    let words = latin.split(|c: char| !(c.is_ascii_alphanumeric() || ".+#_".contains(c)));
    let name = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    Tag::new(name.get(..MAX_NAME).unwrap_or(&name)).ok()
}
