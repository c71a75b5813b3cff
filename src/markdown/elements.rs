//! The harmless elements, and which of them are open.

use super::tags::Tag;

/// Beyond this depth a tag is shown as text: a browser and the sanitiser open every element again in each paragraph that follows.
const MAX_OPEN: usize = 20;

/// How an element shapes a text without markup.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Role {
    /// Part of a line.
    Inline,
    /// A line break, without content.
    Break,
    /// A rule across the page, without content.
    Rule,
    /// Set apart by blank lines.
    Block,
    /// A block whose line ends count.
    Preformatted,
    /// On lines of its own.
    Line,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
}

/// A tag that keeps its meaning.
#[derive(Debug)]
pub(super) struct Markup {
    /// The name, in lower case.
    pub(super) name: &'static str,
    /// How its element shapes a text.
    pub(super) role: Role,
    /// Whether this is the end tag.
    pub(super) closing: bool,
    /// Names and values; which of them are allowed is for the sanitiser to say.
    pub(super) attributes: Vec<(String, String)>,
}

/// Elements of one role that stand within one of the same others.
struct Group {
    role: Role,
    /// One of these has to be open, since a browser drops or misplaces the element otherwise; empty if it stands anywhere.
    within: &'static [&'static str],
    names: &'static [&'static str],
}

const fn group(
    role: Role,
    within: &'static [&'static str],
    names: &'static [&'static str],
) -> Group {
    Group { role, within, names }
}

const PHRASES: &[&str] = &[
    "b", "i", "em", "strong", "u", "s", "del", "ins", "code", "kbd", "samp", "var", "sub", "sup",
    "small", "mark",
];
const BLOCKS: &[&str] =
    &["p", "blockquote", "table", "details", "h1", "h2", "h3", "h4", "h5", "h6"];
/// Of these, which may do without an end tag, only what is around them counts.
const OPTIONAL_END: &[&str] =
    &["dt", "dd", "li", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"];
const GROUPS: &[Group] = &[
    group(Role::Inline, &[], PHRASES),
    group(Role::Break, &[], &["br"]),
    group(Role::Rule, &[], &["hr"]),
    group(Role::Block, &[], BLOCKS),
    group(Role::Preformatted, &[], &["pre"]),
    group(Role::Line, &[], &["ul", "ol", "dl"]),
    group(Role::Line, &["dl"], &["dt", "dd"]),
    group(Role::Line, &["details"], &["summary"]),
    group(Role::Line, &["table"], &["caption", "thead", "tbody", "tfoot", "tr"]),
    group(Role::Item, &["ul", "ol"], &["li"]),
    group(Role::Cell, &["table"], &["td", "th"]),
];

/// All names of harmless elements.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().flat_map(|group| group.names).copied()
}

/// The harmless elements of raw HTML that are open at some point of a text.
#[derive(Default)]
pub(super) struct OpenElements(Vec<&'static str>);

impl OpenElements {
    /// Takes a tag in, or says no to one that a browser would run, swallow or misplace.
    pub(super) fn admit(&mut self, tag: &Tag) -> Option<Markup> {
        let (group, name) = find(&tag.name)?;
        let fits =
            group.within.is_empty() || group.within.iter().any(|outer| self.0.contains(outer));
        let admitted = fits
            && match group.role {
                Role::Break | Role::Rule => !tag.closing,
                _ if OPTIONAL_END.contains(&name) => true,
                _ if tag.closing => self.close(name),
                _ => self.open(name),
            };
        let attributes = tag.attributes.clone();
        admitted.then_some(Markup { name, role: group.role, closing: tag.closing, attributes })
    }

    /// How many are open.
    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }

    /// What is open, the innermost first.
    pub(super) fn innermost_first(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().rev().copied()
    }

    /// Closes the phrases opened since there were `depth`, the last one first.
    pub(super) fn close_phrases(&mut self, depth: usize) -> Vec<Markup> {
        let opened = self.0.split_off(depth.min(self.0.len()));
        let (phrases, others): (Vec<_>, Vec<_>) =
            opened.into_iter().partition(|name| PHRASES.contains(name));
        self.0.extend(others);
        let end = |name| Markup { name, role: Role::Inline, closing: true, attributes: Vec::new() };
        phrases.into_iter().rev().map(end).collect()
    }

    /// Whether line ends count here.
    pub(super) fn preformatted(&self) -> bool {
        self.0.contains(&"pre")
    }

    fn open(&mut self, name: &'static str) -> bool {
        let implied_end = name == "p" && self.0.contains(&name);
        if implied_end {
            return true;
        }
        let room = self.0.len() < MAX_OPEN;
        if room {
            self.0.push(name);
        }
        room
    }

    fn close(&mut self, name: &str) -> bool {
        let position = self.0.iter().rposition(|open| *open == name);
        position.map(|at| self.0.remove(at)).is_some()
    }
}

fn find(name: &str) -> Option<(&'static Group, &'static str)> {
    GROUPS
        .iter()
        .find_map(|group| group.names.iter().find(|own| **own == name).map(|own| (group, *own)))
}
