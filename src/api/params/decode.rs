//! The text of a query, decoded.

use percent_encoding::percent_decode_str;

use super::shorten;
use crate::api::problem::ParameterError;

/// Decodes a part of a query as forms write it: a plus sign is a blank.
pub(super) fn decode(text: &str) -> Result<String, ParameterError> {
    let text = text.replace('+', " ");
    match percent_decode_str(&text).decode_utf8() {
        Ok(decoded) if !is_broken(&text) => Ok(decoded.into_owned()),
        _ => Err(ParameterError {
            parameter: "query".to_owned(),
            value: Some(shorten(&text)),
            detail: "the percent-encoding is broken".to_owned(),
            allowed: vec!["`%` with two hexadecimal digits, which make UTF-8".to_owned()],
            nearest: None,
        }),
    }
}

/// Whether a percent sign stands without its two hexadecimal digits.
pub fn is_broken(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, &byte)| {
        let digits = bytes.get(at + 1..at + 3).unwrap_or_default();
        byte == b'%' && !(digits.len() == 2 && digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// `q=C++` is what a person types, though forms would write the signs as `%2B`: two plus signs
/// that end a word of one letter are the name of a language, since two blanks would say nothing.
pub(super) fn keep_plus_signs(value: &str) -> String {
    let is_name = |at: usize| {
        let word = value[..at].rsplit('+').next().and_then(|text| text.rsplit("%20").next());
        let letter = word.is_some_and(|word| word.len() == 1 && word.is_ascii());
        let after = &value[at + 2..];
        letter && (after.is_empty() || after.starts_with('+') || after.starts_with("%20"))
    };
    let mut kept = String::with_capacity(value.len());
    let mut end = 0;
    for (at, signs) in value.match_indices("++").filter(|&(at, _)| is_name(at)) {
        kept.push_str(&value[end..at]);
        kept.push_str("%2B%2B");
        end = at + signs.len();
    }
    kept + &value[end..]
}
