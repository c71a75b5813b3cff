//! `qbank seed`: sync bank files into the database.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, now, open, print, questions};
use crate::config::Config;
use crate::seed;
use crate::store::{Bundle, SyncReport};

/// `qbank seed [DIR]`
#[derive(Debug, Args)]
pub(super) struct Seed {
    /// Folder with bank files (seed/README.md describes them) [default: the bundled bank]
    folder: Option<PathBuf>,
}

impl Seed {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let bundle = self.bundle()?;
        let store = open(config).await?;
        let report = store.sync(&bundle, now()).await?;
        store.close().await;
        print(&account(&bundle, &report))
    }

    fn bundle(&self) -> Result<Bundle, Failure> {
        let Some(folder) = &self.folder else {
            return Ok(seed::bundled()?);
        };
        let read = seed::folder(folder).map_err(|error| {
            Failure::Input(format!("the folder `{}` cannot be read: {error}", folder.display()))
        })?;
        Ok(read?)
    }
}

/// What was done, for people.
fn account(bundle: &Bundle, report: &SyncReport) -> String {
    let mut text = format!(
        "{total} of origin `{origin}`: {new} new, {changed} changed, {unchanged} unchanged, {removed} removed\n",
        total = questions(bundle.questions.len()),
        origin = bundle.origin,
        new = report.new,
        changed = report.changed,
        unchanged = report.unchanged,
        removed = report.removed,
    );
    // With questions of their own they are no news.
    if report.shelves > 0 && report.new + report.changed + report.removed == 0 {
        let noun = if report.shelves == 1 { "category or tag" } else { "categories and tags" };
        text.push_str(&format!("{} {noun} changed\n", report.shelves));
    }
    if report.nothing_changed() {
        text.push_str("nothing changed\n");
    }
    for id in &report.edited {
        text.push_str(&format!("left alone, because it was edited in the database: {id}\n"));
    }
    for id in &report.taken {
        text.push_str(&format!("left alone, because another origin has the id: {id}\n"));
    }
    if report.foreign > 0 {
        text.push_str(&format!("left alone: {} of other origins\n", questions(report.foreign)));
    }
    text
}
