//! `qbank seed`: the bundled bank, and what it leaves alone.

use crate::harness::{Place, bundled, synced};

#[test]
fn the_first_seed_loads_the_bundled_bank_and_the_second_changes_nothing() {
    let place = Place::new();
    assert_eq!(place.qbank(&["seed"]).done(), synced(bundled(), 0, 0, 0));
    let revision = place.count("SELECT revision FROM bank");
    assert_eq!(place.qbank(&["seed"]).done(), synced(0, 0, bundled(), 0) + "nothing changed\n");
    assert_eq!(place.count("SELECT revision FROM bank"), revision);
}

#[test]
fn a_row_that_was_edited_by_hand_is_left_alone_and_named() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    place.sql("UPDATE questions SET question = 'Ours?' WHERE id = 'tests-before-code'");
    assert_eq!(
        place.qbank(&["seed"]).done(),
        synced(0, 0, bundled() - 1, 0)
            + "nothing changed\n\
         left alone, because it was edited in the database: tests-before-code\n"
    );
    assert_eq!(place.count("SELECT count(*) FROM questions WHERE question = 'Ours?'"), 1);
}

#[test]
fn a_row_that_is_given_back_is_synced_again() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    place.sql("UPDATE questions SET question = 'Ours?' WHERE id = 'tests-before-code'");
    place.sql("UPDATE questions SET edited = 0 WHERE id = 'tests-before-code'");
    assert_eq!(place.qbank(&["seed"]).done(), synced(0, 1, bundled() - 1, 0));
    assert_eq!(place.count("SELECT count(*) FROM questions WHERE question = 'Ours?'"), 0);
}

#[test]
fn a_row_that_was_deleted_by_hand_comes_back() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    place.sql("DELETE FROM questions WHERE id = 'tests-before-code'");
    assert_eq!(place.qbank(&["seed"]).done(), synced(1, 0, bundled() - 1, 0));
}

#[test]
fn questions_of_another_origin_are_left_alone_and_counted() {
    let place = Place::new();
    place.qbank(&["seed"]).done();
    std::fs::create_dir(place.path("ours")).unwrap();
    place.write(
        "ours/house.toml",
        "[category]\nid = \"house\"\nname = \"House\"\nnumber = 8\n\n\
         [[question]]\nid = \"why-us\"\nnumber = 1\nquestion = \"Why us?\"\n\n\
         [[question]]\nid = \"tests-before-code\"\nnumber = 2\nquestion = \"Taken?\"\n",
    );
    assert_eq!(
        place.qbank(&["seed", "ours"]).done(),
        format!(
            "2 questions of origin `ours`: 1 new, 0 changed, 0 unchanged, 0 removed\n\
             left alone, because another origin has the id: tests-before-code\n\
             left alone: {} questions of other origins\n",
            bundled()
        )
    );
    assert_eq!(place.count("SELECT number FROM questions WHERE id = 'why-us'"), bundled() + 1);
    assert_eq!(
        place.qbank(&["seed"]).done(),
        synced(0, 0, bundled(), 0)
            + "nothing changed\n\
         left alone: 1 question of other origins\n"
    );
}
