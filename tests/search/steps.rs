//! An index that followed its bank step by step against one that was made at once.

use qbank::bank::Bank;
use qbank::bank::filter::Filter;
use qbank::bank::search::{HitStart, Search};
use qbank::bank::view::Answers;
use qbank::model::Question;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::made_up::{Words, bank};

/// Everything that a search says.
fn answer(bank: &Bank, text: &str, answers: Answers, filter: &Filter) -> String {
    let within = bank.select(filter).unwrap();
    let start = HitStart::Offset(0);
    let search = Search { text: text.to_owned(), answers, start, limit: 15 };
    let found = bank.search(&search, &within.set).unwrap();
    let explained = bank.explain(&found).unwrap();
    let hits = found.hits.iter().zip(explained).map(|(hit, explained)| {
        let id = bank.id(hit.at);
        let highlights = bank.highlights(hit, &found.highlighter);
        format!("{id} {} {highlights:?} {explained}\n", hit.score)
    });
    let hits: String = hits.collect();
    format!("{} {:?} {:?}\n{hits}", found.set.len(), found.corrections, found.next)
}

fn similar(bank: &Bank, at: u32) -> Vec<(String, f32)> {
    let hits = bank.similar(at, Answers::Markdown, 5).unwrap();
    hits.iter().map(|hit| (bank.id(hit.at).to_owned(), hit.score)).collect()
}

fn same(stepped: &Bank, made_at_once: &Bank, words: &Words, dice: &mut ChaCha8Rng) {
    let in_some = Filter { category: vec!["c1".into(), "c5".into()], ..Filter::default() };
    for round in 0..30 {
        let text = words.query(dice);
        let filter = if round % 3 == 0 { &in_some } else { &Filter::default() };
        for answers in [Answers::Markdown, Answers::None] {
            let expected = answer(made_at_once, &text, answers, filter);
            assert_eq!(answer(stepped, &text, answers, filter), expected, "{text}");
        }
    }
    let at = dice.random_range(0..u32::try_from(stepped.len()).unwrap());
    assert_eq!(similar(stepped, at), similar(made_at_once, at));
}

/// Follows the changes of `step` over some steps, and compares after each.
fn follow(count: i64, steps: u64, mut step: impl FnMut(&Words, &mut Vec<Question>, u64)) {
    let (words, mut dice) = (Words::default(), ChaCha8Rng::seed_from_u64(7));
    let mut questions: Vec<Question> =
        (1..=count).map(|number| words.question(number, 0)).collect();
    let mut last = bank(questions.clone());
    last.prepare_search();
    for version in 1..=steps {
        step(&words, &mut questions, version);
        let next = bank(questions.clone());
        next.prepare_search_after(&last);
        same(&next, &bank(questions.clone()), &words, &mut dice);
        last = next;
    }
}

#[test]
fn questions_that_change_are_found_as_they_are_now() {
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    follow(600, 4, |words, questions, version| {
        for _ in 0..3 {
            let at = dice.random_range(0..questions.len());
            questions[at] = words.question(questions[at].number, version);
        }
    });
}

#[test]
fn questions_that_leave_and_questions_that_come_move_the_others() {
    follow(600, 4, |words, questions, version| {
        questions.remove(version as usize * 90);
        questions.remove(0);
        let number = questions.last().unwrap().number + 5;
        questions.push(words.question(number, version));
        let between = questions[300].number - 1;
        if questions[299].number < between {
            questions.insert(300, words.question(between, version));
        }
    });
}

#[test]
fn questions_that_change_places_are_the_same_questions() {
    follow(300, 4, |_, questions, version| {
        let (one, other) = (version as usize * 30, version as usize * 60);
        questions.swap(one, other);
        let number = questions[one].number;
        questions[one].number = questions[other].number;
        questions[other].number = number;
    });
}

#[test]
fn many_changes_at_once_and_again_one() {
    follow(2_500, 3, |words, questions, version| {
        let some = if version == 2 { 2 } else { 1_300 };
        for question in &mut questions[..some] {
            *question = words.question(question.number, version);
        }
    });
}

#[test]
fn a_bank_may_become_empty_and_grow_again() {
    follow(3, 2, |words, questions, version| match version {
        1 => questions.truncate(1),
        _ => questions.push(words.question(9, version)),
    });
    let words = Words::default();
    let (full, empty) = (words.bank(3), bank(Vec::new()));
    full.prepare_search();
    empty.prepare_search_after(&full);
    let again = words.bank(3);
    again.prepare_search_after(&empty);
    let text = words.question(2, 0).question.to_string();
    assert!(answer(&empty, &text, Answers::Markdown, &Filter::default()).starts_with("0 "));
    let expected = answer(&full, &text, Answers::Markdown, &Filter::default());
    assert_eq!(answer(&again, &text, Answers::Markdown, &Filter::default()), expected);
}
