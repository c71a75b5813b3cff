//! `qbank copy`: a whole bank from one database to another.

use clap::Args;

use super::{Failure, print, questions};
use crate::store::{Store, StoreError};

/// `qbank copy FROM TO`
#[derive(Debug, Args)]
pub(super) struct Copy {
    /// Address of the database that has the bank
    from: String,
    /// Address of the database that is to have it; must hold nothing
    to: String,
}

impl Copy {
    pub(super) async fn run(self) -> Result<(), Failure> {
        for address in [&self.from, &self.to] {
            Store::file_to_be(address)?;
        }
        let from = Store::open_existing(&self.from).await?;
        let to = Store::open(&self.to).await?;
        let copied = from.copy_to(&to, &|_| ()).await.map_err(|error| match error {
            StoreError::NotEmpty(_) => Failure::Input(error.to_string()),
            error => error.into(),
        })?;
        from.close().await;
        to.close().await;
        print(&format!(
            "copied {questions}, {categories} categories and {tags} described tags at revision \
             {revision} to `{to}`\nread back and compared: sha256 {digest}\n",
            questions = questions(copied.questions),
            categories = copied.categories,
            tags = copied.tags,
            revision = copied.revision,
            to = to.name(),
            digest = copied.digest,
        ))
    }
}
