//! An object with all question objects, a line each.

use super::Writer;

pub(super) const WRITER: Writer = Writer {
    head: |_| "{\"items\": [".to_owned(),
    question: |_, entry| {
        let comma = if entry.number == 1 { "" } else { "," };
        format!("{comma}\n{}", entry.question.to_json())
    },
    foot: |_, _| "\n]}\n".to_owned(),
};
