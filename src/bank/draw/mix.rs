//! A draw of exact shares, which may overlap: whenever all can be filled, all are.
//!
//! Questions that fit the same shares are alike, so they count as one **cell** with a supply.
//! Which shares can be filled together is a flow from cells to shares; a question is drawn for a
//! share only if the rest can still be filled without it.

use roaring::RoaringBitmap;

use super::supply::Supply;
use super::{Draw, Drawn, Share, Shortfall};

/// Draws the shares, of which `sets` has the questions, in the order of the shares.
pub(super) fn draw(
    shares: &[Share],
    sets: &[RoaringBitmap],
    draw: &Draw,
    mut taken: RoaringBitmap,
) -> Drawn {
    let supplies = shares.iter().zip(sets);
    let mut supplies: Vec<Supply<'_>> =
        supplies.map(|(share, set)| Supply::new(set, &draw.seed, &share.name())).collect();
    let mut cells = Cells::new(sets);
    let mut given = Vec::new();
    for _ in 1..=draw.sitting {
        given = one_sitting(shares, &mut cells, &mut supplies, &mut taken);
        if given.iter().all(Vec::is_empty) {
            break;
        }
    }
    let short = shares.iter().zip(&given).filter(|(share, given)| given.len() < share.count);
    let shortfall = short.map(|(share, given)| Shortfall {
        share: share.name(),
        asked: share.count,
        given: given.len(),
    });
    Drawn {
        asked: Some(shares.iter().map(|share| share.count).sum()),
        shortfall: shortfall.collect(),
        positions: given.concat(),
    }
}

fn one_sitting(
    shares: &[Share],
    cells: &mut Cells,
    supplies: &mut [Supply<'_>],
    taken: &mut RoaringBitmap,
) -> Vec<Vec<u32>> {
    cells.count_without(taken);
    let wanted: Vec<usize> = shares.iter().map(|share| share.count).collect();
    let mut wanted = cells.fillable(cells.left.clone(), &wanted);
    let mut given = vec![Vec::new(); shares.len()];
    for (share, supply) in supplies.iter_mut().enumerate() {
        // A cell that cannot spare a question for this share will not be able to later on: what
        // others need of it stays, and it does not grow.
        let mut spent_up = vec![false; cells.left.len()];
        while wanted[share] > 0 {
            wanted[share] -= 1;
            let next = supply.take(taken, usize::MAX, |at| {
                cells.cell_of(at).is_some_and(|cell| {
                    spent_up[cell] = spent_up[cell] || !cells.can_spare(cell, &wanted);
                    !spent_up[cell]
                })
            });
            // The flow says that there is one; without it the share would stay short.
            let Some(at) = next else { break };
            cells.spend(at);
            given[share].push(at);
        }
    }
    given
}

/// Questions by the shares that they fit.
struct Cells {
    sets: Vec<RoaringBitmap>,
    /// The shares that each cell fits.
    fits: Vec<Vec<usize>>,
    /// How many questions are left in each cell.
    left: Vec<usize>,
}

impl Cells {
    fn new(sets: &[RoaringBitmap]) -> Self {
        // Every set splits the cells so far in two; shares by category and difficulty make few.
        let mut parts: Vec<(Vec<usize>, RoaringBitmap)> = Vec::new();
        for (share, set) in sets.iter().enumerate() {
            let mut rest = set.clone();
            let mut split = Vec::new();
            for (fits, part) in parts {
                let (inside, outside) = (&part & set, &part - set);
                rest -= &part;
                split.extend([([fits.as_slice(), &[share]].concat(), inside), (fits, outside)]);
            }
            split.push((vec![share], rest));
            parts = split.into_iter().filter(|(_, part)| !part.is_empty()).collect();
        }
        let left = vec![0; parts.len()];
        let (fits, sets): (_, Vec<_>) = parts.into_iter().unzip();
        Self { sets, fits, left }
    }

    fn count_without(&mut self, taken: &RoaringBitmap) {
        let left = self.sets.iter().map(|set| set.len() - set.intersection_len(taken));
        self.left = left.map(|left| usize::try_from(left).unwrap_or(usize::MAX)).collect();
    }

    fn cell_of(&self, at: u32) -> Option<usize> {
        self.sets.iter().position(|set| set.contains(at))
    }

    fn spend(&mut self, at: u32) {
        if let Some(cell) = self.cell_of(at) {
            self.left[cell] -= 1;
        }
    }

    /// How much of each share can be filled from what is left, with as much as possible in all; earlier shares come
    /// first.
    fn fillable(&self, left: Vec<usize>, wanted: &[usize]) -> Vec<usize> {
        let mut flow = Flow::new(&self.fits, left, wanted.len());
        let fill = |(share, &count): (usize, &usize)| {
            (0..count).take_while(|_| flow.give_one_to(share)).count()
        };
        wanted.iter().enumerate().map(fill).collect()
    }

    /// Whether all that is wanted can be filled with one question less in the cell.
    fn can_spare(&self, cell: usize, wanted: &[usize]) -> bool {
        // A cell that could fill everything by itself always can spare one.
        if self.left[cell] > wanted.iter().sum() {
            return true;
        }
        let mut left = self.left.clone();
        left[cell] -= 1;
        self.fillable(left, wanted) == wanted
    }
}

/// Who gets how many from where, grown one question at a time along augmenting paths.
struct Flow<'a> {
    fits: &'a [Vec<usize>],
    left: Vec<usize>,
    /// By cell and share.
    given: Vec<Vec<usize>>,
    shares: usize,
}

impl<'a> Flow<'a> {
    fn new(fits: &'a [Vec<usize>], left: Vec<usize>, shares: usize) -> Self {
        Self { fits, left, given: vec![vec![0; shares]; fits.len()], shares }
    }

    /// Gives one more question to a share, moving what others have from cell to cell; false when
    /// no cell can.
    fn give_one_to(&mut self, share: usize) -> bool {
        // Breadth first: `from[s]` is the cell that `s` would give up and the share that takes it.
        let mut from: Vec<Option<(usize, usize)>> = vec![None; self.shares];
        let mut queue = vec![share];
        let mut next = 0;
        while let Some(&current) = queue.get(next) {
            next += 1;
            for cell in (0..self.fits.len()).filter(|&cell| self.fits[cell].contains(&current)) {
                if self.left[cell] > 0 {
                    self.shift(cell, current, &from);
                    return true;
                }
                for holder in (0..self.shares).filter(|&other| self.given[cell][other] > 0) {
                    if !queue.contains(&holder) {
                        from[holder] = Some((cell, current));
                        queue.push(holder);
                    }
                }
            }
        }
        false
    }

    /// Gives `share` one from `cell`; what it had from elsewhere goes back along the path.
    fn shift(&mut self, cell: usize, share: usize, from: &[Option<(usize, usize)>]) {
        self.left[cell] -= 1;
        self.given[cell][share] += 1;
        let mut share = share;
        while let Some((shared_cell, taker)) = from[share] {
            self.given[shared_cell][share] -= 1;
            self.given[shared_cell][taker] += 1;
            share = taker;
        }
    }
}
