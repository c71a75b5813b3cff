//! `qbank backup`: a consistent copy of the database.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::config::Config;
use crate::store::Store;

/// `qbank backup FILE`
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The copy; must not be there yet
    file: PathBuf,
}

impl Backup {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let store = Store::open_existing(&config.database_url).await?;
        store.backup(&self.file).await?;
        store.close().await;
        Ok(())
    }
}
