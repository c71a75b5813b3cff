//! What comments say of a question: `<!-- tags: (a,b) -->`, `<!-- expertise: (1) -->`.

use std::ops::Range;

use super::doc::Doc;
use crate::import::draft::Draft;
use crate::import::records;

/// Takes over what the comments within a stretch of the text say.
pub(super) fn read(doc: &Doc, body: &Range<usize>, draft: &mut Draft) {
    let start = doc.html.comments.partition_point(|comment| comment.start < body.start);
    for comment in doc.html.comments[start..].iter().take_while(|comment| comment.start < body.end)
    {
        let text = doc.text[comment.clone()].trim_start_matches("<!--").trim_end_matches("-->");
        let Some((name, value)) = text.split_once(':') else { continue };
        let value = value.trim().trim_matches(['(', ')', '[', ']']).trim();
        match name.trim().to_lowercase().as_str() {
            "tags" | "tag" | "keywords" => {
                draft.tags.extend(value.split(',').map(|tag| tag.trim().to_owned()));
            }
            "expertise" | "difficulty" | "level" => value.clone_into(&mut draft.difficulty),
            "category" | "topic" => draft.category = vec![value.to_owned()],
            "language" | "lang" => records::language(value, draft),
            _ => {}
        }
    }
}
