//! What holds for a file as a whole: what to say of it, what all its questions share.

use std::collections::HashSet;

use super::doc::Doc;
use super::outline::Kind;
use super::section::{Found, Section};
use super::{category, links, marks, words};
use crate::import::account::{Account, Refusal};
use crate::model::is_language_tag;

/// A file in which nothing looks like a question.
pub(super) fn nothing_found(doc: &Doc) -> Refusal {
    let mut counts = [0_usize; 7];
    for &heading in &doc.headings {
        counts[usize::from(doc.level(heading))] += 1;
    }
    let levels = (1..7)
        .filter(|&level| counts[level] > 0)
        .map(|level| format!("{} h{level}", counts[level]));
    let levels: Vec<String> = levels.collect();
    let seen = if levels.is_empty() { "no headings".to_owned() } else { levels.join(", ") };
    let message =
        format!("no questions found: nothing in this Markdown looks like one (it has {seen})");
    Refusal::new(
        1,
        message,
        "say with `--level` which headings are questions, or choose a dialect with `--format`, such as `markdown-bullets`",
    )
}

/// Gives the questions what stands in the front matter, or in the file's name and folder.
pub(super) fn complete(doc: &Doc, found: &mut Found) {
    let alone = found.sections.len() == 1;
    let folder =
        doc.source.folder().filter(|_| alone).map(|folder| folder.replace(['-', '_'], " "));
    let is_title = |section: &Section| section.title.text == doc.front.title;
    let title =
        Some(category::name(&doc.front.title)).filter(|_| !found.sections.iter().any(is_title));
    let said = [Some(doc.front.category.clone()), title];
    let front = said.into_iter().flatten().find(|name| !name.is_empty());
    let fallback = front.or(folder);
    let language = language(doc);
    let scale = star_of_scale(doc, &found.sections);
    for section in &mut found.sections {
        if section.path.is_empty() {
            section.path.extend(fallback.clone());
        }
        if !scale.is_empty() && marks::is_one_star(&section.title.difficulty) {
            section.title.difficulty.clone_from(&scale);
        }
        if section.difficulty.is_empty() && alone {
            section.difficulty.clone_from(&doc.front.difficulty);
        }
        section.tags.extend(doc.front.tags.iter().cloned());
        section.language.clone_from(&language);
    }
}

/// What one star means where it stands between a sign for beginners and one for experts.
fn star_of_scale(doc: &Doc, sections: &[Section]) -> String {
    let said = |mark: &str| sections.iter().any(|section| section.title.difficulty == mark);
    let by_user = doc.options.difficulties.iter().any(|(name, _)| marks::is_one_star(name));
    if !by_user && (said("👶") || said("🚀")) { "medium".to_owned() } else { String::new() }
}

/// What the front matter says, else what the name of the file or folder ends in: `pt-BR`, `_zh_CN`.
fn language(doc: &Doc) -> String {
    if !doc.front.language.is_empty() || doc.options.language.is_some() {
        return doc.front.language.clone();
    }
    let names = [Some(doc.source.stem()), doc.source.folder()];
    names.into_iter().flatten().find_map(regional).unwrap_or_default()
}

/// A tag of language and region at the end of a name; shorter ones could mean anything.
fn regional(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split(['-', '_', '.']).collect();
    let [.., language, region] = parts.as_slice() else { return None };
    let lower = language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    let upper = region.len() == 2 && region.bytes().all(|byte| byte.is_ascii_uppercase());
    let tag = format!("{language}-{region}");
    (lower && upper && is_language_tag(&tag)).then_some(tag)
}

/// Says what was taken for questions, and what the file itself says otherwise.
pub(super) fn note(doc: &Doc, found: &Found, account: &mut Account) {
    let line = found.sections.first().map_or(1, |section| doc.line(section.start));
    if !found.note.is_empty() {
        account.note(line, found.note.clone());
    }
    let printed: Vec<u64> = found.sections.iter().filter_map(|section| section.printed).collect();
    let gaps = printed.windows(2).filter(|pair| pair[0].checked_add(1) != Some(pair[1])).count();
    if gaps > 0 {
        let places = if gaps == 1 { "place" } else { "places" };
        account.note(line, format!("printed numbers are not consecutive ({gaps} {places})"));
    }
    compare_contents(doc, &found.sections, account);
    links::report(doc, &found.sections, account);
}

/// Says when the list of contents has more or fewer questions than the file.
fn compare_contents(doc: &Doc, sections: &[Section], account: &mut Account) {
    if doc.contents.is_empty() {
        return;
    }
    let key = |text: &str| words::bare(&text.replace(['`', '*', '_', '\\'], ""));
    let questions: HashSet<String> =
        sections.iter().map(|section| key(&section.title.text)).collect();
    let headings =
        (0..doc.outline.blocks.len()).filter(|&at| matches!(doc.kind(at), Kind::Heading(_)));
    let headings = headings.map(|at| key(&category::name(marks::without_number(&doc.plain(at)))));
    let groups: HashSet<String> = headings.filter(|words| !questions.contains(words)).collect();
    let is_group =
        |entry: &&String| groups.contains(&key(&category::name(marks::without_number(entry))));
    let entries = doc.contents.iter().filter(|entry| !is_group(entry)).count();
    // A list of groups only says nothing of questions.
    if entries != sections.len() && entries * 2 > sections.len() {
        let message =
            format!("contents list {entries} entries, {} questions found", sections.len());
        account.warn(1, message, "");
    }
}
