//! What people call the fields of a question, in JSON, YAML and tables alike.

mod names;

use std::collections::HashMap;
use std::sync::LazyLock;

use self::names::ALIASES;
use super::account::Refusal;
use super::options::Options;

/// A part of a question that a file can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Field {
    /// Its identity: a slug, or a number that is none.
    Id,
    /// Its slug.
    Slug,
    /// Its place.
    Number,
    /// Where it stands.
    Category,
    /// Where it stands within that.
    Subcategory,
    /// What is asked.
    Question,
    /// More of the question, or its answer where nothing else is.
    Body,
    /// Code that belongs to the question.
    Code,
    /// An image that belongs to the question.
    Image,
    /// What to choose from.
    Options,
    /// One of what to choose from, by its place.
    Option(u8),
    /// What to choose from where the right one is named beside it, else the answer.
    Answers,
    /// What to choose from and wrong.
    Wrong,
    /// The answer, or which option is right.
    Answer,
    /// Why the answer is right.
    Explanation,
    /// What a good answer mentions.
    KeyPoints,
    /// What to ask next.
    FollowUps,
    /// How hard it is.
    Difficulty,
    /// How long it takes.
    Minutes,
    /// In which language it is.
    Language,
    /// What it is about.
    Tags,
    /// Where to read on.
    References,
    /// Whose it is.
    Origin,
    /// When it was made.
    Created,
    /// When it was changed.
    Updated,
    /// Follows from the rest, or is of no use in a bank.
    Silent,
}

/// How `--column` calls the fields.
const FIELDS: &[(&str, Field)] = &[
    ("id", Field::Slug),
    ("category", Field::Category),
    ("subcategory", Field::Subcategory),
    ("question", Field::Question),
    ("body", Field::Body),
    ("code", Field::Code),
    ("options", Field::Options),
    ("wrong", Field::Wrong),
    ("answer", Field::Answer),
    ("explanation", Field::Explanation),
    ("key_points", Field::KeyPoints),
    ("follow_ups", Field::FollowUps),
    ("difficulty", Field::Difficulty),
    ("minutes", Field::Minutes),
    ("language", Field::Language),
    ("tags", Field::Tags),
    ("references", Field::References),
    ("ignore", Field::Silent),
];

/// The rank from which on names are a word with a number.
pub(super) const NUMBERED: u8 = 100;

static KNOWN: LazyLock<HashMap<&'static str, Meaning>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    let mut next: HashMap<Field, u8> = HashMap::new();
    for &(field, names) in ALIASES {
        // Only the first names of a question ask by themselves.
        let sure = field == Field::Question && !next.contains_key(&field);
        // What the user names, at 0, goes before all.
        let rank = next.entry(field).or_insert(1);
        for name in names.split_whitespace() {
            known.insert(name, Meaning { field, rank: *rank, sure });
            *rank += 1;
        }
    }
    known
});

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub field: Field,
    /// Of several names of a field in one question that of the lowest rank counts; 0 is the user's.
    pub rank: u8,
    /// Whether what is called so is a question without an answer too.
    pub sure: bool,
}

impl Meaning {
    /// What the user says.
    pub fn said(field: Field) -> Self {
        Self { field, rank: 0, sure: field == Field::Question }
    }
}

/// What the names of a file mean: those of the user, then those that are about.
#[derive(Debug, Default)]
pub(super) struct Names {
    seen: HashMap<String, Option<Meaning>>,
    columns: Vec<(usize, Field)>,
}

impl Names {
    /// # Errors
    ///
    /// When the user speaks of a field that questions do not have.
    pub fn new(options: &Options) -> Result<Self, Refusal> {
        let mut names = Self::default();
        for (field, name) in &options.columns {
            let field = named(field)?;
            if let Some(column) = name.parse::<usize>().ok().filter(|&number| number > 0) {
                names.columns.push((column - 1, field));
            }
            names.seen.insert(name.clone(), Some(Meaning::said(field)));
        }
        Ok(names)
    }

    /// What a key means.
    pub fn of(&mut self, name: &str) -> Option<Meaning> {
        if let Some(&known) = self.seen.get(name) {
            return known;
        }
        let meaning = meaning(name);
        self.seen.insert(name.to_owned(), meaning);
        meaning
    }

    /// What the column of that name at that place, from 0, means.
    pub fn of_column(&mut self, at: usize, name: &str) -> Option<Meaning> {
        match self.columns.iter().find(|(column, _)| *column == at) {
            Some(&(_, field)) => Some(Meaning::said(field)),
            None => self.of(name),
        }
    }

    /// What the user says of columns by their place, from 0.
    pub fn columns(&self) -> &[(usize, Field)] {
        &self.columns
    }
}

fn named(name: &str) -> Result<Field, Refusal> {
    let folded = name.trim().to_lowercase().replace(['-', ' '], "_");
    if let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == folded) {
        return Ok(*field);
    }
    let known: Vec<_> = FIELDS.iter().map(|(name, _)| format!("`{name}`")).collect();
    let message = format!("`--column {name}=…`: a question has no such field");
    Err(Refusal::new(1, message, format!("allowed are {}", known.join(", "))))
}

/// What a name means by itself.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    let folded = fold(name);
    let known = KNOWN.get(folded.as_str()).copied();
    // What stands in brackets behind a name explains it: `Level (1-5)`.
    let bare = || name.split_once(" (").filter(|(_, rest)| rest.trim_end().ends_with(')'));
    let bare = || bare().and_then(|(bare, _)| KNOWN.get(fold(bare).as_str()).copied());
    known.or_else(|| numbered(&folded)).or_else(bare)
}

/// Lower case, letters and digits alone: `Correct_Answer(s)` is `correctanswers`.
pub(super) fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric() || is_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Vowel signs of Indian scripts, which are no letters of their own.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0dff}')
}

/// `option1`, `choice_b`, `Answer 3`, `wrong2`, `B`.
fn numbered(folded: &str) -> Option<Meaning> {
    const OPTIONS: &[&str] = &[
        "option",
        "choice",
        "answer",
        "alternative",
        "opt",
        "answeroption",
        "antwort",
        "opcion",
        "opção",
        "",
    ];
    const WRONG: &[&str] =
        &["wrong", "wronganswer", "incorrect", "incorrectanswer", "distractor", "false"];
    const CORRECT: &[&str] = &["correct", "correctanswer", "rightanswer"];
    let letter = folded.char_indices().next_back().filter(|(_, c)| ('a'..='h').contains(c));
    let digits = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let (word, place) = match (folded[digits.len()..].parse::<u8>(), letter) {
        (Ok(place @ 1..), _) => (digits, place - 1),
        (_, Some((at, letter))) => {
            (&folded[..at], u8::try_from(u32::from(letter) - u32::from('a')).ok()?)
        }
        _ => return None,
    };
    let field = match word {
        "" if folded.starts_with(|c: char| c.is_ascii_digit()) => return None,
        word if OPTIONS.contains(&word) => Field::Option(place),
        word if WRONG.contains(&word) => Field::Wrong,
        word if CORRECT.contains(&word) => Field::Answer,
        _ => return None,
    };
    Some(Meaning { field, rank: place.saturating_add(NUMBERED), sure: false })
}
