//! What stands around the words of a title: a number in front, marks of difficulty at the ends.

use super::words;
use crate::import::options::Options;
use crate::import::settle;

/// No number in front of a title has more digits.
const LONGEST: usize = 16;

/// A title without its number; the same when there would be nothing left.
pub(super) fn without_number(title: &str) -> &str {
    let rest = behind_number(title.trim_start()).map_or(title, str::trim_start);
    if rest.trim().is_empty() { title } else { rest }
}

/// Whether a title has a number in front.
pub(super) fn is_numbered(title: &str) -> bool {
    behind_number(title.trim_start()).is_some_and(|rest| !rest.trim().is_empty())
}

/// The number in front of a title.
pub(super) fn number_of(title: &str) -> Option<u64> {
    behind_number(title.trim_start())?;
    let digits = title.chars().skip_while(|&c| digit(c).is_none()).map_while(digit);
    digits.take(LONGEST).reduce(|number, digit| number * 10 + digit)
}

/// What stands in brackets behind `Question 3`, `Q3`, `Question 3 of 40`, if a text is no more than
/// that; mostly nothing.
pub(super) fn topic_of_label(text: &str) -> Option<&str> {
    const OPENS: [char; 4] = ['(', '[', '（', '【'];
    let text = text.trim();
    let (label, topic) = text.split_at(text.find(OPENS).unwrap_or(text.len()));
    let words = label.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    let mut words = words.filter(|word| !word.is_empty());
    let first = words.next()?;
    let word = first.trim_end_matches(char::is_numeric);
    let rest: Vec<&str> = words.collect();
    let is_number = |word: &&str| word.chars().all(char::is_numeric);
    let counted = match rest.as_slice() {
        [] => word.len() < first.len(),
        [number] => is_number(number),
        [number, "of", all] => is_number(number) && is_number(all),
        _ => false,
    };
    let topic = topic.trim_matches(|c| OPENS.contains(&c) || ")]）】 ".contains(c));
    (words::is_question(word) && counted).then_some(topic)
}

/// The value of a digit of the scripts that banks are numbered in.
fn digit(c: char) -> Option<u64> {
    const ZEROS: [char; 5] = ['0', '٠', '۰', '०', '０'];
    let value = |zero: char| u64::from(c).checked_sub(u64::from(zero)).filter(|&digit| digit < 10);
    ZEROS.iter().find_map(|&zero| value(zero))
}

/// What comes behind `12.`, `12)`, `(12)`, `1.2`, `Q12:`, `Q.`, `Question 12:`.
fn behind_number(title: &str) -> Option<&str> {
    let word_ends = title.find(|c: char| !c.is_alphabetic()).unwrap_or(title.len());
    let labelled = words::is_question(&title[..word_ends]);
    let start = if labelled { &title[word_ends..] } else { title };
    let start = start.trim_start_matches([' ', '#', '№', '\u{a0}']);
    let start = if labelled { start } else { title };
    let bracket = start.starts_with(['(', '[', '（', '【']);
    let digits_at = start.trim_start_matches(['(', '[', '（', '【']);
    let digits = number_length(digits_at);
    let behind = &digits_at[digits..];
    // The sign that makes a digit a button.
    let keycap = behind.trim_start_matches('\u{fe0f}').strip_prefix('\u{20e3}');
    if let Some(rest) = keycap.filter(|_| digits > 0) {
        return Some(rest);
    }
    let close = |c: char| {
        if bracket { ")]）】".contains(c) } else { ".):-–—、．）：".contains(c) }
    };
    let trimmed = behind.trim_start().trim_start_matches('\\');
    let delimited = trimmed.strip_prefix(close);
    match delimited {
        Some(rest) if digits > 0 || (labelled && !bracket) => {
            let rest = rest.trim_start_matches(['.', ':', ')', '-']);
            // `3.5 mm` and `2-way` are words.
            let glued = digits > 0
                && !labelled
                && trimmed.starts_with(['-', '–'])
                && trimmed.len() == behind.len();
            (!(glued && rest.starts_with(char::is_alphanumeric))).then_some(rest)
        }
        None if labelled && digits > 0 && behind.starts_with(char::is_whitespace) => Some(behind),
        _ => None,
    }
}

/// How long the number is in front of a text, its parts (`1.2.3`) included.
fn number_length(text: &str) -> usize {
    let mut end = 0;
    let mut rest = text.char_indices().take(LONGEST).peekable();
    while let Some((at, c)) = rest.next() {
        let next_is_digit = rest.peek().is_some_and(|(_, next)| next.is_numeric());
        if c.is_numeric() {
            end = at + c.len_utf8();
        } else if !(c == '.' && end == at && at > 0 && next_is_digit) {
            break;
        }
    }
    end
}

/// A title without marks of difficulty at its ends, and the marks.
pub(super) fn without_difficulty<'a>(title: &'a str, options: &Options) -> (&'a str, String) {
    let mut text = trim(title);
    let mut difficulty = String::new();
    while let Some((rest, mark)) = strip_mark(text, options) {
        if trim(rest).is_empty() {
            break;
        }
        if difficulty.is_empty() {
            difficulty = mark.to_owned();
        }
        text = trim(rest);
    }
    (text, difficulty)
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{fe0f}' | '\u{200d}'))
}

fn is_star(c: char) -> bool {
    matches!(c, '★' | '☆' | '⭐' | '🌟' | '*' | '\u{fe0f}')
}

/// Whether a mark is a single star.
pub(super) fn is_one_star(mark: &str) -> bool {
    let mut stars = mark.chars().filter(|&c| c != '\u{fe0f}');
    stars.next().is_some_and(is_star) && stars.next().is_none()
}

/// A title without one mark at an end.
fn strip_mark<'a>(text: &'a str, options: &Options) -> Option<(&'a str, &'a str)> {
    let stars = text.trim_end_matches(|c| is_star(c) || c == ' ');
    let marks = trim(&text[stars.len()..]);
    // Behind a word, one or two asterisks are emphasis that was not closed, or a pointer.
    if !marks.is_empty()
        && (marks.starts_with("***")
            || !marks.starts_with('*')
            || stars.len() + marks.len() < text.len())
    {
        return Some((stars, marks));
    }
    let lead = text.trim_start_matches(|c| is_star(c) && c != '*');
    if lead.len() < text.len() {
        return Some((lead, &text[..text.len() - lead.len()]));
    }
    strip_colour(text, options).or_else(|| strip_word(text, options))
}

fn strip_colour<'a>(text: &'a str, options: &Options) -> Option<(&'a str, &'a str)> {
    let is_mark = |c: char| {
        !c.is_ascii() && settle::is_difficulty(c.encode_utf8(&mut [0; 4]), &options.difficulties)
    };
    let last = text.chars().next_back().filter(|&c| is_mark(c));
    if let Some(last) = last {
        return Some(text.split_at(text.len() - last.len_utf8()));
    }
    let first = text.chars().next().filter(|&c| is_mark(c))?;
    let (mark, rest) = text.split_at(first.len_utf8());
    Some((rest, mark))
}

/// `(Easy)`, `[Senior]` at the end.
fn strip_word<'a>(text: &'a str, options: &Options) -> Option<(&'a str, &'a str)> {
    let open = text.rfind(['(', '[', '（', '【'])?;
    let inner = text[open..].strip_suffix([')', ']', '）', '】'])?;
    let word = inner.trim_start_matches(['(', '[', '（', '【']).trim();
    is_level(word, options).then(|| (&text[..open], word))
}

/// Whether a text is a difficulty in words.
pub(super) fn is_level(text: &str, options: &Options) -> bool {
    let word = text.trim();
    !word.is_empty()
        && !word.contains(char::is_numeric)
        && settle::is_difficulty(word, &options.difficulties)
}

/// The difficulty that a heading gives to what stands below it: `Junior`, `🟢 Easy`, `Level: Hard`.
pub(super) fn level_of_heading(heading: &str, options: &Options) -> Option<String> {
    const BESIDE: &[&str] = &[
        "level",
        "nivel",
        "nível",
        "niveau",
        "уровень",
        "questions",
        "preguntas",
        "perguntas",
        "fragen",
        "вопросы",
        "de",
        "developer",
        "для",
        "interview",
    ];
    let folded = words::bare(heading);
    let kept: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || c == ':')
        .filter(|word| !word.is_empty() && !BESIDE.contains(word))
        .collect();
    let word = kept.join(" ");
    // The basics are a subject.
    (word != "basics" && is_level(&word, options)).then_some(word)
}
