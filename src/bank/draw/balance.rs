//! A draw spread over groups: each gets one in turn until there are enough.

use roaring::RoaringBitmap;

use super::supply::Supply;
use super::walk::shuffled;
use super::{Draw, Drawn, Shortfall, all_short};

/// Draws `count` from `groups`, each a name and its questions.
pub(super) fn draw(
    groups: &[(String, RoaringBitmap)],
    draw: &Draw,
    mut taken: RoaringBitmap,
    count: usize,
) -> Drawn {
    let seed = &draw.seed;
    let mut supplies: Vec<Supply<'_>> =
        groups.iter().map(|(name, set)| Supply::new(set, seed, name)).collect();
    let mut given = Vec::new();
    for sitting in 1..=draw.sitting {
        let turns: Vec<usize> = (0..groups.len()).collect();
        let turns = shuffled(&turns, seed, &format!("turns {sitting}"));
        given = one_sitting(&mut supplies, &turns, &mut taken, count);
    }
    let positions: Vec<u32> = given.iter().map(|&(_, at)| at).collect();
    let positions = shuffled(&positions, seed, &format!("order {}", draw.sitting));
    let names = groups.iter().map(|(name, _)| name.as_str());
    let mut shortfall = uneven(names, &given, count);
    shortfall.extend(all_short(count, positions.len()));
    Drawn { positions, asked: Some(count), shortfall }
}

/// Groups and questions, as they are taken in turn.
fn one_sitting(
    supplies: &mut [Supply<'_>],
    turns: &[usize],
    taken: &mut RoaringBitmap,
    count: usize,
) -> Vec<(usize, u32)> {
    let mut given = Vec::new();
    loop {
        let before = given.len();
        for &group in turns {
            if given.len() == count {
                return given;
            }
            let next = supplies[group].take(taken, usize::MAX, |_| true);
            given.extend(next.map(|at| (group, at)));
        }
        if given.len() == before {
            return given;
        }
    }
}

/// Groups that could not give what each of them is asked for at the least.
fn uneven<'a>(
    names: impl ExactSizeIterator<Item = &'a str>,
    given: &[(usize, u32)],
    count: usize,
) -> Vec<Shortfall> {
    let asked = count.checked_div(names.len()).unwrap_or(0);
    let of = |group: usize| given.iter().filter(|(from, _)| *from == group).count();
    let shares = names.enumerate().map(|(group, name)| Shortfall {
        share: name.to_owned(),
        asked,
        given: of(group),
    });
    shares.filter(|share| share.given < share.asked).collect()
}
