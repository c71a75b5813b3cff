//! The common American forms.

/// American words and British ones; those with an ending of [`ENDINGS`] are meant too.
const WORDS: &[(&str, &str)] = &[
    ("acknowledgment", "acknowledgement"),
    ("aging", "ageing"),
    ("analog", "analogue"),
    ("artifact", "artefact"),
    ("behavior", "behaviour"),
    ("canceled", "cancelled"),
    ("canceling", "cancelling"),
    ("catalog", "catalogue"),
    ("center", "centre"),
    ("centered", "centred"),
    ("channeled", "channelled"),
    ("color", "colour"),
    ("defense", "defence"),
    ("endeavor", "endeavour"),
    ("enrollment", "enrolment"),
    ("favor", "favour"),
    ("fiber", "fibre"),
    ("flavor", "flavour"),
    ("fulfillment", "fulfilment"),
    ("fulfills", "fulfils"),
    ("gray", "grey"),
    ("harbor", "harbour"),
    ("honor", "honour"),
    ("installment", "instalment"),
    ("labeled", "labelled"),
    ("labeling", "labelling"),
    ("labor", "labour"),
    ("maneuver", "manoeuvre"),
    ("marshaled", "marshalled"),
    ("marshaling", "marshalling"),
    ("modeled", "modelled"),
    ("modeling", "modelling"),
    ("neighbor", "neighbour"),
    ("offense", "offence"),
    ("rumor", "rumour"),
    ("signaled", "signalled"),
    ("signaling", "signalling"),
    ("skeptic", "sceptic"),
    ("skeptical", "sceptical"),
    ("theater", "theatre"),
    ("totaled", "totalled"),
    ("toward", "towards"),
    ("traveled", "travelled"),
    ("traveling", "travelling"),
];

const ENDINGS: &[&str] =
    &["", "s", "ed", "ing", "al", "able", "ful", "hood", "hoods", "ite", "ites", "less"];

/// Endings that the British form writes with `s`.
const Z_ENDINGS: &[&str] = &[
    "ize",
    "izes",
    "ized",
    "izing",
    "izer",
    "izers",
    "izable",
    "ization",
    "izations",
    "izational",
    "yze",
    "yzes",
    "yzed",
    "yzing",
    "yzer",
    "yzers",
];

/// What stands before such an ending in words that have their `z` everywhere.
const OWN_Z: &[&str] =
    &["s", "res", "ups", "downs", "overs", "unders", "outs", "caps", "pr", "se", "ass", "ma"];

/// Words with `z` that are names: an isolation level of SQL.
const NAMES: &[&str] = &["serializable"];

/// The British form of a word in the list.
pub(super) fn listed(word: &str) -> Option<String> {
    if WORDS.iter().any(|(_, british)| *british == word) {
        return None;
    }
    let exact = WORDS.iter().find(|(american, _)| *american == word);
    let found = exact.or_else(|| {
        WORDS.iter().find(|(american, _)| {
            word.strip_prefix(american).is_some_and(|ending| ENDINGS.contains(&ending))
        })
    })?;
    let (american, british) = found;
    Some(format!("{british}{}", &word[american.len()..]))
}

/// The form with `s` of a word with `ize`, `yze` or what is made of them.
pub(super) fn with_s(word: &str) -> Option<String> {
    if NAMES.contains(&word) {
        return None;
    }
    let ending = Z_ENDINGS.iter().find(|ending| word.ends_with(**ending))?;
    let head = word.strip_suffix(ending).filter(|head| !OWN_Z.contains(head))?;
    (!head.is_empty()).then(|| format!("{head}{}", ending.replace('z', "s")))
}
