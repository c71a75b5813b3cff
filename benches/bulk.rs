//! Syncs the questions of a database into a new one, and says how many rows a second that makes.
//! `bench/run.sh --bulk` runs it beside what SQLite does by itself.
//!
//!     cargo bench --bench bulk -- DATABASE FOLDER

#![expect(clippy::print_stdout, reason = "that is what it is for")]
#![expect(clippy::cast_precision_loss, reason = "a rate")]

use std::error::Error;
use std::time::Instant;

use jiff::Timestamp;
use qbank::store::{Bundle, Store};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    let [database, folder] = arguments.as_slice() else {
        return Err("usage: bulk DATABASE FOLDER".into());
    };
    let all = Store::open_existing(&format!("sqlite://{database}")).await?.load().await?;
    let bundle = Bundle {
        origin: "bulk".to_owned(),
        categories: all.categories,
        tags: all.tags,
        questions: all.questions,
    };
    let store = Store::open(&format!("sqlite://{folder}/bulk.db")).await?;
    let started = Instant::now();
    let report = store.sync(&bundle, Timestamp::UNIX_EPOCH).await?;
    let seconds = started.elapsed().as_secs_f64();
    println!("{} rows in {seconds:.2} s: {:.0} a second", report.new, report.new as f64 / seconds);
    store.close().await;
    Ok(())
}
