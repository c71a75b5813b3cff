//! Every word of the bank as it is written, to find the ones that begin like another or are
//! nearly it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::LazyLock;

use fst::map::Stream;
use fst::{Automaton, IntoStreamer, Map, Streamer};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};

use super::layer::Layer;
use super::lexicon::number;
use super::part::Side;

/// From how many characters on a word may be wrong in one place, and in two.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 8;
/// From how many characters on the beginning of a word stands for it.
const SHORTEST_PREFIX: usize = 3;
/// How many words one beginning may stand for: the most frequent.
const MOST_COMPLETIONS: usize = 40;

/// A swap of neighbours is one edit.
static WITHIN: [LazyLock<LevenshteinAutomatonBuilder>; 2] = [
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true)),
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true)),
];

/// How well a word may be what was meant, the least the best: edits, whether the first letter is
/// another, how often it occurs, and the word itself.
type Rank = (u8, bool, Reverse<u32>, String);

/// The words of an index that one side has.
pub(in crate::bank) struct Vocabulary<'a> {
    layers: &'a [Layer],
    side: Side,
}

impl<'a> Vocabulary<'a> {
    pub(super) fn new(layers: &'a [Layer], side: Side) -> Self {
        Self { layers, side }
    }

    /// Whether the bank has the word, written so.
    pub fn has(&self, word: &str) -> bool {
        self.occurs(word) > 0
    }

    /// Whether a question has a word that is compared so.
    pub fn holds(&self, term: &str) -> bool {
        let has = |layer: &Layer| layer.having(layer.segment.lexicon.term(term), self.side) > 0;
        self.layers.iter().any(has)
    }

    fn occurs(&self, word: &str) -> u32 {
        let once = |layer: &Layer| {
            let surface = layer.segment.lexicon.surface(word);
            surface.map_or(0, |surface| layer.occurs(surface, self.side))
        };
        self.layers.iter().map(once).sum()
    }

    /// Calls `each` with every word that is found, and how often it occurs.
    fn search<A: Automaton>(
        &self,
        find: impl Fn(&'a Map<Vec<u8>>) -> Stream<'a, A>,
        mut each: impl FnMut(&str, u32),
    ) {
        for (place, layer) in self.layers.iter().enumerate() {
            let lexicon = &layer.segment.lexicon;
            let mut found = find(&lexicon.surfaces);
            while let Some((key, value)) = found.next() {
                let Ok(word) = std::str::from_utf8(key) else { continue };
                let (before, after) = (&self.layers[..place], &self.layers[place + 1..]);
                let known = |layer: &Layer| layer.segment.lexicon.surface(word).is_some();
                if before.iter().any(known) {
                    continue;
                }
                let rest = Self { layers: after, side: self.side }.occurs(word);
                let occurs = layer.occurs(number(value), self.side) + rest;
                if occurs > 0 {
                    each(word, occurs);
                }
            }
        }
    }

    /// The word that was most likely meant: the fewest edits away, of those the same first letter,
    /// of those the most frequent.
    pub fn correction(&self, word: &str) -> Option<String> {
        let builders = match word.chars().count() {
            0..ONE_EDIT => return None,
            ONE_EDIT..TWO_EDITS => &WITHIN[..1],
            _ => &WITHIN[..],
        };
        // What is one edit away is better than all that is two, which takes far longer to find.
        builders.iter().find_map(|builder| self.nearest(word, builder))
    }

    fn nearest(&self, word: &str, builder: &LevenshteinAutomatonBuilder) -> Option<String> {
        let near = builder.build_dfa(word);
        let first = word.chars().next();
        let mut best: Option<Rank> = None;
        self.search(
            |words| words.search(Near(&near)).into_stream(),
            |candidate, occurs| {
                let edits = near.eval(candidate).to_u8();
                let other_letter = candidate.chars().next() != first;
                let rank = (edits, other_letter, Reverse(occurs), candidate.to_owned());
                if best.as_ref().is_none_or(|known| rank < *known) {
                    best = Some(rank);
                }
            },
        );
        best.map(|(_, _, _, candidate)| candidate)
    }

    /// Longer words that begin with `prefix`, the most frequent ones.
    pub fn completions(&self, prefix: &str) -> Vec<String> {
        if prefix.chars().count() < SHORTEST_PREFIX {
            return Vec::new();
        }
        // The least frequent one on top, and of those the last by name.
        let mut best: BinaryHeap<(Reverse<u32>, String)> = BinaryHeap::new();
        // No word goes on with the last of all characters.
        let end = format!("{prefix}{}", char::MAX);
        let from_prefix = |words: &'a Map<Vec<u8>>| words.range().ge(prefix).lt(&end).into_stream();
        self.search(from_prefix, |word, occurs| {
            let full = best.len() == MOST_COMPLETIONS;
            let better = |(least, last): &(Reverse<u32>, String)| {
                (Reverse(occurs), word) < (*least, last.as_str())
            };
            if word == prefix || full && !best.peek().is_some_and(better) {
                return;
            }
            best.push((Reverse(occurs), word.to_owned()));
            if full {
                best.pop();
            }
        });
        best.into_sorted_vec().into_iter().map(|(_, word)| word).collect()
    }
}

/// Words within a number of edits.
struct Near<'a>(&'a DFA);

impl Automaton for Near<'_> {
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
