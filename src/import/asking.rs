//! What says of a text that it asks, whichever script it is in.

/// Whether a text ends in a question mark of any script.
pub(super) fn ends_in_question_mark(text: &str) -> bool {
    let end = |c: char| !(c.is_alphanumeric() || is_question_mark(c));
    text.trim_end_matches(end).ends_with(is_question_mark)
}

/// A question mark of any script; the Greek one looks like a semicolon and has a code of its own.
fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | '\u{37e}' | '⸮' | '՞' | '፧' | '¿' | '⁇' | '⁈' | '︖' | '﹖')
}

/// In Greek a semicolon asks.
pub(super) fn is_greek_question(text: &str) -> bool {
    text.trim_end().ends_with(';') && text.contains(|c| ('\u{370}'..='\u{3ff}').contains(&c))
}
