//! Closed sets of values, each with its name.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A closed set: every value has one lower-case name.
///
/// ```
/// use qbank::model::{Closed, Difficulty};
/// assert_eq!(Difficulty::named("hard"), Some(Difficulty::Hard));
/// assert_eq!(Difficulty::Hard.name(), "hard");
/// ```
pub trait Closed: Copy + PartialEq + 'static {
    /// Every value with its name, in their natural order.
    const NAMES: &'static [(&'static str, Self)];

    /// The value of that name, exactly.
    fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|&(_, value)| value)
    }

    /// The name of this value.
    fn name(self) -> &'static str {
        let found = Self::NAMES.iter().find(|&&(_, value)| value == self);
        found.map_or("", |&(name, _)| name)
    }

    /// All names, for messages.
    fn names() -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().map(|&(name, _)| name)
    }
}

/// How hard a question is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Difficulty {
    /// A warm-up: whoever works in the field knows it.
    Easy,
    /// Needs experience.
    Medium,
    /// Tells the senior from the rest.
    Hard,
}

impl Closed for Difficulty {
    const NAMES: &'static [(&'static str, Self)] =
        &[("easy", Self::Easy), ("medium", Self::Medium), ("hard", Self::Hard)];
}

/// How a question is answered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// In one's own words.
    Open,
    /// By choosing among options.
    Choice,
}

impl Closed for Kind {
    const NAMES: &'static [(&'static str, Self)] =
        &[("open", Self::Open), ("choice", Self::Choice)];
}
