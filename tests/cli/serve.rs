//! `qbank serve`: an empty folder becomes a service.

use crate::harness::{Place, Server, bundled};

#[test]
fn a_new_database_is_loaded_with_the_bundled_bank() {
    let place = Place::new();
    let server = Server::start(&place);
    let categories = server.get("/v1/categories").json();
    let counts: Vec<(&str, i64)> = categories["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["questions"].as_i64().unwrap()))
        .collect();
    let expected = [
        ("general", 45),
        ("api", 30),
        ("database", 37),
        ("scalability", 26),
        ("security", 28),
        ("testing", 22),
        ("deployment", 22),
    ];
    assert_eq!(counts, expected);
    assert!(place.path("qbank.db").exists());
}

#[test]
fn the_greeting_names_the_address_and_three_requests_that_work() {
    let place = Place::new();
    let server = Server::start(&place);
    let greeting = server.greeting.last().unwrap();
    let expected = format!("qbank serves {} questions at http://127.0.0.1:", bundled());
    assert!(greeting.starts_with(&expected), "{greeting}");
    let base = format!("http://{}", server.address);
    let lines = server.read_until(|line| line.contains("category=database"));
    let tries: Vec<&str> = lines.iter().filter_map(|line| line.split('\'').nth(1)).collect();
    assert_eq!(tries.len(), 3, "{lines:?}");
    for address in tries {
        let answer = server.get(address.strip_prefix(&base).unwrap());
        assert_eq!(answer.status, 200, "{address}");
        assert_ne!(answer.json()["items"].as_array().unwrap().len(), 0, "{address}");
    }
}

#[test]
fn an_empty_database_is_left_empty_on_request() {
    for (flags, variables) in
        [(vec!["--no-seed"], vec![]), (vec![], vec![("QBANK_NO_SEED", "true")])]
    {
        let place = Place::new();
        let server = Server::start_with(&place, &flags, &variables);
        let list = server.get("/v1/questions").json();
        assert_eq!((&list["total"], &list["revision"]), (&0.into(), &0.into()), "{list}");
    }
}

#[test]
fn a_bank_that_holds_something_is_not_seeded() {
    let place = Place::new();
    std::fs::create_dir(place.path("ours")).unwrap();
    place.write(
        "ours/house.toml",
        "[category]\nid = \"house\"\nname = \"House\"\nnumber = 1\n\n\
         [[question]]\nid = \"why-us\"\nnumber = 1\nquestion = \"Why us?\"\n",
    );
    place.qbank(&["seed", "ours"]).done();
    let server = Server::start(&place);
    let list = server.get("/v1/questions").json();
    assert_eq!((&list["total"], &list["items"][0]["id"]), (&1.into(), &"why-us".into()));
}

#[test]
fn without_a_command_the_program_serves_and_takes_the_flags_of_the_server() {
    let place = Place::new();
    let run = place.qbank(&["--listen", "nowhere", "--no-seed"]);
    assert!(run.refused(2).starts_with("error: `--listen` is `nowhere`: "), "{}", run.stderr);
}

#[test]
fn flags_of_the_server_are_refused_where_they_would_do_nothing() {
    let place = Place::new();
    let run = place.qbank(&["--no-seed", "seed"]);
    assert!(run.refused(2).contains("`qbank serve`"), "{}", run.stderr);
    assert!(!place.path("qbank.db").exists());
}
