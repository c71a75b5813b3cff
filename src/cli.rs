//! The command line: one file a command.
//!
//! Data goes to standard output, everything else to standard error. Exit status: 0 done, 2 wrong
//! usage or input, 3 failed; 1 done, with something skipped or warned of (`import`, `check`).

mod ask;
mod backup;
mod colour;
mod copy;
mod export;
mod health;
mod import;
mod openapi;
mod seed;
mod serve;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use jiff::Timestamp;

use crate::bank::Bank;
use crate::bank::synonyms::Synonyms;
use crate::config::{BadSetting, Config, Flags, ServeFlags};
use crate::seed::SourceFile;
use crate::store::{Store, StoreError};
use crate::{seed as bank_files, telemetry};

/// Serve a bank of interview questions
#[derive(Debug, Parser)]
#[command(name = "qbank", version, about, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    serve: ServeFlags,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the bank; load the bundled one into an empty database (the default)
    Serve(ServeFlags),
    /// Sync the bundled bank, or a folder of bank files, into the database
    Seed(seed::Seed),
    /// Read other people's banks, in many formats, into the database
    Import(import::Import),
    /// Report what an import would find, or what could be better in a bank; no database
    Check(import::Check),
    /// Write questions as a document or for other programs, as `/v1/questions.{format}` does
    Export(ask::Ask<export::Export>),
    /// Draw a random set, as `/v1/random` does
    Random(ask::Ask<ask::Random>),
    /// Search the bank, as `/v1/search` does
    Search(ask::Ask<ask::Search>),
    /// Print the OpenAPI document
    Openapi(openapi::Openapi),
    /// Write a consistent copy of the database, while the server runs
    Backup(backup::Backup),
    /// Copy the whole bank to another database, such as from SQLite to PostgreSQL
    Copy(copy::Copy),
    /// Ask a running server whether it is ready, for a container's health check
    Health(health::Health),
}

/// Why a command ended without having done it.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// Wrong usage or input: exit status 2.
    #[error("error: {0}")]
    Input(String),
    /// Faults in bank files, each on a line that begins with its place: exit status 2.
    #[error("{}error: {}", lines(.0), .0.summary())]
    Faults(bank_files::Faults),
    /// It failed: exit status 3.
    #[error("error: {0}")]
    Failed(String),
    /// Done, with something skipped or warned of, as the report says: exit status 1.
    #[error("done, with findings")]
    Doubts,
}

fn lines(faults: &bank_files::Faults) -> String {
    faults.0.iter().map(|fault| format!("{fault}\n")).collect()
}

impl From<BadSetting> for Failure {
    fn from(error: BadSetting) -> Self {
        Self::Input(error.to_string())
    }
}

impl From<bank_files::Faults> for Failure {
    fn from(faults: bank_files::Faults) -> Self {
        Self::Faults(faults)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Address(_)
            | StoreError::Setting { .. }
            | StoreError::FileExists(_)
            | StoreError::OwnBackup(_)
            | StoreError::Missing(_) => Self::Input(error.to_string()),
            error => Self::Failed(error.to_string()),
        }
    }
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match run_command(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Doubts) => ExitCode::from(1),
        Err(failure) => {
            // Whether somebody still reads standard error changes nothing here.
            let _ = writeln!(std::io::stderr(), "{failure}");
            match failure {
                Failure::Failed(_) => ExitCode::from(3),
                _ => ExitCode::from(2),
            }
        }
    }
}

fn run_command(cli: Cli) -> Result<(), Failure> {
    let (command, serve_flags) = match cli.command {
        None => (Command::Serve(ServeFlags::default()), cli.serve),
        Some(_) if cli.serve != ServeFlags::default() => {
            let why = "flags of the server go behind `qbank serve`; the help of each command \
                       lists those it has";
            return Err(Failure::Input(why.to_owned()));
        }
        Some(Command::Serve(flags)) => (Command::Serve(flags.clone()), flags),
        Some(command) => (command, ServeFlags::default()),
    };
    let config = Config::read(&cli.flags, &serve_flags, |name| std::env::var_os(name))?;
    // A statement of a large import may take long, which concerns nobody.
    let level = if matches!(command, Command::Serve(_)) { "info" } else { "warn,sqlx=error" };
    telemetry::start_log(config.log.as_deref().unwrap_or(level), config.log_format);
    match command {
        Command::Serve(_) => block_on(serve::run(config)),
        Command::Seed(command) => block_on(command.run(&config)),
        Command::Import(command) => block_on(command.run(&config)),
        Command::Check(command) => block_on(command.run()),
        Command::Export(command) => block_on(command.run(&config)),
        Command::Random(command) => block_on(command.run(&config)),
        Command::Search(command) => block_on(command.run(&config)),
        Command::Openapi(command) => command.run(),
        Command::Backup(command) => block_on(command.run(&config)),
        Command::Copy(command) => block_on(command.run()),
        Command::Health(command) => block_on(command.run(&config)),
    }
}

fn block_on(command: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Failed(error.to_string()))?;
    let done = runtime.block_on(command);
    // Work that was given up, such as the reading of a file, is not waited for.
    runtime.shutdown_background();
    done
}

/// "1 question", "38 questions".
fn questions(count: usize) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} question{plural}")
}

async fn open(config: &Config) -> Result<Store, Failure> {
    Ok(Store::open(&config.database_url).await?)
}

/// Opens the store and builds the bank, with the bundled questions if it has none.
async fn load_bank(config: &Config) -> Result<(Store, Bank), Failure> {
    let store = open(config).await?;
    let mut bank = Bank::of(store.load_into().await?, Arc::new(synonyms(config)?));
    if bank.is_empty() && !config.no_seed {
        store.sync(&bank_files::bundled()?, now()).await?;
        bank = Bank::of(store.load_into().await?, Arc::clone(bank.synonyms()));
    }
    Ok((store, bank))
}

/// The synonyms that the search knows: the bundled ones, or those of a file.
fn synonyms(config: &Config) -> Result<Synonyms, Failure> {
    let groups = match &config.synonyms {
        None => bank_files::bundled_synonyms()?,
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Failure::Input(format!("the synonyms `{path}`: {error}")))?;
            bank_files::parse_synonyms(&SourceFile { name: path.clone(), text })?
        }
    };
    Ok(Synonyms::new(&groups))
}

/// The time in whole milliseconds, as much as anybody needs to know of a question.
#[expect(clippy::disallowed_methods, reason = "here the clock is passed in")]
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

/// Writes to standard output.
fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    checked(std::io::stdout().write_all(bytes))
}

/// Whether standard output took it. A reader that has gone away has had enough.
fn checked(written: std::io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Failed(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}
