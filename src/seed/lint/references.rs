//! References: to who says so first.

use std::collections::HashSet;

use super::Findings;
use super::bank::Entry;

/// Hosts whose pages retell what others say, or are anybody's; and shorteners of addresses.
const QUESTIONABLE: &[&str] = &[
    "baeldung.com",
    "bit.ly",
    "blogspot.com",
    "codecademy.com",
    "dev.to",
    "digitalocean.com",
    "dzone.com",
    "educative.io",
    "freecodecamp.org",
    "geeksforgeeks.org",
    "guru99.com",
    "hackernoon.com",
    "hashnode.dev",
    "interviewbit.com",
    "javatpoint.com",
    "logrocket.com",
    "medium.com",
    "programiz.com",
    "quora.com",
    "reddit.com",
    "serverfault.com",
    "simplilearn.com",
    "sitepoint.com",
    "stackexchange.com",
    "stackoverflow.com",
    "substack.com",
    "t.co",
    "tinyurl.com",
    "toptal.com",
    "tutorialspoint.com",
    "twitter.com",
    "w3schools.com",
    "wikipedia.org",
    "wordpress.com",
    "www.linkedin.com",
    "x.com",
    "youtube.com",
];

/// Addresses on those hosts where somebody writes what others go back to.
const ORIGINALS: &[&str] =
    &["https://medium.com/@alex.birsan/", "https://tidyfirst.substack.com/p/canon-tdd"];

pub(super) fn check(entry: &Entry<'_>, findings: &mut Findings) {
    let (id, references) = (&entry.question.id, &entry.question.references);
    if references.is_empty() {
        let message = format!("`{id}` has no references");
        let advice = "name a primary source: a standard, a manual, a paper, the original post";
        findings.add(entry.place(), message, advice);
    }
    let mut seen = HashSet::new();
    for (at, reference) in references.iter().enumerate() {
        let place = entry.element("references", at);
        let host = host(&reference.url);
        let questionable = QUESTIONABLE.iter().any(|known| is_within(&host, known));
        let original = ORIGINALS.iter().any(|known| reference.url.starts_with(known));
        if questionable && !original {
            let message = format!("`{host}` is hardly a primary source");
            findings.add(place, message, "name the one that it goes back to");
        }
        if reference.url.starts_with("http:") {
            let message = "this address is not encrypted".to_owned();
            findings.add(place, message, "write `https://`");
        }
        if !seen.insert(&reference.url) {
            let message = "this reference is there twice".to_owned();
            findings.add(place, message, "take one of them away");
        }
    }
}

/// The host of an address in lower case.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default().to_lowercase()
}

/// Whether a host is that one or one below it.
fn is_within(host: &str, known: &str) -> bool {
    host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
