//! Searching with a part of the search taken away, to measure what that part is worth.

use crate::bank::words::Analyser;

/// What is taken away; nothing, unless that is measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each can be taken away by itself")]
pub struct Without {
    /// Words are only found in the form in which they are written.
    pub stems: bool,
    /// Abbreviations only find themselves.
    pub synonyms: bool,
    /// Mistyped words are not corrected.
    pub typos: bool,
    /// The last word is taken for whole.
    pub prefixes: bool,
    /// Compounds are only found joined or split as they were typed.
    pub compounds: bool,
    /// A word says the same wherever it stands.
    pub weights: bool,
    /// Words near each other say no more than words apart.
    pub nearness: bool,
    /// Words such as `what` and `the` are demanded like any other.
    pub stop_words: bool,
}

impl Without {
    /// What normalises words.
    pub(in crate::bank) fn analyser(self) -> Analyser {
        if self.stems { Analyser::without_stems() } else { Analyser::new() }
    }
}
