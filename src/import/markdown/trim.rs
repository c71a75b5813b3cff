//! The ends of a text, at which people leave rules, breaks and wrappers.

/// Breaks that show nothing.
const BREAKS: &[&str] =
    &["<br>", "<br/>", "<br />", "</br>", "<hr>", "<hr/>", "<hr />", "&nbsp;", "\\\n"];
/// Elements that wrap a whole answer and add nothing.
const WRAPPERS: &[&str] = &["p", "div", "b", "center", "blockquote"];

/// A text without rules, breaks and wrappers at its ends. The first line keeps its indent, which may be code.
pub(super) fn ends(text: &str) -> &str {
    let mut text = text;
    loop {
        let shorter = once(text);
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

fn once(text: &str) -> &str {
    let text = without_blank_lines(text).trim_end();
    let text = BREAKS.iter().fold(text, |text, mark| {
        let text = text.strip_suffix(mark).unwrap_or(text).trim_end();
        text.strip_prefix(mark).unwrap_or(text)
    });
    let text = without_rule_behind(without_rule_before(text));
    WRAPPERS.iter().fold(text, |text, name| unwrapped(text, name))
}

fn without_blank_lines(text: &str) -> &str {
    let blank = text.len() - text.trim_start().len();
    &text[text[..blank].rfind('\n').map_or(0, |at| at + 1)..]
}

fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next().filter(|c| matches!(c, '-' | '*' | '_')) else {
        return false;
    };
    !line.starts_with("    ") && marks.clone().all(|c| c == first) && marks.count() >= 2
}

/// A rule behind a text; right below a line of words, dashes make a heading and stay.
fn without_rule_behind(text: &str) -> &str {
    let (before, last) = text.rsplit_once('\n').unwrap_or(("", text));
    let apart = before.is_empty() || before.ends_with('\n') || !last.trim_start().starts_with('-');
    if is_rule(last) && apart { before.trim_end() } else { text }
}

fn without_rule_before(text: &str) -> &str {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if is_rule(first) { rest } else { text }
}

/// A text without an element that begins with it and ends with it, or of which one half only is left.
fn unwrapped<'a>(text: &'a str, name: &str) -> &'a str {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let indent = text.len() - text.trim_start_matches(' ').len();
    // Further to the right it would be code.
    let text = if indent < 4 && text[indent..].starts_with(&open) { &text[indent..] } else { text };
    let opens = text.matches(&format!("<{name}")).count();
    let closes = text.matches(&close).count();
    if let Some(inner) = text.strip_prefix(&open) {
        if let Some(inner) = inner.strip_suffix(&close) {
            return inner;
        }
        if closes == 0 {
            return inner;
        }
    }
    match text.strip_suffix(&close) {
        Some(inner) if opens < closes => inner,
        _ => text,
    }
}

/// A text without the indent that all its lines have in common.
pub(super) fn outdented(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let indent =
        lines.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    if indent == 0 {
        return text.to_owned();
    }
    text.lines().map(|line| line.get(indent..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// A text without a single blank in front, which means nothing.
pub(super) fn without_lone_blank(text: &str) -> &str {
    text.strip_prefix(' ').filter(|rest| !rest.starts_with(' ')).unwrap_or(text)
}
