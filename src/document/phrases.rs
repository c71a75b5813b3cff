//! What more than one format says.

use super::About;
use crate::bank::view::{OptionView, QuestionView};
use crate::markdown;
use crate::model::Closed;

/// Stands in the place of the questions where there are none.
pub(super) const EMPTY: &str = "There are no questions here.";
/// Stands in the place of an answer that the bank does not have.
pub(super) const UNANSWERED: &str = "The bank has no answer to this question.";

/// Category, difficulty and minutes, as far as they are known.
pub(super) fn facts(question: &QuestionView) -> Vec<String> {
    let difficulty = question.difficulty.map(|difficulty| difficulty.name().to_owned());
    let minutes = question.minutes.map(|minutes| format!("{minutes} min"));
    [Some(question.category.clone()), difficulty, minutes].into_iter().flatten().collect()
}

/// The first line of the question without its markup.
pub(super) fn title(question: &QuestionView) -> String {
    let text = markdown::to_text(&question.question);
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(&question.id).to_owned()
}

/// What names an option: a, b ... z, aa, ab ...
pub(super) fn letters(index: usize) -> String {
    let last = char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
    match index / 26 {
        0 => last.to_string(),
        more => letters(more - 1) + &last.to_string(),
    }
}

/// The letters of the options that are right; none where that is withheld.
pub(super) fn correct(options: &[OptionView]) -> Option<String> {
    let right = options.iter().enumerate().filter(|(_, option)| option.correct == Some(true));
    let named: Vec<String> = right.map(|(index, _)| letters(index)).collect();
    (!named.is_empty()).then(|| named.join(", "))
}

/// Seed and sitting, where there are any: a label and what it says.
pub(super) fn draw(about: &About) -> Vec<(&'static str, String)> {
    let seed = about.seed.clone().map(|seed| ("Seed", seed));
    let sitting = about.sitting.map(|sitting| ("Sitting", sitting.to_string()));
    [seed, sitting].into_iter().flatten().collect()
}

/// What precedes the permanent address.
pub(super) const ADDRESS: &str = "The same set again";

/// What stands at the foot: seed, sitting and the permanent address, as far as there are any.
pub(super) fn foot(about: &About) -> Vec<(&'static str, String)> {
    let address = about.address.clone().map(|address| (ADDRESS, address));
    draw(about).into_iter().chain(address).collect()
}
