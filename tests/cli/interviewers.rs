//! The recipes of `docs/interviewers.md`, as somebody pastes them.

use std::collections::HashSet;
use std::process::Command;

use crate::harness::{Place, Server, bundled, has_curl};

const PAGE: &str = include_str!("../../docs/interviewers.md");
const DEFAULT_ADDRESS: &str = "127.0.0.1:8080";

/// The fenced block under the heading that begins with that number.
fn recipe(number: usize) -> &'static str {
    let start = PAGE.find(&format!("\n## {number}. ")).unwrap();
    let (_, rest) = PAGE[start..].split_once("```sh\n").unwrap();
    rest.split_once("```").unwrap().0
}

/// Runs a recipe in `place` and gives what it prints; `None` where there is no `curl`.
fn run(number: usize, place: &Place, address: &str) -> Option<String> {
    if !has_curl() {
        return None;
    }
    let script = recipe(number)
        .replace(DEFAULT_ADDRESS, address)
        .replace("curl ", "curl --fail --silent --show-error ")
        .replace("qbank ", &format!("{} ", env!("CARGO_BIN_EXE_qbank")));
    let output = Command::new("sh")
        .args(["-eu", "-c", &script])
        .current_dir(place.path(""))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "recipe {number}: {stderr}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The lines of facts below the questions of a text: category, difficulty, minutes, id.
fn facts(text: &str) -> Vec<Vec<&str>> {
    let lines = text.lines().filter(|line| line.starts_with("    ") && line.contains(" min · "));
    lines.map(|line| line.trim().split(" · ").collect()).collect()
}

fn minutes(facts: &[Vec<&str>]) -> i64 {
    facts.iter().map(|fact| fact[2].trim_end_matches(" min").parse::<i64>().unwrap()).sum()
}

#[test]
fn every_recipe_gives_questions() {
    let place = Place::new();
    let server = Server::start(&place);
    let recipes = PAGE.matches("\n## ").count();
    assert!(recipes >= 10, "{recipes}");
    for number in 1..=recipes {
        let Some(printed) = run(number, &place, &server.address) else { return };
        let to_files = matches!(number, 2 | 11);
        assert!(to_files || !facts(&printed).is_empty(), "recipe {number}: {printed}");
    }
}

#[test]
fn paper_and_key_have_the_same_questions_and_only_one_has_answers() {
    let place = Place::new();
    let server = Server::start(&place);
    if run(2, &place, &server.address).is_none() {
        return;
    }
    let read = |name: &str| std::fs::read_to_string(place.path(name)).unwrap();
    let (paper, key) = (read("paper.html"), read("key.html"));
    let titles = |page: &str| -> Vec<String> {
        page.split("<h2")
            .skip(1)
            .map(|part| part.split("</h2>").next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(titles(&paper).len(), 5, "{paper}");
    assert_eq!(titles(&paper), titles(&key));
    assert!(key.contains("Key points") && !paper.contains("Key points"));
}

#[test]
fn sets_are_as_long_and_as_mixed_as_their_recipes_say() {
    let place = Place::new();
    let server = Server::start(&place);
    let Some(timed) = run(3, &place, &server.address) else { return };
    let timed = facts(&timed);
    assert!((30..=45).contains(&minutes(&timed)), "{timed:?}");
    let mixed = run(4, &place, &server.address).unwrap();
    let levels: Vec<[&str; 2]> = facts(&mixed).iter().map(|fact| [fact[0], fact[1]]).collect();
    assert_eq!(levels, [["database", "easy"], ["database", "easy"], ["database", "hard"]]);
    let spread = run(6, &place, &server.address).unwrap();
    let categories: HashSet<&str> = facts(&spread).iter().map(|fact| fact[0]).collect();
    assert_eq!(categories.len(), 7, "{spread}");
}

#[test]
fn three_candidates_get_fifteen_questions() {
    let place = Place::new();
    let server = Server::start(&place);
    let Some(printed) = run(7, &place, &server.address) else { return };
    let ids: Vec<&str> = facts(&printed).iter().map(|fact| fact[3]).collect();
    assert_eq!(ids.len(), 15);
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 15, "{ids:?}");
}

#[test]
fn what_is_left_out_and_what_is_named_is_so() {
    let place = Place::new();
    let server = Server::start(&place);
    let Some(named) = run(8, &place, &server.address) else { return };
    let ids: Vec<&str> = facts(&named).iter().map(|fact| fact[3]).collect();
    assert_eq!(ids, ["orm-pitfalls", "get-vs-post", "closure"]);
    let others = run(9, &place, &server.address).unwrap();
    let known = ["orm-pitfalls", "closure"];
    assert!(facts(&others).iter().all(|fact| !known.contains(&fact[3])), "{others}");
}

#[test]
fn the_spreadsheet_has_a_row_for_every_question() {
    let place = Place::new();
    let server = Server::start(&place);
    if run(11, &place, &server.address).is_none() {
        return;
    }
    let sheet = std::fs::read_to_string(place.path("questions.csv")).unwrap();
    assert!(sheet.starts_with("\u{feff}id,number,category,"));
    let rows = i64::try_from(sheet.matches(",bundled,").count()).unwrap();
    assert_eq!(rows, bundled());
}

#[test]
fn the_commands_give_the_set_that_the_server_gives() {
    let place = Place::new();
    let server = Server::start(&place);
    let served = crate::http::get(
        &server.address,
        "/v1/random?mix=database:2,hard:1&seed=ada-2026&answers=none",
    );
    let run = place.qbank(&[
        "random",
        "--mix",
        "database:2,hard:1",
        "--seed",
        "ada-2026",
        "--answers",
        "none",
        "--format",
        "json",
    ]);
    assert_eq!(run.done(), served.body);
}

#[test]
fn a_command_says_what_is_wrong_as_the_server_does() {
    let place = Place::new();
    let run = place.qbank(&["random", "--category", "databse", "--count", "1"]);
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr.contains("There is no category `databse` in the bank. Did you mean `database`?")
    );
    let run = place.qbank(&["search", "caching", "--difficulty", "hrad"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("--difficulty: `hrad` is not a value of `difficulty`; allowed: easy, medium, hard, unknown"), "{}", run.stderr);
    run.is_plain();
}

#[test]
fn colour_comes_only_where_it_can_be_seen() {
    let place = Place::new();
    let arguments = ["random", "--seed", "ada"];
    let plain = place.qbank(&arguments);
    assert!(!plain.done().contains('\x1b'), "{}", plain.stdout);
    let forced = place.qbank_with(&arguments, &[("CLICOLOR_FORCE", "1")]);
    let coloured = forced.done();
    assert!(coloured.contains("\x1b[1m1.  "), "{coloured}");
    assert!(coloured.contains("\x1b[36m    Key points:\x1b[0m"), "{coloured}");
}
