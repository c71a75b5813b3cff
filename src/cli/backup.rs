//! `qbank backup`: a consistent copy of the database.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, open};
use crate::config::Config;

/// `qbank backup FILE`
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The copy; must not be there yet
    file: PathBuf,
}

impl Backup {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let store = open(config).await?;
        store.backup(&self.file).await?;
        store.close().await;
        Ok(())
    }
}
