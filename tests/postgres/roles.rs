//! Roles: one that owns and writes, one that may only read.

use qbank::store::{Store, StoreError};

use crate::engine::{self, Database};
use crate::harness::{bundle, bundled, database, now, run, schema};

/// A role that may read what is in the schema now, and its address.
async fn reader(database: &Database) -> (String, String) {
    let schema = schema(database);
    let role = format!("{schema}_reader");
    run(
        &database.url,
        &format!(
            "CREATE ROLE {role} LOGIN PASSWORD 'reading'; \
             GRANT USAGE ON SCHEMA {schema} TO {role}; \
             GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}"
        ),
    )
    .await;
    let (user, place) = database.url.rsplit_once('@').unwrap();
    let (scheme, _) = user.split_once("://").unwrap();
    (format!("{scheme}://{role}:reading@{place}"), role)
}

async fn forget(role: &str) {
    let ends = format!("DROP OWNED BY {role}; DROP ROLE {role}");
    run(&engine::server().unwrap(), &ends).await;
}

#[tokio::test]
async fn a_role_that_may_only_read_serves_and_hears_of_changes() {
    let Some((database, owner)) = bundled().await else { return };
    let (url, role) = reader(&database).await;
    let store = Store::open(&url).await.unwrap();
    assert_eq!(store.load().await.unwrap().questions.len(), bundle().questions.len());
    let mut watch = store.watch();
    assert_eq!(watch.next().await.unwrap(), 1);
    let mut changed = bundle();
    changed.questions.pop();
    owner.sync(&changed, now()).await.unwrap();
    while watch.next().await.unwrap() == 1 {}
    assert_eq!(store.changes(1).await.unwrap().unwrap().removed.len(), 1);
    let error = store.sync(&bundle(), now()).await.unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly(_)), "{error:?}");
    store.close().await;
    forget(&role).await;
}

#[tokio::test]
async fn a_role_that_may_only_read_does_not_make_a_schema() {
    let Some(database) = database().await else { return };
    let (url, role) = reader(&database).await;
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Outdated(_)), "{error:?}");
    forget(&role).await;
}
