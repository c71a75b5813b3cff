//! Where a question stands: what the file says, else its title, its name or its folder.

use std::collections::{HashMap, HashSet};

use crate::import::draft::Draft;
use crate::import::options::Options;
use crate::import::source::Source;
use crate::model::{Category, Slug, Text, slug_of};
use crate::store::Delivered;

/// Between the headings of a path.
const BETWEEN: &str = " / ";
/// What stands in no category that has a name.
const GENERAL: &str = "General";
/// Of files that are called so, the folder says more.
const SAYS_NOTHING: &[&str] = &["readme", "index", "stdin", "questions", "-", ""];

/// The categories of a file, found while its drafts are placed.
pub(super) struct Shelves {
    /// Categories that the file describes, and those that were made.
    categories: Vec<Category>,
    by_name: HashMap<String, Slug>,
    /// For all questions, when the user says so.
    fixed: Option<String>,
    fallback: String,
    /// How many headings all paths have in common and none needs.
    common: usize,
}

impl Shelves {
    pub(super) fn new(
        described: Vec<Category>,
        drafts: &[Draft],
        source: &Source,
        options: &Options,
    ) -> Self {
        Self {
            by_name: described.iter().map(|one| (one.id.to_string(), one.id.clone())).collect(),
            categories: described,
            fixed: options.category.clone(),
            fallback: fallback(source),
            common: common(drafts),
        }
    }

    /// The category of a draft. Names that differ only in what a slug does not show are one category.
    pub(super) fn place(&mut self, draft: &Draft) -> Option<Slug> {
        let name = match &self.fixed {
            Some(name) => name.clone(),
            None => self.name(draft),
        };
        if let Some(known) = self.by_name.get(&name) {
            return Some(known.clone());
        }
        // A name may be all signs.
        let slug = slug_of(&name).or_else(|| slug_of(GENERAL))?;
        self.by_name.insert(name.clone(), slug.clone());
        if let Ok(name) = Text::new(name) {
            self.categories.push(Category { id: slug.clone(), name, description: None, number: 0 });
        }
        Some(slug)
    }

    fn name(&self, draft: &Draft) -> String {
        let path: Vec<String> = draft.category.iter().map(|part| folded(part)).collect();
        let path: Vec<&str> =
            path.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let own = path.get(self.common.min(path.len())..).unwrap_or_default();
        match (own, path.last()) {
            ([], Some(last)) => (*last).to_owned(),
            ([], None) => self.fallback.clone(),
            (own, _) => own.join(BETWEEN),
        }
    }

    /// Those on which a question stands, or that the file describes.
    pub(super) fn into_categories(self, questions: &[Delivered]) -> Vec<Category> {
        let used: HashSet<&Slug> = questions.iter().map(|one| &one.question.category).collect();
        let mut seen = HashSet::new();
        let mut kept = self.categories;
        kept.retain(|one| used.contains(&one.id) && seen.insert(one.id.clone()));
        kept
    }
}

/// How many leading headings all drafts share, leaving one to each where possible.
fn common(drafts: &[Draft]) -> usize {
    let Some(first) = drafts.first() else {
        return 0;
    };
    let shared = |depth: usize| {
        let heading = first.category.get(depth);
        heading.is_some() && drafts.iter().all(|draft| draft.category.get(depth) == heading)
    };
    (0..first.category.len()).take_while(|&depth| shared(depth)).count()
}

fn fallback(source: &Source) -> String {
    let stem = source.stem();
    let name = match source.folder() {
        Some(folder) if SAYS_NOTHING.contains(&stem.to_lowercase().as_str()) => folder,
        _ => stem,
    };
    let name = folded(&name.replace(['_', '-'], " "));
    if name.is_empty() { GENERAL.to_owned() } else { name }
}

/// White space of every kind as single blanks; nothing that is invisible.
fn folded(name: &str) -> String {
    let visible = |c: &char| !matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{fe0f}');
    let name: String = name.chars().filter(visible).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
