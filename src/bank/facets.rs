//! How a set of questions spreads over categories, difficulties, tags and kinds.

use roaring::RoaringBitmap;
use serde::Serialize;
use utoipa::ToSchema;

use super::Bank;
use super::filter::Level;
use crate::model::{Closed, Kind};

/// Counts over the filtered set. Those of category, difficulty and kind each add up to its total.
/// Within a list the greatest count comes first; values that do not occur are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Facets {
    /// By category.
    pub category: Vec<FacetCount>,
    /// By difficulty; `unknown` counts the questions without one.
    pub difficulty: Vec<FacetCount>,
    /// By tag. A question with two tags counts for both.
    pub tag: Vec<FacetCount>,
    /// By kind.
    pub kind: Vec<FacetCount>,
}

/// How many questions have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FacetCount {
    /// The value, as it is given to the filter of that name.
    #[schema(example = "database", min_length = 1, max_length = 100)]
    pub value: String,
    /// How many questions have it.
    #[schema(example = 37, minimum = 1)]
    pub count: i64,
}

impl Bank {
    /// Counts the questions of `set`.
    pub fn facets(&self, set: &RoaringBitmap) -> Facets {
        let levels = Level::names().zip(&self.sets.level);
        let kinds = Kind::names().zip(&self.sets.kind);
        let categories = self.sets.category.iter().map(|(id, of)| (id.as_str(), of));
        let tags = self.sets.tag.iter().map(|(id, of)| (id.as_str(), of));
        Facets {
            category: counts(set, categories),
            difficulty: counts(set, levels),
            tag: counts(set, tags),
            kind: counts(set, kinds),
        }
    }
}

fn counts<'v, 's>(
    set: &RoaringBitmap,
    values: impl Iterator<Item = (&'v str, &'s RoaringBitmap)>,
) -> Vec<FacetCount> {
    let count = |(value, of): (&str, &RoaringBitmap)| FacetCount {
        value: value.to_owned(),
        count: of.intersection_len(set).cast_signed(),
    };
    let mut counts: Vec<FacetCount> = values.map(count).filter(|facet| facet.count > 0).collect();
    counts.sort_unstable_by(|one, other| {
        other.count.cmp(&one.count).then_with(|| one.value.cmp(&other.value))
    });
    counts
}
