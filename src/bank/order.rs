//! Orders of questions, and pages cut from them.

use std::cmp::Ordering;
use std::sync::OnceLock;

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::Bank;
use super::entry::Entry;
use super::filter::{Listed, Selection};
use super::step::Step;
use crate::model::Closed;

/// How much of a title counts for its place, in characters: enough to tell titles apart, and
/// little enough for a cursor.
const TITLE_KEY: usize = 200;

/// What questions are sorted by. `number` is the last key of every order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortKey {
    /// The order of the bank.
    Number,
    /// The first 200 characters of the title in lower case, by code point.
    Question,
    /// Easy, medium, hard, then those without.
    Difficulty,
    /// When they came.
    CreatedAt,
    /// When they last changed.
    UpdatedAt,
}

/// An order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// What counts first.
    pub key: SortKey,
    /// From the greatest key to the smallest; equal keys still by ascending number.
    pub descending: bool,
}

impl Sort {
    const fn by(key: SortKey, descending: bool) -> Self {
        Self { key, descending }
    }

    /// The order of two questions, from the order of their keys and that of their numbers.
    fn combine(self, by_key: Ordering, by_number: Ordering) -> Ordering {
        match (self.descending, self.key) {
            (false, _) => by_key.then(by_number),
            (true, SortKey::Number) => by_number.reverse(),
            (true, _) => by_key.reverse().then(by_number),
        }
    }
}

impl Default for Sort {
    fn default() -> Self {
        Self::by(SortKey::Number, false)
    }
}

impl Closed for Sort {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("number", Self::by(SortKey::Number, false)),
        ("-number", Self::by(SortKey::Number, true)),
        ("question", Self::by(SortKey::Question, false)),
        ("-question", Self::by(SortKey::Question, true)),
        ("difficulty", Self::by(SortKey::Difficulty, false)),
        ("-difficulty", Self::by(SortKey::Difficulty, true)),
        ("created_at", Self::by(SortKey::CreatedAt, false)),
        ("-created_at", Self::by(SortKey::CreatedAt, true)),
        ("updated_at", Self::by(SortKey::UpdatedAt, false)),
        ("-updated_at", Self::by(SortKey::UpdatedAt, true)),
    ];
}

/// The value that a question has under a sort key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum KeyValue {
    /// Times in nanoseconds, ranks, places in a list; 0 where only the number counts.
    Whole(i64),
    /// Titles.
    Text(String),
}

/// A place in an order: right after the question that had this key and number, whether or not that
/// question is still there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The first key.
    pub key: KeyValue,
    /// The last key.
    pub number: i64,
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// After so many questions.
    Offset(usize),
    /// After this place.
    After(Place),
}

/// A part of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// Positions in order.
    pub positions: Vec<u32>,
    /// Where the next page begins; none after the last.
    pub next: Option<Place>,
}

/// Positions by each key, ascending and descending, sorted when first asked for.
#[derive(Default)]
pub(super) struct Orders([[OnceLock<Vec<u32>>; 2]; 5]);

impl SortKey {
    fn of(self, entry: &Entry) -> KeyValue {
        match self {
            Self::Number => KeyValue::Whole(0),
            Self::Question => {
                let question = entry.question().question;
                let title = question.title().chars().flat_map(char::to_lowercase);
                KeyValue::Text(title.take(TITLE_KEY).collect())
            }
            Self::Difficulty => KeyValue::Whole(entry.level as i64),
            Self::CreatedAt => KeyValue::Whole(entry.created_at),
            Self::UpdatedAt => KeyValue::Whole(entry.updated_at),
        }
    }
}

impl Bank {
    fn entry(&self, at: u32) -> &Entry {
        &self.entries[at as usize]
    }

    /// All positions in that order.
    pub(super) fn order(&self, key: SortKey, descending: bool) -> &[u32] {
        self.orders.0[key as usize][usize::from(descending)].get_or_init(|| {
            let positions = 0..u32::try_from(self.len()).unwrap_or(u32::MAX);
            match (key, descending) {
                (SortKey::Number, false) => return positions.collect(),
                (SortKey::Number, true) => return positions.rev().collect(),
                _ => {}
            }
            let mut keyed: Vec<_> = positions.map(|at| (key.of(self.entry(at)), at)).collect();
            let sort = Sort::by(key, descending);
            keyed.sort_by(|one, other| sort.combine(one.0.cmp(&other.0), one.1.cmp(&other.1)));
            keyed.into_iter().map(|(_, at)| at).collect()
        })
    }

    /// Takes over what orders the bank before has had, put right.
    pub(super) fn take_orders(&self, last: &Self, step: &Step) {
        for (_, sort) in Sort::NAMES {
            let (key, way) = (sort.key as usize, usize::from(sort.descending));
            if sort.key != SortKey::Number
                && let Some(order) = last.orders.0[key][way].get()
            {
                let _ = self.orders.0[key][way].set(self.stepped_order(order, *sort, step));
            }
        }
    }

    fn stepped_order(&self, last: &[u32], sort: Sort, step: &Step) -> Vec<u32> {
        let stayed = last.iter().filter(|at| !step.left.contains(**at));
        let stayed: Vec<u32> = stayed.map(|&at| step.place(at)).collect();
        let mut came: Vec<(KeyValue, u32)> =
            step.came.iter().map(|&at| (sort.key.of(self.entry(at)), at)).collect();
        let compare = |one: (&KeyValue, u32), other: (&KeyValue, u32)| {
            sort.combine(one.0.cmp(other.0), one.1.cmp(&other.1))
        };
        came.sort_by(|one, other| compare((&one.0, one.1), (&other.0, other.1)));
        let mut order = Vec::with_capacity(stayed.len() + came.len());
        let mut rest = stayed.as_slice();
        for (key, at) in came {
            let before = |&other: &u32| {
                compare((&sort.key.of(self.entry(other)), other), (&key, at)).is_lt()
            };
            let (first, behind) = rest.split_at(rest.partition_point(before));
            order.extend_from_slice(first);
            order.push(at);
            rest = behind;
        }
        order.extend_from_slice(rest);
        order
    }

    /// At most `limit` questions of `selection` from `start` on, in the order asked for: that of
    /// the ids where those were given and no other is.
    pub fn page(
        &self,
        selection: &Selection<'_>,
        sort: Option<Sort>,
        start: &Start,
        limit: usize,
    ) -> Page {
        match (&selection.listed, sort) {
            (Some(listed), None) => listed_page(listed, start, limit),
            (_, sort) => self.sorted_page(&selection.set, sort.unwrap_or_default(), start, limit),
        }
    }

    fn sorted_page(&self, set: &RoaringBitmap, sort: Sort, start: &Start, limit: usize) -> Page {
        let more = limit.saturating_add(1);
        let mut positions = match sort.key {
            SortKey::Number => self.by_number(set, sort, start, more),
            _ => self.by_key(set, sort, start, more),
        };
        let is_more = positions.len() > limit;
        positions.truncate(limit);
        let last = positions.last().filter(|_| is_more).map(|&at| self.entry(at));
        let next = last.map(|entry| Place { key: sort.key.of(entry), number: entry.number });
        Page { positions, next }
    }

    /// By number, positions are the order and the bitmap finds each by itself.
    fn by_number(&self, set: &RoaringBitmap, sort: Sort, start: &Start, limit: usize) -> Vec<u32> {
        let Some(first) = self.first_by_number(set, sort.descending, start) else {
            return Vec::new();
        };
        let mut positions = set.iter();
        // An iterator over a bitmap would count all that it has to say how many may come.
        if sort.descending {
            positions.advance_back_to(first);
            std::iter::from_fn(|| positions.next_back()).take(limit).collect()
        } else {
            positions.advance_to(first);
            std::iter::from_fn(|| positions.next()).take(limit).collect()
        }
    }

    /// The position from which on a page is to be looked for.
    fn first_by_number(&self, set: &RoaringBitmap, back: bool, start: &Start) -> Option<u32> {
        match start {
            Start::After(place) if back => self.up_to(place.number.checked_sub(1)?).checked_sub(1),
            Start::After(place) => Some(self.up_to(place.number)),
            Start::Offset(offset) => {
                let offset = u64::try_from(*offset).ok().filter(|offset| *offset < set.len())?;
                let rank = if back { set.len() - 1 - offset } else { offset };
                set.select(u32::try_from(rank).ok()?)
            }
        }
    }

    fn by_key(&self, set: &RoaringBitmap, sort: Sort, start: &Start, limit: usize) -> Vec<u32> {
        let order = self.order(sort.key, sort.descending);
        let whole = set.len() == self.all.len();
        let (from, skip) = match start {
            Start::After(place) => {
                (order.partition_point(|&at| self.is_at_or_before(at, place, sort)), 0)
            }
            Start::Offset(offset) if whole => ((*offset).min(order.len()), 0),
            Start::Offset(offset) => (0, *offset),
        };
        let rest = order[from..].iter().copied().filter(|&at| whole || set.contains(at));
        rest.skip(skip).take(limit).collect()
    }

    fn is_at_or_before(&self, at: u32, place: &Place, sort: Sort) -> bool {
        let entry = self.entry(at);
        let first = sort.key.of(entry).cmp(&place.key);
        let by_number = entry.number.cmp(&place.number);
        sort.combine(first, by_number) != Ordering::Greater
    }
}

/// A page of a list of ids: the number of a place is that in the list as it was asked for, so it
/// stays right when one of its questions goes.
fn listed_page(listed: &[Listed], start: &Start, limit: usize) -> Page {
    let from = match start {
        Start::Offset(offset) => (*offset).min(listed.len()),
        Start::After(Place { number, .. }) => listed.partition_point(|one| one.place <= *number),
    };
    let rest = &listed[from..];
    let page = &rest[..limit.min(rest.len())];
    let last = page.last().filter(|_| rest.len() > limit);
    Page {
        positions: page.iter().map(|one| one.at).collect(),
        next: last.map(|one| Place { key: KeyValue::Whole(0), number: one.place }),
    }
}
