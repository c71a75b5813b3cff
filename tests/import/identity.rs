//! A second import, a grown file, a corrected answer, another file.

use jiff::Timestamp;
use qbank::import::{self, FileReport, Options};
use qbank::store::Store;

use crate::engine::Database;

struct Kept {
    store: Store,
    database: Database,
}

impl Kept {
    async fn new() -> Self {
        let database = Database::new().await;
        Self { store: database.open().await, database }
    }

    async fn import(&self, name: &str, text: &str, options: &Options) -> FileReport {
        let consignment = import::read(name, text.as_bytes(), options).unwrap();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let outcome = self.store.deliver(&consignment.delivery, now, false, &|_| ()).await.unwrap();
        consignment.report(&outcome)
    }

    async fn answers(&self) -> Vec<(String, String)> {
        let questions = self.store.load().await.unwrap().questions;
        let answer = |question: &qbank::model::Question| {
            question.answer.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        questions.iter().map(|question| (question.id.to_string(), answer(question))).collect()
    }
}

fn counts(report: &FileReport) -> [usize; 6] {
    [report.found, report.new, report.unchanged, report.changed, report.skipped, report.removed]
}

const TWO: &str = r#"{"question": "What is a queue?", "answer": "First in, first out."}
{"question": "What is a stack?", "answer": "Last in, first out."}
"#;

#[tokio::test]
async fn a_second_import_changes_nothing() {
    let kept = Kept::new().await;
    let first = kept.import("bank.ndjson", TWO, &Options::default()).await;
    assert_eq!(counts(&first), [2, 2, 0, 0, 0, 0]);
    let revision = kept.store.revision().await.unwrap();
    let second = kept.import("bank.ndjson", TWO, &Options::default()).await;
    assert_eq!(counts(&second), [2, 0, 2, 0, 0, 0]);
    assert_eq!(kept.store.revision().await.unwrap(), revision);
}

#[tokio::test]
async fn a_corrected_answer_is_a_change_and_keeps_the_id() {
    let kept = Kept::new().await;
    kept.import("bank.ndjson", TWO, &Options::default()).await;
    let ids: Vec<String> = kept.answers().await.into_iter().map(|(id, _)| id).collect();
    let corrected = TWO.replace("First in, first out.", "Whoever came first leaves first.");
    let report = kept.import("bank.ndjson", &corrected, &Options::default()).await;
    assert_eq!(counts(&report), [2, 0, 1, 1, 0, 0]);
    let answers = kept.answers().await;
    assert_eq!(answers[0].1, "Whoever came first leaves first.");
    assert_eq!(answers.into_iter().map(|(id, _)| id).collect::<Vec<_>>(), ids);
}

#[tokio::test]
async fn of_two_answers_to_one_question_the_right_one_is_changed() {
    let kept = Kept::new().await;
    let rivals = r#"{"question": "What is JSX?", "answer": "Syntax."}
{"question": "What is JSX?", "answer": "XML in JavaScript."}
"#;
    let first = kept.import("bank.ndjson", rivals, &Options::default()).await;
    assert_eq!(counts(&first), [2, 2, 0, 0, 0, 0]);
    assert!(first.findings[0].message.contains("stands 2 times with different answers"));
    let before = kept.answers().await;
    assert_ne!(before[0].0, before[1].0);
    let corrected = rivals.replace("Syntax.", "A syntax extension.");
    let report = kept.import("bank.ndjson", &corrected, &Options::default()).await;
    assert_eq!(counts(&report), [2, 0, 1, 1, 0, 0]);
    let after = kept.answers().await;
    assert_eq!(after[0], (before[0].0.clone(), "A syntax extension.".to_owned()));
    assert_eq!(after[1], before[1]);
}

#[tokio::test]
async fn a_grown_file_adds_only_the_new_and_pruning_removes_what_is_gone() {
    let kept = Kept::new().await;
    kept.import("bank.ndjson", TWO, &Options::default()).await;
    kept.import("other.ndjson", r#"{"question": "Whose is this?"}"#, &Options::default()).await;
    let grown = TWO.to_owned() + r#"{"question": "What is a heap?", "answer": "A tree."}"#;
    let report = kept.import("bank.ndjson", &grown, &Options::default()).await;
    assert_eq!(counts(&report), [3, 1, 2, 0, 0, 0]);
    let pruning = Options { prune: true, ..Options::default() };
    let report = kept.import("bank.ndjson", TWO, &pruning).await;
    assert_eq!(counts(&report), [2, 0, 2, 0, 0, 1]);
    let ids: Vec<String> = kept.answers().await.into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, ["what-is-a-queue", "what-is-a-stack", "whose-is-this"]);
}

#[tokio::test]
async fn a_question_under_another_heading_moves() {
    let kept = Kept::new().await;
    kept.import("a.ndjson", r#"{"category": "One", "question": "Where?"}"#, &Options::default())
        .await;
    let moved = r#"{"category": "Two", "question": "Where?"}"#;
    let report = kept.import("a.ndjson", moved, &Options::default()).await;
    assert_eq!(counts(&report), [1, 0, 0, 1, 0, 0]);
    let snapshot = kept.store.load().await.unwrap();
    assert_eq!(snapshot.questions[0].category.as_str(), "two");
    let categories: Vec<&str> = snapshot.categories.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(categories, ["two"], "an empty shelf of the file goes");
}

#[tokio::test]
async fn the_same_question_from_another_file_is_not_taken_a_second_time() {
    let kept = Kept::new().await;
    kept.import("bank.ndjson", TWO, &Options::default()).await;
    let report = kept.import("copy.ndjson", TWO, &Options::default()).await;
    assert_eq!(counts(&report), [2, 0, 2, 0, 0, 0]);
}

#[tokio::test]
async fn an_id_of_another_origin_is_left_alone_and_named() {
    let kept = Kept::new().await;
    kept.import("a.ndjson", r#"{"id": "x", "question": "One?"}"#, &Options::default()).await;
    let report =
        kept.import("b.ndjson", r#"{"id": "x", "question": "Two?"}"#, &Options::default()).await;
    assert_eq!(counts(&report), [1, 0, 0, 0, 1, 0]);
    let taken = report.findings.iter().find(|finding| finding.level == import::Level::Skipped);
    let taken = taken.unwrap();
    assert!(taken.message.contains("`x` belongs to another question"));
    assert!(taken.advice.contains("--origin a.ndjson"));
}

#[tokio::test]
async fn a_question_of_signs_alone_is_not_lost() {
    let kept = Kept::new().await;
    let signs = "{\"category\": \"???\", \"question\": \"🤔?\"}\n{\"category\": \"!\", \"question\": \"¿…?\"}\n";
    let report = kept.import("signs.ndjson", signs, &Options::default()).await;
    assert_eq!(counts(&report), [2, 2, 0, 0, 0, 0]);
    let ids: Vec<String> = kept.answers().await.into_iter().map(|(id, _)| id).collect();
    assert!(ids.iter().all(|id| !id.is_empty()) && ids[0] != ids[1], "{ids:?}");
}

#[tokio::test]
async fn what_was_edited_by_hand_is_left_alone() {
    let kept = Kept::new().await;
    kept.import("bank.ndjson", TWO, &Options::default()).await;
    let by_hand = "UPDATE questions SET answer = 'By hand.' WHERE question LIKE '%queue%'";
    kept.database.by_hand(by_hand).await;
    let corrected = TWO.replace("First in, first out.", "Whoever came first leaves first.");
    let report = kept.import("bank.ndjson", &corrected, &Options::default()).await;
    assert_eq!(counts(&report)[3], 0, "{report:?}");
    assert!(kept.answers().await.iter().any(|(_, answer)| answer == "By hand."));
}

#[tokio::test]
async fn an_id_that_a_file_gives_twice_is_taken_once_and_named() {
    let kept = Kept::new().await;
    let twice =
        "{\"slug\": \"x\", \"question\": \"One?\"}\n{\"slug\": \"x\", \"question\": \"Two?\"}\n";
    let report = kept.import("a.ndjson", twice, &Options::default()).await;
    assert_eq!(counts(&report), [2, 1, 0, 0, 1, 0]);
    let skipped = report.findings.iter().find(|finding| finding.level == import::Level::Skipped);
    assert_eq!(skipped.unwrap().message, "the id `x` stands on line 1 already");
}
