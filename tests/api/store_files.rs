//! Files that are no database of ours, and copies of those that are.

use std::fs;

use qbank::store::{Store, StoreError};
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::{TempDir, tempdir};

use crate::banks::MIXED;
use crate::harness::{TestStore, now, parse, url};

/// Runs one statement in a database that is made for it.
async fn make(folder: &TempDir, file: &str, statement: &'static str) {
    let options =
        SqliteConnectOptions::new().filename(folder.path().join(file)).create_if_missing(true);
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::query(statement).execute(&pool).await.unwrap();
    pool.close().await;
}

/// A bank in `bank.db` in a folder of its own.
struct Filed {
    store: Store,
    folder: TempDir,
}

impl Filed {
    async fn new() -> Self {
        let folder = tempdir().unwrap();
        Self { store: Store::open(&url(&folder, "bank.db")).await.unwrap(), folder }
    }

    async fn by_hand(&self, statement: &'static str) {
        make(&self.folder, "bank.db", statement).await;
    }
}

async fn refused(folder: &TempDir, file: &str) -> StoreError {
    let error = Store::open(&url(folder, file)).await.unwrap_err();
    assert!(error.to_string().contains(file), "{error}");
    assert!(!error.to_string().contains('\n'), "{error}");
    error
}

#[tokio::test]
async fn a_file_that_is_not_sqlite_is_refused_and_kept() {
    let folder = tempdir().unwrap();
    let text = "These are notes, and there are many of them. ".repeat(100);
    fs::write(folder.path().join("notes.txt"), &text).unwrap();
    let error = refused(&folder, "notes.txt").await;
    assert!(matches!(error, StoreError::NotADatabase(_)), "{error:?}");
    assert_eq!(fs::read_to_string(folder.path().join("notes.txt")).unwrap(), text);
}

#[tokio::test]
async fn the_database_of_another_program_is_refused_and_kept() {
    let folder = tempdir().unwrap();
    make(&folder, "photos.db", "CREATE TABLE photos (id INTEGER PRIMARY KEY)").await;
    let error = refused(&folder, "photos.db").await;
    assert!(matches!(error, StoreError::Foreign(_)), "{error:?}");
    make(&folder, "photos.db", "INSERT INTO photos VALUES (1)").await;
}

#[tokio::test]
async fn a_newer_schema_is_refused_with_both_numbers() {
    let kept = Filed::new().await;
    kept.by_hand(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (9001, 'later', 1, x'00', 0)",
    )
    .await;
    let error = refused(&kept.folder, "bank.db").await;
    let StoreError::Newer { found, known, .. } = &error else { panic!("{error:?}") };
    assert_eq!(*found, 9001);
    assert!(*known < 9001);
    assert!(error.to_string().contains("newer qbank"), "{error}");
}

#[tokio::test]
async fn a_folder_that_is_not_there_and_a_folder_as_a_file_cannot_be_opened() {
    let folder = tempdir().unwrap();
    fs::create_dir(folder.path().join("inner")).unwrap();
    for file in ["nowhere/bank.db", "inner"] {
        let error = refused(&folder, file).await;
        assert!(matches!(error, StoreError::Unopenable { .. }), "{error:?}");
    }
    assert!(!folder.path().join("nowhere").exists());
}

#[tokio::test]
async fn an_address_of_another_engine_is_refused() {
    for address in ["mysql://localhost/bank", "bank.db", ""] {
        let error = Store::open(address).await.unwrap_err();
        assert!(matches!(error, StoreError::Address(_)), "{error:?}");
        assert!(error.to_string().contains(address), "{error}");
    }
}

#[tokio::test]
async fn an_empty_file_becomes_a_database() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("empty.db"), "").unwrap();
    let store = Store::open(&url(&folder, "empty.db")).await.unwrap();
    assert_eq!(store.revision().await.unwrap(), 0);
    assert!(store.load().await.unwrap().questions.is_empty());
}

#[tokio::test]
async fn what_was_synced_is_there_after_a_restart() {
    let kept = TestStore::new().await;
    kept.store.sync(&parse(MIXED), now()).await.unwrap();
    let before = kept.store.load().await.unwrap();
    kept.store.close().await;
    let after = kept.open_again().await.load().await.unwrap();
    assert_eq!(after.questions, before.questions);
    assert_eq!(after.categories, before.categories);
    assert_eq!(after.revision, 1);
}

#[tokio::test]
async fn a_backup_is_a_copy_that_can_be_served() {
    let kept = Filed::new().await;
    kept.store.sync(&parse(MIXED), now()).await.unwrap();
    let file = kept.folder.path().join("it's a copy.db");
    kept.store.backup(&file).await.unwrap();
    kept.by_hand("DELETE FROM questions").await;
    let copy = Store::open(&url(&kept.folder, "it's a copy.db")).await.unwrap();
    let snapshot = copy.load().await.unwrap();
    assert_eq!(snapshot.revision, 1);
    assert_eq!(snapshot.questions.len(), 6);
    let again = copy.sync(&parse(MIXED), now()).await.unwrap();
    assert!(again.nothing_changed(), "{again:?}");
}

#[tokio::test]
async fn a_backup_overwrites_nothing() {
    let kept = Filed::new().await;
    let file = kept.folder.path().join("precious.txt");
    fs::write(&file, "precious").unwrap();
    let error = kept.store.backup(&file).await.unwrap_err();
    assert!(matches!(error, StoreError::FileExists(_)), "{error:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "precious");
}

#[tokio::test]
async fn a_row_that_is_no_question_is_named() {
    let kept = TestStore::new().await;
    kept.store.sync(&parse(MIXED), now()).await.unwrap();
    kept.by_hand("UPDATE questions SET question = '  ' WHERE id = 'indizes'").await;
    let error = kept.store.load().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "question `indizes` in the database cannot be read: the text is empty"
    );
}
