//! The whole file is one question: its title in the front matter, the first heading or the name of the file.

use crate::import::markdown::doc::Doc;
use crate::import::markdown::outline::Kind;
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::title::Title;
use crate::import::markdown::words;

pub(super) fn find(doc: &Doc) -> Found {
    let first = doc.outline.roots().find(|&at| !doc.is_gone(at));
    let heading = first.filter(|&first| matches!(doc.kind(first), Kind::Heading(_)));
    let start = first.map_or(0, |first| doc.range(first).start);
    let body = heading.map_or(start, |heading| doc.line_end(doc.range(heading).end));
    let title = match heading {
        Some(heading) if doc.front.title.is_empty() => Title::of(doc, heading),
        _ if doc.front.title.is_empty() => {
            Title::of_text(&doc.source.stem().replace(['-', '_'], " "), doc.options)
        }
        _ => Title::of_text(&doc.front.title, doc.options),
    };
    // A heading that says the same is not said again.
    let again = heading.is_some_and(|heading| Title::of(doc, heading).text == title.text);
    let body = if again || doc.front.title.is_empty() { body } else { start };
    let asks = !doc.front.title.is_empty() && words::asks(&title.text);
    let section = Section { start, title, body: body..doc.text.len(), ..Section::default() };
    let note = "the whole file taken as one question".to_owned();
    Found { likely: usize::from(asks), sections: vec![section], note, ..Found::default() }
}
