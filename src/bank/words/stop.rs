//! Words of a question that say nothing of what it is about.

use super::Unit;

/// As they are compared, so without a stem of their own.
const STOP_WORDS: &[&str] = &[
    "a", "about", "actually", "against", "all", "also", "an", "and", "another", "any", "are", "as",
    "at", "be", "been", "best", "better", "between", "but", "buy", "by", "called", "can", "common",
    "could", "describe", "did", "do", "does", "doesn't", "doing", "don't", "each", "explain",
    "for", "from", "give", "good", "had", "happen", "happens", "has", "have", "how", "i", "i'm",
    "if", "in", "into", "is", "isn't", "it", "its", "just", "know", "like", "make", "makes",
    "many", "me", "mean", "means", "meant", "more", "most", "much", "my", "need", "needs", "new",
    "of", "on", "one", "or", "other", "our", "please", "react", "really", "should", "show", "so",
    "some", "tell", "than", "that", "the", "their", "them", "there", "these", "they", "thing",
    "things", "this", "to", "use", "used", "using", "versus", "vs", "want", "was", "way", "ways",
    "we", "were", "what", "what's", "when", "where", "which", "who", "why", "will", "with",
    "would", "write", "writing", "you", "your",
];

/// Whether a unit is such a word.
pub(in crate::bank) fn is_stop_word(unit: &Unit) -> bool {
    is_stop(&unit.whole.surface)
}

/// Whether a word, as it is written, is one.
pub(in crate::bank) fn is_stop(surface: &str) -> bool {
    STOP_WORDS.binary_search(&surface).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted_for_the_search_in_it() {
        assert!(super::STOP_WORDS.is_sorted());
    }
}
