use std::cell::Cell;

use super::*;
use crate::model::Closed;

const MANY: usize = 100_000;

#[test]
fn a_chunk_is_written_when_it_is_asked_for() {
    let taken = Cell::new(0);
    let questions = std::iter::repeat_with(|| {
        taken.set(taken.get() + 1);
        question()
    });
    let mut chunks = write(Format::Ndjson, about(Answers::None), questions.take(MANY));
    for asked in 1..=3 {
        assert!(chunks.next().is_some());
        assert_eq!(taken.get(), asked);
    }
}

#[test]
fn many_questions_are_never_held_together() {
    for &(name, format) in Format::NAMES {
        // Made one by one: should they be kept, the counter would show more than one alive.
        let alive = std::rc::Rc::new(());
        let most = Cell::new(0);
        let short = Question { question: text("Why?"), ..question() };
        let questions = (0..if format == Format::Csv { MANY } else { 1000 }).map(|_| {
            most.set(most.get().max(std::rc::Rc::strong_count(&alive)));
            Tracked { question: short.clone(), _alive: alive.clone() }
        });
        let longest =
            write(format, about(Answers::None), questions).map(|chunk| chunk.len()).skip(1).max();
        assert!(longest.unwrap() < 2000, "{name}: {longest:?}");
        assert_eq!(most.get(), 1, "{name}");
    }
}

struct Tracked {
    question: Question,
    _alive: std::rc::Rc<()>,
}

impl std::borrow::Borrow<Question> for Tracked {
    fn borrow(&self) -> &Question {
        &self.question
    }
}
