//! From named fields to drafts: the one way for JSON, YAML and tables.

mod choices;
mod parts;
mod record;

use std::collections::HashSet;

pub(super) use self::choices::true_or_false;
pub(super) use self::parts::{is_printed_number, language};
pub(super) use self::record::is_question;
use self::record::{Record, asks};
use super::account::{Account, Refusal};
use super::aliases::{Field, Meaning, Names};
use super::draft::{Draft, Reading};
use super::html::{is_block, plain, to_markdown};
use super::media;
use super::options::Options;
use super::tree::{Entry, Node};

/// How many unread names a report lists.
const UNREAD: usize = 8;

/// How deep fields of a question may lie in mappings within it.
const DEEPEST: usize = 2;
/// What that adds to their rank: names that stand further out go before.
const NESTED: u8 = 120;

/// A field of a question: what it is, what the file calls it, what it says.
pub(super) type Named<'a> = (Meaning, &'a Node<'a>);

/// What stands above a question and holds for it: its categories, and fields that it may lack.
#[derive(Debug, Clone, Default)]
pub(super) struct Above<'a> {
    pub category: Vec<String>,
    pub fields: Vec<(Meaning, &'a Node<'a>)>,
}

/// Collects the drafts of a file.
#[derive(Debug)]
pub(super) struct Records<'o> {
    pub names: Names,
    options: &'o Options,
    /// Whether all questions so far are of our own.
    own: bool,
    /// Whether texts may be written as HTML.
    pub decode: bool,
    drafts: Vec<Draft>,
    /// Drafts whose right options the file gives by number, which may begin at 0 or at 1.
    numbered: Vec<(usize, Vec<usize>)>,
    /// Where numbers of options begin when the file leaves it open.
    first: usize,
    unread: Vec<String>,
    unread_seen: HashSet<String>,
}

impl<'o> Records<'o> {
    /// `first` is the number of the first option where the file leaves that open.
    ///
    /// # Errors
    ///
    /// When the user speaks of a field that questions do not have.
    pub fn new(options: &'o Options, first: usize) -> Result<Self, Refusal> {
        Ok(Self {
            names: Names::new(options)?,
            options,
            own: true,
            decode: true,
            drafts: Vec::new(),
            numbered: Vec::new(),
            first,
            unread: Vec::new(),
            unread_seen: HashSet::new(),
        })
    }

    /// Takes a mapping that is a question.
    pub fn add_map(
        &mut self,
        line: usize,
        entries: &[Entry],
        above: &Above,
        account: &mut Account,
    ) {
        let mut fields = Vec::with_capacity(entries.len());
        self.fields(entries, DEEPEST, &mut fields);
        self.add_fields(line, entries, fields, above, account);
    }

    /// Takes a mapping if it is a question, and says whether it is.
    pub fn take_map(&mut self, line: usize, entries: &[Entry], account: &mut Account) -> bool {
        let mut fields = Vec::with_capacity(entries.len());
        self.fields(entries, DEEPEST, &mut fields);
        let own = fields.iter().filter(|(meaning, _)| meaning.rank < NESTED).copied();
        let asks = asks(own) || is_question(entries, &mut self.names);
        if asks {
            self.add_fields(line, entries, fields, &Above::default(), account);
        }
        asks
    }

    fn add_fields<'a>(
        &mut self,
        line: usize,
        entries: &[Entry],
        mut fields: Vec<Named<'a>>,
        above: &Above<'a>,
        account: &mut Account,
    ) {
        let own = is_own(&entries.iter().map(|(name, _)| name.as_ref()));
        fields.extend(above.fields.iter().copied());
        self.add(line, own, fields, &above.category, account);
    }

    /// The fields of a mapping, and behind them those of mappings in it that are no questions
    /// themselves: `{"question": …, "formats": {"open": {"answer": …}}}`.
    fn fields<'a>(&mut self, entries: &'a [Entry<'a>], depth: usize, fields: &mut Vec<Named<'a>>) {
        for (name, node) in entries {
            match self.names.of(name) {
                Some(meaning) if !node.is_empty() => {
                    let rank =
                        meaning.rank.saturating_add(if depth < DEEPEST { NESTED } else { 0 });
                    fields.push((Meaning { rank, ..meaning }, node));
                    // `{"question": {"stem": …, "choices": …}}`
                    if meaning.field == Field::Question && depth > 0 {
                        self.fields(node.entries(), depth - 1, fields);
                    }
                }
                Some(_) => {}
                None if self.opens(node, depth) => self.fields(node.entries(), depth - 1, fields),
                None => self.leave_unread(name),
            }
        }
    }

    fn opens(&mut self, node: &Node, depth: usize) -> bool {
        let entries = node.entries();
        depth > 0 && !entries.is_empty() && !is_question(entries, &mut self.names)
    }

    /// Takes fields as a question.
    pub fn add(
        &mut self,
        line: usize,
        own: bool,
        fields: Vec<Named>,
        category: &[String],
        account: &mut Account,
    ) {
        let record = Record::new(line, own, fields);
        let Some((mut draft, numbers)) = record.draft(category, account) else {
            return;
        };
        draft.own = own;
        self.own &= own;
        if self.decode && !own {
            decode(&mut draft);
        }
        if !numbers.is_empty() {
            self.numbered.push((self.drafts.len(), numbers));
        }
        self.drafts.push(draft);
    }

    /// A name that means nothing here: told once.
    pub fn leave_unread(&mut self, name: &str) {
        if !name.trim().is_empty() && self.unread_seen.insert(name.to_owned()) {
            self.unread.push(name.to_owned());
        }
    }

    pub fn len(&self) -> usize {
        self.drafts.len()
    }

    /// The drafts. Says which names were not read, and settles where the numbers of options begin.
    pub fn finish(mut self, account: &mut Account) -> Reading {
        self.settle_numbers(account);
        if !self.own {
            media::settle(&mut self.drafts, self.options, account);
        }
        if !self.unread.is_empty() && !self.drafts.is_empty() {
            let shown = self.unread.iter().take(UNREAD).map(|name| format!("`{name}`"));
            let shown = shown.collect::<Vec<_>>().join(", ");
            let more = match self.unread.len().saturating_sub(UNREAD) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            account.note(1, format!("fields not read: {shown}{more}"));
        }
        self.drafts.into()
    }

    /// A 0 anywhere says that counting begins there; the number behind the last option, that it
    /// begins at 1.
    fn settle_numbers(&mut self, account: &mut Account) {
        let all = || {
            self.numbered.iter().flat_map(|(at, numbers)| numbers.iter().map(move |n| (*at, *n)))
        };
        let zero = all().any(|(_, number)| number == 0);
        let end = all().any(|(at, number)| number == self.drafts[at].options.len());
        let first = if zero {
            0
        } else if end {
            1
        } else {
            self.first
        };
        for (at, numbers) in std::mem::take(&mut self.numbered) {
            let draft = &mut self.drafts[at];
            for number in numbers {
                let option =
                    number.checked_sub(first).and_then(|place| draft.options.get_mut(place));
                match option {
                    Some(option) => option.correct = true,
                    None => choices::warn_of_none(
                        draft.line,
                        &number.to_string(),
                        draft.options.len(),
                        account,
                    ),
                }
            }
        }
    }
}

/// Decodes entities in texts that are neither HTML with its tags nor have code in them: Markdown shows
/// the same, and a title reads well. Where the question is all HTML, so are the other texts.
fn decode(draft: &mut Draft) {
    let html = is_block(&draft.question);
    let texts = [&mut draft.question, &mut draft.answer].into_iter();
    for text in texts.chain(draft.options.iter_mut().map(|option| &mut option.text)) {
        if html && text.contains(['<', '&']) {
            *text = to_markdown(text);
        } else if text.contains('&') && !text.contains(['`', '<', '\\']) {
            *text = plain(text);
        }
    }
}

/// Whether these are the fields of a question as this service writes it.
pub(super) fn is_own<'n>(names: &(impl Iterator<Item = &'n str> + Clone)) -> bool {
    ["answered", "created_at", "kind"]
        .iter()
        .all(|wanted| names.clone().any(|name| name == *wanted))
}

/// Whether a field is one that questions inherit from what they stand in.
pub(super) fn is_inherited(field: Field) -> bool {
    matches!(field, Field::Difficulty | Field::Language | Field::Tags)
}
