//! From drafts to questions of the bank.

mod category;
mod difficulty;
mod placeholder;
mod repeats;
mod scale;
mod tags;

use jiff::Timestamp;

use self::category::Shelves;
use self::placeholder::Answer;
use super::account::{Account, lines};
use super::draft::{Draft, Reading};
use super::options::Options;
use super::report::{CategoryCount, FileReport};
use super::source::Source;
use crate::model::{
    AnswerOption, Category, Question, Reference, Slug, TagEntry, Text, is_language_tag, slug_of,
};
use crate::store::Delivered;

/// The id of a question whose title has no letter that an id could have.
const UNNAMED: &str = "question";
/// The longest that a question may take, in minutes.
const MOST_MINUTES: i64 = 600;

/// Whether a text means a difficulty.
pub(super) fn is_difficulty(written: &str, map: &[(String, String)]) -> bool {
    difficulty::named(written, map).is_some()
}

/// The questions of a file, each with its line.
pub(super) struct Settled {
    pub categories: Vec<Category>,
    pub tags: Vec<TagEntry>,
    pub questions: Vec<Delivered>,
    pub lines: Vec<usize>,
}

/// Makes questions of the drafts of a file, and counts in `report` what the store does not see.
pub(super) fn settle(
    reading: Reading,
    source: &Source,
    options: &Options,
    account: &mut Account,
    report: &mut FileReport,
) -> Settled {
    let Reading { mut drafts, categories, tags, .. } = reading;
    scale::settle(&mut drafts, options);
    let mut shelves = Shelves::new(categories, &drafts, source, options);
    let mut settling = Settling {
        options,
        account,
        report,
        unanswered: Vec::new(),
        placeholders: Vec::new(),
        links: Vec::new(),
        difficulties: Vec::new(),
        tags: Vec::new(),
    };
    let mut questions = Vec::with_capacity(drafts.len());
    // One by one, so that a large bank is not kept twice.
    for mut draft in drafts {
        let Some(category) = shelves.place(&draft) else { continue };
        let question = settling.question(&mut draft, category);
        questions.extend(question.map(|question| (draft.line, question)));
    }
    settling.account_for_answers();
    let questions = repeats::settle(questions, options.repeats, account, report);
    let (lines, questions): (Vec<_>, Vec<_>) = questions.into_iter().unzip();
    let categories = shelves.into_categories(&questions);
    report.categories = counts(&categories, &questions);
    Settled { categories, tags, questions, lines }
}

fn counts(categories: &[Category], questions: &[Delivered]) -> Vec<CategoryCount> {
    let mut by_category = std::collections::HashMap::<&Slug, usize>::new();
    for delivered in questions {
        *by_category.entry(&delivered.question.category).or_default() += 1;
    }
    let count = |category: &Category| CategoryCount {
        id: category.id.to_string(),
        name: category.name.to_string(),
        questions: by_category.get(&category.id).copied().unwrap_or_default(),
    };
    categories.iter().map(count).filter(|category| category.questions > 0).collect()
}

/// What is said once a file, not once a question.
struct Settling<'a> {
    options: &'a Options,
    account: &'a mut Account,
    report: &'a mut FileReport,
    unanswered: Vec<usize>,
    placeholders: Vec<usize>,
    links: Vec<usize>,
    difficulties: Vec<(String, usize)>,
    tags: Vec<(String, usize)>,
}

impl Settling<'_> {
    /// The question, or `None` when it is skipped.
    fn question(&mut self, draft: &mut Draft, category: Slug) -> Option<Delivered> {
        let text = self.text(draft.line, "question", &draft.question)?;
        let options = self.choices(draft)?;
        let answer = self.answer(draft, &options)?;
        let slug = self.slug(draft);
        let origin = match &self.options.origin {
            Some(origin) => origin.clone(),
            None => draft.origin.take().unwrap_or_else(|| self.report.origin.clone()),
        };
        let created_at = draft.created_at.unwrap_or(Timestamp::UNIX_EPOCH);
        let question = Question {
            id: slug.clone().or_else(|| slug_of(text.title())).or_else(|| slug_of(UNNAMED))?,
            number: draft.number.filter(|&number| number > 0).unwrap_or_default(),
            category,
            question: text,
            options,
            answer,
            key_points: self.texts(draft.line, "key point", &draft.key_points),
            follow_ups: self.texts(draft.line, "follow-up", &draft.follow_ups),
            difficulty: self.difficulty(draft),
            minutes: draft.minutes.filter(|minutes| (1..=MOST_MINUTES).contains(minutes)),
            language: self.language(draft),
            tags: tags::settle(draft, &mut self.tags),
            references: references(std::mem::take(&mut draft.references)),
            source_number: draft.source_number.filter(|&number| number > 0),
            origin,
            created_at,
            updated_at: draft.updated_at.unwrap_or(created_at),
        };
        Some(Delivered { question, named: slug.is_some() })
    }

    /// A text that must not be blank or too long.
    fn text(&mut self, line: usize, what: &str, text: &str) -> Option<Text> {
        let longest = self.options.limits.text;
        let length = text.chars().count();
        if length > longest {
            let message = format!("{what} of {length} characters exceeds the limit of {longest}");
            self.account.skip(line, message, "shorten it, or allow more with `--max-text`");
            return None;
        }
        let kept = Text::new(text);
        if let Err(why) = &kept {
            self.account.skip(line, format!("empty {what}: {why}"), "");
        }
        kept.ok()
    }

    fn texts(&mut self, line: usize, what: &str, texts: &[String]) -> Vec<Text> {
        let longest = self.options.limits.text;
        let mut kept = Vec::new();
        for text in texts {
            if text.chars().count() > longest {
                let message = format!("{what} of more than {longest} characters left out");
                self.account.warn(line, message, "shorten it, or allow more with `--max-text`");
            } else {
                kept.extend(Text::new(text));
            }
        }
        kept
    }

    fn choices(&mut self, draft: &Draft) -> Option<Vec<AnswerOption>> {
        let mut options = Vec::new();
        for option in &draft.options {
            let text = self.text(draft.line, "option", &option.text)?;
            options.push(AnswerOption { text, correct: option.correct });
        }
        if options.len() == 1 {
            self.account.warn(draft.line, "only one option", "give it another, or none at all");
        }
        Some(options)
    }

    /// The answer, `Some(None)` where there is none, `None` when the question is skipped.
    fn answer(&mut self, draft: &mut Draft, options: &[AnswerOption]) -> Option<Option<Text>> {
        let chosen = options.iter().any(|option| option.correct);
        let looked_at = match draft.answer.trim().is_empty() {
            false if draft.own => Answer::Text,
            _ => placeholder::look_at(&draft.answer, &self.options.placeholders),
        };
        let answer = match looked_at {
            Answer::Text => return Some(Some(self.text(draft.line, "answer", &draft.answer)?)),
            Answer::Missing => &mut self.unanswered,
            Answer::Placeholder => &mut self.placeholders,
            Answer::Link(reference) => {
                draft.references.push(reference);
                &mut self.links
            }
        };
        if !chosen {
            answer.push(draft.line);
        }
        Some(None)
    }

    fn slug(&mut self, draft: &Draft) -> Option<Slug> {
        let slug = Slug::new(draft.slug.clone()?);
        if let Err(why) = &slug {
            let message =
                format!("`{}` is no id: {why}", draft.slug.as_deref().unwrap_or_default());
            self.account.warn(draft.line, message, "the id is made from the question");
        }
        slug.ok()
    }

    fn difficulty(&mut self, draft: &Draft) -> Option<crate::model::Difficulty> {
        let written = draft.difficulty.trim();
        if written.is_empty() {
            return None;
        }
        let known = difficulty::named(written, &self.options.difficulties);
        if known.is_none() && self.difficulties.iter().all(|(earlier, _)| earlier != written) {
            self.difficulties.push((written.to_owned(), draft.line));
        }
        known
    }

    fn language(&mut self, draft: &Draft) -> String {
        let default = || self.options.language.clone().unwrap_or_else(|| "en".to_owned());
        match draft.language.trim() {
            "" => default(),
            tag if is_language_tag(tag) => tag.to_owned(),
            other => {
                let message = format!("`{other}` is no language tag");
                self.account.warn(draft.line, message, "write one such as `en` or `pt-BR`");
                default()
            }
        }
    }

    /// Says once a file what is told of several questions together.
    fn account_for_answers(self) {
        let Self { account, report, .. } = self;
        report.unanswered = self.unanswered.len() + self.placeholders.len() + self.links.len();
        report.placeholders = self.placeholders.len();
        report.links_only = self.links.len();
        let mut say = |found: &[usize], one: &str, many: &str| {
            if let Some(&first) = found.first() {
                let count = found.len();
                let what = if count == 1 { one } else { many };
                account.note(first, format!("{count} {what} ({})", lines(found)));
            }
        };
        say(&self.unanswered, "answer is empty", "answers are empty");
        say(&self.placeholders, "answer is yet to come", "answers are yet to come");
        say(
            &self.links,
            "answer is a link alone, kept as a reference",
            "answers are links alone, kept as references",
        );
        for (written, line) in self.difficulties {
            let message = format!("`{written}` is no difficulty that is known");
            account.warn(
                line,
                message,
                "say what it means with `--difficulty NAME=easy|medium|hard`",
            );
        }
        for (written, line) in self.tags {
            account.warn(line, format!("`{written}` cannot be a tag and is left out"), "");
        }
    }
}

/// Web addresses only, each once.
fn references(all: Vec<Reference>) -> Vec<Reference> {
    let mut kept: Vec<Reference> = Vec::new();
    for reference in all {
        let web = reference.url.starts_with("https://") || reference.url.starts_with("http://");
        let plain = !reference.url.contains(|c: char| c.is_whitespace() || c.is_control());
        if web && plain && !reference.title.trim().is_empty() && !kept.contains(&reference) {
            kept.push(reference);
        }
    }
    kept
}
