//! Questions that stand in a file more than once.

use std::collections::HashMap;

use crate::import::account::{Account, lines};
use crate::import::options::Repeats;
use crate::import::report::FileReport;
use crate::model::{Slug, Tag};
use crate::store::Delivered;

type Placed = (usize, Delivered);

/// Makes one of what is the same in every word, and says what is the same in its question alone.
pub(super) fn settle(
    questions: Vec<Placed>,
    policy: Repeats,
    account: &mut Account,
    report: &mut FileReport,
) -> Vec<Placed> {
    let mut kept: Vec<Placed> = Vec::with_capacity(questions.len());
    let mut first_by_text: HashMap<String, Vec<usize>> = HashMap::new();
    let mut across = Vec::new();
    let mut ids: HashMap<Slug, usize> = HashMap::new();
    for (line, delivered) in questions {
        if let Some(first) = repeated_id(&kept, &ids, &delivered) {
            let message =
                format!("the id `{}` stands on line {first} already", delivered.question.id);
            account.skip(line, message, "give it another id");
            continue;
        }
        let same = first_by_text.entry(delivered.question.key()).or_default();
        let twin = same.iter().copied().find(|&at| is_repeat(&kept[at].1, &delivered));
        let Some(twin) = twin.filter(|_| policy != Repeats::Keep || delivered.named) else {
            same.push(kept.len());
            if delivered.named {
                ids.insert(delivered.question.id.clone(), kept.len());
            }
            kept.push((line, delivered));
            continue;
        };
        report.repeated += 1;
        let (first, one) = &mut kept[twin];
        if one.question.category != delivered.question.category {
            across.push(line);
        } else {
            account.note(line, format!("repeats line {first}: taken once"));
        }
        if policy == Repeats::Merge {
            merge(one, &delivered);
        }
    }
    if let Some(&first) = across.first() {
        let noun = if across.len() == 1 { "question" } else { "questions" };
        let message = format!(
            "{} {noun} found under more than one category ({})",
            across.len(),
            lines(&across)
        );
        account.note(first, message);
    }
    note_rivals(&kept, &first_by_text, account);
    kept
}

/// The line of the other question that the file gives the same id.
fn repeated_id(
    kept: &[Placed],
    ids: &HashMap<Slug, usize>,
    delivered: &Delivered,
) -> Option<usize> {
    let at = *ids.get(&delivered.question.id).filter(|_| delivered.named)?;
    let (line, one) = &kept[at];
    (!is_repeat(one, delivered) || one.question.key() != delivered.question.key()).then_some(*line)
}

/// Whether both say the same, wherever they stand and however they are tagged.
fn is_repeat(one: &Delivered, other: &Delivered) -> bool {
    let same_name = !(one.named && other.named) || one.question.id == other.question.id;
    same_name
        && one.question.answer == other.question.answer
        && one.question.options == other.question.options
}

fn merge(one: &mut Delivered, other: &Delivered) {
    let tags = &mut one.question.tags;
    tags.extend(other.question.tags.iter().cloned());
    if one.question.category != other.question.category {
        tags.extend(Tag::new(other.question.category.as_str()));
    }
    tags.sort_unstable();
    tags.dedup();
}

fn note_rivals(kept: &[Placed], by_text: &HashMap<String, Vec<usize>>, account: &mut Account) {
    let mut rivals: Vec<&Vec<usize>> = by_text.values().filter(|same| same.len() > 1).collect();
    rivals.sort_unstable();
    for same in rivals {
        let at: Vec<usize> = same.iter().map(|&at| kept[at].0).collect();
        let title = kept[same[0]].1.question.question.title();
        let message = format!(
            "\"{title}\" stands {} times with different answers ({})",
            at.len(),
            lines(&at)
        );
        account.note(at[0], message);
    }
}
