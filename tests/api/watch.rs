//! A new revision of the store takes the place of the one that is served.

use qbank::model::Text;

use crate::banks::MIXED;
use crate::harness::{App, now, parse};

#[tokio::test]
async fn a_sync_through_another_opening_shows_after_a_refresh() {
    let app = App::with(MIXED).await;
    let kept = app.kept.as_ref().unwrap();
    assert!(!app.current.refresh(&kept.store).await.unwrap());
    let other = kept.open_again().await;
    let mut bundle = parse(MIXED);
    bundle.questions[3].answer = Some(Text::new("The parrot.").unwrap());
    other.sync(&bundle, now()).await.unwrap();
    assert_eq!(app.json("/v1/questions/unanswered").await["answered"], false);
    assert!(app.current.refresh(&kept.store).await.unwrap());
    let question = app.json("/v1/questions/unanswered").await;
    assert_eq!(question["answer"], "The parrot.");
    assert_eq!(app.json("/v1/questions").await["revision"], 2);
    assert_eq!(app.json("/v1/search?q=parrot").await["total"], 1);
    assert!(!app.current.refresh(&kept.store).await.unwrap());
}

#[tokio::test]
async fn a_request_sees_one_revision_to_its_end() {
    let app = App::with(MIXED).await;
    let before = app.current.bank();
    let kept = app.kept.as_ref().unwrap();
    let mut bundle = parse(MIXED);
    bundle.questions.truncate(1);
    kept.store.sync(&bundle, now()).await.unwrap();
    app.current.refresh(&kept.store).await.unwrap();
    assert_eq!(before.len(), 6);
    assert_eq!(before.revision(), 1);
    assert_eq!(app.current.bank().len(), 1);
}

#[tokio::test]
async fn a_bank_with_few_changes_is_ready_for_searches_when_it_is_served() {
    let app = App::with(MIXED).await;
    let kept = app.kept.as_ref().unwrap();
    app.current.bank().prepare_search();
    let mut bundle = parse(MIXED);
    bundle.questions[3].answer = Some(Text::new("The parrot.").unwrap());
    bundle.questions.remove(0);
    kept.store.sync(&bundle, now()).await.unwrap();
    assert!(app.current.refresh(&kept.store).await.unwrap());
    assert!(app.current.bank().search_is_ready());
    let found = app.json("/v1/search?q=parrot").await;
    assert_eq!(found["items"][0]["question"]["id"], "unanswered");
    assert_eq!(found["items"][0]["highlights"]["answer"], "The <mark>parrot</mark>.");
}
