//! The types of problems, each of which has a page that explains it.

use axum::http::StatusCode;

use crate::model::Closed;

/// A type of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// 400: a parameter is unknown, given twice, empty, of the wrong type or out of range.
    InvalidParameter,
    /// 404: the bank has no category of that name.
    UnknownCategory,
    /// 404: the bank has no tag of that name.
    UnknownTag,
    /// 404: the bank has no question of that id.
    UnknownQuestion,
}

impl Closed for ProblemKind {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("invalid-parameter", Self::InvalidParameter),
        ("unknown-category", Self::UnknownCategory),
        ("unknown-tag", Self::UnknownTag),
        ("unknown-question", Self::UnknownQuestion),
    ];
}

impl ProblemKind {
    /// The status that comes with it.
    pub fn status(self) -> StatusCode {
        match self {
            Self::InvalidParameter => StatusCode::BAD_REQUEST,
            Self::UnknownCategory | Self::UnknownTag | Self::UnknownQuestion => {
                StatusCode::NOT_FOUND
            }
        }
    }

    /// What stands as `title` in the document.
    pub fn title(self) -> &'static str {
        match self {
            Self::InvalidParameter => "Invalid parameter",
            Self::UnknownCategory => "Unknown category",
            Self::UnknownTag => "Unknown tag",
            Self::UnknownQuestion => "Unknown question",
        }
    }

    /// The kind of thing that it is about.
    pub fn noun(self) -> &'static str {
        match self {
            Self::InvalidParameter => "parameter",
            Self::UnknownCategory => "category",
            Self::UnknownTag => "tag",
            Self::UnknownQuestion => "question",
        }
    }

    /// The page that explains it, which is also the URI of the type.
    pub fn path(self) -> String {
        format!("/problems/{}", self.name())
    }

    /// What it means, for its page.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::InvalidParameter => {
                "A parameter of the query is one that this path does not have, is given twice \
                 though it takes one value, is empty, has a value of the wrong type or outside \
                 what is allowed, or does not go with another one."
            }
            Self::UnknownCategory => "The request names a category that the bank does not have.",
            Self::UnknownTag => "The request names a tag that no question of the bank carries.",
            Self::UnknownQuestion => {
                "The request names a question that the bank does not have, or only such ones. It \
                 may have been removed, or its id mistyped."
            }
        }
    }

    /// How to mend the request, for its page.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::InvalidParameter => {
                "Every entry of `errors` names a `parameter`, the `value` that was sent, what is \
                 `allowed` and, where one is near, the `nearest` name or value. Nothing is \
                 guessed: a misspelt filter never answers with everything."
            }
            Self::UnknownCategory => {
                "`GET /v1/categories` lists the categories; the problem's `nearest` is the one \
                 most like what was sent."
            }
            Self::UnknownTag => {
                "`GET /v1/tags` lists the tags; the problem's `nearest` is the one most like what \
                 was sent. A plus sign in a query may have to be written as `%2B`, a hash sign as \
                 `%23`."
            }
            Self::UnknownQuestion => {
                "`GET /v1/questions` lists the questions with their ids, `GET /v1/search?q=...` \
                 finds them by their words; the problem's `nearest` is the id most like what was \
                 sent."
            }
        }
    }

    /// A request that brings it about, for its page.
    pub fn example(self) -> &'static str {
        match self {
            Self::InvalidParameter => "/v1/questions?categroy=database",
            Self::UnknownCategory => "/v1/questions?category=databse",
            Self::UnknownTag => "/v1/questions?tag=cacheing",
            Self::UnknownQuestion => "/v1/questions/orm-pitfals",
        }
    }
}
