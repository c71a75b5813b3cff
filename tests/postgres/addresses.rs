//! Addresses, and servers that are not there, do not let us in, or hold something else.

use std::time::Duration;

use qbank::store::{Store, StoreError};
use tokio::net::TcpListener;

use crate::engine;
use crate::harness::{bundled, database, run, schema};

async fn refused(url: &str) -> StoreError {
    let error = Store::open(url).await.unwrap_err();
    assert!(!error.to_string().contains('\n'), "{error}");
    error
}

#[tokio::test]
async fn a_server_that_is_not_there_is_waited_for_as_long_as_the_address_says() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let url = format!("postgres://someone:secret@127.0.0.1:{port}/bank?connect_timeout=1");
    let error = refused(&url).await;
    let StoreError::Unreachable { seconds, .. } = &error else { panic!("{error:?}") };
    assert_eq!(*seconds, 1);
    assert!(error.to_string().contains(&format!("127.0.0.1:{port}/bank")), "{error}");
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = format!("postgresql://someone@127.0.0.1:{port}/bank?connect_timeout=1");
    let opened = tokio::time::timeout(Duration::from_secs(30), refused(&url)).await.unwrap();
    assert!(matches!(opened, StoreError::Unreachable { .. }), "{opened:?}");
}

#[tokio::test]
async fn what_cannot_be_taken_of_an_address_is_named_without_the_password() {
    for (end, why) in [
        ("bank?connect_timeout=soon", "`connect_timeout`"),
        ("bank?sslmode=perhaps", "perhaps"),
        ("bank?sslmode=verify-ca&sslrootcert=/nowhere.crt", "there is no file `/nowhere.crt`"),
    ] {
        let error = refused(&format!("postgres://someone:secret@localhost/{end}")).await;
        assert!(matches!(error, StoreError::Setting { .. }), "{error:?}");
        assert!(error.to_string().contains(why), "{error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn a_wrong_password_and_a_missing_database_are_told_apart() {
    let Some(server) = engine::server() else { return };
    let (place, query) = server.split_once('?').unwrap_or((&server, ""));
    let (user, host) = place.rsplit_once('@').unwrap();
    let (host, _) = host.rsplit_once('/').unwrap();
    let error = refused(&format!("{user}@{host}/nowhere?{query}")).await;
    assert!(error.to_string().contains("createdb"), "{error}");
    let user = user.rsplit_once(':').map_or(user, |(user, _)| user);
    let error = refused(&format!("{user}:wrong@{host}/postgres?{query}")).await;
    assert!(error.to_string().contains("check user and password"), "{error}");
}

#[tokio::test]
async fn the_tables_of_another_program_are_refused_and_kept() {
    let Some(database) = database().await else { return };
    run(
        &database.url,
        "CREATE TABLE questions (of_others text); INSERT INTO questions VALUES ('a')",
    )
    .await;
    let error = refused(&database.url).await;
    assert!(matches!(error, StoreError::Foreign(_)), "{error:?}");
    run(&database.url, "UPDATE questions SET of_others = 'b' WHERE of_others = 'a'").await;
}

#[tokio::test]
async fn a_newer_schema_is_refused_with_both_numbers() {
    let Some((database, _)) = bundled().await else { return };
    run(
        &database.url,
        "INSERT INTO qbank_migrations (version, description, success, checksum, execution_time) \
         VALUES (9001, 'later', true, '', 0)",
    )
    .await;
    let error = refused(&database.url).await;
    assert!(matches!(error, StoreError::Newer { found: 9001, known: 1, .. }), "{error:?}");
}

#[tokio::test]
async fn a_schema_that_is_not_there_is_named() {
    let Some(database) = database().await else { return };
    let elsewhere = database.url.replace(schema(&database), "nowhere");
    let error = refused(&elsewhere).await;
    assert!(error.to_string().contains("search_path"), "{error}");
}

#[tokio::test]
async fn a_backup_is_left_to_the_tool_for_it() {
    let Some((_database, store)) = bundled().await else { return };
    let error = store.backup("copy.db".as_ref()).await.unwrap_err();
    assert!(error.to_string().contains("pg_dump"), "{error}");
}
