//! Several who write: one behind the other, and whole or not at all.

use std::time::Duration;

use qbank::store::StoreError;
use sqlx::{Connection, PgConnection};

use crate::harness::{bundle, bundled, cut, database, delivery, now};

#[tokio::test]
async fn programs_that_start_at_once_make_one_schema() {
    let Some(database) = database().await else { return };
    let all = futures_util::future::join_all((0..5).map(|_| database.open())).await;
    for store in &all {
        assert_eq!(store.revision().await.unwrap(), 0);
    }
    let bundle = bundle();
    let synced = futures_util::future::join_all(all.iter().map(|store| store.sync(&bundle, now())));
    let new: usize = synced.await.into_iter().map(|report| report.unwrap().new).sum();
    assert_eq!(new, bundle.questions.len(), "loaded more than once");
    assert_eq!(all[0].revision().await.unwrap(), 1);
}

#[tokio::test]
async fn imports_at_once_are_one_behind_the_other() {
    let Some((database, store)) = bundled().await else { return };
    let stores = [database.open().await, database.open().await, database.open().await];
    let deliveries = ["one", "two", "three"].map(|origin| delivery(origin, 1_200));
    let imports = stores.iter().zip(&deliveries);
    let imports = imports.map(|(store, delivery)| store.deliver(delivery, now(), false, &|_| ()));
    let watched = async {
        let mut last = store.revision().await.unwrap();
        while last < 4 {
            let snapshot = store.load().await.unwrap();
            assert!(snapshot.revision >= last, "the revision ran backwards");
            last = snapshot.revision;
            let arrived = snapshot.questions.len() - bundle().questions.len();
            assert_eq!(arrived, 1_200 * usize::try_from(last - 1).unwrap(), "half an import");
        }
    };
    let (imported, ()) = tokio::join!(futures_util::future::join_all(imports), watched);
    for outcome in imported {
        outcome.unwrap();
    }
    let mut numbers: Vec<i64> =
        store.load().await.unwrap().questions.iter().map(|question| question.number).collect();
    numbers.dedup();
    assert_eq!(numbers.len(), bundle().questions.len() + 3_600);
}

#[tokio::test]
async fn an_import_whose_connection_dies_leaves_nothing_behind() {
    let Some((database, store)) = bundled().await else { return };
    let other = database.open().await;
    let large = delivery("large", 5_000);
    let (sender, begun) = tokio::sync::watch::channel(0);
    let importing = tokio::spawn(async move {
        let written = move |count| _ = sender.send(count);
        other.deliver(&large, now(), false, &written).await
    });
    let mut begun = begun;
    begun.wait_for(|count| *count >= 1_000).await.unwrap();
    cut(&database, "query LIKE 'INSERT INTO questions%'").await;
    importing.await.unwrap().unwrap_err();
    let snapshot = store.load().await.unwrap();
    assert_eq!((snapshot.revision, snapshot.questions.len()), (1, bundle().questions.len()));
    store.deliver(&delivery("next", 10), now(), false, &|_| ()).await.unwrap();
    assert_eq!(store.revision().await.unwrap(), 2);
}

#[tokio::test]
async fn who_edits_by_hand_waits_for_an_import_and_the_import_for_them() {
    let Some((database, store)) = bundled().await else { return };
    let mut hand = PgConnection::connect(&database.url).await.unwrap();
    let mut editing = hand.begin().await.unwrap();
    sqlx::query("UPDATE questions SET answer = 'By hand.' WHERE number = 1")
        .execute(&mut *editing)
        .await
        .unwrap();
    let mut changed = bundle();
    changed.questions[0].minutes = Some(59);
    changed.questions[1].minutes = Some(59);
    let importing = tokio::spawn({
        let store = store.clone();
        async move { store.sync(&changed, now()).await }
    });
    waiting(&database.url, "SELECT revision FROM bank FOR UPDATE").await;
    editing.commit().await.unwrap();
    let report = importing.await.unwrap().unwrap();
    assert_eq!((report.edited.len(), report.changed), (1, 1), "{report:?}");
    let snapshot = store.load().await.unwrap();
    assert_eq!(snapshot.revision, 3);
    assert_eq!(snapshot.questions[0].answer.as_ref().unwrap().as_str(), "By hand.");
}

/// Waits until a statement waits for a lock.
async fn waiting(url: &str, statement: &str) {
    let mut looking = PgConnection::connect(url).await.unwrap();
    let query = "SELECT count(*) FROM pg_stat_activity \
                 WHERE wait_event_type = 'Lock' AND query = $1 \
                 AND application_name = current_setting('application_name')";
    let waits = async {
        while sqlx::query_scalar::<_, i64>(query)
            .bind(statement)
            .fetch_one(&mut looking)
            .await
            .unwrap()
            == 0
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), waits).await.unwrap();
}

#[tokio::test]
async fn a_list_that_is_none_is_refused_by_the_database() {
    let Some((database, store)) = bundled().await else { return };
    let mut hand = PgConnection::connect(&database.url).await.unwrap();
    let edit = sqlx::query("UPDATE questions SET tags = 'http' WHERE number = 1");
    edit.execute(&mut hand).await.unwrap_err();
    assert_eq!(store.revision().await.unwrap(), 1);
    database.by_hand("TRUNCATE questions").await;
    assert!(store.changes(1).await.unwrap().is_none(), "an emptied table is loaded anew");
    assert_eq!(store.load().await.unwrap().revision, 2);
    assert!(!matches!(store.sync(&bundle(), now()).await, Err(StoreError::Busy(_))));
}
