//! Text that a bank keeps: never blank, line ends as LF.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a text cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Nothing but white space.
    #[error("the text is empty")]
    Blank,
    /// A NUL character, which databases and programs take for an end.
    #[error("the text contains a NUL character")]
    Nul,
}

/// A text with at least one visible character, no NUL, and LF as its only line end.
///
/// Apart from its line ends and byte-order marks in front, which are put right on the way in, it
/// is kept as it came.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Text(String);

impl Text {
    /// Keeps `text`.
    ///
    /// # Errors
    ///
    /// [`InvalidText`] when it is blank or has a NUL.
    ///
    /// ```
    /// use qbank::model::Text;
    /// assert_eq!(Text::new("a\r\nb").unwrap().as_str(), "a\nb");
    /// assert!(Text::new(" \n").is_err());
    /// ```
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidText> {
        let mut text = text.into();
        // All of them, so that a text that was kept is kept as it is the next time.
        let marks = text.len() - text.trim_start_matches('\u{feff}').len();
        text.drain(..marks);
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        if text.trim().is_empty() {
            return Err(InvalidText::Blank);
        }
        if text.contains('\0') {
            return Err(InvalidText::Nul);
        }
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first line that is not blank, without white space around it.
    pub fn title(&self) -> &str {
        self.0.trim_start().lines().next().unwrap_or_default().trim_end()
    }
}

impl TryFrom<String> for Text {
    type Error = InvalidText;
    fn try_from(text: String) -> Result<Self, InvalidText> {
        Self::new(text)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl std::str::FromStr for Text {
    type Err = InvalidText;
    fn from_str(text: &str) -> Result<Self, InvalidText> {
        Self::new(text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
