//! Words whose frequencies fall as those of a language do (Zipf's law).

use std::collections::HashSet;

use crate::Dice;

/// How many different words there are.
const COUNT: usize = 30_000;
/// How fast frequency falls with rank.
const EXPONENT: f64 = 1.05;

/// The commonest words of English, in that order, and words of the trade after them.
const COMMON: &str = "the of and to a in is that for it with as on are be this by an or not which \
    what how when why does can you would do between there from at its if than more one has \
    database index query server client request response cache thread process memory lock queue \
    transaction table key value schema function class interface type error test deploy container \
    network protocol token session user service message event stream log metric version branch \
    commit merge build pipeline cluster replica shard partition latency throughput consistency";

const ONSETS: [&str; 24] = [
    "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "br",
    "cl", "dr", "gr", "pl", "st", "tr",
];
const RIMES: [&str; 20] = [
    "a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "or", "al", "el", "is", "us",
    "at", "et", "ow", "ay",
];

/// All words, and a table to draw one by its frequency in one step (Walker's alias method).
pub struct Words {
    words: Vec<String>,
    share: Vec<f64>,
    alias: Vec<usize>,
}

impl Default for Words {
    fn default() -> Self {
        let words = words();
        let (share, alias) = table(words.len());
        Self { words, share, alias }
    }
}

impl Words {
    /// A word, common ones more often.
    pub fn word(&self, dice: &mut Dice) -> &str {
        let column = dice.below(self.words.len() as u64) as usize;
        let at = if dice.fraction() < self.share[column] { column } else { self.alias[column] };
        &self.words[at]
    }

    /// A word of those that say something: none of the fifty commonest.
    pub fn telling(&self, dice: &mut Dice) -> &str {
        loop {
            let word = self.word(dice);
            if !self.words[..50].iter().any(|common| common == word) {
                return word;
            }
        }
    }

    /// The word of that rank, from 0.
    pub fn ranked(&self, rank: usize) -> &str {
        &self.words[rank]
    }

    /// So many words with a full stop after every dozen or so.
    pub fn text(&self, dice: &mut Dice, count: u64) -> String {
        let mut text = String::new();
        let mut begins = true;
        for place in 1..=count {
            let word = self.word(dice);
            match (begins, word.split_at(1)) {
                (true, (first, rest)) => text.extend([&first.to_uppercase(), rest]),
                (false, _) => text.push_str(word),
            }
            begins = place < count && dice.chance(8);
            text.push_str(if begins { ". " } else { " " });
        }
        text.truncate(text.trim_end().len());
        text
    }
}

fn words() -> Vec<String> {
    let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
    let mut known: HashSet<String> = words.iter().cloned().collect();
    let mut dice = Dice::new(1);
    while words.len() < COUNT {
        // Common words are short.
        let syllables = match words.len() {
            0..500 => 2,
            500..5_000 => dice.within(2, 3),
            _ => dice.within(3, 4),
        };
        let mut word = String::new();
        for _ in 0..syllables {
            word.push_str(ONSETS[dice.below(ONSETS.len() as u64) as usize]);
            word.push_str(RIMES[dice.below(RIMES.len() as u64) as usize]);
        }
        if known.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

fn table(count: usize) -> (Vec<f64>, Vec<usize>) {
    let weights: Vec<f64> = (0..count).map(|rank| (rank as f64 + 2.7).powf(-EXPONENT)).collect();
    let mean = weights.iter().sum::<f64>() / count as f64;
    let mut share: Vec<f64> = weights.iter().map(|weight| weight / mean).collect();
    let mut alias: Vec<usize> = (0..count).collect();
    let (mut small, mut large): (Vec<usize>, Vec<usize>) =
        (0..count).partition(|&at| share[at] < 1.0);
    while let (Some(less), Some(&more)) = (small.pop(), large.last()) {
        alias[less] = more;
        share[more] -= 1.0 - share[less];
        if share[more] < 1.0 {
            large.pop();
            small.push(more);
        }
    }
    (share, alias)
}
