//! Which question of a delivery is which question of the store.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::{Delivered, Delivery, Fate, Known, Outcome};
use crate::model::{Question, Slug};
use crate::store::plan::Plan;

/// How many characters of a digest tell apart questions with the same title.
const SHORT: usize = 6;

/// What is to be written, and what comes of each question.
pub(super) struct Arrivals {
    pub plan: Plan,
    pub outcome: Outcome,
}

impl Arrivals {
    pub(super) fn new(delivery: &Delivery, known: &[Known], now: Timestamp) -> Self {
        let digests = delivery.questions.iter().map(|one| one.question.digest()).collect();
        let mut matching = Matching {
            known,
            digests,
            matched: vec![None; delivery.questions.len()],
            claimed: HashSet::new(),
        };
        matching.by_slug(delivery);
        matching.by_content(delivery);
        let mut names = Names::new(delivery, known);
        let mut numbers = Numbers::new(known);
        let mut plan = Plan::default();
        let mut fates = Vec::with_capacity(delivery.questions.len());
        for (at, delivered) in delivery.questions.iter().enumerate() {
            let fate = match matching.matched[at] {
                Some(old) => matching.compare(at, delivered, &known[old]),
                None => Fate::New,
            };
            match (&fate, matching.matched[at]) {
                (Fate::New, _) => {
                    let id = names.of(delivered, &matching.digests[at]);
                    plan.insert.push(new(delivered, id, numbers.of(delivered), now));
                }
                (Fate::Changed, Some(old)) => {
                    plan.update.extend(changed(delivered, &known[old], now));
                }
                _ => {}
            }
            fates.push(fate);
        }
        let removed =
            if delivery.prune { matching.left_over(&delivery.origin) } else { Vec::new() };
        let outcome = Outcome { fates, removed: removed.len() };
        plan.remove = removed;
        Self { plan, outcome }
    }
}

fn new(delivered: &Delivered, id: Slug, number: i64, now: Timestamp) -> Question {
    let told = |time: Timestamp| if time == Timestamp::UNIX_EPOCH { now } else { time };
    let question = &delivered.question;
    Question {
        id,
        number,
        created_at: told(question.created_at),
        updated_at: told(question.updated_at),
        ..question.clone()
    }
}

fn changed(delivered: &Delivered, old: &Known, now: Timestamp) -> Option<Question> {
    let id = Slug::new(old.id.clone()).ok()?;
    Some(Question { id, number: old.number, updated_at: now, ..delivered.question.clone() })
}

/// Pairs of delivered questions and rows.
struct Matching<'a> {
    known: &'a [Known],
    digests: Vec<String>,
    /// For each delivered question the place of its row.
    matched: Vec<Option<usize>>,
    claimed: HashSet<usize>,
}

impl Matching<'_> {
    fn pair(&mut self, delivered: usize, row: usize) {
        self.matched[delivered] = Some(row);
        self.claimed.insert(row);
    }

    fn by_slug(&mut self, delivery: &Delivery) {
        let rows: HashMap<&str, usize> =
            self.known.iter().enumerate().map(|(at, row)| (row.id.as_str(), at)).collect();
        for (at, delivered) in delivery.questions.iter().enumerate().filter(|(_, one)| one.named) {
            if let Some(&row) = rows.get(delivered.question.id.as_str()) {
                self.pair(at, row);
            }
        }
    }

    /// First those of which every word is there, then the others of the same question, in order: so a
    /// corrected answer is a change, and of two answers to one question the right one is changed.
    fn by_content(&mut self, delivery: &Delivery) {
        let mut rows: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        let mut anywhere: HashMap<&str, usize> = HashMap::new();
        for (at, row) in self.known.iter().enumerate() {
            if let Some(key) = &row.source_key {
                rows.entry((row.origin.as_str(), key.as_str())).or_default().push(at);
            }
            if let Some(digest) = &row.source_digest {
                anywhere.entry(digest.as_str()).or_insert(at);
            }
        }
        if rows.is_empty() {
            return;
        }
        let keys: Vec<String> = delivery.questions.iter().map(|one| one.question.key()).collect();
        for exact in [true, false] {
            for (at, delivered) in delivery.questions.iter().enumerate() {
                if delivered.named || self.matched[at].is_some() {
                    continue;
                }
                let place = (delivered.question.origin.as_str(), keys[at].as_str());
                let same = |&&row: &&usize| {
                    let digest = self.known[row].source_digest.as_deref();
                    !self.claimed.contains(&row) && (!exact || digest == Some(&self.digests[at]))
                };
                let found = rows.get(&place).and_then(|rows| rows.iter().find(same)).copied();
                if let Some(row) = found {
                    self.pair(at, row);
                }
            }
        }
        // What another origin has brought, word for word, is not taken a second time.
        for at in 0..delivery.questions.len() {
            if !delivery.questions[at].named && self.matched[at].is_none() {
                self.matched[at] = anywhere.get(self.digests[at].as_str()).copied();
            }
        }
    }

    fn compare(&self, at: usize, delivered: &Delivered, old: &Known) -> Fate {
        let ours = old.origin == delivered.question.origin;
        let elsewhere =
            ours && old.edited == 0 && old.category != delivered.question.category.as_str();
        if old.source_digest.as_ref() == Some(&self.digests[at]) && !elsewhere {
            return Fate::Unchanged;
        }
        let Ok(id) = Slug::new(old.id.clone()) else {
            return Fate::Unchanged;
        };
        if !ours {
            Fate::Taken(id, old.origin.clone())
        } else if old.edited != 0 {
            Fate::Edited(id)
        } else {
            Fate::Changed
        }
    }

    /// Rows of the origin that no delivered question is, but for those edited by hand.
    fn left_over(&self, origin: &str) -> Vec<Slug> {
        let rows = self.known.iter().enumerate();
        let left = rows.filter(|(at, row)| {
            row.origin == origin && row.edited == 0 && !self.claimed.contains(at)
        });
        left.filter_map(|(_, row)| Slug::new(row.id.clone()).ok()).collect()
    }
}

/// Ids for questions that come without: the title's words, and some of its digest where several
/// questions have the title.
struct Names {
    taken: HashSet<String>,
    wishes: HashMap<String, usize>,
}

impl Names {
    fn new(delivery: &Delivery, known: &[Known]) -> Self {
        let mut taken: HashSet<String> = known.iter().map(|row| row.id.clone()).collect();
        let mut wishes = HashMap::new();
        for delivered in &delivery.questions {
            let id = delivered.question.id.to_string();
            if delivered.named {
                taken.insert(id);
            } else {
                *wishes.entry(id).or_default() += 1;
            }
        }
        Self { taken, wishes }
    }

    fn of(&mut self, delivered: &Delivered, digest: &str) -> Slug {
        let question = &delivered.question;
        if delivered.named {
            return question.id.clone();
        }
        let wish = question.id.as_str();
        if self.wishes.get(wish) == Some(&1)
            && let Some(slug) = self.take(wish.to_owned())
        {
            return slug;
        }
        let with = |digest: &str| format!("{wish}-{}", &digest[..SHORT]);
        let digests = [with(&question.key()), with(digest)];
        let counted = (2..).map(|count| format!("{}-{count}", with(digest)));
        let mut ids = digests.into_iter().chain(counted);
        ids.find_map(|id| self.take(id)).unwrap_or_else(|| question.id.clone())
    }

    /// An id that is still free.
    fn take(&mut self, id: String) -> Option<Slug> {
        let slug = Slug::new(id.clone()).ok().filter(|_| !self.taken.contains(&id))?;
        self.taken.insert(id);
        Some(slug)
    }
}

/// Places for questions that are new: the one that the file gives where it is free, else behind all.
struct Numbers {
    taken: HashSet<i64>,
    highest: i64,
}

impl Numbers {
    fn new(known: &[Known]) -> Self {
        let taken: HashSet<i64> = known.iter().map(|row| row.number).collect();
        let highest = taken.iter().copied().max().unwrap_or(0);
        Self { taken, highest }
    }

    fn of(&mut self, delivered: &Delivered) -> i64 {
        let wish = delivered.question.number;
        let number = match delivered.named && wish > 0 && !self.taken.contains(&wish) {
            true => wish,
            false => self.highest + 1,
        };
        self.highest = self.highest.max(number);
        self.taken.insert(number);
        number
    }
}
