//! Signs that mean something, and those that a backslash takes the meaning from.

use crate::import::html::{escaped, to_markdown};

/// Where the first of `signs` stands that has no backslash before it.
pub(super) fn find(text: &str, signs: &[char]) -> Option<usize> {
    let mut backslash = false;
    for (at, c) in text.char_indices() {
        if backslash {
            backslash = false;
        } else if c == '\\' {
            backslash = true;
        } else if signs.contains(&c) {
            return Some(at);
        }
    }
    None
}

/// Parts a text at the first of a pair of signs without a backslash.
pub(super) fn split_at<'t>(text: &'t str, pair: &str) -> Option<(&'t str, &'t str)> {
    let first = pair.chars().next()?;
    let mut from = 0;
    while let Some(at) = find(&text[from..], &[first]).map(|at| from + at) {
        if text[at..].starts_with(pair) {
            return Some((&text[..at], &text[at + pair.len()..]));
        }
        from = at + first.len_utf8();
    }
    None
}

/// A part of an entry without its comment lines. The first line is the rest of one, and no comment.
pub(super) fn without_comments(text: &str) -> String {
    let mut lines = text.split('\n');
    let first = lines.next().into_iter();
    let kept = first.chain(lines.filter(|line| !line.trim_start().starts_with("//")));
    kept.collect::<Vec<_>>().join("\n")
}

/// The text that is meant: without backslashes before `~ = # { } :` and themselves, `\n` as a line end.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some(sign)) if "~=#{}:\\".contains(sign) => out.push(sign),
            _ => {
                out.push(c);
                continue;
            }
        }
        chars.next();
    }
    out
}

/// `::title::text`; a title is optional.
pub(super) fn title(text: &str) -> (Option<&str>, &str) {
    let titled = text.trim_start().strip_prefix("::").and_then(|rest| split_at(rest, "::"));
    titled.map_or((None, text), |(title, text)| (Some(title), text))
}

/// How texts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    Html,
    Plain,
    Markdown,
    /// Moodle's own mixture, in which a line end is none and no sign stands for a block.
    Moodle,
}

const FORMATS: &[(&str, Markup)] = &[
    ("[html]", Markup::Html),
    ("[plain]", Markup::Plain),
    ("[markdown]", Markup::Markdown),
    ("[moodle]", Markup::Moodle),
];

impl Markup {
    /// What a question says of itself.
    pub fn of(before: &str) -> Self {
        let text = title(before).1.trim_start();
        let named = FORMATS.iter().find(|(name, _)| text.starts_with(name));
        named.map_or(Self::Moodle, |(_, markup)| *markup)
    }

    /// The text as Markdown. An answer may say its own format.
    pub fn text(self, text: &str) -> String {
        let own = FORMATS.iter().find(|(name, _)| text.trim_start().starts_with(name));
        let markup = own.map_or(self, |(_, markup)| *markup);
        let text = without_format(text);
        let text = plain(&if markup == Self::Moodle { unwrapped(text) } else { text.to_owned() });
        match markup {
            Self::Html => to_markdown(&text),
            Self::Plain => escaped(&text),
            Self::Moodle if !text.contains(char::is_alphanumeric) => escaped(&text),
            Self::Moodle | Self::Markdown => text,
        }
    }
}

/// Sentences that are broken over lines, as one line each.
fn unwrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim().split_inclusive('\n') {
        let goes_on = line.starts_with(char::is_lowercase);
        let before = out.trim_end_matches('\n');
        let broken = before.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        if goes_on && broken && before.len() + 1 == out.len() {
            out.pop();
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

pub(super) fn without_format(text: &str) -> &str {
    let text = text.trim_start();
    FORMATS.iter().find_map(|(name, _)| text.strip_prefix(name)).unwrap_or(text)
}
