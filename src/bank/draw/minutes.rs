//! A draw within a budget of time.

use roaring::RoaringBitmap;

use super::supply::Supply;
use super::{Draw, Drawn, MOST};
use crate::bank::Bank;

/// How many questions that take too long are passed over before a set counts as full.
const PATIENCE: usize = 100;

/// Draws from `set` questions whose estimates add up to at most `budget` minutes.
pub(super) fn draw(
    bank: &Bank,
    set: &RoaringBitmap,
    draw: &Draw,
    excluded: &RoaringBitmap,
    budget: i64,
) -> Drawn {
    let estimated = set & &bank.sets.estimated;
    let mut supply = Supply::new(&estimated, &draw.seed, "");
    let mut taken = excluded.clone();
    let mut positions = Vec::new();
    for _ in 1..=draw.sitting {
        positions = one_sitting(bank, &mut supply, &mut taken, budget);
    }
    Drawn { positions, asked: None, shortfall: Vec::new() }
}

fn one_sitting(
    bank: &Bank,
    supply: &mut Supply<'_>,
    taken: &mut RoaringBitmap,
    budget: i64,
) -> Vec<u32> {
    let minutes = |at: u32| bank.minutes(at).unwrap_or(i64::MAX);
    let mut left = budget;
    let mut positions = Vec::new();
    while left > 0 && positions.len() < MOST {
        let Some(at) = supply.take(taken, PATIENCE, |at| minutes(at) <= left) else {
            break;
        };
        left -= minutes(at);
        positions.push(at);
    }
    positions
}
