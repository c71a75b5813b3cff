//! A heading is a question: by itself, or as the first thing in an item of a list.

use crate::import::markdown::category::Path;
use crate::import::markdown::doc::Doc;
use crate::import::markdown::edits::Margin;
use crate::import::markdown::outline::Kind;
use crate::import::markdown::section::{Found, Section};
use crate::import::markdown::title::Title;
use crate::import::markdown::{labels, marks, words};

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
    let (class, _) = match doc.options.level {
        Some(level) => (asked_for(doc, &candidates, level), 0),
        None => guess(doc, &candidates),
    };
    let chosen: Vec<&Candidate> = candidates.iter().filter(|one| is_of(doc, one, class)).collect();
    let likely = chosen.iter().filter(|one| one.asks || one.numbered).count();
    if likely == 0 && doc.options.level.is_none() {
        return Found { sections: chosen_sections(doc, class, &chosen, true), ..Found::default() };
    }
    let sections = chosen_sections(doc, class, &chosen, likely * 4 < chosen.len() * 3);
    let what = match class {
        Class::Level(level) | Class::HiddenLevel(level) => format!("h{level}"),
        Class::Items => "headings in list items".to_owned(),
    };
    let all =
        doc.outline.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_))).count();
    let note = format!("{what} taken as questions: {} of {all} headings", sections.len());
    Found { likely: likely.min(sections.len()), sections, note, ..Found::default() }
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
        numbered: title.numbered,
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
fn guess(doc: &Doc, candidates: &[Candidate]) -> (Class, usize) {
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
    best
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

/// What a heading of the text does to the question that is being read.
enum Turn<'a> {
    /// It begins one.
    Question(&'a Candidate),
    /// It ends one, and names what follows.
    Group,
    /// It ends one, and what follows is no part of the bank.
    Tail(u8),
    /// It sends the reader elsewhere; what follows, up to the next question, does too.
    Advert,
    /// It belongs to the answer.
    Inside,
}

fn chosen_sections(
    doc: &Doc,
    class: Class,
    chosen: &[&Candidate],
    all_count: bool,
) -> Vec<Section> {
    let deepest = chosen.iter().map(|one| doc.level(one.heading)).max().unwrap_or(6);
    let first =
        chosen.iter().find(|one| all_count || one.asks || one.numbered).map(|one| one.heading);
    let mut walk =
        Walk { doc, path: Path::default(), sections: Vec::new(), open: false, tail: None };
    let mut next = chosen.iter().copied().peekable();
    for heading in headings_in_order(doc, chosen) {
        let candidate = next.next_if(|one| one.heading == heading);
        let turn = match candidate {
            Some(_) if Some(heading) < first => Turn::Group,
            Some(one) if !all_count && !one.asks && !one.numbered && !one.has_text => Turn::Group,
            Some(one) => Turn::Question(one),
            None => turn(doc, heading, class, deepest),
        };
        walk.take(heading, turn);
    }
    walk.end(doc.text.len());
    walk.sections
}

fn headings_in_order(doc: &Doc, chosen: &[&Candidate]) -> Vec<usize> {
    let mut headings = doc.headings.clone();
    headings.extend(chosen.iter().filter(|one| one.item.is_some()).map(|one| one.heading));
    headings.sort_unstable();
    headings
}

fn turn<'a>(doc: &Doc, heading: usize, class: Class, deepest: u8) -> Turn<'a> {
    let level = doc.level(heading);
    let hidden = doc.spoilers.hide(doc.range(heading).start);
    let plain = doc.plain(heading);
    if words::is_advert(&plain) {
        return Turn::Advert;
    }
    // The answer of a heading in an item may have fallen out of the list, with its smaller headings.
    let above = if class == Class::Items { level <= deepest } else { level < deepest };
    if hidden && !matches!(class, Class::HiddenLevel(_)) {
        return Turn::Inside;
    }
    if level <= deepest && words::is_tail(&plain) {
        return Turn::Tail(level);
    }
    let no_question = words::heads_contents(&plain) && level <= deepest;
    if (above && !heads_answer(doc, heading)) || no_question { Turn::Group } else { Turn::Inside }
}

struct Walk<'d, 'a> {
    doc: &'d Doc<'a>,
    path: Path,
    sections: Vec<Section>,
    /// Whether the last section goes on.
    open: bool,
    /// The level of the heading of a part that is none of the bank.
    tail: Option<u8>,
}

impl Walk<'_, '_> {
    fn take(&mut self, heading: usize, turn: Turn) {
        let doc = self.doc;
        let level = doc.level(heading);
        if let Some(tail) = self.tail {
            let asks = matches!(turn, Turn::Question(one) if one.asks || one.numbered);
            if !asks && (level > tail || matches!(turn, Turn::Inside | Turn::Advert)) {
                return;
            }
            self.tail = None;
        }
        match turn {
            Turn::Inside => {}
            Turn::Advert => self.end(doc.range(heading).start),
            Turn::Group => {
                self.end(doc.range(heading).start);
                self.path.enter(doc, heading);
            }
            Turn::Tail(level) => {
                self.end(doc.range(heading).start);
                self.tail = Some(level);
            }
            Turn::Question(candidate) => self.begin(candidate),
        }
    }

    fn begin(&mut self, candidate: &Candidate) {
        let doc = self.doc;
        let range = doc.range(candidate.heading);
        let start = candidate.item.map_or(range.start, |item| doc.range(item).start);
        self.end(start);
        let body = doc.line_end(range.end);
        let margin = candidate.item.map_or(Margin::default(), |item| doc.margin_of(item));
        let printed = match candidate.item {
            Some(item) => marks::number_of(&doc.text[doc.range(item)]),
            None => marks::number_of(&doc.plain(candidate.heading)),
        };
        self.sections.push(Section {
            start,
            title: Title::of(doc, candidate.heading),
            path: self.path.names(),
            difficulty: self.path.difficulty(),
            body: body..body,
            margin,
            printed,
            ..Section::default()
        });
        self.open = true;
    }

    fn end(&mut self, at: usize) {
        if std::mem::take(&mut self.open)
            && let Some(section) = self.sections.last_mut()
        {
            section.body.end = self.doc.line_start(at).max(section.body.start);
        }
    }
}
