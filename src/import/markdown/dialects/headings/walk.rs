//! Walking from heading to heading, from question to question.

use super::{Candidate, Class, heads_answer};
use crate::import::markdown::category::{self, Path};
use crate::import::markdown::doc::Doc;
use crate::import::markdown::edits::Margin;
use crate::import::markdown::outline::Kind;
use crate::import::markdown::section::Section;
use crate::import::markdown::spoilers::Spoiler;
use crate::import::markdown::title::Title;
use crate::import::markdown::{lead, marks, words};

/// What a heading does to the question that is being read.
enum Turn {
    /// It begins one.
    Question,
    /// It ends one, and names what follows.
    Group,
    /// It ends one, and what follows is no part of the bank.
    Tail,
    /// It sends the reader elsewhere; what follows, up to the next question, does too.
    Advert,
    /// It belongs to the answer.
    Inside,
}

pub(super) struct Walk<'d, 'a> {
    doc: &'d Doc<'a>,
    class: Class,
    /// The lowest of the headings that are questions.
    deepest: u8,
    /// The first one that looks like a question, if that tells questions from others.
    first: Option<usize>,
    path: Path,
    sections: Vec<Section>,
    /// Whether the last section goes on.
    open: bool,
    /// The level of the heading of a part that is none of the bank.
    tail: Option<u8>,
    passed_over: usize,
}

impl<'d, 'a> Walk<'d, 'a> {
    /// A walk over the headings that are `chosen`, of which so many look like questions.
    pub(super) fn new(
        doc: &'d Doc<'a>,
        class: Class,
        chosen: &[&Candidate],
        likely: usize,
    ) -> Self {
        // Where most do, the others may be an introduction or a group.
        let tells = likely > 0 && likely * 4 >= chosen.len() * 3;
        let first = chosen.iter().find(|one| one.looks_like_question());
        Self {
            doc,
            class,
            deepest: chosen.iter().map(|one| doc.level(one.heading)).max().unwrap_or(6),
            first: first.filter(|_| tells).map(|one| one.heading),
            path: Path::default(),
            sections: Vec::new(),
            open: false,
            tail: None,
            passed_over: 0,
        }
    }

    /// The questions, and how many headings were passed over below a licence or the like.
    pub(super) fn run(mut self, chosen: &[&Candidate]) -> (Vec<Section>, usize) {
        let mut headings = self.doc.headings.clone();
        headings.extend(chosen.iter().filter(|one| one.item.is_some()).map(|one| one.heading));
        headings.sort_unstable();
        let mut next = chosen.iter().copied().peekable();
        for heading in headings {
            let candidate = next.next_if(|one| one.heading == heading);
            self.take(heading, candidate);
        }
        self.end(self.doc.text.len());
        (self.sections, self.passed_over)
    }

    fn take(&mut self, heading: usize, candidate: Option<&Candidate>) {
        let doc = self.doc;
        let level = doc.level(heading);
        if self.tail.is_some_and(|tail| level > tail) {
            self.passed_over += usize::from(candidate.is_some());
            return;
        }
        let turn = candidate.map_or_else(|| self.turn(heading), |one| self.turn_of(one));
        if matches!(turn, Turn::Question | Turn::Group) {
            self.tail = None;
        }
        if !matches!(turn, Turn::Inside) {
            let start = candidate.and_then(|one| one.item).unwrap_or(heading);
            self.end(doc.range(start).start);
        }
        match turn {
            Turn::Inside | Turn::Advert => {}
            Turn::Group => self.path.enter(doc, heading),
            // Above the first question it cannot be the end.
            Turn::Tail => self.tail = Some(level).filter(|_| !self.sections.is_empty()),
            Turn::Question => self.sections.extend(candidate.map(|one| self.section(one))),
        }
        self.open = matches!(turn, Turn::Question) || (self.open && matches!(turn, Turn::Inside));
    }

    fn turn_of(&self, one: &Candidate) -> Turn {
        let early = self.first.is_some_and(|first| one.heading < first);
        let group = self.first.is_some() && !one.looks_like_question() && !one.has_text;
        if early || group { Turn::Group } else { Turn::Question }
    }

    fn turn(&self, heading: usize) -> Turn {
        let doc = self.doc;
        let level = doc.level(heading);
        let plain = doc.plain(heading);
        let hidden = doc.spoilers.hide(doc.range(heading).start);
        // The answer of a heading in an item may have fallen out of the list, with its headings.
        let deepest = if self.class == Class::Items { self.deepest + 1 } else { self.deepest };
        if words::is_advert(&plain) {
            Turn::Advert
        } else if hidden && !matches!(self.class, Class::HiddenLevel(_)) {
            Turn::Inside
        } else if level <= self.deepest && words::is_tail(&plain) {
            Turn::Tail
        } else if (level <= self.deepest && words::heads_contents(&plain))
            || (level < deepest && !heads_answer(doc, heading))
        {
            Turn::Group
        } else {
            Turn::Inside
        }
    }

    fn section(&self, candidate: &Candidate) -> Section {
        let doc = self.doc;
        let range = doc.range(candidate.heading);
        let start = candidate.item.map_or(range.start, |item| doc.range(item).start);
        let (title, body) = self.title(candidate.heading);
        let said = doc.plain(candidate.heading);
        let topic = marks::topic_of_label(&said).filter(|topic| !topic.is_empty());
        let mut path = self.path.names();
        path.extend(
            self.unfolded(start).map(|root| category::name(&doc.text[root.summary.clone()])),
        );
        let printed = match candidate.item {
            Some(item) => marks::number_of(doc.text[doc.range(item)].trim_start()),
            None => marks::number_of(&said),
        };
        Section {
            start,
            title,
            tags: topic.map(str::to_owned).into_iter().collect(),
            path,
            difficulty: self.path.difficulty(),
            body: body..body,
            margin: candidate.item.map_or(Margin::default(), |item| doc.margin_of(item)),
            printed,
            ..Section::default()
        }
    }

    /// The title of a question, and where it ends. Behind `Question 3` it stands in the next paragraph.
    fn title(&self, heading: usize) -> (Title, usize) {
        let doc = self.doc;
        let next = doc.outline.following(heading).find(|&next| !doc.is_gone(next));
        let next = next.filter(|&next| doc.kind(next) == Kind::Paragraph);
        if marks::topic_of_label(&doc.plain(heading)).is_some()
            && let Some(next) = next
        {
            return lead::title(doc, next);
        }
        (Title::of(doc, heading), doc.line_end(doc.range(heading).end))
    }

    /// The group to unfold that a question lies in.
    fn unfolded(&self, offset: usize) -> Option<&'d Spoiler> {
        let hidden = matches!(self.class, Class::HiddenLevel(_));
        self.doc.spoilers.root_of(offset).filter(|_| hidden)
    }

    fn end(&mut self, at: usize) {
        let Some(start) = self.sections.last().filter(|_| self.open).map(|section| section.start)
        else {
            return;
        };
        let group = self.unfolded(start).map_or(usize::MAX, |root| root.inner.end);
        let end = self.doc.line_start(at).min(group);
        if let Some(section) = self.sections.last_mut() {
            section.body.end = end.max(section.body.start);
        }
        self.open = false;
    }
}
