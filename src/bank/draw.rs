//! Random sets: repeatable by seed, uniform, without repeats.
//!
//! A seed fixes a [`Walk`] over a set of questions in order of number: a shuffle of which only the
//! steps taken are computed. A longer walk begins with the shorter one, so the second sitting goes
//! on where the first one ended; what is excluded is passed over. `docs/draws.md` says it all in
//! such detail that a client can compute a draw by itself.

mod balance;
mod minutes;
mod mix;
mod supply;
mod walk;

use roaring::RoaringBitmap;

use super::Bank;
use super::filter::{Level, Unknown};
use crate::model::Closed;

pub use walk::Walk;

/// The most questions that one draw gives: a set is kept by its ids, and so many fit an address.
pub const MOST: usize = 100;

/// What to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// The text that makes the draw repeatable.
    pub seed: String,
    /// How many of what.
    pub plan: Plan,
    /// Which sitting, from 1: earlier ones have had their questions.
    pub sitting: usize,
    /// Ids not to draw; unknown ones are passed over.
    pub exclude: Vec<String>,
}

/// How many of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// So many, each equally likely.
    Count(usize),
    /// So many, spread as evenly as the supply allows.
    Balance(usize, Spread),
    /// Exact shares.
    Mix(Vec<Share>),
    /// As many as fit into so many minutes.
    Minutes(i64),
}

/// What a draw is spread over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Categories, as many of each.
    Category,
    /// Difficulties, as many of each.
    Difficulty,
}

impl Closed for Spread {
    const NAMES: &'static [(&'static str, Self)] =
        &[("category", Self::Category), ("difficulty", Self::Difficulty)];
}

/// A part of a draw: so many of a category, of a difficulty, or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Its category; absent for any.
    pub category: Option<String>,
    /// Its difficulty; absent for any.
    pub level: Option<Level>,
    /// How many.
    pub count: usize,
}

impl Share {
    /// The share as one writes it, without its count: `database`, `hard`, `api/hard`.
    pub fn name(&self) -> String {
        match (&self.category, self.level) {
            (Some(category), Some(level)) => format!("{category}/{}", level.name()),
            (Some(category), None) => category.clone(),
            (None, level) => level.map_or("all", Closed::name).to_owned(),
        }
    }
}

/// A random set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Positions in the order drawn.
    pub positions: Vec<u32>,
    /// How many were asked for; absent of a time budget.
    pub asked: Option<usize>,
    /// What the supply fell short of.
    pub shortfall: Vec<Shortfall>,
}

/// A part that the supply could not fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// A share of a mix, a category or difficulty of a balance, or `all`.
    pub share: String,
    /// How many were asked for.
    pub asked: usize,
    /// How many there are.
    pub given: usize,
}

impl Bank {
    /// Draws from `set`.
    ///
    /// # Errors
    ///
    /// [`Unknown`] when a share names a category that the bank does not have.
    pub fn draw(&self, set: &RoaringBitmap, draw: &Draw) -> Result<Drawn, Unknown> {
        let excluded: RoaringBitmap = draw.exclude.iter().filter_map(|id| self.get(id)).collect();
        Ok(match &draw.plan {
            Plan::Count(count) => self.draw_count(set, draw, &excluded, *count),
            Plan::Balance(count, spread) => {
                let groups = self.groups(set, *spread);
                balance::draw(&groups, draw, excluded, *count)
            }
            Plan::Mix(shares) => {
                let sets = shares.iter().map(|share| self.share_set(set, share));
                mix::draw(shares, &sets.collect::<Result<Vec<_>, _>>()?, draw, excluded)
            }
            Plan::Minutes(budget) => minutes::draw(self, set, draw, &excluded, *budget),
        })
    }

    fn draw_count(
        &self,
        set: &RoaringBitmap,
        draw: &Draw,
        excluded: &RoaringBitmap,
        count: usize,
    ) -> Drawn {
        let positions: Vec<u32> = Walk::over(set, &draw.seed, "")
            .filter(|&at| !excluded.contains(at))
            .skip((draw.sitting - 1) * count)
            .take(count)
            .collect();
        let shortfall = all_short(count, positions.len());
        Drawn { positions, asked: Some(count), shortfall }
    }

    /// The groups that a draw is spread over, each with its questions; empty ones are none.
    fn groups(&self, set: &RoaringBitmap, spread: Spread) -> Vec<(String, RoaringBitmap)> {
        let named = |name: &str, of: &RoaringBitmap| (name.to_owned(), set & of);
        let groups: Vec<_> = match spread {
            Spread::Category => {
                let known = self.category_ids();
                known.filter_map(|id| Some(named(id, self.sets.category.get(id)?))).collect()
            }
            Spread::Difficulty => {
                Level::names().zip(&self.sets.level).map(|(name, of)| named(name, of)).collect()
            }
        };
        groups.into_iter().filter(|(_, questions)| !questions.is_empty()).collect()
    }

    fn share_set(&self, set: &RoaringBitmap, share: &Share) -> Result<RoaringBitmap, Unknown> {
        let mut questions = set.clone();
        if let Some(id) = &share.category {
            match self.category_set(id)? {
                Some(of) => questions &= of,
                None => questions.clear(),
            }
        }
        if let Some(level) = share.level {
            questions &= &self.sets.level[level as usize];
        }
        Ok(questions)
    }
}

fn all_short(asked: usize, given: usize) -> Vec<Shortfall> {
    let short = Shortfall { share: "all".to_owned(), asked, given };
    if given < asked { vec![short] } else { Vec::new() }
}
