//! From the fields of a note to a question.

use csv::StringRecord;

use super::head::Head;
use crate::import::account::{Account, Refusal};
use crate::import::aliases::{Field, Names};
use crate::import::draft::{Draft, append};
use crate::import::formats::cloze;
use crate::import::formats::csv::Row;
use crate::import::formats::tasks;
use crate::import::html::to_markdown;
use crate::import::options::Options;
use crate::model::Slug;

/// Which column is what, from 0.
pub(super) struct Cards {
    question: usize,
    answer: Option<usize>,
    explanation: Vec<usize>,
    deck: Option<usize>,
    tags: Option<usize>,
    guid: Option<usize>,
    difficulty: Option<usize>,
    /// Names or numbers of columns that are not read.
    unread: Vec<(usize, String)>,
    html: bool,
    /// Whether the columns are those that this service writes.
    own: bool,
    deck_of_all: Option<String>,
    tags_of_all: Vec<String>,
}

impl Cards {
    pub fn new(
        head: &Head,
        divider: u8,
        html: bool,
        width: usize,
        options: &Options,
    ) -> Result<Self, Refusal> {
        let special = [head.notetype_column, head.deck_column, head.tags_column, head.guid_column];
        let special: Vec<usize> = special.iter().flatten().map(|number| number - 1).collect();
        let mut cards = Self {
            question: 0,
            answer: None,
            explanation: Vec::new(),
            deck: head.deck_column.map(|number| number - 1),
            tags: head.tags_column.map(|number| number - 1),
            guid: head.guid_column.map(|number| number - 1),
            difficulty: None,
            unread: Vec::new(),
            html,
            own: head.columns.as_deref() == Some("Guid\tDeck\tTags\tFront\tBack"),
            deck_of_all: head.deck.clone(),
            tags_of_all: head.tags.clone(),
        };
        let mut names = Names::new(options)?;
        let mut titles: Vec<String> = Vec::new();
        if let Some(columns) = &head.columns {
            titles =
                columns.split(char::from(divider)).map(|name| name.trim().to_owned()).collect();
        }
        let mut left = Vec::new();
        let mut asked = None;
        for column in (0..width.max(titles.len())).filter(|column| !special.contains(column)) {
            let title = titles.get(column).map_or("", String::as_str);
            match names.of_column(column, title).map(|meaning| meaning.field) {
                Some(Field::Question) if asked.is_none() => asked = Some(column),
                Some(Field::Answer) if cards.answer.is_none() => cards.answer = Some(column),
                Some(Field::Explanation | Field::Body) => cards.explanation.push(column),
                Some(Field::Category) if cards.deck.is_none() => cards.deck = Some(column),
                Some(Field::Tags) if cards.tags.is_none() => cards.tags = Some(column),
                Some(Field::Difficulty) => cards.difficulty = Some(column),
                Some(Field::Silent) => {}
                _ => left.push((column, title.to_owned())),
            }
        }
        cards.place(asked, left);
        Ok(cards)
    }

    /// Front and back, where no name says which they are, are the first two that are left.
    fn place(&mut self, asked: Option<usize>, mut left: Vec<(usize, String)>) {
        let mut next = || if left.is_empty() { None } else { Some(left.remove(0).0) };
        self.question = asked.or_else(&mut next).unwrap_or(0);
        self.answer = self.answer.or_else(next);
        self.unread = left;
    }

    /// Says which columns have something in them that is not read.
    pub fn tell(&self, rows: &[Row], account: &mut Account) {
        let is_filled = |&&(column, _): &&(usize, String)| {
            let mut cells = rows.iter().filter_map(|row| row.cells.get(column));
            cells.any(|cell| !cell.trim().is_empty())
        };
        let name = |(column, title): &(usize, String)| match title.as_str() {
            "" => format!("column {}", column + 1),
            title => format!("`{title}`"),
        };
        let unread: Vec<String> = self.unread.iter().filter(is_filled).map(name).collect();
        if !unread.is_empty() {
            let message = format!(
                "fields not read: {} (`--column explanation=…` adds one to the answer)",
                unread.join(", ")
            );
            account.note(1, message);
        }
    }

    /// How many fields a note needs.
    pub fn width(&self) -> usize {
        self.question.max(self.answer.unwrap_or(0)) + 1
    }

    /// The question, or `None` when there is none.
    pub fn draft(&self, line: usize, fields: &StringRecord) -> Option<Draft> {
        let text = |column: usize| self.text(fields.get(column).unwrap_or_default());
        let mut question = text(self.question);
        let back = self.answer.and_then(|column| fields.get(column)).unwrap_or_default();
        let mut answer = self.text(behind_front(back));
        for &column in &self.explanation {
            append(&mut answer, &text(column));
        }
        if question.trim().is_empty() {
            return None;
        }
        let gaps = if self.own { None } else { cloze::uncover(&question) };
        if let Some((asked, told)) = gaps {
            question = asked;
            append_before(&mut answer, told);
        }
        let field = |column: Option<usize>| {
            column.and_then(|column| fields.get(column)).unwrap_or_default()
        };
        let deck = self.deck.and_then(|column| fields.get(column)).or(self.deck_of_all.as_deref());
        let path =
            deck.unwrap_or_default().split("::").map(str::trim).filter(|name| !name.is_empty());
        let tags = field(self.tags).split_whitespace().map(str::to_owned);
        let guid = field(self.guid);
        // Anki's own are short and random, and now and then of that shape too.
        let named = (self.own || guid.contains('-')) && Slug::new(guid).is_ok();
        let mut draft = Draft {
            line,
            slug: named.then(|| guid.to_owned()),
            category: path.map(str::to_owned).collect(),
            question,
            answer,
            difficulty: field(self.difficulty).trim().to_owned(),
            tags: tags.chain(self.tags_of_all.iter().cloned()).collect(),
            ..Draft::default()
        };
        tasks::take(&mut draft);
        Some(draft)
    }

    fn text(&self, field: &str) -> String {
        if self.html { to_markdown(field) } else { field.trim().to_owned() }
    }
}

/// A back that shows the front once more has a line between the two.
fn behind_front(back: &str) -> &str {
    let folded = back.to_ascii_lowercase();
    let Some(at) = folded.find("<hr").filter(|&at| {
        let tag = &folded[at..folded[at..].find('>').map_or(folded.len(), |end| at + end)];
        tag.contains("id=answer") || tag.contains("id=\"answer\"") || tag.contains("id='answer'")
    }) else {
        return back;
    };
    back[at..].find('>').map_or(back, |end| &back[at + end + 1..])
}

fn append_before(text: &mut String, mut first: String) {
    append(&mut first, text);
    *text = first;
}
