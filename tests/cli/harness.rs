//! A folder to work in, commands run in it, and a server that always ends.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use tempfile::TempDir;

use crate::http::{Answer, get};

/// The longest that a test waits for another process.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// How long to leave the processor to the others before looking again.
const PAUSE: Duration = Duration::from_millis(20);

/// Whether this machine has `curl`; a test that needs it says when it has none.
#[expect(clippy::print_stdout, reason = "what was left out is told")]
pub fn has_curl() -> bool {
    let found = Command::new("curl").arg("--version").output().is_ok();
    if !found {
        println!("skipped: there is no `curl` on this machine");
    }
    found
}

/// A folder of its own for a test; the database is `qbank.db` in it.
pub struct Place(TempDir);

/// How a command ended.
#[derive(Debug)]
pub struct Run {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// The program, in this folder and with none of the caller's settings.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qbank"));
        command.current_dir(self.0.path()).env_clear();
        // If a message ever came from a panic, its backtrace would show.
        command.env("RUST_BACKTRACE", "1");
        command
    }

    pub fn qbank(&self, arguments: &[&str]) -> Run {
        self.qbank_with(arguments, &[])
    }

    pub fn qbank_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = self.command();
        command.args(arguments).envs(variables.iter().copied());
        let output = assert_cmd::Command::from_std(command).timeout(PATIENCE).output().unwrap();
        Run {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs SQL on the database, as somebody with a tool of their own would.
    pub fn sql(&self, statements: &str) {
        self.with_database(async |database| {
            sqlx::raw_sql(AssertSqlSafe(statements.to_owned())).execute(database).await.unwrap();
        });
    }

    /// The one number that a query gives.
    pub fn count(&self, query: &str) -> i64 {
        self.with_database(async |database| {
            sqlx::query_scalar(AssertSqlSafe(query.to_owned())).fetch_one(database).await.unwrap()
        })
    }

    fn with_database<T>(&self, work: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
        let url = format!("sqlite://{}?mode=rwc", self.path("qbank.db").display());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut database = SqliteConnection::connect(&url).await.unwrap();
            let result = work(&mut database).await;
            database.close().await.unwrap();
            result
        })
    }
}

impl Run {
    /// Asserts that the command ended with `status` and one line that says why.
    #[track_caller]
    pub fn refused(&self, status: i32) -> &str {
        assert_eq!(self.status, Some(status), "{self:?}");
        assert_eq!(self.stdout, "", "an error is no data");
        let lines: Vec<&str> = self.stderr.lines().collect();
        assert_eq!(lines.len(), 1, "one line: {}", self.stderr);
        assert!(lines[0].starts_with("error: "), "{}", self.stderr);
        self.is_plain();
        lines[0]
    }

    /// Asserts that no message comes from a panic.
    #[track_caller]
    pub fn is_plain(&self) {
        for trace in ["panicked", "backtrace", "RUST_", "src/"] {
            assert!(!self.stderr.contains(trace), "{}", self.stderr);
        }
    }

    /// Asserts that the command did what it was to do.
    #[track_caller]
    pub fn done(&self) -> &str {
        assert_eq!((self.status, self.stderr.as_str()), (Some(0), ""), "{self:?}");
        &self.stdout
    }
}

/// A server that is ended with the test.
pub struct Server {
    child: Child,
    stderr: Receiver<String>,
    /// What it wrote before it was ready.
    pub greeting: Vec<String>,
    pub address: String,
}

impl Server {
    pub fn start(place: &Place) -> Self {
        Self::start_with(place, &[], &[])
    }

    pub fn start_with(place: &Place, flags: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = place.command();
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(flags);
        command.envs(variables.iter().copied()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let stderr = lines(BufReader::new(child.stderr.take().unwrap()));
        let mut server = Self { child, stderr, greeting: Vec::new(), address: String::new() };
        server.greeting = server.read_until(|line| address(line).is_some());
        server.address = address(server.greeting.last().unwrap()).unwrap();
        server
    }

    /// The lines of standard error up to the one that is meant, with that.
    pub fn read_until(&self, meant: impl Fn(&str) -> bool) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let line = self.stderr.recv_timeout(PATIENCE);
            lines.push(line.unwrap_or_else(|_| panic!("the line did not come: {lines:?}")));
            if meant(lines.last().unwrap()) {
                return lines;
            }
        }
    }

    pub fn get(&self, target: &str) -> Answer {
        get(&self.address, target)
    }

    /// Sends a signal, by its name.
    pub fn signal(&self, name: &str) {
        let order = format!("kill -{name} {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &order]).status().unwrap().success());
    }

    /// Waits for the end: the exit status, and what was written to standard error until then.
    pub fn wait(mut self) -> (Option<i32>, Vec<String>) {
        let status = eventually(PATIENCE, || self.child.try_wait().unwrap());
        (status.code(), self.stderr.iter().collect())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where the server listens, if the line says that: as text or as JSON.
fn address(line: &str) -> Option<String> {
    let rest = line.split_once("http://").filter(|_| line.contains("serves"))?.1;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ':'))?;
    Some(rest[..end].to_owned())
}

fn lines(reader: impl BufRead + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in reader.lines().map_while(Result::ok) {
            // Nobody may be listening any more; the pipe has to be read all the same.
            let _ = sender.send(line);
        }
    });
    receiver
}

/// Looks again and again until there is something.
#[track_caller]
pub fn eventually<T>(limit: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < limit, "it did not happen within {limit:?}");
        std::thread::sleep(PAUSE);
    }
}

/// How many questions the bundled bank has.
pub fn bundled() -> i64 {
    qbank::seed::bundled().unwrap().questions.len().try_into().unwrap()
}

/// What a sync of the bundled bank prints that finds so many new, changed and removed.
pub fn synced(new: i64, changed: i64, unchanged: i64, removed: i64) -> String {
    let counts = format!("{new} new, {changed} changed, {unchanged} unchanged, {removed} removed");
    format!("{} questions of origin `bundled`: {counts}\n", bundled())
}

/// The folder with the bundled bank.
pub fn bundled_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seed")
}
