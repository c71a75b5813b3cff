//! 20,000 draws of 5 from 38 questions: every question, every place and every pair as often as
//! chance has it. The seeds are fixed, so the test always does the same.

use qbank::bank::draw::Plan;

use crate::banks::{Sketch, bank, draw};

const QUESTIONS: usize = 38;
const COUNT: usize = 5;
const DRAWS: usize = 20_000;

/// Pearson's statistic of counts that should all be the same.
fn chi_square(counts: &[u32]) -> f64 {
    let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
    counts.iter().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum()
}

/// A bound that chance exceeds once in about a thousand: the Wilson-Hilferty approximation of the
/// quantile of the chi-square distribution.
fn bound(cells: usize) -> f64 {
    let freedom = cells as f64 - 1.0;
    let part = 2.0 / (9.0 * freedom);
    freedom * (1.0 - part + 3.09 * part.sqrt()).powi(3)
}

#[test]
fn draws_are_uniform_over_questions_places_and_pairs() {
    let bank = bank(&[Sketch::default(); QUESTIONS]);
    let mut by_question = vec![0; QUESTIONS];
    let mut by_place = vec![0; QUESTIONS * COUNT];
    let mut by_pair = vec![0; QUESTIONS * QUESTIONS];
    for seed in 0..DRAWS {
        let drawn = draw(&bank, &format!("seed {seed}"), Plan::Count(COUNT), 1, &[]).positions;
        assert_eq!(drawn.len(), COUNT);
        for (place, &at) in drawn.iter().enumerate() {
            by_question[at as usize] += 1;
            by_place[place * QUESTIONS + at as usize] += 1;
            for &other in &drawn[place + 1..] {
                let (low, high) = (at.min(other) as usize, at.max(other) as usize);
                by_pair[low * QUESTIONS + high] += 1;
            }
        }
    }
    let pairs: Vec<u32> = (0..QUESTIONS)
        .flat_map(|low| (low + 1..QUESTIONS).map(move |high| low * QUESTIONS + high))
        .map(|pair| by_pair[pair])
        .collect();
    for (name, counts) in [("questions", by_question), ("places", by_place), ("pairs", pairs)] {
        let (statistic, bound) = (chi_square(&counts), bound(counts.len()));
        println!("{name}: chi-square {statistic:.1} of {} cells, bound {bound:.1}", counts.len());
        assert!(statistic < bound, "{name}: {statistic} is not below {bound}");
        assert!(counts.iter().all(|&count| count > 0), "{name}: one was never drawn");
    }
}
