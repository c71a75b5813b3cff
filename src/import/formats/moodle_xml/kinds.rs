//! The types of questions that are read.

use super::element::Element;
use super::markdown;
use crate::import::draft::{Draft, append};
use crate::import::formats::quiz::{self, Choice, FULL};
use crate::import::records::{is_printed_number, true_or_false};
use crate::model::Slug;

/// A draft of a question of that type, or why it is none.
pub(super) fn draft(element: &Element, kind: &str) -> Result<Draft, String> {
    let text = |name: &str| element.child(name).map(markdown).unwrap_or_default();
    let mut draft = Draft {
        question: text("questiontext"),
        answer: text("generalfeedback"),
        ..Draft::default()
    };
    if draft.question.trim().is_empty() {
        draft.question = element.text_of("name").trim().to_owned();
    }
    let id = element.text_of("idnumber");
    let named = Slug::new(id.trim()).is_ok() && !is_printed_number(&id);
    draft.slug = named.then(|| id.trim().to_owned());
    let tags = element.child("tags").into_iter().flat_map(|tags| tags.children("tag"));
    draft.tags = tags.map(|tag| tag.text_of("text")).collect();
    let choices: Vec<Choice> = element.children("answer").map(choice).collect();
    match kind {
        "multichoice" | "multichoiceset" => quiz::choose(&mut draft, &choices),
        "truefalse" => truth(&mut draft, &choices),
        "shortanswer" => quiz::accept(&mut draft, &choices),
        "numerical" => {
            let tolerances = element.children("answer").map(|answer| answer.text_of("tolerance"));
            let numbers: Vec<Choice> = choices.into_iter().zip(tolerances).map(number).collect();
            quiz::accept(&mut draft, &numbers);
        }
        "essay" => essay(&mut draft, &text("graderinfo")),
        "matching" => {
            let pair = |pair: &Element| (markdown(pair), pair.text_of("answer").trim().to_owned());
            let pairs: Vec<_> = element.children("subquestion").map(pair).collect();
            quiz::pair(&mut draft, &pairs);
        }
        "" => return Err("a question without a type".to_owned()),
        other => return Err(format!("questions of type `{other}` are not read")),
    }
    Ok(draft)
}

fn choice(answer: &Element) -> Choice {
    Choice {
        text: markdown(answer),
        weight: answer.attribute("fraction").trim().parse().unwrap_or_default(),
        feedback: answer.child("feedback").map(markdown).unwrap_or_default(),
    }
}

fn truth(draft: &mut Draft, choices: &[Choice]) {
    let is_true = |choice: &&Choice| choice.text.trim().eq_ignore_ascii_case("true");
    let right = choices.iter().find(|choice| choice.weight >= FULL);
    draft.options = true_or_false(right.as_ref().is_some_and(is_true));
    for told in choices.iter().filter(|choice| !choice.feedback.is_empty()) {
        append(&mut draft.answer, &told.feedback);
    }
}

fn number((mut choice, tolerance): (Choice, String)) -> Choice {
    if tolerance.trim().parse::<f64>().is_ok_and(|tolerance| tolerance > 0.0) {
        choice.text.push_str(&format!(" ± {}", tolerance.trim()));
    }
    choice
}

/// What graders are told is a list of what a good answer mentions, or an answer.
fn essay(draft: &mut Draft, graders: &str) {
    match points(graders) {
        Some(points) => draft.key_points = points,
        None => append(&mut draft.answer, graders),
    }
}

/// The items of a list, each of which may go on over further lines.
fn points(graders: &str) -> Option<Vec<String>> {
    let mut points: Vec<String> = Vec::new();
    for line in graders.lines() {
        if let Some(point) = line.strip_prefix("- ") {
            points.push(point.to_owned());
            continue;
        }
        let last = points.last_mut()?;
        // A paragraph below a list is no part of it.
        if last.ends_with('\n') && !line.starts_with("  ") {
            return None;
        }
        last.push('\n');
        last.push_str(line.strip_prefix("  ").unwrap_or(line));
    }
    Some(points)
}
