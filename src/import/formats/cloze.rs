//! Texts with gaps: `The {{c1::mutex::what?}} is held.`

/// The text with its gaps, and the text without; `None` when there is no gap in it.
pub(super) fn uncover(text: &str) -> Option<(String, String)> {
    let (mut asked, mut told) = (String::new(), String::new());
    let mut rest = text;
    while let Some((before, inner, behind)) = next_gap(rest) {
        let (answer, hint) = match inner.split_once("::") {
            Some((answer, hint)) => (answer, hint),
            None => (inner, "…"),
        };
        asked.push_str(before);
        told.push_str(before);
        asked.push_str(&format!("[{hint}]"));
        told.push_str(&format!("**{answer}**"));
        rest = behind;
    }
    if told.is_empty() {
        return None;
    }
    Some((asked + rest, told + rest))
}

fn next_gap(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find("{{c")?;
        let inner = text[at + 3..].trim_start_matches(|c: char| c.is_ascii_digit());
        if let Some(inner) = inner.strip_prefix("::")
            && let Some((inner, behind)) = inner.split_once("}}")
        {
            return Some((&text[..at], inner, behind));
        }
        from = at + 3;
    }
}
