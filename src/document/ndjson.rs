//! One question object a line.

use super::Writer;

pub(super) const WRITER: Writer = Writer {
    head: |_| String::new(),
    question: |_, entry| format!("{}\n", entry.question.to_json()),
    foot: |_, _| String::new(),
};
