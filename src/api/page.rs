//! Cutting lists into pages: `limit` with `cursor` or `offset`.

use data_encoding::BASE64URL_NOPAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterIn};

use super::address::Address;
use super::extract::FromParams;
use super::params::{self, Params};
use super::reply::Reply;
use super::schema;

/// The most that one page holds.
const MOST: u64 = 100;
/// What a page holds where nothing else is asked for.
pub const DEFAULT_LIMIT: usize = 20;

/// Where a page begins, as a caller says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// After so many.
    Offset(usize),
    /// After the last of an earlier page.
    Cursor(String),
}

/// Which part of a list is asked for.
pub struct PageParams {
    /// How many at most, where it was said.
    pub limit: Option<usize>,
    /// Where it begins.
    pub from: From,
}

impl FromParams for PageParams {
    fn from_params(params: &mut Params) -> Self {
        let limit = params.whole("limit", 1..=MOST);
        let cursor = params.one("cursor");
        let offset = params.whole("offset", 0..=params::MOST);
        params.apart("cursor", &["offset"]);
        let offset = offset.map_or(0, |offset| usize::try_from(offset).unwrap_or(usize::MAX));
        Self {
            limit: limit.and_then(|limit| usize::try_from(limit).ok()),
            from: cursor.map_or(From::Offset(offset), From::Cursor),
        }
    }
}

impl IntoParams for PageParams {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![
            schema::query(
                "limit",
                "How many at most. Without it 20, or all where a list is asked for by `ids`.",
                20,
                schema::whole(1, i64::try_from(MOST).ok(), None),
            ),
            schema::query(
                "cursor",
                "The `next_cursor` of the page before. Stays right while the bank changes. Not \
                 together with `offset`.",
                "eyJzb3J0Ijp7ImtleSI6Im51bWJlciIsImRlc2NlbmRpbmciOmZhbHNlfSwicGxhY2UiOnsia2V5IjowLCJudW1iZXIiOjIwfX0",
                schema::bounded("^[A-Za-z0-9_-]+$", 4_000),
            ),
            schema::query(
                "offset",
                "How many to pass over, for page numbers. Not together with `cursor`.",
                20,
                schema::whole(0, None, None),
            ),
        ]
    }
}

/// What a cursor keeps, as the opaque text that callers hand back.
pub trait Cursor: Serialize + DeserializeOwned {
    /// As text.
    fn encode(&self) -> String {
        // Numbers and texts always have a JSON form.
        BASE64URL_NOPAD.encode(&serde_json::to_vec(self).unwrap_or_default())
    }

    /// From the text of the parameter; what is none of ours is refused.
    fn read(text: &str, params: &mut Params) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok();
        let cursor = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        if cursor.is_none() {
            params.refuse("cursor", text, "it is not a `next_cursor` of this path", vec![]);
        }
        cursor
    }
}

impl Cursor for ListCursor {}
impl Cursor for SearchCursor {}

/// The cursor of a list: a place in an order.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListCursor {
    /// The order; absent for that of `ids`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<crate::bank::order::Sort>,
    /// The last question given.
    pub place: crate::bank::order::Place,
}

/// The cursor of a search: a place in a ranking.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchCursor {
    /// The last hit given.
    pub hit: crate::bank::search::HitPlace,
}

/// Adds the links of a page: to the first one, and to the next one where there is one.
pub fn with_links(reply: Reply, address: &Address, next_cursor: Option<&str>) -> Reply {
    let bare = address.clone().with("cursor", None).with("offset", None);
    let reply = match next_cursor {
        Some(cursor) => {
            reply.with_link("next", &bare.clone().with("cursor", Some(cursor.to_owned())))
        }
        None => reply,
    };
    reply.with_link("first", &bare)
}
