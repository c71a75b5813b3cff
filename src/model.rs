//! What a bank is made of: parsed, never half valid.
//!
//! Nothing here knows of HTTP, SQL or files. A value of one of these types has passed its one
//! constructor, so the rest of the program need not look again.

mod category;
mod closed;
mod nearest;
mod question;
mod slug;
mod synonym;
mod text;

pub use category::{Category, TagEntry};
pub use closed::{Closed, Difficulty, Kind};
pub use nearest::nearest;
pub use question::{AnswerOption, Question, Reference, is_language_tag};
pub use slug::{InvalidName, MAX_NAME, Slug, Tag, slug_of};
pub use synonym::SynonymGroup;
pub use text::{InvalidText, Text};
