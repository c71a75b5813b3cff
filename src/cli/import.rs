//! `qbank import` and `qbank check`: other people's banks, with an account of every question.

mod bank;
mod flags;
mod progress;
mod report;

use std::io::Read as _;
use std::path::Path;

use clap::Args;

use self::flags::Reading;
use self::progress::Progress;
use super::{Failure, now, open};
use crate::config::Config;
use crate::import::{self, Consignment, FileReport, Input, Options};
use crate::store::{Outcome, Store};

/// `qbank import FILE...`
#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(flatten)]
    reading: Reading,
    /// Remove what came from the same file (or `--origin`) earlier and is no longer in it
    #[arg(long)]
    prune: bool,
    /// Report what would come of it, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// `qbank check FILE...`: files through the readers, banks in our own format through the linter.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    reading: Reading,
}

impl Import {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        let options = Options { prune: self.prune, ..self.reading.options()? };
        bank::refuse_folders(self.reading.arguments())?;
        let inputs = flags::inputs(self.reading.arguments())?;
        let new_file = Store::file_to_be(&config.database_url)?;
        let mut reports = Vec::new();
        let done = tokio::select! {
            done = self.take_all(inputs, &options, config, &mut reports) => done,
            _ = tokio::signal::ctrl_c() => {
                Err(Failure::Failed("interrupted: the file at hand was not taken".to_owned()))
            }
        };
        let Err(failure) = done else {
            return self.reading.finish(&reports);
        };
        match new_file {
            Some(file) if reports.iter().all(|report| report.refused.is_some()) => {
                forget(&file).await;
            }
            _ => {}
        }
        // What was taken before stays, so it is told too.
        self.reading.print(&reports)?;
        Err(failure)
    }

    /// Takes the files one by one: each whole or not at all.
    async fn take_all(
        &self,
        inputs: Vec<Input>,
        options: &Options,
        config: &Config,
        reports: &mut Vec<FileReport>,
    ) -> Result<(), Failure> {
        let progress = Progress::new();
        let mut store = None;
        for input in inputs {
            progress.file(&input);
            let report = match consignment(input, options).await? {
                Err(refused) => *refused,
                Ok(consignment) => {
                    let delivery = &consignment.delivery;
                    let outcome = match self.target(&mut store, config).await? {
                        None => Outcome::of_empty_store(delivery),
                        Some(store) => {
                            let written = progress.written(delivery.questions.len());
                            store.deliver(delivery, now(), self.dry_run, &written).await?
                        }
                    };
                    consignment.report(&outcome)
                }
            };
            reports.push(report);
        }
        if let Some(store) = store {
            store.close().await;
        }
        Ok(())
    }

    /// The store, opened when it is needed first; none when a dry run would have to make it.
    async fn target<'a>(
        &self,
        store: &'a mut Option<Store>,
        config: &Config,
    ) -> Result<Option<&'a Store>, Failure> {
        if store.is_none() {
            if self.dry_run && Store::file_to_be(&config.database_url)?.is_some() {
                return Ok(None);
            }
            *store = Some(open(config).await?);
        }
        Ok(store.as_ref())
    }
}

impl Check {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let options = self.reading.options()?;
        let arguments = self.reading.arguments().iter().cloned();
        let (banks, files): (Vec<_>, Vec<_>) = arguments.partition(|name| bank::is_ours(name));
        let clean = bank::check(&banks, self.reading.report_format())?;
        if files.is_empty() {
            return if clean { Ok(()) } else { Err(Failure::Doubts) };
        }
        let inputs = flags::inputs(&files)?;
        let progress = Progress::new();
        let mut reports = Vec::new();
        for input in inputs {
            progress.file(&input);
            reports.push(match consignment(input, &options).await? {
                Err(refused) => *refused,
                Ok(consignment) => {
                    let outcome = Outcome::of_empty_store(&consignment.delivery);
                    consignment.report(&outcome)
                }
            });
        }
        drop(progress);
        self.reading.finish(&reports)?;
        if clean { Ok(()) } else { Err(Failure::Doubts) }
    }
}

/// Reads a file on a thread of its own, so that Ctrl-C is heard meanwhile.
async fn consignment(
    input: Input,
    options: &Options,
) -> Result<Result<Consignment, Box<FileReport>>, Failure> {
    let options = options.clone();
    let read = tokio::task::spawn_blocking(move || {
        let name = match &input {
            Input::Stdin => "-".to_owned(),
            Input::File(path) => path.display().to_string(),
        };
        let bytes = match &input {
            Input::Stdin => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
            Input::File(path) => std::fs::read(path),
        };
        match bytes {
            Ok(bytes) => import::read(&name, &bytes, &options),
            Err(why) => Err(Box::new(FileReport::unreadable(&name, &options, &why))),
        }
    });
    read.await.map_err(|error| Failure::Failed(error.to_string()))
}

/// Takes away a database that was made for an import of which nothing came.
async fn forget(file: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        // It may never have been made.
        let _ = tokio::fs::remove_file(name).await;
    }
}
