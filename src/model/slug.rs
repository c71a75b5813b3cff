//! Names that stand in addresses: slugs of questions and categories, and tags.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The longest slug or tag, in characters.
pub const MAX_NAME: usize = 100;

/// Why a text is no slug or tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidName {
    /// A slug with a character, or in a shape, that slugs do not have.
    #[error(
        "a slug has lower-case letters, digits and single hyphens between them, such as `orm-pitfalls`"
    )]
    Slug,
    /// A tag with a character outside its alphabet.
    #[error("a tag has lower-case letters, digits and `.`, `+`, `#`, `_`, `-`, such as `c++`")]
    Tag,
    /// Longer than 100 characters.
    #[error("a name has at most {MAX_NAME} characters")]
    TooLong,
}

/// The identity of a question or category: `^[a-z0-9]+(-[a-z0-9]+)*$`, 1 to 100 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 100, example = "orm-pitfalls")]
pub struct Slug(String);

impl Slug {
    /// Takes `text` as a slug, exactly as it is.
    ///
    /// # Errors
    ///
    /// [`InvalidName`] says what a slug looks like.
    ///
    /// ```
    /// use qbank::model::Slug;
    /// assert_eq!(Slug::new("orm-pitfalls").unwrap().as_str(), "orm-pitfalls");
    /// assert!(Slug::new("ORM--pitfalls").is_err());
    /// ```
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidName> {
        let text = text.into();
        let well_formed = text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if !well_formed {
            return Err(InvalidName::Slug);
        }
        if text.len() > MAX_NAME {
            return Err(InvalidName::TooLong);
        }
        Ok(Self(text))
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A label of questions: `^[a-z0-9.+#_-]+$`, 1 to 100 characters, so that `c++`, `c#` and `.net`
/// are tags.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(pattern = "^[a-z0-9.+#_-]+$", max_length = 100, example = "caching")]
pub struct Tag(String);

impl Tag {
    /// Takes `text` as a tag, exactly as it is.
    ///
    /// # Errors
    ///
    /// [`InvalidName`] says what a tag looks like.
    ///
    /// ```
    /// use qbank::model::Tag;
    /// assert!(Tag::new("c++").is_ok());
    /// assert!(Tag::new("two words").is_err());
    /// ```
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidName> {
        let text = text.into();
        let in_alphabet =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".+#_-".contains(&b);
        if text.is_empty() || !text.bytes().all(in_alphabet) {
            return Err(InvalidName::Tag);
        }
        if text.len() > MAX_NAME {
            return Err(InvalidName::TooLong);
        }
        Ok(Self(text))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The longest slug that is made from a text, in characters.
const LONGEST_MADE: usize = 60;

/// The slug of a text: its words in Latin letters, as many as have room. `None` for a text without a
/// letter or digit.
///
/// ```
/// use qbank::model::slug_of;
/// let slug = |text| slug_of(text).map(|slug| slug.to_string());
/// assert_eq!(slug("What is `C++`, in a word?").as_deref(), Some("what-is-c-plus-plus-in-a-word"));
/// assert_eq!(slug("Größe").as_deref(), Some("grosse"));
/// assert_eq!(slug("¿?"), None);
/// ```
pub fn slug_of(text: &str) -> Option<Slug> {
    let spoken = text.replace("++", " plus plus ").replace('#', " sharp ");
    let spoken = if text.trim_start().starts_with('#') { text } else { &spoken };
    let latin = deunicode::deunicode(spoken).to_lowercase();
    let mut slug = String::new();
    for word in latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST_MADE {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word[..word.len().min(LONGEST_MADE)]);
    }
    Slug::new(slug).ok()
}

macro_rules! name_conversions {
    ($($name:ident),*) => {$(
        impl TryFrom<String> for $name {
            type Error = InvalidName;
            fn try_from(text: String) -> Result<Self, InvalidName> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidName;
            fn from_str(text: &str) -> Result<Self, InvalidName> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

name_conversions!(Slug, Tag);
