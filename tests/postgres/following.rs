//! A server's side of a change: told at once, asking below that, and back after a lost connection.

use std::sync::Arc;
use std::time::Duration;

use qbank::bank::Bank;
use qbank::watch::Current;

use crate::harness::{bundled, cut, delivery, now};

const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn a_change_is_told_before_anybody_asks() {
    let Some((database, store)) = bundled().await else { return };
    let mut watch = store.watch();
    assert_eq!(watch.next().await.unwrap(), 1);
    let other = database.open().await;
    other.deliver(&delivery("other", 1), now(), false, &|_| ()).await.unwrap();
    // The first that is heard after the change already has it: nothing was asked in between.
    assert_eq!(watch.next().await.unwrap(), 2);
}

#[tokio::test]
async fn a_change_without_notifications_is_found_by_asking() {
    let Some((database, store)) = bundled().await else { return };
    database.by_hand("DROP TRIGGER bank_tells_servers ON bank").await;
    let mut watch = store.watch();
    assert_eq!(watch.next().await.unwrap(), 1);
    store.deliver(&delivery("other", 1), now(), false, &|_| ()).await.unwrap();
    assert_eq!(watch.next().await.unwrap(), 2);
}

#[tokio::test]
async fn a_server_without_its_database_goes_on_and_catches_up() {
    let Some((database, store)) = bundled().await else { return };
    let bank = Bank::new(store.load().await.unwrap(), Arc::default());
    let current = Arc::new(Current::new(bank));
    let following = tokio::spawn({
        let (current, store) = (Arc::clone(&current), store.clone());
        async move { current.follow(&store).await }
    });
    // While the schema has another name nothing is found under the one that the server knows.
    let schema = crate::harness::schema(&database).to_owned();
    let moved = format!("ALTER SCHEMA {schema} RENAME TO {schema}_away");
    crate::harness::run(&crate::engine::server().unwrap(), &moved).await;
    cut(&database, "true").await;
    until(|| current.is_behind()).await;
    assert_eq!(current.bank().revision(), 1);
    let back = format!("ALTER SCHEMA {schema}_away RENAME TO {schema}");
    crate::harness::run(&crate::engine::server().unwrap(), &back).await;
    let other = database.open().await;
    other.deliver(&delivery("other", 3), now(), false, &|_| ()).await.unwrap();
    until(|| current.bank().revision() == 2 && !current.is_behind()).await;
    following.abort();
}

#[tokio::test]
async fn a_connection_that_is_cut_is_made_anew() {
    let Some((database, store)) = bundled().await else { return };
    let mut watch = store.watch();
    assert_eq!(watch.next().await.unwrap(), 1);
    let other = database.open().await;
    cut(&database, "true").await;
    let heard = async {
        loop {
            match watch.next().await {
                Ok(2) => break,
                Ok(_) => {
                    other.deliver(&delivery("other", 1), now(), false, &|_| ()).await.unwrap();
                }
                Err(_) => {}
            }
        }
    };
    tokio::time::timeout(PATIENCE, heard).await.unwrap();
}

async fn until(holds: impl Fn() -> bool) {
    let waiting = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, waiting).await.unwrap();
}
