//! What the tags of the parser are here.

use pulldown_cmark::{CodeBlockKind, HeadingLevel, LinkType, Tag, TagEnd};

use super::{Kind, Mark};

pub(super) fn kind(tag: &Tag) -> Option<Kind> {
    Some(match tag {
        Tag::Heading { level, .. } => Kind::Heading(number(*level)),
        Tag::Paragraph => Kind::Paragraph,
        Tag::CodeBlock(kind) => Kind::Code { fenced: matches!(kind, CodeBlockKind::Fenced(_)) },
        Tag::List(_) => Kind::List,
        Tag::Item => Kind::Item { ticked: None },
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::Table(_) => Kind::Table,
        Tag::TableHead | Tag::TableRow => Kind::Row,
        Tag::TableCell => Kind::Cell,
        Tag::HtmlBlock => Kind::Html,
        _ if is_block(tag.to_end()) => Kind::Other,
        _ => return None,
    })
}

pub(super) fn is_by_reference(tag: &Tag) -> bool {
    let (Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) = tag else { return false };
    matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
}

pub(super) fn mark(tag: Tag) -> Option<Mark> {
    match tag {
        Tag::Link { dest_url, .. } => Some(Mark::Link(dest_url.as_ref().into())),
        Tag::Image { dest_url, .. } => Some(Mark::Image(dest_url.as_ref().into())),
        Tag::Strong => Some(Mark::Strong),
        Tag::Emphasis => Some(Mark::Emphasis),
        _ => None,
    }
}

pub(super) fn is_block(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
