//! British spelling, outside of code and quotations.

mod forms;

use super::Findings;
use super::bank::Entry;
use super::prose::{Line, Prose};

/// Before these `license` is a noun, and so are its plural and what follows it.
const ARTICLES: &[&str] = &["a", "the", "this", "its", "their", "your", "our", "software"];

pub(super) fn check(entry: &Entry<'_>, findings: &mut Findings) {
    for Line { line, text } in &entry.prose.said {
        report(entry.line_of("answer", *line), text, findings);
    }
    let question = &entry.question;
    let options: Vec<_> = question.options.iter().map(|option| option.text.clone()).collect();
    let lists = [
        ("question", std::slice::from_ref(&question.question)),
        ("options", &options),
        ("key_points", &question.key_points),
        ("follow_ups", &question.follow_ups),
    ];
    for (name, texts) in lists {
        for (at, text) in texts.iter().enumerate() {
            for Line { text, .. } in Prose::of(text.as_str()).said {
                report(entry.element(name, at), &text, findings);
            }
        }
    }
}

fn report(place: (&str, usize), text: &str, findings: &mut Findings) {
    let text = without_quotations(text);
    let mut before = "";
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let noun = ARTICLES.contains(&before.to_lowercase().as_str());
        if let Some(british) = british(word, noun) {
            let message = format!("`{word}` is American spelling");
            findings.add(place, message, &format!("write `{british}`"));
        }
        before = word;
    }
}

/// What stands in double quotes is somebody else's.
fn without_quotations(text: &str) -> String {
    let straight = text.replace(['\u{201c}', '\u{201d}'], "\"");
    let pieces: Vec<&str> = straight.split('"').collect();
    // With an odd quote nobody knows what is quoted.
    if pieces.len().is_multiple_of(2) {
        return straight;
    }
    pieces.iter().step_by(2).copied().collect::<Vec<_>>().join(" ")
}

/// The British form of an American word; none for any other word.
fn british(word: &str, noun: bool) -> Option<String> {
    // `ThreadSanitizer` is a name.
    if word.chars().skip(1).any(char::is_uppercase) {
        return None;
    }
    let word = word.to_lowercase();
    match word.as_str() {
        "license" if noun => Some("licence".to_owned()),
        "licenses" if noun => Some("licences".to_owned()),
        _ => forms::listed(&word).or_else(|| forms::with_s(&word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn american_words_have_their_british_form() {
        for (american, expected) in [
            ("behavior", "behaviour"),
            ("Behavioral", "behavioural"),
            ("colors", "colours"),
            ("normalized", "normalised"),
            ("serialization", "serialisation"),
            ("analyze", "analyse"),
            ("optimizer", "optimiser"),
            ("catalogs", "catalogues"),
            ("centered", "centred"),
            ("modeling", "modelling"),
            ("toward", "towards"),
        ] {
            assert_eq!(british(american, false).as_deref(), Some(expected));
        }
    }

    #[test]
    fn british_words_and_names_are_left_alone() {
        for word in [
            "size",
            "resized",
            "prize",
            "seizes",
            "behaviour",
            "analogue",
            "analogous",
            "catalogue",
            "laborious",
            "coloration",
            "ThreadSanitizer",
            "ANALYZE",
            "modelling",
            "license",
        ] {
            assert_eq!(british(word, false), None, "{word}");
        }
        assert_eq!(british("license", true).as_deref(), Some("licence"));
    }

    #[test]
    fn quotations_are_left_out() {
        assert_eq!(without_quotations("the \"color\" is red"), "the   is red");
        assert_eq!(without_quotations("an odd \" color"), "an odd \" color");
    }
}
