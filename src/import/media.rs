//! Images and sounds that lie beside a file, not in it.

use super::account::{Account, lines};
use super::draft::Draft;
use super::options::Options;

/// What an image of Markdown and one of HTML begin with, and what ends their addresses.
const BEGINNINGS: &[(&str, &[char])] =
    &[("](", &[')', ' ', '\n']), ("](<", &['>', '\n']), ("src=\"", &['"']), ("[sound:", &[']'])];

/// Puts the base that the user names before relative addresses, or says how many there are.
pub(super) fn settle(drafts: &mut [Draft], options: &Options, account: &mut Account) {
    let mut found = Vec::new();
    for draft in drafts {
        let line = draft.line;
        let texts = [&mut draft.question, &mut draft.answer].into_iter();
        for text in texts.chain(draft.options.iter_mut().map(|option| &mut option.text)) {
            if let Some(resolved) = resolved(text, options.base.as_deref(), line, &mut found) {
                *text = resolved;
            }
        }
    }
    tell(found, account);
}

/// Says how many there are, by the line of each.
pub(super) fn tell(mut at: Vec<usize>, account: &mut Account) {
    let count = at.len();
    at.sort_unstable();
    at.dedup();
    if let Some(&first) = at.first() {
        let (noun, verb) = if count == 1 { ("file", "is") } else { ("files", "are") };
        let message = format!("{count} referenced {noun} {verb} not in the bank ({})", lines(&at));
        account.warn(first, message, "say with `--base` what their addresses are relative to");
    }
}

/// The text with absolute addresses, or `None` when it stays as it is.
fn resolved(text: &str, base: Option<&str>, line: usize, found: &mut Vec<usize>) -> Option<String> {
    // Most texts have neither, and then there is nothing to look for.
    if !text.bytes().any(|byte| matches!(byte, b']' | b'<')) {
        return None;
    }
    let mut places = Vec::new();
    for (beginning, ends) in BEGINNINGS {
        for (at, _) in text.match_indices(beginning) {
            let from = at + beginning.len();
            let rest = &text[from..];
            let address = &rest[..rest.find(*ends).unwrap_or(0)];
            if is_file(address) {
                places.push(from);
            }
        }
    }
    let Some(base) = base.filter(|_| !places.is_empty()) else {
        found.extend(places.iter().map(|_| line));
        return None;
    };
    places.sort_unstable();
    let mut out = String::with_capacity(text.len() + places.len() * base.len());
    let mut from = 0;
    for place in places {
        out.push_str(&text[from..place]);
        out.push_str(base.trim_end_matches('/'));
        out.push('/');
        from = place + text[place..].find(|c| c != '/').unwrap_or(0);
    }
    out.push_str(&text[from..]);
    Some(out)
}

/// A relative address that ends as the names of files do.
fn is_file(address: &str) -> bool {
    const LONGEST_ENDING: usize = 5;
    let outside =
        address.starts_with(['#', '<']) || address.contains(':') || address.starts_with("//");
    let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ends = (1..=LONGEST_ENDING).contains(&ending.len());
    !outside && ends && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
