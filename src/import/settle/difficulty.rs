//! What people write for how hard a question is.

use crate::model::{Closed, Difficulty};

/// Words by the difficulty that they mean, in the languages of banks that are about.
const WORDS: &[(&str, Difficulty)] = &[
    ("easy", Difficulty::Easy),
    ("beginner", Difficulty::Easy),
    ("basic", Difficulty::Easy),
    ("basics", Difficulty::Easy),
    ("simple", Difficulty::Easy),
    ("junior", Difficulty::Easy),
    ("jr", Difficulty::Easy),
    ("entry", Difficulty::Easy),
    ("low", Difficulty::Easy),
    ("einfach", Difficulty::Easy),
    ("leicht", Difficulty::Easy),
    ("principiante", Difficulty::Easy),
    ("fácil", Difficulty::Easy),
    ("facile", Difficulty::Easy),
    ("débutant", Difficulty::Easy),
    ("простой", Difficulty::Easy),
    ("лёгкий", Difficulty::Easy),
    ("简单", Difficulty::Easy),
    ("medium", Difficulty::Medium),
    ("moderate", Difficulty::Medium),
    ("intermediate", Difficulty::Medium),
    ("middle", Difficulty::Medium),
    ("mid", Difficulty::Medium),
    ("normal", Difficulty::Medium),
    ("regular", Difficulty::Medium),
    ("mittel", Difficulty::Medium),
    ("intermedio", Difficulty::Medium),
    ("médio", Difficulty::Medium),
    ("media", Difficulty::Medium),
    ("moyen", Difficulty::Medium),
    ("intermédiaire", Difficulty::Medium),
    ("средний", Difficulty::Medium),
    ("中等", Difficulty::Medium),
    ("hard", Difficulty::Hard),
    ("difficult", Difficulty::Hard),
    ("advanced", Difficulty::Hard),
    ("expert", Difficulty::Hard),
    ("senior", Difficulty::Hard),
    ("sr", Difficulty::Hard),
    ("high", Difficulty::Hard),
    ("schwer", Difficulty::Hard),
    ("schwierig", Difficulty::Hard),
    ("avanzado", Difficulty::Hard),
    ("difícil", Difficulty::Hard),
    ("difficile", Difficulty::Hard),
    ("avancé", Difficulty::Hard),
    ("сложный", Difficulty::Hard),
    ("困难", Difficulty::Hard),
];

/// The difficulty that `written` means: as the user says, a word, one to three stars, or a number
/// (0 to 2, or 1 to 5 where 1 and 2 are easy, 3 is medium, 4 and 5 are hard).
///
/// A number alone could be of either scale; 0, 1 and 2 are read as 0 to 2.
pub(super) fn named(written: &str, map: &[(String, String)]) -> Option<Difficulty> {
    let folded = written.trim().trim_matches(['[', ']', '(', ')', ':']).trim().to_lowercase();
    if let Some((_, meant)) = map.iter().find(|(name, _)| name.to_lowercase() == folded) {
        return Difficulty::named(meant);
    }
    if let Some(&(_, difficulty)) = WORDS.iter().find(|(word, _)| *word == folded) {
        return Some(difficulty);
    }
    stars(&folded).or_else(|| number(&folded))
}

fn stars(text: &str) -> Option<Difficulty> {
    let visible = |c: &char| *c != '\u{fe0f}' && !c.is_whitespace();
    let marks: Vec<char> = text.chars().filter(visible).collect();
    let is_star = |c: &char| matches!(c, '*' | '★' | '⭐' | '☆' | '🌟');
    if marks.is_empty() || !marks.iter().all(is_star) {
        return None;
    }
    match marks.iter().filter(|&&c| c != '☆').count() {
        1 => Some(Difficulty::Easy),
        2 => Some(Difficulty::Medium),
        3..=5 => Some(Difficulty::Hard),
        _ => None,
    }
}

fn number(text: &str) -> Option<Difficulty> {
    match text.parse::<u8>().ok()? {
        0 => Some(Difficulty::Easy),
        1 => Some(Difficulty::Medium),
        2 | 4 | 5 => Some(Difficulty::Hard),
        3 => Some(Difficulty::Medium),
        _ => None,
    }
}
