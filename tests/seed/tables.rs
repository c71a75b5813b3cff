//! What the bundled bank is made of: `cargo test --test seed made_of -- --nocapture` prints it.

use std::collections::BTreeMap;

use qbank::model::{Closed as _, Kind, Question};
use qbank::seed::lint::words;

/// How many entries of each category, of all and of each level, are of a kind.
fn levels(entries: &[Question], kind: Option<Kind>) -> BTreeMap<String, BTreeMap<&str, usize>> {
    let mut rows: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for question in entries.iter().filter(|one| kind.is_none_or(|kind| one.kind() == kind)) {
        let level = question.difficulty.expect("every bundled entry has one").name();
        for row in [question.category.as_str(), "all"] {
            for column in [level, "all"] {
                *rows.entry(row.to_owned()).or_default().entry(column).or_default() += 1;
            }
        }
    }
    rows
}

/// Prints counts, the greatest first.
fn print_counts(title: &str, names: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    println!("\n{title} ({})", sorted.len());
    for (name, count) in sorted {
        println!("{count:5} {name}");
    }
    counts
}

#[test]
fn the_bundled_bank_is_made_of_these() {
    let entries = crate::entries();
    println!(
        "{:12} {:8} {:>5} {:>6} {:>5} {:>5}",
        "category", "kind", "easy", "medium", "hard", "all"
    );
    for (name, kind) in [("open", Some(Kind::Open)), ("choice", Some(Kind::Choice)), ("all", None)]
    {
        for (category, row) in levels(&entries, kind) {
            let [easy, medium, hard, all] =
                ["easy", "medium", "hard", "all"].map(|level| row.get(level).copied().unwrap_or(0));
            println!("{category:12} {name:8} {easy:5} {medium:6} {hard:5} {all:5}");
        }
    }
    let mut lengths: Vec<_> = entries.iter().map(|one| words(crate::answer(one))).collect();
    lengths.sort_unstable();
    let at = |percent: usize| lengths[(lengths.len() - 1) * percent / 100];
    let [least, tenth, median, ninetieth, most] = [0, 10, 50, 90, 100].map(at);
    println!(
        "\nwords an answer: {least} / {tenth} / {median} / {ninetieth} / {most} (0, 10, 50, 90, 100 %)"
    );
    let urls = entries.iter().flat_map(|one| &one.references).map(|reference| &reference.url);
    let hosts = urls.map(|url| url.split('/').nth(2).unwrap_or_default().to_owned());
    print_counts("references by host", hosts);
    let tags = entries.iter().flat_map(|one| &one.tags).map(ToString::to_string);
    let tags = print_counts("tags by use", tags);
    assert_eq!(tags.len(), qbank::seed::bundled().unwrap().tags.len());
}
