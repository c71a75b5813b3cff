//! A whole bank from one engine to the other and back.

use qbank::store::StoreError;

use crate::engine::Database;
use crate::harness::{bundled, database, delivery, now};

#[tokio::test]
async fn a_bank_that_goes_to_a_file_and_back_is_the_same() {
    let Some((source, store)) = bundled().await else { return };
    store.deliver(&delivery("other", 2_500), now(), false, &|_| ()).await.unwrap();
    source.by_hand("UPDATE questions SET tags = '[ \"spaced\" ]' WHERE number = 3").await;
    let file = Database::file();
    let there = store.copy_to(&file.open().await, &|_| ()).await.unwrap();
    assert_eq!((there.questions, there.revision), (store.load().await.unwrap().questions.len(), 3));
    let back_in = database().await.unwrap();
    let back = file.open().await.copy_to(&back_in.open().await, &|_| ()).await.unwrap();
    assert_eq!(back, there);
    let (before, after) = (store.load().await.unwrap(), back_in.open().await.load().await.unwrap());
    assert_eq!((after.revision, after.questions), (before.revision, before.questions));
    // What is edited by hand is still known to be.
    let again = back_in.open().await.sync(&crate::harness::bundle(), now()).await.unwrap();
    assert_eq!((again.edited.len(), again.changed), (1, 0));
}

#[tokio::test]
async fn a_copy_mixes_with_nothing() {
    let Some((_source, store)) = bundled().await else { return };
    let (target, held) = bundled().await.unwrap();
    let before = held.load().await.unwrap();
    let error = store.copy_to(&held, &|_| ()).await.unwrap_err();
    assert!(matches!(error, StoreError::NotEmpty(_)), "{error:?}");
    let after = target.open().await.load().await.unwrap();
    assert_eq!((after.revision, after.questions), (before.revision, before.questions));
}
