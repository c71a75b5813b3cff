//! Which of the options an answer means.

use super::parts;
use crate::import::aliases::fold;
use crate::import::tree::{Node, Value};

/// An option and what the answer may call it.
pub(super) struct Choice {
    pub key: String,
    pub text: String,
    pub correct: bool,
}

/// What an answer says of the options.
enum Meant {
    Places(Vec<usize>),
    Numbers(Vec<usize>),
    Nothing,
}

/// The options while it is found out which are right.
pub(super) struct Offered {
    pub choices: Vec<Choice>,
    /// They say it themselves.
    pub marked: bool,
    /// Right ones by numbers of which it is not yet known where they begin.
    pub numbers: Vec<usize>,
}

impl Offered {
    /// Marks what an answer means; false when it is about none of them.
    pub fn take(&mut self, answer: &Node) -> bool {
        match self.meant(answer) {
            Meant::Nothing => return false,
            // What is marked needs no second word.
            _ if self.marked => {}
            Meant::Places(places) => {
                places.into_iter().for_each(|at| self.choices[at].correct = true);
            }
            Meant::Numbers(numbers) => self.numbers.extend(numbers),
        }
        true
    }

    /// Takes off what the options begin with when they all count themselves: `A) `, `b. `.
    pub fn take_labels_off(&mut self) {
        let rest = |(letter, choice): (char, &Choice)| {
            let text = choice.text.trim_start();
            let text = text.strip_prefix([letter, letter.to_ascii_uppercase()])?;
            let text = text.strip_prefix([')', '.', ':'])?;
            Some(text.trim_start().to_owned()).filter(|text| !text.is_empty())
        };
        let rests: Option<Vec<String>> = ('a'..='z').zip(&self.choices).map(rest).collect();
        for (choice, rest) in self.choices.iter_mut().zip(rests.unwrap_or_default()) {
            choice.text = rest;
        }
    }

    fn meant(&self, answer: &Node) -> Meant {
        match &answer.value {
            Value::List(items) if self.is_flags(items) => {
                let right = items.iter().enumerate().filter(|(_, item)| item.is_true());
                Meant::Places(right.map(|(at, _)| at).collect())
            }
            Value::List(items) => self.all_of(items.iter().map(|item| self.meant(item))),
            Value::Map(entries) => {
                let right = entries.iter().filter(|(_, value)| value.is_true());
                let named = self.all_of(right.map(|(key, _)| self.by_key_prefix(key)));
                match (named, parts::inner(answer)) {
                    (Meant::Nothing, Some(inner)) => self.meant(inner),
                    (named, _) => named,
                }
            }
            Value::Truth(truth) => self.by_text(if *truth { "true" } else { "false" }),
            Value::Number(text) | Value::Text(text) => self.of_text(text),
            Value::Nothing => Meant::Nothing,
        }
    }

    /// Whether there is a yes or no for each option.
    fn is_flags(&self, items: &[Node]) -> bool {
        let flags = items.iter().all(|item| matches!(item.value, Value::Truth(_)));
        flags && items.len() == self.choices.len()
    }

    /// All places, or all numbers; nothing when one of them means nothing.
    fn all_of(&self, all: impl Iterator<Item = Meant>) -> Meant {
        let (mut places, mut numbers) = (Vec::new(), Vec::new());
        for meant in all {
            match meant {
                Meant::Places(found) => places.extend(found),
                Meant::Numbers(found) => numbers.extend(found),
                Meant::Nothing => return Meant::Nothing,
            }
        }
        match (places.is_empty(), numbers.is_empty()) {
            (false, _) => Meant::Places(places),
            (true, false) => Meant::Numbers(numbers),
            (true, true) => Meant::Nothing,
        }
    }

    fn of_text(&self, text: &str) -> Meant {
        let one = self.one(text);
        if !matches!(one, Meant::Nothing) {
            return one;
        }
        let parts = text.split([',', ';', '|', '/', '&', '\n']).map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 {
            return self.all_of(parts.into_iter().map(|part| self.one(part)));
        }
        // `BD`: letters alone.
        let letters = text.trim();
        if (2..=8).contains(&letters.len()) && letters.chars().all(|c| c.is_ascii_uppercase()) {
            return self.all_of(letters.chars().map(|letter| self.by_letter(&letter.to_string())));
        }
        Meant::Nothing
    }

    fn one(&self, text: &str) -> Meant {
        let ways = [Self::by_text, Self::by_key, Self::by_letter, Self::by_number];
        let found = ways.iter().map(|way| way(self, text));
        found.into_iter().find(|meant| !matches!(meant, Meant::Nothing)).unwrap_or(Meant::Nothing)
    }

    fn place(&self, wanted: impl Fn(&Choice) -> bool) -> Meant {
        match self.choices.iter().position(wanted) {
            Some(at) => Meant::Places(vec![at]),
            None => Meant::Nothing,
        }
    }

    fn by_text(&self, text: &str) -> Meant {
        let text = text.trim();
        match self.place(|choice| choice.text.trim() == text) {
            Meant::Nothing => {
                self.place(|choice| choice.text.trim().to_lowercase() == text.to_lowercase())
            }
            found => found,
        }
    }

    /// `b`, `B)`, `option_b`, `answer_b`, `Option 2` as the key of an option.
    fn by_key(&self, text: &str) -> Meant {
        let folded = fold(text);
        self.place(|choice| !choice.key.is_empty() && fold(&choice.key) == folded)
    }

    /// `answer_a_correct` of `answer_a`.
    fn by_key_prefix(&self, key: &str) -> Meant {
        let folded = fold(key);
        self.place(|choice| !choice.key.is_empty() && folded.starts_with(&fold(&choice.key)))
    }

    /// A letter that the options begin with, or the one of their place.
    fn by_letter(&self, text: &str) -> Meant {
        let folded = fold(text);
        let word = ["option", "answer", "choice"].iter().find_map(|word| folded.strip_prefix(word));
        let letter = word.unwrap_or(&folded);
        let mut letters = letter.chars();
        let (Some(letter @ 'a'..='z'), None) = (letters.next(), letters.next()) else {
            return Meant::Nothing;
        };
        let labelled = |choice: &Choice| {
            let mut begin = choice.text.trim_start().chars();
            let same = begin.next().is_some_and(|first| first.to_lowercase().eq([letter]));
            same && begin.next().is_some_and(|sign| matches!(sign, ')' | '.' | ':'))
        };
        match self.place(labelled) {
            Meant::Nothing => self.at(u32::from(letter) - u32::from('a')),
            found => found,
        }
    }

    fn at(&self, place: u32) -> Meant {
        match usize::try_from(place) {
            Ok(at) if at < self.choices.len() => Meant::Places(vec![at]),
            _ => Meant::Nothing,
        }
    }

    /// A number, of which it is not yet known where counting begins.
    fn by_number(&self, text: &str) -> Meant {
        let folded = fold(text);
        let word = ["option", "answer", "choice"].iter().find_map(|word| folded.strip_prefix(word));
        let plain = word.unwrap_or_else(|| text.trim());
        match plain.parse::<usize>() {
            Ok(number) if number <= self.choices.len() => Meant::Numbers(vec![number]),
            _ => Meant::Nothing,
        }
    }
}
