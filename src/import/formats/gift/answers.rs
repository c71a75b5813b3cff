//! What stands between the braces.

use super::signs::{Markup, find, split_at};
use crate::import::draft::{Draft, append};
use crate::import::formats::quiz::{self, Choice, FULL};
use crate::import::records::true_or_false;

/// Puts the answers into a draft, or says why they are none.
pub(super) fn answer(draft: &mut Draft, inner: &str, markup: Markup) -> Result<(), String> {
    let (inner, general) = split_at(inner, "####").unwrap_or((inner, ""));
    draft.answer = markup.text(general);
    let inner = inner.trim();
    if inner.is_empty() {
        return Ok(());
    }
    if let Some(numbers) = inner.strip_prefix('#') {
        return numeric(draft, numbers, markup);
    }
    if !inner.starts_with(['=', '~']) {
        return truth(draft, inner, markup);
    }
    let items = items(inner);
    let is_pair = |(sign, text): &(char, &str)| *sign == '=' && split_at(text, "->").is_some();
    if items.iter().all(is_pair) {
        let pair = |(_, text): &(char, &str)| {
            let (left, right) = split_at(text, "->").unwrap_or((text, ""));
            (markup.text(left), markup.text(right))
        };
        quiz::pair(draft, &items.iter().map(pair).collect::<Vec<_>>());
        return Ok(());
    }
    let choices: Vec<Choice> =
        items.iter().map(|(sign, text)| choice(*sign, text, markup)).collect();
    if choices.iter().any(|choice| choice.text.trim().is_empty()) {
        return Err("an answer is empty".to_owned());
    }
    if items.iter().any(|(sign, _)| *sign == '~') {
        quiz::choose(draft, &choices);
    } else {
        quiz::accept(draft, &choices);
    }
    Ok(())
}

/// `T`, `FALSE#what is told of a wrong answer#of a right one`.
fn truth(draft: &mut Draft, inner: &str, markup: Markup) -> Result<(), String> {
    let (word, feedback) = split_at(inner, "#").unwrap_or((inner, ""));
    let truth = match word.trim().to_uppercase().as_str() {
        "T" | "TRUE" => true,
        "F" | "FALSE" => false,
        other => {
            let other: String = other.chars().take(40).collect();
            return Err(format!("`{}` between the braces is no answer", other.to_lowercase()));
        }
    };
    draft.options = true_or_false(truth);
    let mut rest = feedback;
    let general = std::mem::take(&mut draft.answer);
    while !rest.is_empty() {
        let (one, behind) = split_at(rest, "#").unwrap_or((rest, ""));
        append(&mut draft.answer, &markup.text(one));
        rest = behind;
    }
    append(&mut draft.answer, &general);
    Ok(())
}

/// `4`, `3.14:0.01`, `1..5`, `=1822:0 =%50%1822:2`.
fn numeric(draft: &mut Draft, numbers: &str, markup: Markup) -> Result<(), String> {
    let numbers = numbers.trim();
    let found = if numbers.starts_with('=') { items(numbers) } else { vec![('=', numbers)] };
    let mut choices: Vec<Choice> = Vec::new();
    for (sign, text) in found {
        // A tolerance stands behind a colon, which no backslash needs to free here.
        let mut one = choice(sign, text, markup);
        one.text = number(&one.text).ok_or_else(|| format!("`{}` is no number", one.text))?;
        choices.push(one);
    }
    quiz::accept(draft, &choices);
    Ok(())
}

fn number(text: &str) -> Option<String> {
    let is_number = |text: &str| text.trim().parse::<f64>().is_ok();
    if let Some((least, most)) = text.split_once("..") {
        return (is_number(least) && is_number(most))
            .then(|| format!("{} to {}", least.trim(), most.trim()));
    }
    match text.split_once(':') {
        Some((number, tolerance)) if is_number(number) && is_number(tolerance) => {
            let none = tolerance.trim().parse() == Ok(0.0);
            let tolerance = if none { String::new() } else { format!(" ± {}", tolerance.trim()) };
            Some(number.trim().to_owned() + &tolerance)
        }
        None if is_number(text) => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// The answers, each with the sign in front of it.
fn items(inner: &str) -> Vec<(char, &str)> {
    let mut items = Vec::new();
    let mut rest = inner;
    while let Some(sign) = rest.chars().next() {
        let text = &rest[1..];
        let end = find(text, &['=', '~']).unwrap_or(text.len());
        items.push((sign, &text[..end]));
        rest = &text[end..];
    }
    items
}

fn choice(sign: char, text: &str, markup: Markup) -> Choice {
    let (text, feedback) = split_at(text, "#").unwrap_or((text, ""));
    let weighed = text.trim_start().strip_prefix('%').and_then(|text| {
        let (weight, text) = text.split_once('%')?;
        Some((weight.trim().parse::<f64>().ok().filter(|weight| weight.is_finite())?, text))
    });
    let (weight, text) = weighed.unwrap_or((if sign == '=' { FULL } else { 0.0 }, text));
    Choice { text: markup.text(text), weight, feedback: markup.text(feedback) }
}
