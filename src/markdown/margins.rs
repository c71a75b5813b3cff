//! What stands before the lines of quotations, items and code blocks.

/// What is put before every line of a quotation, an item or a code block.
struct Margin {
    /// Before the first line, until that is written.
    first: Option<String>,
    /// Before the others; as wide as the first.
    rest: String,
    is_item: bool,
}

/// The margins that are open, the outermost first.
#[derive(Default)]
pub(super) struct Margins {
    open: Vec<Margin>,
    /// How wide lines may become, if prose is wrapped.
    width: Option<usize>,
}

impl Margins {
    /// None yet.
    pub(super) fn new(width: Option<usize>) -> Self {
        Self { open: Vec::new(), width }
    }

    /// Opens one.
    pub(super) fn push(&mut self, first: String, rest: String, is_item: bool) {
        self.open.push(Margin { first: Some(first), rest, is_item });
    }

    /// Closes the innermost.
    pub(super) fn pop(&mut self) {
        self.open.pop();
    }

    /// Whether the innermost is that of an item.
    pub(super) fn in_item(&self) -> bool {
        self.open.last().is_some_and(|margin| margin.is_item)
    }

    /// Whether the innermost has not begun a line yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.open.last().is_some_and(|margin| margin.first.is_some())
    }

    /// How many columns are left for prose; without a width there is no end to them.
    pub(super) fn room(&self) -> Option<usize> {
        let used: usize = self.open[..self.shown()].iter().map(|margin| margin.rest.len()).sum();
        self.width.map(|width| width.saturating_sub(used).max(1))
    }

    /// What stands before a blank line: a margin that is yet to begin is no part of what comes before it.
    pub(super) fn before_blank(&self) -> String {
        let begun = self.open[..self.shown()].iter().filter(|margin| margin.first.is_none());
        begun.map(|margin| margin.rest.as_str()).collect()
    }

    /// What stands before the next line, which begins the margins that have not.
    pub(super) fn before_line(&mut self) -> String {
        let shown = self.shown();
        let mut before = String::new();
        for (index, margin) in self.open.iter_mut().enumerate() {
            let first = margin.first.take();
            if index < shown {
                before.push_str(first.as_ref().unwrap_or(&margin.rest));
            }
        }
        before
    }

    /// How many are written: in short lines the deep ones would leave no room for words.
    fn shown(&self) -> usize {
        let Some(width) = self.width else { return self.open.len() };
        let mut used = 0;
        let fits = self.open.iter().take_while(|margin| {
            used += margin.rest.len();
            used <= width / 2
        });
        fits.count()
    }
}
