//! The bundled bank as a bank to ask from: its conventions, its code, its likeness to itself.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that cannot go on is a failed test, in its helpers too"
)]

mod conventions;
mod lint;
mod rendering;
mod runnable;
mod similar;
mod tables;

use qbank::model::Question;
use qbank::seed;

/// The entries of the bundled bank, by number.
fn entries() -> Vec<Question> {
    seed::bundled().unwrap_or_else(|faults| panic!("{faults}")).questions
}

/// The answer of an entry of the bundled bank.
fn answer(question: &Question) -> &str {
    question.answer.as_ref().expect("every bundled entry has an answer").as_str()
}
