//! Which questions a request speaks of: set algebra on bitmaps.

use std::borrow::Cow;

use jiff::Timestamp;
use roaring::RoaringBitmap;

use super::Bank;
use super::order::SortKey;
use crate::model::{Closed, Difficulty, Kind, Tag, nearest};

/// A difficulty as one asks for it: `unknown` finds the questions of which nobody has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// See [`Difficulty::Easy`].
    Easy,
    /// See [`Difficulty::Medium`].
    Medium,
    /// See [`Difficulty::Hard`].
    Hard,
    /// Without a difficulty.
    Unknown,
}

impl Closed for Level {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("easy", Self::Easy),
        ("medium", Self::Medium),
        ("hard", Self::Hard),
        ("unknown", Self::Unknown),
    ];
}

impl From<Option<Difficulty>> for Level {
    fn from(difficulty: Option<Difficulty>) -> Self {
        match difficulty {
            Some(Difficulty::Easy) => Self::Easy,
            Some(Difficulty::Medium) => Self::Medium,
            Some(Difficulty::Hard) => Self::Hard,
            None => Self::Unknown,
        }
    }
}

/// What a question must be. Every part that is given must hold; an empty filter takes all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In any of these categories.
    pub category: Vec<String>,
    /// Of any of these difficulties.
    pub difficulty: Vec<Level>,
    /// With all of these tags.
    pub tag: Vec<String>,
    /// With any of these tags.
    pub any_tag: Vec<String>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// With an answer, or without.
    pub answered: Option<bool>,
    /// In this language (BCP 47, without regard to case).
    pub language: Option<String>,
    /// Among these questions, which also give the order.
    pub ids: Vec<String>,
    /// Changed at that time or later.
    pub updated_since: Option<Timestamp>,
}

/// A name in a filter that the bank does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What it was to name.
    pub what: Named,
    /// The field of the request that it stood in.
    pub field: &'static str,
    /// The name as it was given.
    pub value: String,
    /// The nearest name that exists.
    pub nearest: Option<String>,
}

/// What a name in a filter can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A category, by slug.
    Category,
    /// A tag.
    Tag,
    /// A question, by id.
    Question,
}

impl Named {
    /// The field that takes such names in most requests.
    fn field(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Tag => "tag",
            Self::Question => "id",
        }
    }
}

impl Unknown {
    /// The same in another field.
    #[must_use]
    pub fn within(self, field: &'static str) -> Self {
        Self { field, ..self }
    }
}

/// The questions that a filter takes.
#[derive(Debug)]
pub struct Selection<'a> {
    /// Their positions.
    pub set: Cow<'a, RoaringBitmap>,
    /// The same in the order of `ids`, where those were given.
    pub listed: Option<Vec<Listed>>,
    /// Ids that the bank does not have.
    pub missing: Vec<String>,
}

/// A question that was asked for by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The place of its id among those asked for, from 0.
    pub place: i64,
    /// Its position.
    pub at: u32,
}

impl Bank {
    /// The questions that `filter` takes.
    ///
    /// # Errors
    ///
    /// [`Unknown`] when it names a category or tag that the bank does not have, or only such ids.
    pub fn select(&self, filter: &Filter) -> Result<Selection<'_>, Unknown> {
        let (listed, missing) = self.resolve_ids(&filter.ids)?;
        let mut parts: Vec<Cow<'_, RoaringBitmap>> = Vec::new();
        if !filter.category.is_empty() {
            parts.push(union(self.category_sets(&filter.category)?));
        }
        if !filter.difficulty.is_empty() {
            let levels = filter.difficulty.iter().map(|&level| &self.sets.level[level as usize]);
            parts.push(union(levels.collect()));
        }
        parts.extend(self.tag_sets(&filter.tag)?.into_iter().map(Cow::Borrowed));
        if !filter.any_tag.is_empty() {
            let sets = self.tag_sets(&filter.any_tag);
            parts.push(union(sets.map_err(|unknown| unknown.within("any_tag"))?));
        }
        if let Some(kind) = filter.kind {
            parts.push(Cow::Borrowed(&self.sets.kind[kind as usize]));
        }
        if let Some(answered) = filter.answered {
            parts.push(Cow::Borrowed(&self.sets.answered[usize::from(answered)]));
        }
        if let Some(language) = &filter.language {
            let spoken = self.sets.language.get(&language.to_lowercase());
            parts.push(spoken.map_or_else(Cow::default, Cow::Borrowed));
        }
        if let Some(since) = filter.updated_since {
            parts.push(Cow::Owned(self.updated_since(since)));
        }
        parts.extend(
            listed.as_ref().map(|list| Cow::Owned(list.iter().map(|one| one.at).collect())),
        );
        let set = self.intersection(parts);
        let listed =
            listed.map(|list| list.into_iter().filter(|one| set.contains(one.at)).collect());
        Ok(Selection { set, listed, missing })
    }

    fn intersection<'a>(&'a self, parts: Vec<Cow<'a, RoaringBitmap>>) -> Cow<'a, RoaringBitmap> {
        let both = |one: Cow<'a, RoaringBitmap>, other: Cow<'a, RoaringBitmap>| {
            Cow::Owned(one.as_ref() & other.as_ref())
        };
        parts.into_iter().reduce(both).unwrap_or(Cow::Borrowed(&self.all))
    }

    fn category_sets(&self, ids: &[String]) -> Result<Vec<&RoaringBitmap>, Unknown> {
        ids.iter().filter_map(|id| self.category_set(id).transpose()).collect()
    }

    /// The questions of a category; one without questions has no set.
    pub(super) fn category_set(&self, id: &str) -> Result<Option<&RoaringBitmap>, Unknown> {
        if !self.category_ids().any(|known| known == id) {
            return Err(self.unknown(Named::Category, id));
        }
        Ok(self.sets.category.get(id))
    }

    fn tag_sets(&self, tags: &[String]) -> Result<Vec<&RoaringBitmap>, Unknown> {
        let set = |tag: &String| {
            self.sets.tag.get(tag.as_str()).ok_or_else(|| self.unknown(Named::Tag, tag))
        };
        tags.iter().map(set).collect()
    }

    /// The questions of `ids`, each once, and the ids that are not there.
    fn resolve_ids(&self, ids: &[String]) -> Result<(Option<Vec<Listed>>, Vec<String>), Unknown> {
        let Some(first) = ids.first() else {
            return Ok((None, Vec::new()));
        };
        let mut seen = RoaringBitmap::new();
        let (mut listed, mut missing) = (Vec::new(), Vec::new());
        for (place, id) in (0..).zip(ids) {
            match self.get(id) {
                Some(at) if seen.insert(at) => listed.push(Listed { place, at }),
                Some(_) => {}
                None => missing.push(id.clone()),
            }
        }
        if listed.is_empty() {
            return Err(self.unknown(Named::Question, first).within("ids"));
        }
        Ok((Some(listed), missing))
    }

    /// The error for a name that is not there.
    pub fn unknown(&self, what: Named, value: &str) -> Unknown {
        let found = match what {
            Named::Category => nearest(value, self.category_ids()),
            Named::Tag => nearest(value, self.tag_ids().into_iter().map(Tag::as_str)),
            Named::Question => nearest(value, self.questions().map(|one| one.id.as_str())),
        };
        let nearest = found.map(str::to_owned);
        Unknown { what, field: what.field(), value: value.to_owned(), nearest }
    }

    fn updated_since(&self, since: Timestamp) -> RoaringBitmap {
        let order = self.order(SortKey::UpdatedAt, false);
        let first = order.partition_point(|&at| self.question(at).updated_at < since);
        order[first..].iter().copied().collect()
    }
}

fn union(mut sets: Vec<&RoaringBitmap>) -> Cow<'_, RoaringBitmap> {
    match sets.len() {
        1 => Cow::Borrowed(sets.remove(0)),
        _ => Cow::Owned(sets.into_iter().fold(RoaringBitmap::new(), |all, set| all | set)),
    }
}
