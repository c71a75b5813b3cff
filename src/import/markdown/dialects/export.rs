//! The documents that this service writes: what they hold comes back.

use crate::document::UNANSWERED;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::marks;
use crate::import::markdown::outline::{Kind, Mark};
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::title::Title;
use crate::model::{Closed, Difficulty, Slug};

pub(super) fn find(doc: &Doc) -> Found {
    let heads: Vec<(usize, usize)> =
        doc.headings.iter().filter_map(|&heading| head(doc, heading)).collect();
    let foot = foot(doc);
    let mut sections = Vec::new();
    for (at, &(heading, facts)) in heads.iter().enumerate() {
        let end = heads.get(at + 1).map_or(foot, |&(next, _)| doc.range(next).start);
        sections.extend(section(doc, heading, facts, end));
    }
    let note = format!("a document of this service: {} questions", sections.len());
    let edits = if sections.is_empty() { Vec::new() } else { promoted(doc) };
    Found { likely: sections.len(), sections, note, edits }
}

/// The headings of texts stand two levels lower in a document than in the bank.
fn promoted(doc: &Doc) -> Vec<std::ops::Range<usize>> {
    let blocks = 0..doc.outline.blocks.len();
    let headings = blocks.filter(|&at| doc.level(at) > 2).map(|at| doc.range(at).start);
    headings
        .filter(|&start| doc.text[start..].starts_with("###"))
        .map(|start| start..start + 2)
        .collect()
}

/// A heading `## 3. Title` and the line of facts that ends in the slug, somewhere below it.
fn head(doc: &Doc, heading: usize) -> Option<(usize, usize)> {
    if doc.level(heading) != 2 || marks::number_of(&number(doc, heading)).is_none() {
        return None;
    }
    let below = doc.outline.following(heading);
    let mut below = below.take_while(|&at| !matches!(doc.kind(at), Kind::Heading(1 | 2)));
    below.find(|&at| slug(doc, at).is_some()).map(|facts| (heading, facts))
}

fn number(doc: &Doc, heading: usize) -> String {
    doc.text[doc.range(heading)].trim_start_matches(['#', ' ']).trim().to_owned() + " x"
}

/// The slug at the end of a line of facts: `category · easy · 5 min · `slug``.
fn slug(doc: &Doc, paragraph: usize) -> Option<String> {
    let inlines = doc.inlines(paragraph);
    let last = inlines.last().filter(|inline| inline.mark == Mark::Code)?;
    let facts = doc.plain(paragraph).contains(" · ") && doc.kind(paragraph) == Kind::Paragraph;
    let slug = doc.text[last.range.clone()].trim_matches('`');
    (facts && Slug::new(slug).is_ok()).then(|| slug.to_owned())
}

/// Where the foot begins: a rule and a list at the end.
fn foot(doc: &Doc) -> usize {
    let roots: Vec<usize> = doc.outline.roots().collect();
    match roots.as_slice() {
        [.., rule, list] if doc.kind(*rule) == Kind::Rule && doc.kind(*list) == Kind::List => {
            doc.range(*rule).start
        }
        _ => doc.text.len(),
    }
}

fn section(doc: &Doc, heading: usize, facts: usize, end: usize) -> Option<Section> {
    let said = doc.plain(facts);
    let mut said: Vec<&str> = said.split(" · ").collect();
    let slug = said.pop()?.trim().to_owned();
    let category = said.first().map(|category| (*category).to_owned());
    let minutes = said.iter().find_map(|fact| fact.strip_suffix(" min")?.parse().ok());
    let difficulty =
        said.iter().find(|fact| Difficulty::named(fact).is_some()).map(|fact| (*fact).to_owned());
    let body = doc.range(heading).end;
    let rest = doc.range(facts).end..end;
    let says = |at: &usize, text: &str| doc.text[doc.range(*at)].trim() == text;
    let mut blocks = doc.outline.within(&rest).into_iter();
    let answer = blocks.find(|at| says(at, "**Answer**"));
    let none = blocks.next().filter(|at| says(at, &format!("*{UNANSWERED}*")));
    Some(Section {
        start: doc.range(heading).start,
        title: title(doc, heading),
        lead: body..doc.range(facts).start,
        path: category.into_iter().collect(),
        difficulty: difficulty.unwrap_or_default(),
        body: rest,
        answer: answer.map(|at| (doc.range(at).start, doc.range(none.unwrap_or(at)).end)),
        is_all_question: answer.is_none(),
        slug: Some(slug),
        minutes,
        ..Section::default()
    })
}

/// The title as it is written, without the number alone.
fn title(doc: &Doc, heading: usize) -> Title {
    let source = doc.text[doc.range(heading)].trim();
    let source = source.trim_start_matches('#').trim_start();
    let text = source.split_once('.').map_or(source, |(_, title)| title.trim());
    Title { text: text.to_owned(), ..Title::default() }
}
