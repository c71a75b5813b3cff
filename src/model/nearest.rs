//! The nearest name to one that does not exist: "did you mean".

/// Most edits by which a suggestion may differ, as a share of the longer name: one in three.
const EDITS_PER_CHARACTER: usize = 3;
/// Into how many sorts characters are divided before names are compared closely.
const SORTS: usize = 64;

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
    let (length, sorts) = count(&name);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let (other_length, other_sorts) = count(candidate);
        let allowed = length.max(other_length) / EDITS_PER_CHARACTER;
        // Only what is nearer than the best one matters.
        let allowed = best
            .map_or(Some(allowed), |(edits, _)| edits.checked_sub(1).map(|less| less.min(allowed)));
        let Some(allowed) = allowed else { break };
        if fewest_edits(&sorts, &other_sorts) > allowed {
            continue;
        }
        let edits = strsim::damerau_levenshtein(&name, candidate);
        if edits <= allowed {
            best = Some((edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many characters a name has, and how many of each sort.
fn count(name: &str) -> (usize, [u8; SORTS]) {
    let mut sorts = [0u8; SORTS];
    let mut length = 0;
    for character in name.chars() {
        let sort = &mut sorts[character as usize % SORTS];
        *sort = sort.saturating_add(1);
        length += 1;
    }
    (length, sorts)
}

/// At least so many edits make one name of the other: one edit takes away at most one character and
/// brings at most one. Far cheaper than to count the edits.
fn fewest_edits(one: &[u8; SORTS], other: &[u8; SORTS]) -> usize {
    let surplus = |one: &[u8; SORTS], other: &[u8; SORTS]| {
        one.iter().zip(other).map(|(&one, &other)| usize::from(one.saturating_sub(other))).sum()
    };
    let (more, less): (usize, usize) = (surplus(one, other), surplus(other, one));
    more.max(less)
}
