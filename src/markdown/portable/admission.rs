//! Which tags of raw HTML stay in a text, because they end where they should.

use std::mem;

use crate::markdown::elements::{OpenElements, Role};
use crate::markdown::html;
use crate::markdown::tags::Tag;

const LINK: &str = "a";

/// What was admitted of a text so far, and what must not be.
#[derive(Default)]
pub(super) struct Admission {
    open: OpenElements,
    /// Whether a link is open.
    link: bool,
    /// Elements of which no tag stays.
    refused: Vec<&'static str>,
    /// Elements that turned out not to end within their block.
    unended: Vec<&'static str>,
    /// Whether the tags stand in a table of Markdown, which a block can neither begin nor end in.
    pub(super) in_table: bool,
}

impl Admission {
    /// One that refuses some elements.
    pub(super) fn refusing(refused: Vec<&'static str>) -> Self {
        Self { refused, ..Self::default() }
    }

    /// Whether a tag is harmless and may stay.
    pub(super) fn admits(&mut self, tag: &Tag) -> bool {
        match (tag.name.as_str(), tag.attribute("href"), tag.attribute("src")) {
            (LINK, _, _) if tag.closing => mem::take(&mut self.link),
            (LINK, Some(url), _) if !self.link && html::is_web(url) => {
                self.link = !self.refused.contains(&LINK);
                self.link
            }
            ("img", _, Some(url)) => html::is_web(url),
            (name, _, _) => !self.refused.contains(&name) && self.admits_element(tag),
        }
    }

    fn admits_element(&mut self, tag: &Tag) -> bool {
        let Some(markup) = self.open.admit(tag) else { return false };
        if self.in_table && !matches!(markup.role, Role::Inline | Role::Break) {
            self.unended.push(markup.name);
        }
        true
    }

    /// Ends a block, beyond which neither a link nor a phrase may reach.
    pub(super) fn end_block(&mut self) {
        self.unended.extend(mem::take(&mut self.link).then_some(LINK));
        self.unended.extend(self.open.close_phrases(0).iter().map(|markup| markup.name));
    }

    /// Ends the text: all that must not stay, if that is more than was refused.
    pub(super) fn finish(mut self) -> Option<Vec<&'static str>> {
        self.end_block();
        self.unended.extend(self.open.innermost_first());
        let more = !self.unended.is_empty();
        self.refused.append(&mut self.unended);
        more.then_some(self.refused)
    }
}
