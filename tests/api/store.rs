//! Syncing into the store: what changes, what is counted, what is left alone.

use qbank::model::{Slug, Tag, TagEntry, Text};
use qbank::store::{BUNDLED, Bundle, SyncReport};

use crate::banks::{MIXED, WORDS};
use crate::harness::{TestStore, now, parse};

fn slug(id: &str) -> Slug {
    Slug::new(id).unwrap()
}

fn text(text: &str) -> Text {
    Text::new(text).unwrap()
}

/// The two questions of a bank that ships with the program.
fn bundled() -> Bundle {
    let mut bundle = parse(MIXED);
    bundle.origin = BUNDLED.to_owned();
    bundle.questions.truncate(2);
    bundle
}

async fn sync(kept: &TestStore, bundle: &Bundle) -> SyncReport {
    kept.store.sync(bundle, now()).await.unwrap()
}

/// Id, number and origin of every question.
async fn places(kept: &TestStore) -> Vec<(String, i64, String)> {
    let snapshot = kept.store.load().await.unwrap();
    let place = |question: qbank::model::Question| {
        (question.id.to_string(), question.number, question.origin)
    };
    snapshot.questions.into_iter().map(place).collect()
}

#[tokio::test]
async fn a_second_sync_changes_nothing() {
    let kept = TestStore::new().await;
    assert_eq!(kept.store.revision().await.unwrap(), 0);
    let first = sync(&kept, &parse(MIXED)).await;
    assert_eq!(first, SyncReport { new: 6, shelves: 3, ..SyncReport::default() });
    let before = kept.store.load().await.unwrap();
    let later = now() + jiff::SignedDuration::from_hours(1);
    let second = kept.store.sync(&parse(MIXED), later).await.unwrap();
    assert_eq!(second, SyncReport { unchanged: 6, ..SyncReport::default() });
    assert!(second.nothing_changed());
    let after = kept.store.load().await.unwrap();
    assert_eq!(after.revision, 1);
    assert_eq!(after.questions, before.questions);
}

#[tokio::test]
async fn new_changed_removed_and_renamed_questions_are_counted() {
    let kept = TestStore::new().await;
    sync(&kept, &parse(MIXED)).await;
    let mut bundle = parse(MIXED);
    bundle.questions[0].answer = Some(text("Another."));
    bundle.questions[1].id = slug("methods-that-are-safe");
    bundle.questions.remove(3);
    let report = sync(&kept, &bundle).await;
    let expected =
        SyncReport { new: 1, changed: 1, unchanged: 3, removed: 2, ..SyncReport::default() };
    assert_eq!(report, expected);
    let snapshot = kept.store.load().await.unwrap();
    assert_eq!(snapshot.revision, 2);
    let ids: Vec<&str> = snapshot.questions.iter().map(|question| question.id.as_str()).collect();
    let expected = [
        "status-for-created",
        "when-to-cache",
        "indizes",
        "no-right-option",
        "methods-that-are-safe",
    ];
    assert_eq!(ids, expected);
    assert_eq!(snapshot.questions[0].answer, Some(text("Another.")));
}

#[tokio::test]
async fn a_change_keeps_when_the_question_came_and_says_when_it_changed() {
    let kept = TestStore::new().await;
    sync(&kept, &parse(MIXED)).await;
    let mut bundle = parse(MIXED);
    bundle.questions[2].minutes = None;
    let later = now() + jiff::SignedDuration::from_hours(1);
    kept.store.sync(&bundle, later).await.unwrap();
    for question in kept.store.load().await.unwrap().questions {
        assert_eq!(question.created_at, now());
        let changed = question.id.as_str() == "when-to-cache";
        assert_eq!(question.updated_at, if changed { later } else { now() });
    }
}

#[tokio::test]
async fn a_question_edited_by_hand_is_left_alone_and_counted() {
    let kept = TestStore::new().await;
    sync(&kept, &parse(MIXED)).await;
    kept.by_hand("UPDATE questions SET answer = 'By hand.' WHERE id = 'indizes'").await;
    assert_eq!(kept.store.revision().await.unwrap(), 2);
    let mut bundle = parse(MIXED);
    bundle.questions[4].answer = Some(text("From the file."));
    let report = sync(&kept, &bundle).await;
    let edited = vec![slug("indizes")];
    assert_eq!(
        report,
        SyncReport { unchanged: 5, edited: edited.clone(), ..SyncReport::default() }
    );
    bundle.questions.remove(4);
    let report = sync(&kept, &bundle).await;
    assert_eq!(report, SyncReport { unchanged: 5, edited, ..SyncReport::default() });
    let snapshot = kept.store.load().await.unwrap();
    assert_eq!(snapshot.revision, 2);
    let question = snapshot.questions.iter().find(|question| question.id.as_str() == "indizes");
    assert_eq!(question.unwrap().answer, Some(text("By hand.")));
    assert!(question.unwrap().updated_at > now());
}

#[tokio::test]
async fn an_edited_question_can_be_given_back() {
    let kept = TestStore::new().await;
    sync(&kept, &parse(MIXED)).await;
    kept.by_hand("UPDATE questions SET answer = NULL WHERE id = 'indizes'").await;
    kept.by_hand("UPDATE questions SET edited = 0").await;
    let report = sync(&kept, &parse(MIXED)).await;
    assert_eq!(report, SyncReport { changed: 1, unchanged: 5, ..SyncReport::default() });
}

#[tokio::test]
async fn every_change_by_hand_grows_the_revision_by_one() {
    let kept = TestStore::new().await;
    sync(&kept, &parse(MIXED)).await;
    for (revision, statement) in [
        (2, "UPDATE questions SET difficulty = 'easy' WHERE id = 'indizes'"),
        (3, "DELETE FROM questions WHERE id = 'unanswered'"),
        (4, "UPDATE categories SET name = 'Web' WHERE id = 'web'"),
        (
            5,
            "INSERT INTO questions (id, number, category, question, origin, created_at, updated_at) \
             VALUES ('new', 99, 'web', 'New?', 'hand', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')",
        ),
    ] {
        kept.by_hand(statement).await;
        assert_eq!(kept.store.revision().await.unwrap(), revision, "{statement}");
    }
    assert_eq!(kept.store.load().await.unwrap().questions.len(), 6);
}

#[tokio::test]
async fn a_question_of_another_origin_is_left_alone() {
    let kept = TestStore::new().await;
    sync(&kept, &parse(MIXED)).await;
    let mut other = parse(MIXED);
    other.origin = "other".to_owned();
    other.questions.truncate(2);
    other.questions[0].answer = Some(text("Theirs."));
    other.questions[1].id = slug("their-own");
    let report = sync(&kept, &other).await;
    let taken = vec![slug("status-for-created")];
    assert_eq!(report, SyncReport { new: 1, taken, foreign: 6, ..SyncReport::default() });
    let snapshot = kept.store.load().await.unwrap();
    assert_ne!(snapshot.questions[0].answer, Some(text("Theirs.")));
    assert_eq!(snapshot.questions[6].id, slug("their-own"));
    assert_eq!(snapshot.questions[6].number, 7);
    other.questions.clear();
    let report = sync(&kept, &other).await;
    assert_eq!(report, SyncReport { removed: 1, foreign: 6, ..SyncReport::default() });
    assert_eq!(places(&kept).await.len(), 6);
}

#[tokio::test]
async fn bundled_questions_have_their_numbers_and_others_make_room() {
    let kept = TestStore::new().await;
    sync(&kept, &parse(WORDS)).await;
    sync(&kept, &bundled()).await;
    let places = places(&kept).await;
    let place = |id: &str| places.iter().find(|place| place.0 == id).unwrap().1;
    assert_eq!(place("status-for-created"), 1);
    assert_eq!(place("safe-methods"), 2);
    assert_eq!(place("plain-c"), 3);
    assert_eq!(place("in-answer-only"), 12);
    assert_eq!(place("cpp"), 13);
    assert_eq!(place("csharp"), 14);
    let again = sync(&kept, &bundled()).await;
    assert_eq!(again, SyncReport { unchanged: 2, foreign: 12, ..SyncReport::default() });
    assert_eq!(kept.store.revision().await.unwrap(), 2);
}

#[tokio::test]
async fn bundled_questions_may_change_places() {
    let kept = TestStore::new().await;
    sync(&kept, &bundled()).await;
    let mut swapped = bundled();
    swapped.questions[0].number = 2;
    swapped.questions[1].number = 1;
    let report = sync(&kept, &swapped).await;
    assert_eq!(report, SyncReport { changed: 2, ..SyncReport::default() });
    let places = places(&kept).await;
    assert_eq!(places[0].0, "safe-methods");
    assert_eq!(places[1].0, "status-for-created");
    assert_eq!(kept.store.load().await.unwrap().questions[0].updated_at, now());
}

#[tokio::test]
async fn a_bundled_question_edited_by_hand_still_moves_to_its_place() {
    let kept = TestStore::new().await;
    sync(&kept, &bundled()).await;
    kept.by_hand("UPDATE questions SET answer = 'By hand.' WHERE number = 1").await;
    let mut swapped = bundled();
    swapped.questions[0].number = 2;
    swapped.questions[1].number = 1;
    let report = sync(&kept, &swapped).await;
    assert_eq!(report.edited, [slug("status-for-created")]);
    assert_eq!(report.changed, 1);
    let snapshot = kept.store.load().await.unwrap();
    assert_eq!(snapshot.questions[1].id, slug("status-for-created"));
    assert_eq!(snapshot.questions[1].number, 2);
    assert_eq!(snapshot.questions[1].answer, Some(text("By hand.")));
}

#[tokio::test]
async fn a_category_or_tag_alone_is_a_change_too() {
    let kept = TestStore::new().await;
    let mut bundle = parse(MIXED);
    let described = |id: &str| TagEntry { id: Tag::new(id).unwrap(), description: text("Of it.") };
    bundle.tags = vec![described("http"), described("unused")];
    sync(&kept, &bundle).await;
    bundle.categories[0].name = text("The Web");
    assert!(!sync(&kept, &bundle).await.nothing_changed());
    bundle.tags.truncate(1);
    assert!(!sync(&kept, &bundle).await.nothing_changed());
    bundle.categories.retain(|category| category.id.as_str() != "empty");
    assert!(!sync(&kept, &bundle).await.nothing_changed());
    assert!(sync(&kept, &bundle).await.nothing_changed());
    let snapshot = kept.store.load().await.unwrap();
    assert_eq!(snapshot.revision, 4);
    assert_eq!(snapshot.tags, bundle.tags);
    assert_eq!(snapshot.categories, bundle.categories);
}

#[tokio::test]
async fn a_category_stays_while_a_question_of_another_origin_stands_on_it() {
    let kept = TestStore::new().await;
    sync(&kept, &parse(MIXED)).await;
    let mut other = parse(MIXED);
    other.origin = "other".to_owned();
    other.questions.truncate(1);
    other.questions[0].id = slug("their-own");
    sync(&kept, &other).await;
    let mut bundle = parse(MIXED);
    bundle.questions.clear();
    bundle.categories.clear();
    let report = sync(&kept, &bundle).await;
    assert_eq!(report.removed, 6);
    let snapshot = kept.store.load().await.unwrap();
    let ids: Vec<&str> = snapshot.categories.iter().map(|category| category.id.as_str()).collect();
    assert_eq!(ids, ["web"]);
    assert!(sync(&kept, &bundle).await.nothing_changed());
}

#[tokio::test]
async fn a_sync_that_fails_leaves_nothing_behind() {
    let kept = TestStore::new().await;
    sync(&kept, &bundled()).await;
    let mut bundle = bundled();
    bundle.questions[0].answer = Some(text("Another."));
    bundle.questions[1].category = slug("nowhere");
    kept.store.sync(&bundle, now()).await.unwrap_err();
    let snapshot = kept.store.load().await.unwrap();
    assert_eq!(snapshot.revision, 1);
    assert_ne!(snapshot.questions[0].answer, Some(text("Another.")));
    kept.by_hand("UPDATE questions SET answer = NULL WHERE number = 1").await;
    assert_eq!(kept.store.revision().await.unwrap(), 2, "still marked as being written");
}

#[tokio::test]
async fn every_question_comes_back_whatever_its_number_and_characters() {
    let kept = TestStore::new().await;
    let mut bundle = bundled();
    let awkward = text("\"\\/\u{1}\u{8}\u{b}\u{1f}\u{7f}\t\n\u{2028}\u{ffff}\u{1f600} \\u0041");
    let model = qbank::model::Question { question: awkward, ..bundle.questions[0].clone() };
    let number = |at: i64| if at == 299 { i64::MAX } else { at * at + 1 };
    let at = |at| (slug(&format!("q-{at}")), number(at));
    let question = |(id, number)| qbank::model::Question { id, number, ..model.clone() };
    bundle.questions = (0..300).rev().map(at).map(question).collect();
    sync(&kept, &bundle).await;
    bundle.questions.reverse();
    let changes = kept.store.changes(0).await.unwrap().unwrap();
    let numbers: Vec<i64> = (0..300).map(number).collect();
    for read in [kept.store.load().await.unwrap().questions, changes.changed] {
        assert_eq!(read.iter().map(|question| question.number).collect::<Vec<_>>(), numbers);
        assert!(read.iter().zip(&bundle.questions).all(|(one, other)| one.same_content(other)));
    }
    assert!(sync(&kept, &bundle).await.nothing_changed());
}
