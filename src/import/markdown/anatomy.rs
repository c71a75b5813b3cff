//! What in a section is what: question, options, answer, and lists behind it.

mod answer;
mod choices;
mod tails;

pub(super) use self::choices::opens_with_mark;
pub(super) use self::tails::text_of;

use super::doc::Doc;
use super::metadata;
use super::section::Section;
use crate::import::account::{Account, lines};
use crate::import::draft::{Draft, DraftOption};
use crate::import::records;

use self::choices::Choices;

/// Makes drafts of the sections of a file. `reveals` is where answers begin that are to be unfolded.
pub(super) fn drafts(
    doc: &Doc,
    sections: Vec<Section>,
    reveals: &[usize],
    account: &mut Account,
) -> Vec<Draft> {
    let mut unreadable = Vec::new();
    let drafts: Vec<Draft> =
        sections.into_iter().map(|section| draft(doc, section, reveals, &mut unreadable)).collect();
    if let Some(&first) = unreadable.first() {
        let message = format!(
            "{} with options, none of which can be read to be right: taken as open ({})",
            unreadable.len(),
            lines(&unreadable)
        );
        account.warn(first, message, "write `Answer: B`, or tick what is right with `[x]`");
    }
    drafts
}

fn draft(doc: &Doc, section: Section, reveals: &[usize], unreadable: &mut Vec<usize>) -> Draft {
    let parts = Parts::of(doc, &section, reveals);
    let line = doc.line(section.start);
    unreadable.extend(parts.is_unreadable.then_some(line));
    let question = question(doc, &section, &parts);
    let options = parts.choices.map(|choices| choices.options(doc, &parts.right));
    let options = options.unwrap_or_default();
    let mut answer = parts.answer;
    let tails = tails::take(doc, &mut answer, !options.is_empty());
    let own = section.is_own();
    let answer = doc.kept(answer, section.margin);
    let Section { title, path, difficulty, body, mut follow_ups, written_answer, .. } = section;
    follow_ups.extend(tails.follow_ups);
    let mut draft = Draft {
        line,
        slug: section.slug,
        question,
        options,
        answer: if written_answer.is_empty() { answer } else { written_answer },
        key_points: tails.key_points,
        follow_ups,
        minutes: section.minutes,
        tags: section.tags,
        own,
        references: title.references.into_iter().chain(tails.references).collect(),
        ..Draft::default()
    };
    records::language(&section.language, &mut draft);
    metadata::read(doc, &body, &mut draft);
    if draft.category.is_empty() {
        draft.category = path;
    }
    if draft.difficulty.is_empty() {
        draft.difficulty = if title.difficulty.is_empty() { difficulty } else { title.difficulty };
    }
    draft
}

/// The title and what stands below it, without the options.
fn question(doc: &Doc, section: &Section, parts: &Parts) -> String {
    let (start, end) = (section.body.start, parts.question_end);
    let choices = parts.choices.as_ref().map_or(end..end, |choices| choices.range.clone());
    let below = [start..choices.start, choices.end..end];
    let below = below.into_iter().filter(|range| range.start < range.end);
    let lead = doc.kept(section.lead.clone(), section.margin);
    let mut texts = vec![section.title.text.clone(), section.more.clone(), lead];
    texts.extend(below.map(|range| doc.kept(range, section.margin)));
    texts.retain(|text| !text.trim().is_empty());
    texts.join("\n\n")
}

struct Parts {
    question_end: usize,
    choices: Option<Choices>,
    /// The marks of the options that are right.
    right: Vec<String>,
    answer: std::ops::Range<usize>,
    is_unreadable: bool,
}

impl Parts {
    fn of(doc: &Doc, section: &Section, reveals: &[usize]) -> Self {
        let body = section.body.clone();
        // Below the title there may be options in the same paragraph.
        let blocks = doc.outline.parted(body.start).into_iter().chain(doc.outline.within(&body));
        let blocks: Vec<usize> = blocks.filter(|&at| !doc.is_gone(at)).collect();
        let mark = match section.answer {
            Some((question_end, answer)) => Some(answer::Start { question_end, answer }),
            None => answer::find(doc, &blocks, &body, reveals),
        };
        let end = mark.map_or(body.end, |mark| mark.question_end);
        let ticked = choices::ticked(doc, &blocks, end, section.is_own());
        if section.is_all_question && ticked.is_none() {
            let answer = body.end..body.end;
            return Self {
                question_end: body.end,
                choices: None,
                right: Vec::new(),
                answer,
                is_unreadable: false,
            };
        }
        match (ticked, mark) {
            (Some(choices), mark) => Self::with_boxes(doc, &blocks, choices, mark, body.end),
            (None, Some(mark)) => Self::with_letters(doc, &blocks, mark, body),
            (None, None) => Self {
                question_end: body.start,
                choices: None,
                right: Vec::new(),
                answer: body,
                is_unreadable: false,
            },
        }
    }

    fn with_boxes(
        doc: &Doc,
        blocks: &[usize],
        choices: Choices,
        mark: Option<answer::Start>,
        end: usize,
    ) -> Self {
        let question_end = mark.map_or(choices.range.end, |mark| mark.question_end);
        let mut start = mark.map_or(choices.range.end, |mark| mark.answer);
        let mut right = Vec::new();
        if !choices.any_ticked()
            && let Some((letters, behind)) = answer::letters(doc, blocks, start, &choices)
        {
            (right, start) = (letters, behind);
        }
        Self {
            question_end,
            choices: Some(choices),
            right,
            answer: start..end,
            is_unreadable: false,
        }
    }

    fn with_letters(
        doc: &Doc,
        blocks: &[usize],
        mark: answer::Start,
        body: std::ops::Range<usize>,
    ) -> Self {
        let answer::Start { question_end, answer: start } = mark;
        let end = body.end;
        let lettered = choices::lettered(doc, blocks, &(body.start..question_end));
        let read =
            lettered.as_ref().and_then(|choices| answer::letters(doc, blocks, start, choices));
        let open = lettered.as_ref().is_some_and(|choices| choices.has_letters);
        match read {
            Some((right, behind)) => Self {
                question_end,
                choices: lettered,
                right,
                answer: behind..end,
                is_unreadable: false,
            },
            None => Self {
                question_end,
                choices: None,
                right: Vec::new(),
                answer: start..end,
                is_unreadable: open,
            },
        }
    }
}

impl Choices {
    fn options(&self, doc: &Doc, right: &[String]) -> Vec<DraftOption> {
        let option = |one: &choices::Choice| DraftOption {
            text: doc.kept(one.text.clone(), one.margin),
            correct: one.ticked == Some(true) || right.contains(&one.mark),
        };
        self.list.iter().map(option).collect()
    }
}
