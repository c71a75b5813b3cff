//! Writes a bank of so many questions as a database of qbank, and files of requests for it.
//!
//!     generate QUESTIONS DATABASE FOLDER
//!
//! The same number gives the same bank and the same requests. How long the inserting took is
//! printed: it is what SQLite itself does in its write-ahead mode with these rows and indexes.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use qbank_bench::Dice;
use qbank_bench::question::{self, CATEGORIES, Row};
use qbank_bench::words::Words;
use rusqlite::{Connection, params};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection as _};

type Failure = Box<dyn std::error::Error>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, file, folder] = arguments.as_slice() else {
        return Err("usage: generate QUESTIONS DATABASE FOLDER".into());
    };
    let count: u64 = count.parse()?;
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let mut connection = options.connect().await?;
    sqlx::migrate!("../migrations").run(&mut connection).await?;
    connection.close().await?;
    let words = Words::default();
    let rows: Vec<Row> = (1..=count).map(|number| question::row(&words, number)).collect();
    write(file, &words, &rows)?;
    requests(Path::new(folder), &words, &rows)
}

fn write(file: &str, words: &Words, rows: &[Row]) -> Result<(), Failure> {
    let mut connection = Connection::open(file)?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")?;
    let started = Instant::now();
    let transaction = connection.transaction()?;
    transaction.execute_batch("UPDATE bank SET revision = revision + 1, writing = 1")?;
    for number in 0..CATEGORIES {
        let id = question::category(words, number);
        transaction.execute(
            "INSERT INTO categories VALUES ($1, $2, NULL, $3, 'made-up')",
            params![id, format!("Category {number}"), number as i64 + 1],
        )?;
    }
    {
        let mut insert = transaction.prepare(
            "INSERT INTO questions (id, number, category, question, options, answer, key_points, \
             follow_ups, difficulty, minutes, tags, refs, origin, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'made-up', \
             strftime('%Y-%m-%dT%H:%M:%SZ', $13, 'unixepoch'), \
             strftime('%Y-%m-%dT%H:%M:%SZ', $14, 'unixepoch'))",
        )?;
        for row in rows {
            insert.execute(params![
                row.id,
                row.number,
                row.category,
                row.question,
                row.options,
                row.answer,
                row.key_points,
                row.follow_ups,
                row.difficulty,
                row.minutes,
                row.tags,
                row.refs,
                row.created as i64,
                row.updated as i64,
            ])?;
        }
    }
    transaction.execute_batch("UPDATE bank SET writing = 0")?;
    transaction.commit()?;
    let seconds = started.elapsed().as_secs_f64();
    println!("{} rows in {seconds:.2} s: {:.0} a second", rows.len(), rows.len() as f64 / seconds);
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

/// One file for every kind of request, a path a line.
fn requests(folder: &Path, words: &Words, rows: &[Row]) -> Result<(), Failure> {
    fs::create_dir_all(folder)?;
    let (count, dice) = (rows.len() as u64, &mut Dice::new(99));
    let write = |name: &str, lines: Vec<String>| -> Result<(), Failure> {
        let mut file = fs::File::create(folder.join(name))?;
        file.write_all((lines.join("\n") + "\n").as_bytes())?;
        Ok(())
    };
    let mut any = |bound: u64| dice.below(bound);
    let one = |_| format!("/v1/questions/{}", rows[any(count) as usize].id);
    write("one.txt", (0..50_000).map(one).collect())?;
    let first = |page: u64| format!("/v1/questions?limit=20&offset={}", page * 20);
    write("page.txt", (0..50.min(count / 20).max(1)).map(first).collect())?;
    let deep: Vec<u64> = (0..20_000).map(|_| any(count)).collect();
    write("deep.txt", deep.iter().map(|&after| after_number(after)).collect())?;
    // The peer has no cursors.
    let offset = |after: &u64| format!("/v1/questions?limit=20&offset={after}");
    write("deep.plain.txt", deep.iter().map(offset).collect())?;
    write("filter.txt", filters(words))?;
    let random = |seed| format!("/v1/random?count=5&seed=s{seed}");
    write("random.txt", (0..200_000).map(random).collect())?;
    write("search-new.txt", searches(words, 200_000, 5))?;
    write("search-seen.txt", searches(words, 200, 6))
}

/// The page after that number, in the form that `next_cursor` has.
fn after_number(number: u64) -> String {
    let cursor = format!(
        r#"{{"sort":{{"key":"number","descending":false}},"place":{{"key":0,"number":{number}}}}}"#
    );
    format!("/v1/questions?limit=20&cursor={}", base64(cursor.as_bytes()))
}

/// Base64 for addresses, without padding (RFC 4648, section 5).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(char::from(LETTERS[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
    text
}

fn filters(words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    for number in 0..CATEGORIES {
        for difficulty in ["easy", "medium", "hard"] {
            let category = question::category(words, number);
            lines.push(format!("/v1/questions?category={category}&difficulty={difficulty}"));
        }
    }
    lines
}

/// Different queries of one to three words, as people type them.
fn searches(words: &Words, count: usize, seed: u64) -> Vec<String> {
    let dice = &mut Dice::new(seed);
    let mut known = std::collections::HashSet::new();
    let mut lines = Vec::new();
    while lines.len() < count {
        let length = dice.within(1, 3);
        let query: Vec<&str> = (0..length).map(|_| words.telling(dice)).collect();
        let line = format!("/v1/search?limit=10&q={}", query.join("+"));
        if known.insert(line.clone()) {
            lines.push(line);
        }
    }
    lines
}
