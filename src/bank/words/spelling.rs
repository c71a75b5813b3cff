//! British and American spelling of English words, made one.
//!
//! The rules also meet words that have no two spellings (`size` becomes `sise`); that does no harm,
//! because the bank and the query are treated alike.

/// Endings that are written with `z` in one spelling and with `s` in the other.
const Z_ENDINGS: &[&str] = &[
    "ize",
    "izes",
    "ized",
    "izing",
    "izer",
    "izers",
    "ization",
    "izations",
    "izational",
    "izable",
    "yze",
    "yzes",
    "yzed",
    "yzing",
    "yzer",
    "yzers",
];

/// Endings with `our`, which the other spelling writes `or`, from a word of five letters on.
const OUR_ENDINGS: &[&str] =
    &["our", "ours", "oured", "ouring", "oural", "ourally", "ourable", "ourite", "ourites"];

/// Words whose spellings no rule relates: British, American.
const PAIRS: &[(&str, &str)] = &[
    ("catalogue", "catalog"),
    ("catalogues", "catalogs"),
    ("centre", "center"),
    ("centred", "centered"),
    ("centres", "centers"),
    ("cheque", "check"),
    ("defence", "defense"),
    ("dialogue", "dialog"),
    ("fibre", "fiber"),
    ("grey", "gray"),
    ("judgement", "judgment"),
    ("licence", "license"),
    ("metre", "meter"),
    ("offence", "offense"),
    ("programme", "program"),
    ("sceptical", "skeptical"),
];

/// The one spelling under which a lower-case English word is compared.
pub(super) fn unified(word: &str) -> String {
    if let Some((_, american)) = PAIRS.iter().find(|(british, _)| *british == word) {
        return (*american).to_owned();
    }
    if let Some(ending) = Z_ENDINGS.iter().find(|ending| word.ends_with(**ending)) {
        let (head, tail) = word.split_at(word.len() - ending.len());
        return format!("{head}{}", tail.replacen('z', "s", 1));
    }
    match OUR_ENDINGS.iter().find(|ending| word.ends_with(**ending)) {
        Some(ending) if word.len() > 4 => {
            let (head, tail) = word.split_at(word.len() - ending.len());
            format!("{head}{}", tail.replacen("our", "or", 1))
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn both_spellings_of_a_word_are_one() {
        for (british, american) in [
            ("normalisation", "normalization"),
            ("authorise", "authorize"),
            ("analysing", "analyzing"),
            ("behaviour", "behavior"),
            ("behavioural", "behavioral"),
            ("colours", "colors"),
            ("catalogue", "catalog"),
            ("defence", "defense"),
        ] {
            assert_eq!(unified(british), unified(american), "{british}");
        }
    }

    #[test]
    fn short_words_that_end_alike_stay() {
        for word in ["four", "hour", "your", "or"] {
            assert_eq!(unified(word), word);
        }
    }
}
