//! Code in answers that says that it runs, does.
//!
//! A fenced block whose info string has the word `run` behind its language is a whole program: it is
//! taken out and run, and has to end well. What this machine has no program for is told and left out.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

/// The longest that a block may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A block that runs.
struct Block {
    /// The entry that has it.
    id: String,
    code: String,
}

/// The blocks of a Markdown text in a language that say that they run.
fn runnable(markdown: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut inside = false;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let mut words = info.split_whitespace();
                inside = words.next() == Some(language) && words.any(|word| word == "run");
                blocks.extend(inside.then(String::new));
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => {
                if let Some(block) = blocks.last_mut() {
                    block.push_str(&text);
                }
            }
            _ => {}
        }
    }
    blocks
}

/// All blocks of the bundled bank in a language; there are some.
fn blocks(language: &str) -> Vec<Block> {
    let mut all = Vec::new();
    for question in crate::entries() {
        let found = runnable(crate::answer(&question), language);
        all.extend(found.into_iter().map(|code| Block { id: question.id.to_string(), code }));
    }
    assert!(!all.is_empty(), "no runnable block in {language}");
    all
}

/// Whether the machine has a program; what it lacks is told, even where output is captured.
fn has(program: &str, blocks: &[Block]) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        let (count, plural) = (blocks.len(), if blocks.len() == 1 { "" } else { "s" });
        let told = format!("left out: {count} block{plural}, for there is no `{program}` here\n");
        std::io::stderr().write_all(told.as_bytes()).unwrap();
    }
    found
}

/// Runs a program in a folder; it has to end well.
fn run(id: &str, folder: &Path, program: &Path, arguments: &[&str]) {
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments);
    let output = assert_cmd::Command::from_std(command).timeout(PATIENCE).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{id}: {} {errors}", output.status);
}

/// Runs every block of a language as a file of that name.
fn run_all(language: &str, program: &str, file: impl Fn(&str) -> &'static str) {
    let blocks = blocks(language);
    if !has(program, &blocks) {
        return;
    }
    for Block { id, code } in blocks {
        let folder = tempfile::tempdir().unwrap();
        let name = file(&code);
        std::fs::write(folder.path().join(name), code).unwrap();
        run(&id, folder.path(), Path::new(program), &[name]);
    }
}

/// Runs a script on a new database, up to its first error.
async fn run_sql(script: &str) -> Result<(), sqlx::Error> {
    let mut database = SqliteConnection::connect("sqlite::memory:").await?;
    sqlx::raw_sql(AssertSqlSafe(script.to_owned())).execute(&mut database).await?;
    database.close().await
}

#[tokio::test]
async fn sql_in_answers_runs() {
    for Block { id, code } in blocks("sql") {
        run_sql(&code).await.unwrap_or_else(|why| panic!("{id}: {why}"));
    }
}

#[test]
fn javascript_in_answers_runs() {
    let is_module = |code: &str| code.lines().any(|line| line.starts_with("import "));
    run_all("js", "node", |code| if is_module(code) { "block.mjs" } else { "block.cjs" });
}

#[test]
fn python_in_answers_runs() {
    run_all("python", "python3", |_| "block.py");
}

#[test]
fn shell_in_answers_runs() {
    run_all("sh", "sh", |_| "block.sh");
}

#[test]
fn rust_in_answers_compiles_and_runs() {
    let blocks = blocks("rust");
    if !has("rustc", &blocks) {
        return;
    }
    for Block { id, code } in blocks {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("block.rs"), code).unwrap();
        let arguments = ["--edition", "2021", "block.rs", "-o", "block"];
        run(&id, folder.path(), Path::new("rustc"), &arguments);
        run(&id, folder.path(), &folder.path().join("block"), &[]);
    }
}

#[test]
fn only_blocks_that_say_so_are_taken() {
    let text = "```sql run\nSELECT 1;\n```\n\n```sql\nSELECT x\n```\n\n```js run\nlet a;\n```\n\n\
                ~~~~ sql  run\nSELECT 2;\n~~~~\n\n```runsql\n```\n\n```sql runs\n```\n";
    assert_eq!(runnable(text, "sql"), ["SELECT 1;\n", "SELECT 2;\n"]);
    assert_eq!(runnable(text, "js"), ["let a;\n"]);
}

#[tokio::test]
async fn a_script_with_an_error_anywhere_fails() {
    assert!(run_sql("CREATE TABLE a (b); INSERT INTO a VALUES (1);").await.is_ok());
    assert!(run_sql("SELECT 1; SELECT nothing; SELECT 2;").await.is_err());
    assert!(run_sql("SELECT 1; SELEKT 2;").await.is_err());
}
