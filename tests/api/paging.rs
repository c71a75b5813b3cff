//! Pages, over random banks: together they are the whole, in order, while the bank grows.

use jiff::Timestamp;
use proptest::prelude::*;
use qbank::model::{AnswerOption, Category, Difficulty, Question, Slug, Tag, Text};
use qbank::store::Snapshot;
use serde_json::Value;

use crate::harness::{App, ids};

const SORTS: &[&str] = &[
    "number",
    "-number",
    "question",
    "-question",
    "difficulty",
    "-difficulty",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
];
const FILTERS: &[&str] = &[
    "",
    "category=a",
    "category=a,b",
    "difficulty=easy,unknown",
    "tag=t",
    "any_tag=t,u",
    "kind=open",
    "answered=false",
    "updated_since=1970-01-01T00:00:02Z",
    "category=b&any_tag=u&difficulty=hard",
];

/// More questions than any bank here has.
const ENDLESS: usize = 200;

/// What tells one question of a random bank from another.
#[derive(Debug, Clone)]
struct Sketch {
    title: &'static str,
    difficulty: Option<Difficulty>,
    category: &'static str,
    tags: Vec<&'static str>,
    choice: bool,
    answered: bool,
    second: i64,
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let titles = ["Same?", "same?", "Äpfel?", "", "z\u{301}?", "\u{10FFFF}"];
    let levels = [None, Some(Difficulty::Easy), Some(Difficulty::Medium), Some(Difficulty::Hard)];
    (
        prop::sample::select(titles.to_vec()),
        prop::sample::select(levels.to_vec()),
        prop::sample::select(vec!["a", "b"]),
        prop::sample::subsequence(vec!["t", "u"], 0..=2),
        any::<bool>(),
        any::<bool>(),
        0_i64..4,
    )
        .prop_map(|(title, difficulty, category, tags, choice, answered, second)| Sketch {
            title,
            difficulty,
            category,
            tags,
            choice,
            answered,
            second,
        })
}

fn question(number: i64, sketch: &Sketch) -> Question {
    let text = |text: &str| Text::new(text).unwrap();
    let option = AnswerOption { text: text("One"), correct: sketch.answered };
    Question {
        id: Slug::new(format!("q{number}")).unwrap(),
        number,
        category: Slug::new(sketch.category).unwrap(),
        question: text(if sketch.title.is_empty() { "#" } else { sketch.title }),
        options: if sketch.choice { vec![option] } else { Vec::new() },
        answer: (!sketch.choice && sketch.answered).then(|| text("Yes.")),
        key_points: Vec::new(),
        follow_ups: Vec::new(),
        difficulty: sketch.difficulty,
        minutes: None,
        language: "en".to_owned(),
        tags: sketch.tags.iter().map(|tag| Tag::new(*tag).unwrap()).collect(),
        references: Vec::new(),
        source_number: None,
        origin: "tests".to_owned(),
        created_at: Timestamp::from_second(sketch.second).unwrap(),
        updated_at: Timestamp::from_second(3 - sketch.second).unwrap(),
    }
}

/// A bank with a first question that every filter's names need, so that none is unknown.
fn bank(sketches: &[Sketch]) -> App {
    let shelf = |id: &str, number| Category {
        id: Slug::new(id).unwrap(),
        name: Text::new(id).unwrap(),
        description: None,
        number,
    };
    let first = Sketch {
        title: "Same?",
        difficulty: None,
        category: "a",
        tags: vec!["t", "u"],
        choice: false,
        answered: false,
        second: 0,
    };
    let all = std::iter::once(&first).chain(sketches);
    App::serving(Snapshot {
        revision: 1,
        categories: vec![shelf("a", 1), shelf("b", 2)],
        tags: Vec::new(),
        questions: (1..).zip(all).map(|(number, sketch)| question(number, sketch)).collect(),
    })
}

fn target(sort: &str, filter: &str, rest: &str) -> String {
    format!("/v1/questions?sort={sort}&{filter}{}{rest}", if filter.is_empty() { "" } else { "&" })
}

/// Everything that a filter takes, in order: in as few pages as can be.
async fn whole(app: &App, sort: &str, filter: &str) -> Vec<String> {
    let page = app.json(&target(sort, filter, "limit=100")).await;
    assert!(page.get("next_cursor").is_none());
    assert_eq!(page["total"], ids(&page).len());
    ids(&page)
}

fn cursor(page: &Value) -> Option<String> {
    page.get("next_cursor").map(|cursor| format!("&cursor={}", cursor.as_str().unwrap()))
}

async fn by_cursor(app: &App, sort: &str, filter: &str, limit: usize) -> Vec<String> {
    let (mut found, mut next) = (Vec::new(), Some(String::new()));
    while let Some(cursor_of_page) = next {
        let rest = format!("limit={limit}{cursor_of_page}");
        let page = app.json(&target(sort, filter, &rest)).await;
        next = cursor(&page);
        assert!(next.is_none() || ids(&page).len() == limit);
        found.extend(ids(&page));
        assert!(found.len() < ENDLESS, "the pages do not end");
    }
    found
}

async fn by_offset(app: &App, sort: &str, filter: &str, limit: usize) -> Vec<String> {
    let mut found = Vec::new();
    loop {
        let rest = format!("limit={limit}&offset={}", found.len());
        let page = app.json(&target(sort, filter, &rest)).await;
        found.extend(ids(&page));
        assert!(found.len() < ENDLESS, "the pages do not end");
        if page.get("next_cursor").is_none() {
            return found;
        }
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

/// What the order has to be, found in the plainest way.
fn expected(app: &App, sort: &str) -> Vec<String> {
    let bank = app.current.bank();
    let mut all: Vec<Question> = bank.questions().collect();
    let level = |question: &Question| question.difficulty.map_or(3, |level| level as i32);
    let title = |question: &Question| question.question.title().to_lowercase();
    match sort.trim_start_matches('-') {
        "question" => all.sort_by_key(|question| title(question)),
        "difficulty" => all.sort_by_key(|question| level(question)),
        "created_at" => all.sort_by_key(|question| question.created_at),
        "updated_at" => all.sort_by_key(|question| question.updated_at),
        _ => {}
    }
    match sort {
        "-number" => all.reverse(),
        "-question" => all.sort_by_key(|question| std::cmp::Reverse(title(question))),
        "-difficulty" => all.sort_by_key(|question| std::cmp::Reverse(level(question))),
        "-created_at" => all.sort_by_key(|question| std::cmp::Reverse(question.created_at)),
        "-updated_at" => all.sort_by_key(|question| std::cmp::Reverse(question.updated_at)),
        _ => {}
    }
    all.iter().map(|question| question.id.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn all_pages_together_are_the_filtered_whole_in_order(
        sketches in prop::collection::vec(sketch(), 0..60),
        limit in 1_usize..=7,
        filter in prop::sample::select(FILTERS.to_vec()),
    ) {
        block_on(async {
            let app = bank(&sketches);
            for sort in SORTS {
                assert_eq!(whole(&app, sort, "").await, expected(&app, sort), "{sort}");
                let whole = whole(&app, sort, filter).await;
                let order = expected(&app, sort);
                let filtered: Vec<&String> = order.iter().filter(|id| whole.contains(id)).collect();
                assert_eq!(whole.iter().collect::<Vec<_>>(), filtered, "{sort} {filter}");
                assert_eq!(by_cursor(&app, sort, filter, limit).await, whole, "{sort} {filter}");
                assert_eq!(by_offset(&app, sort, filter, limit).await, whole, "{sort} {filter}");
            }
        });
    }

    #[test]
    fn while_questions_are_added_none_is_given_twice_and_none_is_lost(
        sketches in prop::collection::vec(sketch(), 0..40),
        added in prop::collection::vec(sketch(), 1..20),
        limit in 1_usize..=7,
        filter in prop::sample::select(FILTERS.to_vec()),
    ) {
        block_on(async {
            let banks: Vec<App> = (0..=added.len())
                .map(|count| bank(&[&sketches[..], &added[..count]].concat()))
                .collect();
            for sort in SORTS {
                let before = whole(&banks[0], sort, filter).await;
                let given = while_growing(&banks, sort, filter, limit).await;
                let mut once = given.clone();
                once.sort();
                once.dedup();
                assert_eq!(once.len(), given.len(), "{sort} {filter}: twice in {given:?}");
                let kept: Vec<&String> = given.iter().filter(|id| before.contains(id)).collect();
                assert_eq!(kept, before.iter().collect::<Vec<_>>(), "{sort} {filter}");
            }
        });
    }
}

/// All pages by cursor, each from a bank with one more question than the page before.
async fn while_growing(banks: &[App], sort: &str, filter: &str, limit: usize) -> Vec<String> {
    let (mut found, mut next) = (Vec::new(), Some(String::new()));
    for place in 0.. {
        let Some(cursor_of_page) = next else { break };
        let app = &banks[place.min(banks.len() - 1)];
        let rest = format!("limit={limit}{cursor_of_page}");
        let page = app.json(&target(sort, filter, &rest)).await;
        next = cursor(&page);
        found.extend(ids(&page));
        assert!(found.len() < ENDLESS, "the pages do not end");
    }
    found
}
