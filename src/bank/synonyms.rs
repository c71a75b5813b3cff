//! Terms that mean the same, found where they stand in a query.

use std::collections::HashMap;

use super::words::{self, Unit};
use crate::model::SynonymGroup;

/// A term as the words that it is compared by.
pub(super) type Term = Vec<String>;

/// A term that is searched for besides, and whether it means the same, or only something related.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Other {
    pub term: Term,
    pub related: bool,
}

/// Synonyms by the term that is searched for.
#[derive(Debug, Default)]
pub struct Synonyms {
    others: HashMap<Term, Vec<Other>>,
    /// How many words the longest term has that begins with a word.
    longest: HashMap<String, usize>,
}

impl Synonyms {
    /// Synonyms as these groups say.
    pub fn new(groups: &[SynonymGroup]) -> Self {
        let mut synonyms = Self::default();
        for group in groups {
            let related = group.from != group.to;
            for from in &group.from {
                let units = words::units(from);
                let term = apart(&units);
                let to = group.to.iter().filter(|to| *to != from).flat_map(|to| forms(to));
                let to = to.filter(|to| *to != term && !to.is_empty());
                if let Some(first) = term.first() {
                    let longest = synonyms.longest.entry(first.clone()).or_default();
                    *longest = term.len().max(*longest);
                }
                let others = synonyms.others.entry(term.clone()).or_default();
                others.extend(to.map(|term| Other { term, related }));
                others.sort_unstable();
                // Of the same term twice, the one that means the same comes first.
                others.dedup_by(|one, other| one.term == other.term);
            }
        }
        synonyms
    }

    /// The longest term that `units` begin with and that has others: how many units it takes, and
    /// the others.
    pub(super) fn at(&self, units: &[Unit]) -> Option<(usize, &[Other])> {
        let first = &units.first()?.apart().first()?.term;
        let longest = units.len().min(*self.longest.get(first)?);
        (1..=longest).rev().find_map(|length| {
            let others =
                self.others.get(&apart(&units[..length])).filter(|others| !others.is_empty())?;
            Some((length, others.as_slice()))
        })
    }
}

/// A term with its hyphened words taken apart, so that it is the same with hyphens and with blanks.
fn apart(units: &[Unit]) -> Term {
    units.iter().flat_map(Unit::apart).map(|word| word.term.clone()).collect()
}

/// A term as a text may have it: as it is written, and taken apart.
fn forms(text: &str) -> [Term; 2] {
    let units = words::units(text);
    let whole = units.iter().map(|unit| unit.whole.term.clone()).collect();
    [whole, apart(&units)]
}
