//! `qbank seed DIR`: a copy of the bundled bank that somebody works on.

use std::time::Duration;

use crate::harness::{Place, Server, bundled, bundled_folder, eventually, synced};

/// How soon a server shows what another process wrote.
const SHOWN_WITHIN: Duration = Duration::from_secs(2);

/// Copies the bundled bank to the folder `bank`.
fn copy_bank(place: &Place) {
    std::fs::create_dir(place.path("bank")).unwrap();
    for entry in std::fs::read_dir(bundled_folder()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        std::fs::copy(entry.path(), place.path("bank").join(name)).unwrap();
    }
}

/// Rewrites a file of the copy; `edit` has to change something.
fn edit(place: &Place, file: &str, edit: impl Fn(&str) -> String) {
    let path = place.path("bank").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let edited = edit(&text);
    assert_ne!(edited, text);
    std::fs::write(path, edited).unwrap();
}

/// A changed title, and another last entry in place of the last one.
fn change_add_and_remove(place: &Place) {
    edit(place, "testing.toml", |text| text.replacen("question = \"", "question = \"Changed: ", 1));
    edit(place, "deployment.toml", |text| {
        let last = text.rfind("[[question]]").unwrap();
        let number = bundled();
        let added = format!(
            "[[question]]\nid = \"an-added-entry\"\nnumber = {number}\nquestion = \"What was added?\"\n"
        );
        text[..last].to_owned() + &added
    });
}

#[test]
fn a_copy_of_the_bundled_bank_changes_nothing() {
    let place = Place::new();
    copy_bank(&place);
    place.qbank(&["seed"]).done();
    assert_eq!(
        place.qbank(&["seed", "bank"]).done(),
        synced(0, 0, bundled(), 0) + "nothing changed\n"
    );
}

#[test]
fn a_changed_an_added_and_a_removed_entry_are_each_counted() {
    let place = Place::new();
    copy_bank(&place);
    place.qbank(&["seed"]).done();
    change_add_and_remove(&place);
    assert_eq!(place.qbank(&["seed", "bank"]).done(), synced(1, 1, bundled() - 2, 1));
}

#[test]
fn a_running_server_shows_what_was_seeded_within_two_seconds() {
    let place = Place::new();
    copy_bank(&place);
    let server = Server::start(&place);
    let last = qbank::seed::bundled().unwrap().questions.pop().unwrap().id;
    let last = format!("/v1/questions/{last}");
    assert_eq!(server.get(&last).status, 200);
    assert_eq!(server.get("/v1/questions/an-added-entry").status, 404);

    change_add_and_remove(&place);
    place.qbank(&["seed", "bank"]).done();
    let added = eventually(SHOWN_WITHIN, || {
        Some(server.get("/v1/questions/an-added-entry")).filter(|answer| answer.status == 200)
    });
    assert_eq!(added.json()["question"], "What was added?");
    // One revision has all of it.
    assert_eq!(server.get(&last).status, 404);
    let changed = server.get("/v1/questions/unit-testing-a-feature").json();
    assert!(changed["question"].as_str().unwrap().starts_with("Changed: "), "{changed}");
    assert_eq!(server.get("/v1/questions").json()["total"], bundled());
}

#[test]
fn a_renamed_entry_is_a_removed_one_and_a_new_one() {
    let place = Place::new();
    copy_bank(&place);
    place.qbank(&["seed"]).done();
    edit(&place, "testing.toml", |text| text.replace("\"tests-before-code\"", "\"tests-first\""));
    assert_eq!(place.qbank(&["seed", "bank"]).done(), synced(1, 0, bundled() - 1, 1));
}

#[test]
fn a_folder_that_is_not_there_or_has_no_bank_is_wrong_input() {
    let place = Place::new();
    assert_eq!(
        place.qbank(&["seed", "nowhere"]).refused(2),
        "error: the folder `nowhere` cannot be read: No such file or directory (os error 2)"
    );
    std::fs::create_dir(place.path("empty")).unwrap();
    assert_eq!(
        place.qbank(&["seed", "empty"]).refused(2),
        "error: the folder `empty` cannot be read: there is no `.toml` file in it"
    );
    assert!(!place.path("qbank.db").exists());
}
