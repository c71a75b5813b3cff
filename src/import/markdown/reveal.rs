//! `<details>` that hide an answer to what stands above, as against those that are a question.

use std::collections::HashMap;

use super::doc::Doc;
use super::title::without_decoration;
use super::words;

/// Fewer could be alike by chance.
const FEWEST: usize = 3;

/// What all or most summaries of a file say, unless it is a question.
pub(super) fn telltale(doc: &Doc) -> Option<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for one in &doc.spoilers.all {
        *counts.entry(summary(doc, one.summary.clone())).or_default() += 1;
    }
    let (said, count) =
        counts.into_iter().max_by(|one, other| (one.1, &other.0).cmp(&(other.1, &one.0)))?;
    let common = count >= FEWEST && count * 2 >= doc.spoilers.all.len();
    (common && !words::ends_in_question_mark(&said)).then_some(said)
}

/// Whether a summary is no question but the word `Answer` or its like.
pub(super) fn hides_answer(
    doc: &Doc,
    summary_range: std::ops::Range<usize>,
    telltale: Option<&str>,
) -> bool {
    let said = summary(doc, summary_range);
    words::is_answer(&said) || telltale == Some(said.as_str())
}

fn summary(doc: &Doc, range: std::ops::Range<usize>) -> String {
    words::bare_with_mark(&without_decoration(&doc.text[range]))
}

/// Where the answers begin that are to be unfolded. Their tags are marked to be left out.
pub(super) fn open(doc: &mut Doc, questions: usize) -> Vec<usize> {
    let telltale = telltale(doc).filter(|said| {
        let alike = |range: std::ops::Range<usize>| summary(doc, range) == *said;
        let count = doc.spoilers.all.iter().filter(|one| alike(one.summary.clone())).count();
        // In a few answers only, it hides details.
        count * 2 >= questions
    });
    let mut starts = Vec::new();
    let mut cuts = Vec::new();
    for one in &doc.spoilers.all {
        if hides_answer(doc, one.summary.clone(), telltale.as_deref()) {
            starts.push(one.range.start);
            cuts.push(one.range.start..one.inner.start);
            cuts.push(one.inner.end..one.range.end);
        }
    }
    cuts.into_iter().for_each(|range| doc.edits.cut(range));
    doc.edits.settle();
    starts
}
