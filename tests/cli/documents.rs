//! What the documents say, held to what is there.

use std::path::{Path, PathBuf};

use crate::harness::{Place, Server};

/// The Markdown files of the project.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["", "seed", "docs", "docs/decisions"];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let paths = files.map(|file| file.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect()
}

/// The fenced blocks of a language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let begin = format!("```{language}\n");
    text.split(&begin).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

fn read(file: &std::path::Path) -> String {
    std::fs::read_to_string(file).unwrap()
}

/// What forges make of a heading, so that links can lead to it.
fn anchor_of(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let text: String = heading.trim_start_matches('#').trim().chars().filter(kept).collect();
    text.to_lowercase().replace(' ', "-")
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let documents = documents();
    let mut links = 0;
    for document in &documents {
        let text = std::fs::read_to_string(document).unwrap();
        for target in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            if target.contains("://") {
                continue;
            }
            links += 1;
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = match path {
                "" => document.clone(),
                path => document.parent().unwrap().join(path),
            };
            assert!(file.exists(), "{}: {target}", document.display());
            let text = if anchor.is_empty() { String::new() } else { read(&file) };
            let mut headings = text.lines().filter(|line| line.starts_with('#'));
            let found = anchor.is_empty() || headings.any(|heading| anchor_of(heading) == anchor);
            assert!(found, "{}: {target}", document.display());
        }
    }
    assert!(documents.len() > 10 && links > 20, "{links} links in {documents:?}");
}

#[test]
fn the_bank_files_that_their_readme_shows_can_be_seeded() {
    let place = Place::new();
    let shown = blocks(include_str!("../../seed/README.md"), "toml");
    std::fs::create_dir(place.path("bank")).unwrap();
    for (number, text) in shown.iter().enumerate() {
        place.write(&format!("bank/{number}.toml"), text);
    }
    assert_eq!(
        place.qbank(&["seed", "bank"]).done(),
        "1 question of origin `bank`: 1 new, 0 changed, 0 unchanged, 0 removed\n"
    );
}

#[test]
fn the_readme_of_the_bank_has_a_row_for_every_field() {
    let place = Place::new();
    std::fs::create_dir(place.path("bank")).unwrap();
    place.write(
        "bank/one.toml",
        "nothing = 1\n[category]\nid = \"a\"\nname = \"A\"\nnumber = 1\nnothing = 1\n\
         [[question]]\nid = \"a\"\nnumber = 1\nquestion = \"A?\"\nnothing = 1\n",
    );
    let run = place.qbank(&["seed", "bank"]);
    let lists = run.stderr.lines().filter_map(|line| line.split_once("allowed are "));
    let fields: Vec<&str> = lists.flat_map(|(_, fields)| fields.split(", ")).collect();
    assert!(fields.len() > 15, "{}", run.stderr);
    let readme = include_str!("../../seed/README.md");
    let tables = ["`category`", "`question`", "`tags`"];
    for field in fields.iter().filter(|field| !tables.contains(field)) {
        assert!(readme.contains(&format!("\n| {field} | ")), "{field} has no row");
    }
}

#[test]
fn the_problem_that_the_rules_show_is_the_one_that_is_given() {
    let place = Place::new();
    let server = Server::start(&place);
    let shown = blocks(include_str!("../../docs/api.md"), "json");
    let mut shown: serde_json::Value = serde_json::from_str(shown[0]).unwrap();
    let mut given = server.get("/v1/questions?difficulty=hrad").json();
    for problem in [&mut shown, &mut given] {
        let id = problem.as_object_mut().unwrap().remove("request_id");
        assert_eq!(id.unwrap().as_str().unwrap().len(), 10);
    }
    assert_eq!(shown, given);
}
