//! Every word of the bank as it is written, to find the ones that begin like another or are
//! nearly it.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use fst::{Automaton, IntoStreamer, Map, Streamer};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};

/// From how many characters on a word may be wrong in one place, and in two.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 8;
/// From how many characters on the beginning of a word stands for it.
const SHORTEST_PREFIX: usize = 3;
/// How many words one beginning may stand for: the most frequent.
const MOST_COMPLETIONS: usize = 40;

/// A swap of neighbours is one edit.
static WITHIN_ONE: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
static WITHIN_TWO: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));

/// How well a word may be what was meant, the least the best: edits, whether the first letter is
/// another, and how often it occurs.
type Rank = (u8, bool, Reverse<u64>);

/// Words with how often they occur.
pub(super) struct Vocabulary(Map<Vec<u8>>);

impl Vocabulary {
    pub(super) fn new(counts: HashMap<String, u64>) -> Self {
        let mut words: Vec<(String, u64)> = counts.into_iter().collect();
        words.sort_unstable();
        // Sorted and without repeats, which is all that can be wrong.
        Self(Map::from_iter(words).unwrap_or_default())
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// The word that was most likely meant: the fewest edits away, of those the same first letter,
    /// of those the most frequent.
    pub(super) fn correction(&self, word: &str) -> Option<String> {
        let builder = match word.chars().count() {
            0..ONE_EDIT => return None,
            ONE_EDIT..TWO_EDITS => &WITHIN_ONE,
            _ => &WITHIN_TWO,
        };
        let near = Near(builder.build_dfa(word));
        let mut found = self.0.search_with_state(&near).into_stream();
        let mut best: Option<(Rank, String)> = None;
        while let Some((key, count, state)) = found.next() {
            let Ok(candidate) = std::str::from_utf8(key) else { continue };
            let edits = near.0.distance(state).to_u8();
            let other_letter = candidate.chars().next() != word.chars().next();
            let rank = (edits, other_letter, Reverse(count));
            if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                best = Some((rank, candidate.to_owned()));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// Longer words that begin with `prefix`, the most frequent ones.
    pub(super) fn completions(&self, prefix: &str) -> Vec<String> {
        if prefix.chars().count() < SHORTEST_PREFIX {
            return Vec::new();
        }
        let beginning = fst::automaton::Str::new(prefix).starts_with();
        let words = self.0.search(beginning).into_stream().into_str_vec().unwrap_or_default();
        let mut words: Vec<(String, u64)> =
            words.into_iter().filter(|(word, _)| word != prefix).collect();
        words.sort_by_key(|(_, count)| Reverse(*count));
        words.into_iter().take(MOST_COMPLETIONS).map(|(word, _)| word).collect()
    }
}

/// Words within a number of edits.
struct Near(DFA);

impl Automaton for Near {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != levenshtein_automata::SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
