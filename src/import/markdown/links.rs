//! Links and images that are relative to where the file lay.

use std::borrow::Cow;

use super::doc::Doc;
use super::outline::{Inline, Mark, inside};
use super::section::Section;
use crate::import::account::Account;
use crate::import::media;
use crate::markdown::destination;

/// Makes relative links absolute where the base is known; else remembers where they are. Links by
/// reference get their address, because what they refer to may stand in another question.
pub(super) fn rewrite(doc: &mut Doc) {
    by_reference(doc);
    let relative = collect(doc);
    let Some(base) = doc.options.base.as_deref() else {
        doc.relative = relative.into_iter().map(|(range, _)| range.start).collect();
        doc.relative.sort_unstable();
        return;
    };
    for (range, to) in relative {
        let absolute = joined(base, &to);
        doc.edits.replace(range, absolute);
    }
}

fn by_reference(doc: &mut Doc) {
    let inlines = &doc.outline.inlines;
    let mut found = Vec::new();
    for &at in &doc.outline.by_reference {
        let Inline { mark: Mark::Link(to) | Mark::Image(to), range } = &inlines[at] else {
            continue;
        };
        let inside = inside(inlines, at).iter();
        let Some(end) = inside.map(|one| one.range.end).max() else { continue };
        found.push((end..range.end, format!("]({})", destination(&absolute(doc, to)))));
    }
    found.into_iter().for_each(|(range, with)| doc.edits.replace(range, with));
}

/// An address as it is to be kept: relative ones with their base, where that is known.
pub(super) fn absolute<'t>(doc: &Doc, to: &'t str) -> Cow<'t, str> {
    let base = doc.options.base.as_deref().filter(|_| is_relative(to));
    base.map_or(Cow::Borrowed(to), |base| joined(base, to).into())
}

/// Says how many relative links and images there are in the questions.
pub(super) fn report(doc: &Doc, sections: &[Section], account: &mut Account) {
    let mut at = Vec::new();
    for section in sections {
        let end = section.body.end;
        let first = doc.relative.partition_point(|&offset| offset < section.start);
        at.extend(
            doc.relative[first..]
                .iter()
                .take_while(|&&offset| offset < end)
                .map(|&offset| doc.line(offset)),
        );
    }
    media::tell(at, account);
}

type Place = (std::ops::Range<usize>, String);

/// Where a relative address stands, and the address.
fn collect(doc: &Doc) -> Vec<Place> {
    let mut found = Vec::new();
    let mut add = |range: std::ops::Range<usize>, to: &str| {
        if is_relative(to) && !doc.edits.leave_nothing(doc.text, range.clone()) {
            // The address as it stands in the source, from behind.
            let at = doc.text[range.clone()].rfind(to).map(|at| range.start + at);
            found.extend(at.map(|at| (at..at + to.len(), to.to_owned())));
        }
    };
    for inline in &doc.outline.inlines {
        if let Mark::Link(to) | Mark::Image(to) = &inline.mark {
            add(inline.range.clone(), to);
        }
    }
    for tag in &doc.html.tags {
        if let Some(to) = tag.src.as_ref().or(tag.href.as_ref()) {
            add(tag.range.clone(), to);
        }
    }
    found
}

fn is_relative(to: &str) -> bool {
    let scheme = to.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    !(to.is_empty() || to.starts_with('#') || to.starts_with("//") || scheme)
}

fn joined(base: &str, to: &str) -> String {
    let root = base.find("://").and_then(|at| base[at + 3..].find('/').map(|end| at + 3 + end));
    if to.starts_with('/') {
        return base[..root.unwrap_or(base.len())].trim_end_matches('/').to_owned() + to;
    }
    let mut base = base.trim_end_matches('/');
    let mut rest = to;
    loop {
        if let Some(behind) = rest.strip_prefix("./") {
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix("../") {
            rest = behind;
            // Nothing is above the root.
            let up = base.rfind('/').filter(|&at| root.is_some_and(|root| at >= root));
            base = &base[..up.unwrap_or(base.len())];
        } else {
            return format!("{base}/{rest}");
        }
    }
}
