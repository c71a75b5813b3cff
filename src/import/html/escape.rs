//! Plain text in Markdown: a backslash only where a sign would mean something.

/// Escapes a whole text, line by line.
pub(super) fn all(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// Adds a text to what is written already; its last character says what stands before.
pub(super) fn escape(text: &str, out: &mut String) {
    let links = text.contains("](");
    for (at, c) in text.char_indices() {
        let before = out.chars().next_back();
        let rest = &text[at + c.len_utf8()..];
        let after = rest.chars().next();
        let means = needs_backslash(c, before, after, links) || (c == '&' && is_entity(rest));
        if means || (opens_block(c, after) && is_line_start(out)) {
            out.push('\\');
        }
        let is_number =
            c == '.' && after.is_none_or(char::is_whitespace) && ends_in_list_number(out);
        if is_number {
            out.push('\\');
        }
        out.push(c);
    }
}

fn needs_backslash(c: char, before: Option<char>, after: Option<char>, links: bool) -> bool {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' => after.is_some_and(|c| c.is_ascii_punctuation()),
        '*' => !(blank(before) && blank(after)),
        '_' => !((blank(before) && blank(after)) || (word(before) && word(after))),
        '`' => true,
        '[' => links,
        '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '~' => after == Some('~'),
        _ => false,
    }
}

/// Whether what stands behind `&` makes an entity of it.
fn is_entity(rest: &str) -> bool {
    const LONGEST: usize = 32;
    let name =
        rest.bytes().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

fn is_line_start(out: &str) -> bool {
    out.trim_end_matches([' ', '>']).chars().next_back().is_none_or(|c| c == '\n')
}

fn opens_block(c: char, after: Option<char>) -> bool {
    let blank = after.is_none_or(char::is_whitespace);
    match c {
        '#' => blank || after == Some('#'),
        '-' | '+' => blank || after == Some(c),
        '>' | '=' => true,
        _ => false,
    }
}

/// Whether a full stop here would make a list of the line.
fn ends_in_list_number(out: &str) -> bool {
    const LONGEST: usize = 9;
    let digits = out.bytes().rev().take(LONGEST + 1).take_while(u8::is_ascii_digit).count();
    (1..=LONGEST).contains(&digits) && is_line_start(&out[..out.len() - digits])
}

/// Puts `<tag>` and its like between backticks.
pub(super) fn tags_as_code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    let mut rest = text;
    while let Some(at) = rest.find(['<', '`', '\n']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = if from.starts_with('<') && !in_code { tag_length(from) } else { 0 };
        if length > 0 {
            out.push('`');
            out.push_str(&from[..length]);
            out.push('`');
        } else {
            in_code = from.starts_with('`') && !in_code || from.starts_with('<') && in_code;
            out.push_str(&from[..1]);
        }
        rest = &from[length.max(1)..];
    }
    out.push_str(rest);
    out
}

/// How long the tag is that a text begins with; 0 when it does not.
fn tag_length(text: &str) -> usize {
    let name = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
    match text[1..].find(['<', '>']) {
        Some(end) if is_tag && text.as_bytes()[end + 1] == b'>' => end + 2,
        _ => 0,
    }
}
