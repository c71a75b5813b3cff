//! No question is asked twice in other words.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use qbank::bank::Bank;
use qbank::bank::synonyms::Synonyms;
use qbank::bank::view::Answers;
use qbank::seed;
use qbank::store::Snapshot;

/// How many pairs are printed.
const SHOWN: usize = 40;
/// The share of its words, in percent, that a title may have in common with another one.
const MOST_IN_COMMON: usize = 60;

fn bank() -> Bank {
    let bundle = seed::bundled().unwrap();
    let snapshot = Snapshot {
        revision: 1,
        categories: bundle.categories,
        tags: bundle.tags,
        questions: bundle.questions,
    };
    Bank::new(snapshot, Arc::new(Synonyms::new(&seed::bundled_synonyms().unwrap())))
}

/// Pairs of ids, the nearest first: by the mean of what each makes of the other.
fn nearest(bank: &Bank) -> Vec<(f64, [String; 2])> {
    let mut pairs: BTreeMap<[String; 2], f64> = BTreeMap::new();
    for question in bank.questions() {
        let at = bank.get(question.id.as_str()).unwrap();
        for hit in bank.similar(at, Answers::Markdown, 10).unwrap() {
            let mut pair = [question.id.to_string(), bank.id(hit.at).to_owned()];
            pair.sort();
            *pairs.entry(pair).or_default() += f64::from(hit.score) / 2.0;
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().map(|(pair, score)| (score, pair)).collect();
    pairs.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    pairs
}

/// `cargo test --test seed nearest -- --nocapture` prints them to be read.
#[test]
fn the_nearest_pairs_are_of_different_questions() {
    let bank = bank();
    let pairs = nearest(&bank);
    assert!(pairs.len() > bank.len());
    for (score, [one, other]) in pairs.iter().take(SHOWN) {
        println!("{score:6.1}  {one:32} {other}");
    }
}

/// The words of a title that are longer than those that all titles have.
fn words(title: &str) -> HashSet<String> {
    let words = title.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.len() > 3).map(str::to_lowercase).collect()
}

#[test]
fn no_two_titles_are_made_of_the_same_words() {
    let titles: Vec<_> = crate::entries()
        .iter()
        .map(|question| (question.id.to_string(), words(question.question.title())))
        .collect();
    for (at, (id, title)) in titles.iter().enumerate() {
        for (other_id, other) in &titles[at + 1..] {
            let common = title.intersection(other).count();
            let all = title.union(other).count();
            assert!(common * 100 <= all * MOST_IN_COMMON, "{id} and {other_id}");
        }
    }
}
