//! A bank made step by step answers as one that was loaded whole.

use std::str::FromStr;

use qbank::bank::Bank;
use qbank::bank::view::Answers;
use qbank::model::{Slug, Tag, Text};
use qbank::store::{BUNDLED, Bundle};

use crate::banks::MIXED;
use crate::engine::{self, Database};
use crate::harness::{App, TestStore, now, parse};

/// What shows sets, orders, counts and draws.
fn addresses(app: &App) -> Vec<String> {
    let mut addresses: Vec<String> = [
        "/v1/categories",
        "/v1/tags",
        "/v1/questions?limit=100&facets=true",
        "/v1/questions?updated_since=2026-01-03T00:00:00Z",
        "/v1/questions?kind=choice&facets=true",
        "/v1/questions?answered=false&facets=true",
        "/v1/questions?language=de&facets=true",
        "/v1/questions.ndjson",
        "/v1/random?count=10&seed=a",
        "/v1/random?count=10&seed=a&sitting=2&balance=category",
        "/v1/random?mix=easy:2,hard:2&seed=b",
        "/v1/random?minutes=30&seed=c",
        "/v1/search?q=cache&facets=true",
    ]
    .map(str::to_owned)
    .into();
    for sort in ["number", "question", "difficulty", "created_at", "updated_at"] {
        for sign in ["", "-"] {
            addresses.push(format!("/v1/questions?limit=100&sort={sign}{sort}"));
            addresses.push(format!("/v1/questions?limit=3&offset=4&sort={sign}{sort}"));
        }
    }
    for level in ["easy", "medium", "hard", "unknown"] {
        addresses.push(format!("/v1/questions?difficulty={level}&facets=true"));
    }
    let bank = app.current.bank();
    addresses.extend(bank.category_ids().map(|id| format!("/v1/questions?category={id}")));
    addresses.extend(
        bank.tags()
            .iter()
            .map(|tag| format!("/v1/questions?any_tag={}", tag.id.replace('+', "%2B"))),
    );
    addresses.extend(bank.questions().map(|one| format!("/v1/questions/{}?answers=html", one.id)));
    addresses
}

/// Follows the store by a step, and compares with a bank that is loaded whole.
async fn step(app: &App, what: &str) {
    let store = &app.kept.as_ref().unwrap().store;
    let served = app.current.bank();
    // What was asked before is there to be put right.
    for address in addresses(app) {
        app.get(&address).await;
    }
    let changes = store.changes(served.revision()).await.unwrap();
    let changes = changes.unwrap_or_else(|| panic!("{what}: the changes are not known"));
    assert_eq!(served.next(changes).len(), store.load().await.unwrap().questions.len(), "{what}");
    assert!(app.current.refresh(store).await.unwrap(), "{what}: nothing to refresh");
    let whole = App::serving(store.load().await.unwrap());
    for address in addresses(&whole) {
        let (stepped, loaded) = (app.get(&address).await, whole.get(&address).await);
        assert_eq!(stepped.text(), loaded.text(), "{what}: {address}");
    }
    assert_eq!(app.current.bank().fingerprint(), whole.current.bank().fingerprint(), "{what}");
}

fn slug(id: &str) -> Slug {
    Slug::new(id).unwrap()
}

const ADD: &str = "INSERT INTO questions (id, number, category, question, tags, origin, created_at, \
                   updated_at) VALUES ";

#[tokio::test]
async fn every_edit_by_hand_shows_as_after_loading_everything() {
    let app = App::with(MIXED).await;
    let kept = app.kept.as_ref().unwrap();
    for statement in [
        "UPDATE questions SET answer = 'By hand.', difficulty = 'hard' WHERE id = 'indizes'",
        "UPDATE questions SET tags = '[\"new\"]', language = 'de' WHERE id = 'unanswered'",
        "UPDATE questions SET category = 'empty', minutes = NULL WHERE id = 'safe-methods'",
        "UPDATE questions SET question = 'A title that is first?' WHERE id = 'when-to-cache'",
        "UPDATE questions SET id = 'renamed' WHERE id = 'no-right-option'",
        "UPDATE questions SET number = 99 WHERE id = 'status-for-created'",
        "UPDATE questions SET number = 0 WHERE id = 'renamed'",
        "DELETE FROM questions WHERE id = 'indizes'",
        "UPDATE categories SET name = 'Another' WHERE id = 'web'",
        "INSERT INTO tags (id, description, origin) VALUES ('new', 'Described.', 'hand')",
        "DELETE FROM questions WHERE number = 99",
        "DELETE FROM questions",
    ] {
        kept.by_hand(statement).await;
        step(&app, statement).await;
    }
}

#[tokio::test]
async fn questions_added_by_hand_show_in_their_places() {
    let app = App::with(MIXED).await;
    let kept = app.kept.as_ref().unwrap();
    let times = "'hand', '2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z')";
    for values in
        ["('last', 50, 'web', 'Last?', '[\"http\"]', ", "('first', -5, 'data', 'First?', '[]', "]
    {
        let statement = format!("{ADD}{values}{times}");
        kept.by_hand(&statement).await;
        step(&app, &statement).await;
    }
    kept.by_hand("DELETE FROM questions WHERE id = 'first'").await;
    kept.by_hand("UPDATE questions SET answer = 'New.' WHERE id = 'last'").await;
    kept.by_hand("UPDATE questions SET origin = 'elsewhere' WHERE id = 'last'").await;
    step(&app, "several at once").await;
    assert_eq!(app.json("/v1/questions/last").await["origin"], "elsewhere");
}

/// The same bundle with some of it changed, so that a sync has something to do.
fn changed(round: usize) -> Bundle {
    let mut bundle = parse(MIXED);
    BUNDLED.clone_into(&mut bundle.origin);
    let question = &mut bundle.questions[round % 6];
    question.answer = Some(Text::new(format!("Round {round}.")).unwrap());
    question.tags = vec![Tag::new(format!("round-{round}")).unwrap()];
    match round % 4 {
        0 => drop(bundle.questions.remove(round % 5)),
        1 => bundle.questions[2].id = slug("under-another-id"),
        2 => {
            bundle.questions.swap(0, 3);
            for (number, question) in (1..).zip(&mut bundle.questions) {
                question.number = number;
            }
        }
        _ => bundle.categories[1].name = Text::new("Renamed").unwrap(),
    }
    bundle
}

#[tokio::test]
async fn every_sync_shows_as_after_loading_everything() {
    let app = App::of(&Bundle { origin: BUNDLED.to_owned(), ..parse(MIXED) }).await;
    for round in 0..12 {
        app.kept.as_ref().unwrap().store.sync(&changed(round), now()).await.unwrap();
        step(&app, &format!("round {round}")).await;
    }
}

#[tokio::test]
async fn several_revisions_are_one_step() {
    let app = App::with(MIXED).await;
    let kept = app.kept.as_ref().unwrap();
    kept.by_hand("DELETE FROM questions WHERE id = 'indizes'").await;
    kept.by_hand(
        "INSERT INTO questions (id, number, category, question, origin, created_at, \
         updated_at) VALUES ('indizes', 5, 'data', 'Again?', 'hand', '2026-01-01T00:00:00Z', \
         '2026-01-01T00:00:00Z')",
    )
    .await;
    kept.by_hand("UPDATE questions SET minutes = 3").await;
    step(&app, "three revisions").await;
    assert_eq!(app.json("/v1/questions/indizes").await["question"], "Again?");
}

#[tokio::test]
async fn what_is_rendered_already_is_taken_over() {
    let app = App::with(MIXED).await;
    let kept = app.kept.as_ref().unwrap();
    let last = app.current.bank();
    kept.by_hand("UPDATE questions SET minutes = 3 WHERE id = 'indizes'").await;
    app.current.refresh(&kept.store).await.unwrap();
    let next = app.current.bank();
    let shared = |id: &str| {
        let one =
            |bank: &Bank| bank.json(bank.get(id).unwrap(), Answers::Markdown).to_bytes().as_ptr();
        one(&last) == one(&next)
    };
    assert!(shared("unanswered"));
    assert!(!shared("indizes"));
}

#[tokio::test]
async fn an_older_copy_put_in_place_is_loaded_whole() {
    let app = App::with(MIXED).await;
    let kept = app.kept.as_ref().unwrap();
    kept.by_hand("DELETE FROM questions WHERE id = 'indizes'").await;
    app.current.refresh(&kept.store).await.unwrap();
    kept.by_hand("UPDATE bank SET revision = 1, writing = 1").await;
    kept.by_hand("DELETE FROM questions WHERE id = 'unanswered'").await;
    kept.by_hand("UPDATE bank SET writing = 0").await;
    assert!(kept.store.changes(2).await.unwrap().is_none());
    assert!(app.current.refresh(&kept.store).await.unwrap());
    assert_eq!(app.json("/v1/questions").await["total"], 4);
}

#[tokio::test]
async fn questions_that_vanish_behind_the_triggers_are_noticed_with_the_next_change() {
    let app = App::with(MIXED).await;
    let kept = app.kept.as_ref().unwrap();
    let unseen = match engine::server() {
        None => "DROP TRIGGER question_removal_listed; DELETE FROM questions WHERE id = 'indizes'",
        Some(_) => {
            "ALTER TABLE questions DISABLE TRIGGER USER; \
             DELETE FROM questions WHERE id = 'indizes'; \
             UPDATE bank SET revision = revision + 1"
        }
    };
    kept.by_hand(unseen).await;
    assert!(app.current.refresh(&kept.store).await.unwrap());
    assert_eq!(app.get("/v1/questions/indizes").await.status, 404);
    assert_eq!(app.json("/v1/questions").await["total"], 5);
}

#[tokio::test]
async fn what_a_large_sync_does_not_list_is_loaded_whole() {
    let app = App::with(MIXED).await;
    let kept = app.kept.as_ref().unwrap();
    for statement in [
        "UPDATE bank SET writing = 1, revision = revision + 1",
        "UPDATE bank SET listed_after = revision",
        "UPDATE questions SET minutes = 7 WHERE id = 'indizes'",
        "UPDATE bank SET writing = 0",
    ] {
        kept.by_hand(statement).await;
    }
    assert!(kept.store.changes(1).await.unwrap().is_none());
    assert!(app.current.refresh(&kept.store).await.unwrap());
    assert_eq!(app.json("/v1/questions/indizes").await["minutes"], 7);
    kept.by_hand("UPDATE questions SET minutes = 8 WHERE id = 'indizes'").await;
    step(&app, "the next change").await;
}

#[tokio::test]
async fn a_database_of_the_first_schema_is_brought_up_to_date_and_followed() {
    let database = Database::file();
    let options = sqlx::sqlite::SqliteConnectOptions::from_str(&database.url).unwrap();
    let pool = sqlx::SqlitePool::connect_with(options.create_if_missing(true)).await.unwrap();
    let all = sqlx::migrate!("./migrations");
    let first = all.iter().take(1).cloned().collect();
    let migrator =
        sqlx::migrate::Migrator { migrations: first, ..sqlx::migrate::Migrator::DEFAULT };
    migrator.run(&pool).await.unwrap();
    for statement in [
        "INSERT INTO categories VALUES ('web', 'The web', NULL, 1, 'hand')",
        "INSERT INTO questions (id, number, category, question, origin, created_at, updated_at) \
         VALUES ('old', 1, 'web', 'Old?', 'hand', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')",
    ] {
        sqlx::query(statement).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let kept = TestStore::over(database).await;
    let mut app = App::serving(kept.store.load().await.unwrap());
    app.kept = Some(kept);
    assert_eq!(app.json("/v1/questions/old").await["question"], "Old?");
    app.kept.as_ref().unwrap().by_hand("UPDATE questions SET answer = 'New.'").await;
    step(&app, "after the migration").await;
    assert_eq!(app.json("/v1/questions/old").await["answer"], "New.");
}
