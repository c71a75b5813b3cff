//! Made-up banks of any size, always the same ones, whose words are as unevenly frequent as those of a
//! language.

use std::sync::Arc;

use jiff::Timestamp;
use qbank::bank::Bank;
use qbank::bank::synonyms::Synonyms;
use qbank::model::{AnswerOption, Category, Question, Slug, Tag, Text};
use qbank::seed;
use qbank::store::Snapshot;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// How many words there are beside those of the bundled bank.
const MADE_UP: usize = 20_000;
const CATEGORIES: usize = 8;

/// The words of the bundled bank in the order in which they first occur, then made-up ones.
pub struct Words(Vec<String>);

impl Default for Words {
    fn default() -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut known = std::collections::HashSet::new();
        for question in seed::bundled().unwrap().questions {
            let text = question.question.as_str().to_lowercase();
            let plain = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.extend(plain.map(str::to_owned).filter(|word| known.insert(word.clone())));
        }
        let mut dice = ChaCha8Rng::seed_from_u64(1);
        let syllables =
            ["ba", "cor", "den", "fi", "gul", "ha", "jor", "kel", "mi", "nos", "pra", "tu"];
        words.extend((0..MADE_UP).map(|_| {
            let length = dice.random_range(2..=4);
            (0..length).map(|_| syllables[dice.random_range(0..syllables.len())]).collect()
        }));
        Self(words)
    }
}

impl Words {
    /// A word, the first ones far more often.
    pub fn word(&self, dice: &mut ChaCha8Rng) -> &str {
        let most = (self.0.len() as f64).ln();
        let rank = (dice.random::<f64>() * most).exp() as usize;
        &self.0[rank.min(self.0.len() - 1)]
    }

    fn text(&self, dice: &mut ChaCha8Rng, lengths: std::ops::RangeInclusive<usize>) -> Text {
        let length = dice.random_range(lengths);
        let mut text = (0..length).map(|_| self.word(dice)).collect::<Vec<_>>().join(" ");
        match dice.random_range(0..40) {
            0 => text += ", that is `C++`",
            1 => text += " in the **front-end**",
            2 => text += " (CI/CD)",
            3 => text += " 数据库",
            _ => {}
        }
        Text::new(text).unwrap()
    }

    /// The question of that number; `version` makes another one of the same id.
    pub fn question(&self, number: i64, version: u64) -> Question {
        let dice = &mut ChaCha8Rng::seed_from_u64(number.cast_unsigned() * 1_000 + version);
        let options = if dice.random_range(0..10) == 0 { 3 } else { 0 };
        let option = |text| AnswerOption { text, correct: false };
        Question {
            id: Slug::new(format!("q{number}")).unwrap(),
            number,
            category: category(dice.random_range(0..CATEGORIES)).id,
            question: self.text(dice, 5..=14),
            options: (0..options).map(|_| option(self.text(dice, 1..=4))).collect(),
            answer: (dice.random_range(0..10) > 0).then(|| self.text(dice, 20..=70)),
            key_points: (0..dice.random_range(0..4)).map(|_| self.text(dice, 3..=8)).collect(),
            follow_ups: Vec::new(),
            difficulty: None,
            minutes: None,
            language: "en".to_owned(),
            tags: vec![Tag::new(self.word(dice).to_owned()).unwrap()],
            references: Vec::new(),
            source_number: None,
            origin: "test".to_owned(),
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    /// A text as somebody might type it: words of the bank, some mistyped, unfinished or in quotes.
    pub fn query(&self, dice: &mut ChaCha8Rng) -> String {
        let length = dice.random_range(1..=4);
        let mut words: Vec<String> = (0..length).map(|_| self.word(dice).to_owned()).collect();
        let place = dice.random_range(0..words.len());
        match dice.random_range(0..8) {
            0 => words[place] = words[place].chars().rev().collect(),
            1 => words[place].insert(1, 'x'),
            2 => words[length - 1].truncate(3),
            3 => return format!("\"{}\"", words.join(" ")),
            4 => words.push("what is the".to_owned()),
            5 => words[place] = ["front end", "c++", "orm", "数据", "ci"][place].to_owned(),
            _ => {}
        }
        words.join(" ")
    }

    /// A bank of the first questions.
    pub fn bank(&self, count: i64) -> Bank {
        bank((1..=count).map(|number| self.question(number, 0)).collect())
    }
}

/// A bank of these questions, in order of number.
pub fn bank(questions: Vec<Question>) -> Bank {
    let categories = (0..CATEGORIES).map(category).collect();
    let snapshot = Snapshot { revision: 1, categories, tags: Vec::new(), questions };
    let synonyms = Synonyms::new(&seed::bundled_synonyms().unwrap());
    Bank::new(snapshot, Arc::new(synonyms))
}

fn category(number: usize) -> Category {
    Category {
        id: Slug::new(format!("c{number}")).unwrap(),
        name: Text::new("A category").unwrap(),
        description: None,
        number: number as i64 + 1,
    }
}
