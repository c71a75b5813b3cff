//! Options as a task list: how formats without options of their own show them.

use crate::bank::view::OptionView;

/// A line an option, ticked where it is right and `key` says so. Further lines of an option stand in.
pub(super) fn list(options: &[OptionView], key: bool) -> String {
    let line = |option: &OptionView| {
        let mark = if key && option.correct == Some(true) { "[x]" } else { "[ ]" };
        format!("- {mark} {}", option.text.trim().replace('\n', "\n  "))
    };
    options.iter().map(line).collect::<Vec<_>>().join("\n")
}
