//! One question out of its fields.

use jiff::Timestamp;

use super::{Named, choices, parts};
use crate::import::account::Account;
use crate::import::aliases::{Field, Meaning, NUMBERED, Names, meaning};
use crate::import::asking;
use crate::import::draft::{Draft, append};
use crate::import::tree::{Entry, Node, Value};
use crate::model::Slug;

/// So many answers are not all of them right: they are what to choose from.
const MANY: usize = 3;

/// The fields of a question, those of the surest names first.
pub(super) struct Record<'a> {
    line: usize,
    own: bool,
    fields: Vec<Named<'a>>,
}

/// Whether a mapping is one question.
pub(in crate::import) fn is_question(entries: &[Entry], names: &mut Names) -> bool {
    asks(entries.iter().filter_map(|(name, node)| Some((names.of(name)?, node))))
}

/// Whether fields are those of one question: there is a text that is called one, or a text and an
/// answer.
pub(super) fn asks<'n, 'a: 'n>(fields: impl Iterator<Item = (Meaning, &'n Node<'a>)>) -> bool {
    let mut asked: Option<&Node> = None;
    let (mut answer, mut body, mut sure) = (false, false, false);
    for (meaning, node) in fields {
        match meaning.field {
            Field::Question if is_text(node) => {
                sure |= meaning.sure;
                asked = asked.or(Some(node));
            }
            Field::Answer | Field::Answers | Field::Options | Field::Option(_) | Field::Wrong => {
                answer = true;
            }
            Field::Body => body = true,
            _ => {}
        }
    }
    let marked = |node: &Node| node.as_text().is_some_and(asking::asks_by_mark);
    asked.is_some_and(|node| sure || answer || (body && marked(node)))
}

fn is_text(node: &Node) -> bool {
    match &node.value {
        Value::Map(_) => parts::inner(node).is_some_and(is_text),
        Value::Text(_) | Value::Number(_) | Value::Nothing => true,
        _ => false,
    }
}

impl<'a> Record<'a> {
    pub fn new(line: usize, own: bool, mut fields: Vec<Named<'a>>) -> Self {
        let answered = fields.iter().any(|(one, _)| one.field == Field::Answer);
        for (one, node) in fields.iter_mut().filter(|(one, _)| one.field == Field::Answers) {
            one.field =
                if answered || node.items().len() >= MANY { Field::Options } else { Field::Answer };
        }
        let lettered =
            fields.iter().any(|(one, _)| one.field == Field::Option(1) && one.rank >= NUMBERED);
        // Beside `b` and `c` an `a` is no answer but what to choose from.
        if lettered && let Some(a) = meaning("a") {
            for (one, _) in fields.iter_mut().filter(|(one, _)| *one == a) {
                one.field = Field::Option(0);
            }
        }
        fields.sort_by_key(|(one, _)| one.rank);
        Self { line, own, fields }
    }

    pub fn all(&self, field: Field) -> impl Iterator<Item = &'a Node<'a>> {
        let found = self.fields.iter().filter(move |(one, _)| one.field == field);
        found.map(|(_, node)| *node)
    }

    pub fn named(&self, field: Field) -> impl Iterator<Item = Named<'a>> {
        let found =
            self.fields.iter().filter(move |(one, node)| one.field == field && !node.is_empty());
        found.copied()
    }

    pub fn first(&self, field: Field) -> Option<&'a Node<'a>> {
        self.all(field).find(|node| !node.is_empty())
    }

    fn text(&self, field: Field) -> String {
        self.first(field).map(parts::text).unwrap_or_default()
    }

    pub fn has(&self, wanted: impl Fn(Field) -> bool) -> bool {
        self.fields.iter().any(|(one, node)| wanted(one.field) && !node.is_empty())
    }

    pub fn own(&self) -> bool {
        self.own
    }

    /// Its options by their columns, in the order of these.
    pub fn option_columns(&self) -> Vec<(u8, &'a Node<'a>)> {
        let column = |&(one, node): &Named<'a>| match one.field {
            Field::Option(place) if !node.is_empty() => Some((place, node)),
            _ => None,
        };
        let mut columns: Vec<_> = self.fields.iter().filter_map(column).collect();
        columns.sort_by_key(|(place, _)| *place);
        columns
    }

    /// The draft, and the numbers of right options that are still to be counted out; `None` when the
    /// question is skipped.
    pub fn draft(&self, category: &[String], account: &mut Account) -> Option<(Draft, Vec<usize>)> {
        let question = self.question();
        if question.trim().is_empty() {
            account.skip(self.line, "empty question", "give it a text, or take it away");
            return None;
        }
        let choices = choices::settle(self, self.line, account);
        let mut draft = Draft {
            line: self.line,
            slug: self.slug(),
            category: self.category(category),
            question,
            answer: self.answer(&choices),
            options: choices.options,
            key_points: self.all(Field::KeyPoints).flat_map(parts::texts).collect(),
            follow_ups: self.all(Field::FollowUps).flat_map(parts::texts).collect(),
            difficulty: self.text(Field::Difficulty),
            minutes: self.first(Field::Minutes).and_then(|node| parts::minutes(&parts::text(node))),
            tags: self.tags(),
            ..Draft::default()
        };
        for node in self.all(Field::References) {
            parts::references(node, &mut draft.references);
        }
        self.language(&mut draft);
        self.provenance(&mut draft);
        Some((draft, choices.numbers))
    }

    fn question(&self) -> String {
        let mut text = self.text(Field::Question);
        if self.has_answer()
            && let Some(body) = self.first(Field::Body)
        {
            append(&mut text, &parts::text(body));
        }
        if let Some(code) = self.first(Field::Code).map(parts::text) {
            let fenced = code.contains("```");
            let code = if fenced { code } else { format!("```\n{}\n```", code.trim_end()) };
            append(&mut text, &code);
        }
        if let Some(image) = self.first(Field::Image).and_then(Node::as_text) {
            append(&mut text, &format!("![]({})", image.trim()));
        }
        text
    }

    fn has_answer(&self) -> bool {
        self.has(|field| {
            matches!(field, Field::Answer | Field::Options | Field::Option(_) | Field::Wrong)
        })
    }

    fn answer(&self, choices: &choices::Choices) -> String {
        let mut answer = choices.answer.clone();
        if !self.has_answer() {
            append(&mut answer, &self.text(Field::Body));
        }
        for explanation in self.all(Field::Explanation).map(parts::text) {
            append(&mut answer, &explanation);
        }
        answer
    }

    /// A slug as it stands, or an identity that has the shape of one and is more than a number.
    fn slug(&self) -> Option<String> {
        if let Some(slug) = self.first(Field::Slug).and_then(Node::as_text) {
            return Some(slug.trim().to_owned());
        }
        let id = self.first(Field::Id)?;
        let Value::Text(text) = &id.value else { return None };
        let named =
            self.own || (!parts::is_printed_number(text) && Slug::new(text.as_ref()).is_ok());
        named.then(|| text.trim().to_owned())
    }

    fn category(&self, above: &[String]) -> Vec<String> {
        let mut path = above.to_vec();
        let own = self.first(Field::Category).map(|node| match &node.value {
            Value::List(items) => items.first().map(parts::text).unwrap_or_default(),
            _ => parts::text(node),
        });
        path.extend(own.filter(|name| !name.trim().is_empty()));
        path.extend(self.first(Field::Subcategory).map(parts::text));
        path
    }

    fn tags(&self) -> Vec<String> {
        let mut tags: Vec<String> = self.all(Field::Tags).flat_map(parts::tags).collect();
        // Of several categories the first is where it stands.
        if let Some(Value::List(items)) = self.first(Field::Category).map(|node| &node.value) {
            tags.extend(items.iter().skip(1).map(parts::text));
        }
        let others = self.all(Field::Category).filter(|node| !node.is_empty()).skip(1);
        tags.extend(others.filter_map(|node| match &node.value {
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        }));
        tags
    }

    fn language(&self, draft: &mut Draft) {
        let written = self.text(Field::Language);
        if self.own {
            draft.language = written.trim().to_owned();
        } else {
            parts::language(&written, draft);
        }
    }

    /// What only questions of our own have.
    fn provenance(&self, draft: &mut Draft) {
        if !self.own {
            return;
        }
        let time = |field| self.text(field).parse::<Timestamp>().ok();
        draft.number = self.text(Field::Number).trim().parse().ok();
        draft.origin = Some(self.text(Field::Origin)).filter(|origin| !origin.is_empty());
        draft.created_at = time(Field::Created);
        draft.updated_at = time(Field::Updated);
    }
}
