//! How well the search finds: `queries.tsv` over the bundled bank.
//!
//! Each line has a text as a person might type it, the questions that it should find first, and the
//! kind of difficulty that it has. `cargo test --test search -- --nocapture` prints the table.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that cannot go on is a failed test, in its helpers too; counts are small"
)]

mod ablation;
mod awkward;
mod clock;
mod fuzz;
mod made_up;
mod steps;

use std::collections::BTreeMap;
use std::sync::Arc;

use qbank::bank::Bank;
use qbank::bank::filter::Filter;
use qbank::bank::search::{HitStart, Search};
use qbank::bank::synonyms::Synonyms;
use qbank::bank::view::Answers;
use qbank::seed;
use qbank::store::{Bundle, Snapshot};

const QUERIES: &str = include_str!("queries.tsv");

fn bundled() -> Bank {
    bank(seed::bundled().unwrap())
}

fn bank(bundle: Bundle) -> Bank {
    let snapshot = Snapshot {
        revision: 1,
        categories: bundle.categories,
        tags: bundle.tags,
        questions: bundle.questions,
    };
    let synonyms = Synonyms::new(&seed::bundled_synonyms().unwrap());
    Bank::new(snapshot, Arc::new(synonyms))
}

/// The ids that a text finds, best first.
fn found(bank: &Bank, text: &str) -> Vec<String> {
    let all = bank.select(&Filter::default()).unwrap();
    let search = Search {
        text: text.to_owned(),
        answers: Answers::Markdown,
        start: HitStart::Offset(0),
        limit: 10,
    };
    let found = bank.search(&search, &all.set).unwrap();
    found.hits.iter().map(|hit| bank.id(hit.at).to_owned()).collect()
}

/// How often the first hit, and one of the first three, was a right one; and the mean of the
/// reciprocal ranks of the first right one.
#[derive(Default)]
struct Score {
    queries: usize,
    at_1: usize,
    at_3: usize,
    reciprocal: f64,
}

impl Score {
    fn add(&mut self, rank: Option<usize>) {
        self.queries += 1;
        self.at_1 += usize::from(rank == Some(0));
        self.at_3 += usize::from(rank.is_some_and(|rank| rank < 3));
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
    }

    fn shares(&self) -> [f64; 3] {
        let queries = self.queries as f64;
        [self.at_1 as f64 / queries, self.at_3 as f64 / queries, self.reciprocal / queries]
    }
}

#[test]
fn people_find_what_they_look_for() {
    let bank = bundled();
    let mut by_kind: BTreeMap<&str, Score> = BTreeMap::new();
    let mut all = Score::default();
    for line in QUERIES.lines().skip(1) {
        let [text, ids, kind] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let hits = found(&bank, text);
        let right: Vec<&str> = ids.split(',').collect();
        let rank = hits.iter().position(|hit| right.contains(&hit.as_str()));
        if rank != Some(0) {
            let first = hits[..hits.len().min(3)].join(", ");
            println!("{kind}: `{text}` finds {first} first; {ids} is at {rank:?}");
        }
        by_kind.entry(kind).or_default().add(rank);
        all.add(rank);
    }
    println!("{:10} {:>7} {:>6} {:>6} {:>6}", "kind", "queries", "at 1", "at 3", "MRR");
    for (kind, score) in &by_kind {
        let [at_1, at_3, mrr] = score.shares();
        println!("{kind:10} {:7} {at_1:6.3} {at_3:6.3} {mrr:6.3}", score.queries);
    }
    let [at_1, at_3, mrr] = all.shares();
    println!("{:10} {:7} {at_1:6.3} {at_3:6.3} {mrr:6.3}", "all", all.queries);
    assert!(all.queries >= 200);
    assert!(at_1 >= 0.92 && at_3 >= 0.98 && mrr >= 0.94, "{at_1:.3} {at_3:.3} {mrr:.3}");
}
