//! What was rendered of questions, kept as long as there is room.
//!
//! Shared by a bank and the next one, since most questions are the same in both.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use metrics::Counter;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::Bank;
use super::entry::Entry;
use super::highlight::Plain;
use super::text::Text;
use super::view::{Answers, QuestionView};
use crate::metric_names;

/// How many bytes of each are kept, and about how large one is.
const MOST: u64 = 16 << 20;
const USUAL: usize = 1_024;

// Looked up once: a look-up costs more than what it would count.
static KEPT: LazyLock<Counter> = LazyLock::new(|| metrics::counter!(metric_names::KEPT));
static RENDERED: LazyLock<Counter> = LazyLock::new(|| metrics::counter!(metric_names::RENDERED));

/// A question object as JSON text. It serializes as bytes, which [`crate::api::reply`] puts into an
/// answer as they are.
pub struct Rendered<'a>(Cow<'a, Text>);

impl Rendered<'_> {
    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.0.bytes().len()
    }

    /// The text itself.
    pub fn to_bytes(&self) -> Bytes {
        self.0.to_bytes()
    }
}

impl Serialize for Rendered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.bytes())
    }
}

/// A list of question objects, written in as few pieces as they stand in.
pub struct RenderedList<'a>(Vec<Rendered<'a>>);

impl RenderedList<'_> {
    /// How many bytes it has as JSON text, about.
    pub fn size(&self) -> usize {
        self.0.iter().map(|json| json.size() + 1).sum()
    }
}

impl<'a> FromIterator<Rendered<'a>> for RenderedList<'a> {
    fn from_iter<I: IntoIterator<Item = Rendered<'a>>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl Serialize for RenderedList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts: Vec<&Text> = self.0.iter().map(|json| &*json.0).collect();
        let mut list = serializer.serialize_seq(Some(texts.len()))?;
        let mut rest = &texts[..];
        while !rest.is_empty() {
            let (run, others) = Text::run(rest);
            list.serialize_element(&Run(run))?;
            rest = others;
        }
        list.end()
    }
}

/// Question objects with commas between them.
struct Run<'a>(&'a [u8]);

impl Serialize for Run<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// Renderings by the entry's serial number.
pub(super) struct Renderings {
    json: Cache<(u64, u8), Text, Weight>,
    plain: Cache<u64, Arc<Plain>, Weight>,
}

impl Default for Renderings {
    fn default() -> Self {
        let usual = usize::try_from(MOST).unwrap_or(usize::MAX) / USUAL;
        Self {
            json: Cache::with_weighter(usual, MOST, Weight),
            plain: Cache::with_weighter(usual, MOST, Weight),
        }
    }
}

#[derive(Clone)]
struct Weight;

/// What a rendering takes beside its text, about.
const BESIDE: usize = 100;

impl Weighter<(u64, u8), Text> for Weight {
    fn weight(&self, _: &(u64, u8), json: &Text) -> u64 {
        (json.bytes().len() + BESIDE) as u64
    }
}

impl Weighter<u64, Arc<Plain>> for Weight {
    fn weight(&self, _: &u64, plain: &Arc<Plain>) -> u64 {
        (plain.len() + BESIDE) as u64
    }
}

impl Renderings {
    fn json(&self, entry: &Entry, answers: Answers) -> Text {
        let key = (entry.serial, answers as u8);
        if let Some(kept) = self.json.get(&key) {
            KEPT.increment(1);
            return kept;
        }
        RENDERED.increment(1);
        let json = Text::from(QuestionView::new(entry.question(), answers).to_json());
        self.json.insert(key, json.clone());
        json
    }

    fn plain(&self, entry: &Entry) -> Arc<Plain> {
        if let Some(kept) = self.plain.get(&entry.serial) {
            return kept;
        }
        let plain = Arc::new(Plain::new(entry.texts()));
        self.plain.insert(entry.serial, Arc::clone(&plain));
        plain
    }
}

impl Bank {
    /// The question object as JSON.
    pub fn json(&self, position: u32, answers: Answers) -> Rendered<'_> {
        let entry = &self.entries[position as usize];
        match answers {
            Answers::Markdown => Rendered(Cow::Borrowed(entry.json())),
            other => Rendered(Cow::Owned(self.renderings.json(entry, other))),
        }
    }

    /// The texts of the question at that position in which the words of a search are marked.
    pub(super) fn plain(&self, position: u32) -> Arc<Plain> {
        self.renderings.plain(&self.entries[position as usize])
    }
}
