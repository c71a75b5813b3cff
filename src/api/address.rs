//! Addresses made from the address that was asked for.

use std::fmt::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a query keeps as it is (RFC 3986, unreserved), and the comma, which lists have.
const KEPT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b',');

/// How long an address is as a rule, in bytes.
pub const USUAL: usize = 256;

/// A path with its query, from which other addresses are made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// As it was asked for.
    pub path: String,
    /// Decoded, in the order given.
    pub pairs: Vec<(String, String)>,
}

impl Address {
    /// The same with one parameter set to `value`, or taken away.
    #[must_use]
    pub fn with(mut self, name: &str, value: Option<String>) -> Self {
        match (self.pairs.iter_mut().find(|(given, _)| given == name), value) {
            (Some(pair), Some(value)) => pair.1 = value,
            (None, Some(value)) => self.pairs.push((name.to_owned(), value)),
            (_, None) => self.pairs.retain(|(given, _)| given != name),
        }
        self
    }

    /// As text, written into room of the usual size.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(USUAL);
        // A text takes whatever is written to it.
        let _ = write!(text, "{self}");
        text
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        for (count, (name, value)) in self.pairs.iter().enumerate() {
            f.write_str(if count == 0 { "?" } else { "&" })?;
            utf8_percent_encode(name, KEPT).try_for_each(|piece| f.write_str(piece))?;
            f.write_str("=")?;
            utf8_percent_encode(value, KEPT).try_for_each(|piece| f.write_str(piece))?;
        }
        Ok(())
    }
}
