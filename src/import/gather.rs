//! Finds the questions in a tree: lists of them, at the top, under a key, under their categories.

mod texts;

use self::texts::{are_pairs, asks};
use super::account::{Account, Refusal};
use super::aliases::{Field, fold};
use super::draft::Reading;
use super::options::Options;
use super::records::{self, Above, Records, is_printed_number, is_question};
use super::tree::{Entry, Node, Value, shape};

/// Keys that say what lies under them, not what it is about.
const CONTAINERS: &[&str] = &[
    "results",
    "questions",
    "data",
    "items",
    "cards",
    "quiz",
    "quizzes",
    "entries",
    "list",
    "faq",
    "faqs",
    "records",
    "rows",
    "content",
    "contents",
    "bank",
    "notes",
    "problems",
    "categories",
    "topics",
    "sections",
    "chapters",
    "mainentity",
    "interviewquestions",
    "flashcards",
    "terms",
    "qa",
    "qas",
    "children",
    "response",
    "result",
    "payload",
    "questionbank",
    "modules",
    "decks",
];

/// Keys of what a file says of its own length.
const TOTALS: &[&str] = &["total", "count", "totalquestions", "questioncount", "totalcount"];

/// The questions of a tree.
///
/// # Errors
///
/// When there is none: what there is instead.
pub(super) fn questions(
    top: &Node,
    options: &Options,
    account: &mut Account,
) -> Result<Reading, Refusal> {
    gather(top, Records::new(options, 0)?, account)
}

/// The questions of a tree whose texts are decoded already.
///
/// # Errors
///
/// When there is none: what there is instead.
pub(super) fn decoded_questions(
    top: &Node,
    options: &Options,
    account: &mut Account,
) -> Result<Reading, Refusal> {
    let mut records = Records::new(options, 0)?;
    records.decode = false;
    gather(top, records, account)
}

fn gather(top: &Node, records: Records, account: &mut Account) -> Result<Reading, Refusal> {
    let mut gather = Gather { records, account, passed: Vec::new() };
    gather.any(top, &Above::default(), "");
    let Gather { records, account, passed } = gather;
    if records.len() + account.skipped() == 0 {
        return none(top, account);
    }
    for (line, key) in passed {
        account.note(line, format!("no questions in the list `{key}`"));
    }
    let reading = records.finish(account);
    compare_with_total(top, reading.drafts.len(), account);
    Ok(reading)
}

fn none(top: &Node, account: &mut Account) -> Result<Reading, Refusal> {
    let empty = match &top.value {
        Value::Map(entries) => entries.iter().any(|(key, node)| {
            CONTAINERS.contains(&fold(key).as_str()) && node.value == Value::List(Vec::new())
        }),
        Value::List(items) => items.is_empty(),
        _ => false,
    };
    if empty {
        account.allow_empty();
        account.warn(top.line, "0 questions: the list is empty", "");
        return Ok(Reading::default());
    }
    let message = format!("no questions found: top level is {}", shape(top));
    Err(Refusal::new(
        top.line,
        message,
        "name the keys with `--column question=… --column answer=…`",
    ))
}

/// A file that says how many questions it has may have been cut short on the way.
fn compare_with_total(top: &Node, found: usize, account: &mut Account) {
    let total = top.entries().iter().find(|(key, _)| TOTALS.contains(&fold(key).as_str()));
    let Some((key, node)) = total else { return };
    let stated = node.as_text().and_then(|text| text.trim().parse::<usize>().ok());
    if let Some(stated) = stated.filter(|&stated| stated > found) {
        let message = format!("`{key}` says {stated}, and {found} questions are here");
        account.warn(node.line, message, "perhaps the file is one page of several");
    }
}

struct Gather<'g> {
    records: Records<'g>,
    account: &'g mut Account,
    /// Lists that were passed over.
    passed: Vec<(usize, String)>,
}

impl Gather<'_> {
    fn any(&mut self, node: &Node, above: &Above, key: &str) {
        match &node.value {
            Value::List(items) => self.list(node.line, items, above, key),
            Value::Map(entries) if is_question(entries, &mut self.records.names) => {
                self.records.add_map(node.line, entries, above, self.account);
            }
            Value::Map(entries) => self.map(entries, above),
            _ => {}
        }
    }

    fn list(&mut self, line: usize, items: &[Node], above: &Above, key: &str) {
        if are_pairs(items) {
            for pair in items.iter().map(Node::items) {
                self.bare(&pair[0], pair.get(1), above);
            }
            return;
        }
        if asks(items.iter().map(|item| item.as_text())) {
            items.iter().for_each(|item| self.bare(item, None, above));
            return;
        }
        let names = &mut self.records.names;
        let are_questions = items.iter().any(|item| is_question(item.entries(), names));
        let before = self.records.len() + self.account.skipped();
        for item in items {
            match &item.value {
                Value::Map(entries) if are_questions => self.item(item.line, entries, above),
                Value::Map(_) | Value::List(_) => self.any(item, above, ""),
                _ if are_questions => {
                    self.account.skip(item.line, "no question: a value among mappings", "");
                }
                _ => {}
            }
        }
        let holds_maps = items.iter().any(|item| matches!(item.value, Value::Map(_)));
        let texts = !items.is_empty() && items.iter().all(|item| item.as_text().is_some());
        let tells =
            holds_maps || (texts && !key.is_empty() && self.records.names.of(key).is_none());
        if tells && self.records.len() + self.account.skipped() == before {
            self.passed.push((line, key.to_owned()));
        }
    }

    /// One of a list in which there are questions: a question, a group of them, or neither.
    fn item(&mut self, line: usize, entries: &[Entry], above: &Above) {
        if is_question(entries, &mut self.records.names) {
            self.records.add_map(line, entries, above, self.account);
            return;
        }
        let before = self.records.len() + self.account.skipped();
        self.map(entries, above);
        if self.records.len() + self.account.skipped() == before {
            let seen: Vec<_> = entries.iter().take(5).map(|(key, _)| format!("`{key}`")).collect();
            let message = match seen.as_slice() {
                [] => "no question: an empty mapping".to_owned(),
                seen => format!("no question: it has {}", seen.join(", ")),
            };
            self.account.skip(line, message, "name its keys with `--column question=…`");
        }
    }

    /// A mapping that is no question: of questions to answers, of categories to questions, or of
    /// what there is to say of a list of questions.
    fn map(&mut self, entries: &[Entry], above: &Above) {
        let named: Vec<Option<&str>> = entries
            .iter()
            .map(|(key, node)| {
                let says = matches!(node.value, Value::Text(_) | Value::Nothing | Value::List(_))
                    && node.items().iter().all(|item| item.as_text().is_some());
                Some(key.as_ref()).filter(|_| says)
            })
            .collect();
        if asks(named.into_iter()) {
            for (key, node) in entries {
                self.bare(&Node::text(node.line, key.as_ref()), Some(node), above);
            }
            return;
        }
        if let Some((asked, answers)) = self.beside(entries) {
            for (question, answer) in asked.iter().zip(answers) {
                self.bare(question, Some(answer), above);
            }
            return;
        }
        let own = self.own(entries, above);
        let names = &mut self.records.names;
        let questions =
            entries.iter().filter(|(_, node)| is_question(node.entries(), names)).count();
        for (key, node) in entries {
            if !matches!(node.value, Value::List(_) | Value::Map(_)) {
                continue;
            }
            let mut below = own.clone();
            // What names one question of several is no category.
            let names = &mut self.records.names;
            let is_id = key.starts_with('-') || key.contains(char::is_numeric);
            let names_one = (questions > 1 && is_id || is_printed_number(key))
                && is_question(node.entries(), names);
            let container = CONTAINERS.contains(&fold(key).as_str()) || names.of(key).is_some();
            if !names_one && !container {
                below.category.push(key.to_string());
            }
            self.any(node, &below, key);
        }
    }

    /// A list of texts that ask and, beside it, one of as many answers.
    fn beside<'a>(&mut self, entries: &'a [Entry<'a>]) -> Option<(&'a [Node<'a>], &'a [Node<'a>])> {
        let mut of = |wanted: &[Field]| {
            let mut lists = entries.iter().filter(|(_, node)| !node.items().is_empty());
            let mut named = |name| self.records.names.of(name).map(|meaning| meaning.field);
            let list =
                lists.find(|(name, _)| named(name).is_some_and(|one| wanted.contains(&one)))?;
            Some(list.1.items())
        };
        let (asked, answers) = (of(&[Field::Question])?, of(&[Field::Answer, Field::Answers])?);
        let texts = asks(asked.iter().map(Node::as_text));
        (texts && asked.len() == answers.len()).then_some((asked, answers))
    }

    /// What a mapping says of all questions in it.
    fn own<'a>(&mut self, entries: &'a [Entry<'a>], above: &Above<'a>) -> Above<'a> {
        let mut own = above.clone();
        let mut title = None;
        for (key, node) in entries {
            let meaning = self.records.names.of(key);
            match meaning.map(|meaning| meaning.field) {
                Some(Field::Category) if node.as_text().is_some() => {
                    title = node.as_text();
                    break;
                }
                Some(Field::Question) => title = title.or(node.as_text()),
                _ => {}
            }
        }
        own.category.extend(title.map(str::to_owned).filter(|title| !title.trim().is_empty()));
        let inherited = entries.iter().filter_map(|(key, node)| {
            let meaning = self.records.names.of(key)?;
            (records::is_inherited(meaning.field) && !node.is_empty()).then_some((meaning, node))
        });
        own.fields.extend(inherited);
        own
    }

    /// A question that is a text alone, perhaps with an answer.
    fn bare<'a>(&mut self, question: &Node<'a>, answer: Option<&Node<'a>>, above: &Above) {
        let mut entries: Vec<Entry> = vec![("question".into(), question.clone())];
        entries.extend(answer.map(|answer| ("answer".into(), answer.clone())));
        self.records.add_map(question.line, &entries, above, self.account);
    }
}
