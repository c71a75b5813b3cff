//! How far it is, on a terminal alone.

use indicatif::{ProgressBar, ProgressStyle};

use crate::import::Input;

/// A line on standard error that says which file is at hand, and how many of its questions are written.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::new(0);
        // Without a template that it understands it has its own.
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {human_pos}/{human_len}") {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// The next file is at hand.
    pub(super) fn file(&self, input: &Input) {
        let name = match input {
            Input::Stdin => "standard input".into(),
            Input::File(path) => path.display().to_string(),
        };
        self.bar.set_position(0);
        self.bar.set_length(0);
        self.bar.set_message(name);
        self.bar.tick();
    }

    /// What the store tells how many questions are written.
    pub(super) fn written(&self, questions: usize) -> impl Fn(usize) + Send + Sync + use<> {
        let bar = self.bar.clone();
        bar.set_length(u64::try_from(questions).unwrap_or(u64::MAX));
        move |written| bar.set_position(u64::try_from(written).unwrap_or(u64::MAX))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
