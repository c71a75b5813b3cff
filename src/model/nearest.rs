//! The nearest name to one that does not exist: "did you mean".

/// Most edits by which a suggestion may differ, as a share of the longer name: one in three.
const EDITS_PER_CHARACTER: usize = 3;

/// The candidate that `name` was most likely meant to be, if one is near.
///
/// Case does not count. A swap of neighbours is one edit. Names of one or two characters have no
/// near ones; of candidates that are equally near, the first is taken.
///
/// ```
/// use qbank::model::nearest;
/// assert_eq!(nearest("categroy", ["tag", "category"]), Some("category"));
/// assert_eq!(nearest("x", ["y"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let length = name.chars().count();
    let near = |candidate: &&str| {
        let longer = length.max(candidate.chars().count());
        // Lengths alone differ by at least this much: no need to look closer.
        longer.abs_diff(length.min(candidate.chars().count())) <= longer / EDITS_PER_CHARACTER
    };
    candidates
        .into_iter()
        .filter(near)
        .map(|candidate| (strsim::damerau_levenshtein(&name, candidate), candidate))
        .filter(|(edits, candidate)| {
            *edits <= length.max(candidate.chars().count()) / EDITS_PER_CHARACTER
        })
        .min_by_key(|&(edits, _)| edits)
        .map(|(_, candidate)| candidate)
}
