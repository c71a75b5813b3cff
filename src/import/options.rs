//! What the user may say about a file.

/// How files are to be read. The default leaves everything to the file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The name of the format, instead of recognising it.
    pub format: Option<String>,
    /// The category of all questions, instead of what the file says.
    pub category: Option<String>,
    /// The level of heading that is a question, 1 to 6, instead of the guess.
    pub level: Option<u8>,
    /// The encoding by its label (WHATWG), instead of UTF-8 or else Windows-1252.
    pub encoding: Option<String>,
    /// Fields by the names that the file has for them: `(question, Frage)`. A column may be meant by
    /// its number, from 1.
    pub columns: Vec<(String, String)>,
    /// Whether the first row of a table is a row of names; `None` finds out.
    pub header: Option<bool>,
    /// What stands between fields of a table or between the two sides of a card.
    pub separator: Option<String>,
    /// The language of all questions that do not name theirs.
    pub language: Option<String>,
    /// Difficulties by the words that the file has for them: `(Junior, easy)`.
    pub difficulties: Vec<(String, String)>,
    /// What relative links and images are relative to.
    pub base: Option<String>,
    /// Further texts that stand for an answer that is yet to come.
    pub placeholders: Vec<String>,
    /// What becomes of items below a question in a list.
    pub nested: Nested,
    /// What becomes of a question that stands in the file twice.
    pub repeats: Repeats,
    /// Whose the questions are, instead of the file's name.
    pub origin: Option<String>,
    /// Whether questions of the same origin that the file no longer has are removed.
    pub prune: bool,
    /// How much is taken.
    pub limits: Limits,
}

/// What becomes of items below a question in a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Nested {
    /// They stay in its text.
    #[default]
    Keep,
    /// Each is a question of its own.
    Own,
    /// They are what to ask next.
    FollowUps,
}

/// What becomes of a question that stands in the file twice, the same in every word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Repeats {
    /// It is taken once, with the tags of all; another category becomes a tag.
    #[default]
    Merge,
    /// It is taken once, as it stands first.
    Skip,
    /// It is taken as often as it stands there.
    Keep,
}

/// How much is taken from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, in bytes.
    pub file: usize,
    /// Questions in a file.
    pub questions: usize,
    /// Characters of a question, an answer or an option.
    pub text: usize,
    /// How deep lists, objects and elements may lie in one another.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 1 << 30, questions: 2_000_000, text: 100_000, depth: 64 }
    }
}
