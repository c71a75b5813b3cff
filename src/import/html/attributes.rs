//! What the attributes of a tag say.

use html5ever::tokenizer::Tag;

/// An attribute, empty when there is none of that name.
pub(super) fn attribute(tag: &Tag, name: &str) -> String {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| attribute.value.trim().to_owned()).unwrap_or_default()
}

/// An address that Markdown takes for one.
pub(super) fn address(url: &str) -> String {
    if url.contains([' ', '(', ')']) {
        format!("<{}>", url.replace(['<', '>', '\n'], ""))
    } else {
        url.to_owned()
    }
}

/// `language-rust` in the class of a tag.
pub(super) fn language(tag: &Tag) -> String {
    let class = attribute(tag, "class");
    let language = class
        .split_whitespace()
        .find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")));
    language.unwrap_or_default().to_owned()
}
