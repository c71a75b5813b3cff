//! A heading is a question: by itself, or as the first thing in an item of a list.

mod walk;

use crate::import::markdown::doc::Doc;
use crate::import::markdown::outline::Kind;
use crate::import::markdown::section::Found;
use crate::import::markdown::title::Title;
use crate::import::markdown::{labels, marks, words};

use self::walk::Walk;

/// Which headings are questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Those of a level.
    Level(u8),
    /// Those of a level, in what is to be unfolded too.
    HiddenLevel(u8),
    /// Those that come first in an item of a list of the whole text.
    Items,
}

/// A heading that could be a question.
struct Candidate {
    heading: usize,
    /// The item that it comes first in.
    item: Option<usize>,
    asks: bool,
    numbered: bool,
    has_text: bool,
}

pub(super) fn find(doc: &Doc) -> Found {
    let candidates = candidates(doc);
    let class = match doc.options.level {
        Some(level) => asked_for(doc, &candidates, level),
        None => guess(doc, &candidates),
    };
    let chosen: Vec<&Candidate> = candidates.iter().filter(|one| is_of(doc, one, class)).collect();
    let likely = chosen.iter().filter(|one| one.looks_like_question()).count();
    let walk = Walk::new(doc, class, &chosen, likely);
    let (sections, passed_over) = walk.run(&chosen);
    let what = match class {
        Class::Level(level) | Class::HiddenLevel(level) => format!("h{level}"),
        Class::Items => "headings in list items".to_owned(),
    };
    let blocks = doc.outline.blocks.iter();
    let all = blocks.filter(|block| matches!(block.kind, Kind::Heading(_))).count();
    let mut note = format!("{what} taken as questions: {} of {all} headings", sections.len());
    if passed_over > 0 {
        note += &format!("; {passed_over} below a licence or the like passed over");
    }
    Found { likely: likely.min(sections.len()), sections, note, ..Found::default() }
}

impl Candidate {
    fn looks_like_question(&self) -> bool {
        self.asks || self.numbered
    }
}

fn candidates(doc: &Doc) -> Vec<Candidate> {
    let roots = doc.headings.iter().map(|&heading| (heading, None));
    let lists = doc.outline.roots().filter(|&at| doc.kind(at) == Kind::List);
    let items = lists.flat_map(|list| doc.outline.children(list)).filter_map(|item| {
        let first = doc.outline.children(item).next()?;
        (doc.level(first) > 0).then_some((first, Some(item)))
    });
    let mut all: Vec<Candidate> =
        roots.chain(items).filter_map(|(heading, item)| candidate(doc, heading, item)).collect();
    all.sort_by_key(|one| one.heading);
    all
}

/// A heading, unless it says `Answer`, `Contents`, `License` or the like.
fn candidate(doc: &Doc, heading: usize, item: Option<usize>) -> Option<Candidate> {
    let plain = doc.plain(heading);
    if heads_answer(doc, heading)
        || words::heads_contents(&plain)
        || words::is_tail(&plain)
        || words::heads_part(&plain)
    {
        return None;
    }
    let title = Title::of(doc, heading);
    if title.text.is_empty() {
        return None;
    }
    let next = doc.outline.blocks.get(doc.outline.blocks[heading].next);
    let level = doc.level(heading);
    let has_text =
        next.is_some_and(|next| !matches!(next.kind, Kind::Heading(below) if below <= level));
    Some(Candidate {
        heading,
        item,
        asks: words::asks(&title.text),
        numbered: title.numbered || marks::topic_of_label(&plain).is_some(),
        has_text,
    })
}

/// Whether a heading says `Answer`, or `Answer: B`.
fn heads_answer(doc: &Doc, heading: usize) -> bool {
    let source = doc.text[doc.range(heading)].trim_start_matches(['#', ' ']);
    let label = labels::label(source);
    words::is_answer(&doc.plain(heading)) || label.is_some_and(|(name, _)| words::is_answer(name))
}

fn is_of(doc: &Doc, one: &Candidate, class: Class) -> bool {
    let hidden = doc.spoilers.hide(doc.range(one.heading).start);
    match class {
        Class::Items => one.item.is_some(),
        Class::Level(level) => one.item.is_none() && !hidden && doc.level(one.heading) == level,
        Class::HiddenLevel(level) => one.item.is_none() && doc.level(one.heading) == level,
    }
}

/// The class in which most headings look like questions and have text below them.
fn guess(doc: &Doc, candidates: &[Candidate]) -> Class {
    let levels = 1..=6;
    let classes = levels
        .clone()
        .map(Class::Level)
        .chain([Class::Items])
        .chain(levels.map(Class::HiddenLevel));
    let mut best = (Class::Level(1), 0);
    for class in classes {
        let found = candidates.iter().filter(|one| is_of(doc, one, class) && one.has_text);
        // A number alone could count the parts of an answer.
        let score = found.map(|one| if one.asks { 2 } else { usize::from(one.numbered) }).sum();
        if score > best.1 {
            best = (class, score);
        }
    }
    best.0
}

fn asked_for(doc: &Doc, candidates: &[Candidate], level: u8) -> Class {
    let at_level = |one: &&Candidate| doc.level(one.heading) == level;
    let (mut items, mut shown, mut hidden) = (0, 0, 0);
    for one in candidates.iter().filter(at_level) {
        if one.item.is_some() {
            items += 1;
        } else if doc.spoilers.hide(doc.range(one.heading).start) {
            hidden += 1;
        } else {
            shown += 1;
        }
    }
    if items > shown {
        Class::Items
    } else if shown == 0 && hidden > 0 {
        Class::HiddenLevel(level)
    } else {
        Class::Level(level)
    }
}
