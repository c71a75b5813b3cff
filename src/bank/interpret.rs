//! Understanding a text.
//!
//! The text is never syntax, but for one thing: what stands in double quotes is a phrase. Every
//! word becomes a **clause** with the **ways** in which a question can meet it: the word itself, its
//! synonyms, the same word joined or split, longer words that begin like it when it is the last
//! one, and, when the bank does not hold it, the word that was most likely meant.

use super::index::{Vocabulary, Without};
use super::query::{Clause, Correction, Query, Way};
use super::synonyms::{Other, Synonyms};
use super::words::stop::{is_stop, is_stop_word};
use super::words::{Analyser, Unit, Word};

/// What a way weighs beside the word itself.
const JOINED: f32 = 0.9;
const PARTS: f32 = 0.6;
const APART: f32 = 0.5;
const SYNONYM: f32 = 0.9;
const RELATED: f32 = 0.8;
/// A related term, where the bank has the word itself.
const RELATED_TO_HELD: f32 = 0.6;
const CORRECTED: f32 = 0.7;
const COMPLETED: f32 = 0.3;

/// From how many characters on a part of a split word counts.
const SHORTEST_PART: usize = 3;

/// Understands texts against one bank.
pub(super) struct Interpreter<'a> {
    pub vocabulary: Vocabulary<'a>,
    pub synonyms: &'a Synonyms,
    pub analyser: Analyser,
    pub without: Without,
}

impl Interpreter<'_> {
    pub(super) fn interpret(&self, text: &str) -> Query {
        let quoted = text.matches('"').count() > 1;
        let mut query = Query { in_order: true, quoted, ..Query::default() };
        let pieces: Vec<&str> = text.split('"').collect();
        // Quotes come in pairs; one that is left over is a character like any other.
        let paired = (pieces.len() - 1) / 2 * 2;
        let last = pieces.len() - 1;
        for (place, piece) in pieces.into_iter().enumerate() {
            let units = self.analyser.units(piece);
            match place % 2 == 1 && place < paired {
                true => query.clauses.extend(phrase(&units)),
                false => self.words(piece, &units, place == last, &mut query),
            }
        }
        without_repeats(&mut query.clauses);
        query
    }

    /// The words of a piece that is no phrase; `open` says whether its last word may go on.
    fn words(&self, text: &str, units: &[Unit], open: bool, query: &mut Query) {
        let mut at = 0;
        while at < units.len() {
            let rest = &units[at..];
            let run = unspaced_run(rest);
            let (length, clause) = if run > 1 {
                (run, phrase(&rest[..run]))
            } else if let Some((length, others)) = self.synonyms_at(rest) {
                (
                    length,
                    Some(self.with_synonyms(&rest[..length], others, open && length == rest.len())),
                )
            } else if let Some(clause) = self.joined(rest) {
                (2, Some(clause))
            } else {
                let open = open && rest.len() == 1;
                let (clause, correction) = self.single(text, &rest[0], open);
                query.corrections.extend(correction);
                (1, Some(clause))
            };
            query.clauses.extend(clause);
            at += length;
        }
    }

    fn synonyms_at(&self, units: &[Unit]) -> Option<(usize, &[Other])> {
        if self.without.synonyms { None } else { self.synonyms.at(units) }
    }

    fn with_synonyms(&self, units: &[Unit], others: &[Other], open: bool) -> Clause {
        let (mut ways, held) = match units {
            [unit] => (self.ways(unit, open), self.is_held(&unit.whole)),
            units => (self.together(units), false),
        };
        ways.extend(others.iter().map(|other| {
            let weight = match other.related {
                true if held => RELATED_TO_HELD,
                true => RELATED,
                false => SYNONYM,
            };
            (Way::sequence(other.term.clone()), weight)
        }));
        Clause { ways, is_stop_word: false }
    }

    /// Words that are one term: next to each other, written as one, or anywhere.
    fn together(&self, units: &[Unit]) -> Vec<(Way, f32)> {
        let mut ways = vec![(Way::Phrase(terms(units)), 1.0), (Way::All(terms(units)), APART)];
        let surface: String = units.iter().map(|unit| unit.whole.surface.as_str()).collect();
        if !self.without.compounds && self.vocabulary.has(&surface) {
            ways.push((Way::Word(self.analyser.word(&surface).term), JOINED));
        }
        ways
    }

    /// Two words that the bank also writes as one.
    fn joined(&self, units: &[Unit]) -> Option<Clause> {
        let [one, other, ..] = units else { return None };
        if self.without.compounds || !(one.is_plain() && other.is_plain()) {
            return None;
        }
        let surface = format!("{}{}", one.whole.surface, other.whole.surface);
        if !self.vocabulary.has(&surface) {
            return None;
        }
        let both = Way::All(vec![one.whole.term.clone(), other.whole.term.clone()]);
        let ways = vec![(both, 1.0), (Way::Word(self.analyser.word(&surface).term), JOINED)];
        Some(Clause { ways, is_stop_word: false })
    }

    fn single(&self, text: &str, unit: &Unit, open: bool) -> (Clause, Option<Correction>) {
        let mut ways = self.ways(unit, open);
        let unknown = unit.is_plain() && ways.len() == 1 && !self.is_held(&unit.whole);
        let meant = (unknown && !self.without.typos)
            .then(|| self.vocabulary.correction(&unit.whole.surface))
            .flatten();
        if let Some(meant) = &meant {
            ways.push((Way::Word(self.analyser.word(meant).term), CORRECTED));
        }
        let from = text[unit.span.clone()].to_owned();
        let correction = meant.map(|to| Correction { from, to });
        let is_stop_word = is_stop_word(unit) && !self.without.stop_words;
        (Clause { ways, is_stop_word }, correction)
    }

    /// The unit itself, joined and split, and, where it is open, longer words.
    fn ways(&self, unit: &Unit, open: bool) -> Vec<(Way, f32)> {
        let mut ways = vec![(Way::Word(unit.whole.term.clone()), 1.0)];
        let compounds = !self.without.compounds;
        if let Some(joined) = unit.joined.as_ref().filter(|_| compounds) {
            ways.push((Way::Word(joined.term.clone()), JOINED));
            let parts: Vec<String> = unit.parts.iter().map(|part| part.term.clone()).collect();
            if parts.len() > 1 {
                ways.push((Way::Phrase(parts.clone()), JOINED));
                ways.push((Way::All(parts), PARTS));
            }
        }
        if compounds && unit.is_plain() {
            ways.extend(self.split(&unit.whole.surface).map(|way| (way, JOINED)));
        }
        let open = open && !self.without.prefixes;
        if open && unit.is_plain() && !is_stop_word(unit) {
            let longer = self.vocabulary.completions(&unit.whole.surface);
            let mut longer: Vec<String> =
                longer.iter().map(|surface| self.analyser.word(surface).term).collect();
            longer.sort_unstable();
            longer.dedup();
            longer.retain(|term| *term != unit.whole.term);
            ways.extend(longer.into_iter().map(|term| (Way::Word(term), COMPLETED)));
        }
        ways
    }

    /// The word as two words of the bank.
    fn split(&self, surface: &str) -> impl Iterator<Item = Way> {
        let places = surface.char_indices().map(|(at, _)| at);
        let halves = places.map(|at| surface.split_at(at)).filter(|(head, tail)| {
            let long = |part: &str| part.chars().count() >= SHORTEST_PART;
            let known = |part: &str| self.vocabulary.has(part) && !is_stop(part);
            long(head) && long(tail) && known(head) && known(tail)
        });
        let term = |word: &str| self.analyser.word(word).term;
        halves.map(move |(head, tail)| Way::Phrase(vec![term(head), term(tail)]))
    }

    fn is_held(&self, word: &Word) -> bool {
        self.vocabulary.has(&word.surface) || self.vocabulary.holds(&word.term)
    }
}

/// What is said twice is asked for once.
fn without_repeats(clauses: &mut Vec<Clause>) {
    let mut kept: Vec<Clause> = Vec::with_capacity(clauses.len());
    for clause in clauses.drain(..) {
        if !kept.contains(&clause) {
            kept.push(clause);
        }
    }
    *clauses = kept;
}

fn terms(units: &[Unit]) -> Vec<String> {
    units.iter().map(|unit| unit.whole.term.clone()).collect()
}

fn phrase(units: &[Unit]) -> Option<Clause> {
    let terms = terms(units);
    let ways = vec![(Way::sequence(terms), 1.0)];
    (!units.is_empty()).then_some(Clause { ways, is_stop_word: false })
}

/// How many characters of a script without blanks stand together at the beginning.
fn unspaced_run(units: &[Unit]) -> usize {
    let follows = |(at, unit): (usize, &Unit)| {
        unit.unspaced && (at == 0 || units[at - 1].span.end == unit.span.start)
    };
    units.iter().enumerate().take_while(|&(at, unit)| follows((at, unit))).count()
}
