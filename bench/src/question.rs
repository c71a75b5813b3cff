//! Questions made of such words, in the lengths and shares of a bank that people keep.

use serde_json::json;

use crate::Dice;
use crate::words::Words;

/// How many categories a bank has.
pub const CATEGORIES: u64 = 24;
/// How many tags there are.
const TAGS: u64 = 300;
/// The difficulties as the database has them, with the share of each in a hundred.
const DIFFICULTIES: [(Option<&str>, u64); 4] =
    [(Some("easy"), 30), (Some("medium"), 45), (Some("hard"), 17), (None, 8)];
/// Seconds of the first and last change.
const FIRST: u64 = 1_700_000_000;
const SPAN: u64 = 60_000_000;

/// A row of the table `questions`.
pub struct Row {
    pub id: String,
    pub number: i64,
    pub category: String,
    pub question: String,
    pub options: String,
    pub answer: Option<String>,
    pub key_points: String,
    pub follow_ups: String,
    pub difficulty: Option<&'static str>,
    pub minutes: Option<i64>,
    pub tags: String,
    pub refs: String,
    pub created: u64,
    pub updated: u64,
}

/// The name of a category.
pub fn category(words: &Words, number: u64) -> String {
    format!("{}-{number}", words.ranked(60 + number as usize))
}

/// A number below `bound`, small ones more often.
fn skewed(dice: &mut Dice, bound: u64) -> u64 {
    let fraction = dice.fraction();
    ((fraction * fraction) * bound as f64) as u64
}

/// The question of that number; it depends on nothing else.
pub fn row(words: &Words, number: u64) -> Row {
    let mut dice = Dice::new(number.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ 7);
    let dice = &mut dice;
    let length = dice.within(6, 18);
    let question = words.text(dice, length) + "?";
    let choice = dice.chance(12);
    let created = FIRST + dice.below(SPAN);
    Row {
        id: id(words, dice, number),
        number: number as i64,
        category: category(words, skewed(dice, CATEGORIES)),
        options: if choice { options(words, dice) } else { "[]".to_owned() },
        answer: (!choice && dice.chance(96)).then(|| answer(words, dice)),
        key_points: texts(words, dice, 4, (4, 9)),
        follow_ups: texts(words, dice, 2, (6, 12)),
        difficulty: difficulty(dice),
        minutes: dice.chance(85).then(|| dice.within(2, 15) as i64),
        tags: tags(words, dice),
        refs: references(words, dice),
        created,
        updated: created + dice.below(FIRST + SPAN - created),
        question,
    }
}

fn id(words: &Words, dice: &mut Dice, number: u64) -> String {
    format!("{}-{}-{number}", words.telling(dice), words.telling(dice))
}

fn answer(words: &Words, dice: &mut Dice) -> String {
    let count = dice.length(40.0);
    let mut text = words.text(dice, count) + ".";
    if dice.chance(10) {
        let code = words.telling(dice);
        text.push_str(&format!("\n\n```js\nconst {code} = await {}();\n```", words.telling(dice)));
    }
    text
}

fn texts(words: &Words, dice: &mut Dice, most: u64, (least, longest): (u64, u64)) -> String {
    let count = dice.within(0, most);
    let mut text = || {
        let count = dice.within(least, longest);
        words.text(dice, count)
    };
    json!((0..count).map(|_| text()).collect::<Vec<_>>()).to_string()
}

fn options(words: &Words, dice: &mut Dice) -> String {
    let right = dice.below(4);
    let mut text = || {
        let count = dice.within(1, 6);
        words.text(dice, count)
    };
    let option = |place: u64, text: String| json!({ "text": text, "correct": place == right });
    json!((0..4).map(|place| option(place, text())).collect::<Vec<_>>()).to_string()
}

fn difficulty(dice: &mut Dice) -> Option<&'static str> {
    let mut thrown = dice.below(100);
    for (name, share) in DIFFICULTIES {
        if thrown < share {
            return name;
        }
        thrown -= share;
    }
    None
}

fn tags(words: &Words, dice: &mut Dice) -> String {
    let count = dice.within(1, 4);
    let mut tags: Vec<&str> =
        (0..count).map(|_| words.ranked(200 + skewed(dice, TAGS) as usize)).collect();
    tags.sort_unstable();
    tags.dedup();
    json!(tags).to_string()
}

fn references(words: &Words, dice: &mut Dice) -> String {
    if !dice.chance(30) {
        return "[]".to_owned();
    }
    let title = words.text(dice, 5);
    let url = format!("https://example.org/{}/{}", words.telling(dice), words.telling(dice));
    json!([{ "title": title, "url": url }]).to_string()
}
