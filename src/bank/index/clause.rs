//! What may meet a clause of a query in one segment.

use std::borrow::Cow;
use std::cell::OnceCell;

use roaring::{MultiOps, RoaringBitmap};

use super::Demand;
use super::forward::Forward;
use super::near::{Reading, Sequence};
use super::postings::{List, sorted_set};

pub(super) struct Clause<'a> {
    pub ways: Vec<Way<'a>>,
    /// Whether it decides what is found.
    pub decides: bool,
    /// How much of what is asked for it is, as its rarity; nothing where it does not decide.
    pub share: u32,
}

pub(super) enum Way<'a> {
    Word(Word<'a>),
    /// All of these, or any where any is enough.
    Words(Vec<Word<'a>>),
    Phrase(Phrase<'a>),
}

#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub list: List<'a>,
    pub weight: u32,
}

/// Words that follow each other.
pub(super) struct Phrase<'a> {
    words: Vec<Word<'a>>,
    sequence: Sequence<'a>,
    forward: &'a Forward,
    weight: u32,
    /// The questions that have it, and how much it says there, once they were looked for.
    found: OnceCell<(Vec<u32>, Vec<u8>)>,
}

impl<'a> Phrase<'a> {
    pub fn new(
        words: Vec<Word<'a>>,
        sequence: Sequence<'a>,
        forward: &'a Forward,
        weight: u32,
    ) -> Self {
        Self { words, sequence, forward, weight, found: OnceCell::new() }
    }

    /// Looks for it, where that was not done yet, in the questions given or in all.
    pub fn settle(&self, within: Option<&RoaringBitmap>) {
        self.found.get_or_init(|| {
            let mut sets: Vec<_> = self.words.iter().map(Word::set).collect();
            sets.extend(within.map(Cow::Borrowed));
            let mut reading = Reading::default();
            let all = intersection(sets);
            let found = all.iter().map(|at| {
                reading.read(self.forward, at);
                (at, self.sequence.phrase(&reading))
            });
            found.filter(|(_, impact)| *impact > 0).unzip()
        });
    }

    /// What was found, like a word.
    pub fn word(&self) -> Word<'_> {
        let found = self.found.get();
        let (questions, impacts) =
            found.map(|(questions, impacts)| (&questions[..], &impacts[..])).unwrap_or_default();
        Word { list: List { questions, impacts, frequent: None }, weight: self.weight }
    }
}

impl<'a> Word<'a> {
    fn set(&self) -> Cow<'a, RoaringBitmap> {
        match self.list.frequent {
            Some(frequent) => Cow::Borrowed(&frequent.all),
            None => Cow::Owned(sorted_set(self.list.questions.iter().copied())),
        }
    }
}

/// What is in all sets, from the smallest one on.
fn intersection(mut sets: Vec<Cow<'_, RoaringBitmap>>) -> RoaringBitmap {
    sets.sort_by_key(|set| set.len());
    let mut sets = sets.into_iter();
    let first = sets.next().unwrap_or_default();
    match sets.next() {
        None => first.into_owned(),
        Some(second) => {
            let mut both = first.as_ref() & second.as_ref();
            sets.for_each(|set| both &= set.as_ref());
            both
        }
    }
}

impl Way<'_> {
    /// The questions that meet a clause this way.
    fn set(&self, demand: Demand) -> Cow<'_, RoaringBitmap> {
        match (self, demand) {
            (Self::Word(word), _) => word.set(),
            (Self::Phrase(phrase), _) => {
                Cow::Owned(sorted_set(phrase.word().list.questions.iter().copied()))
            }
            (Self::Words(words), Demand::All) => {
                Cow::Owned(intersection(words.iter().map(Word::set).collect()))
            }
            (Self::Words(words), Demand::Any) => union(words.iter().map(Word::set)),
        }
    }

    /// The questions in which it says the most, or all.
    fn best(&self, demand: Demand) -> Cow<'_, RoaringBitmap> {
        match self {
            Self::Word(Word { list: List { frequent: Some(frequent), .. }, .. }) => {
                Cow::Borrowed(&frequent.best)
            }
            _ => self.set(demand),
        }
    }

    /// The most that it adds to a score, and the most outside of its best questions.
    fn bounds(&self) -> (u32, u32) {
        match self {
            Self::Word(word) => word.bounds(),
            Self::Words(words) => (words.iter().map(|word| word.bounds().0).sum(), 0),
            Self::Phrase(phrase) => phrase.word().bounds(),
        }
    }

    /// About how many questions meet it.
    fn size(&self) -> usize {
        match self {
            Self::Word(word) => word.list.len(),
            Self::Words(words) => words.iter().map(|word| word.list.len()).sum(),
            Self::Phrase(phrase) => {
                phrase.words.iter().map(|word| word.list.len()).min().unwrap_or(0)
            }
        }
    }
}

impl Word<'_> {
    /// Calls `each` with the place of every question that has the word, and what that adds.
    pub fn meet(&self, questions: &[u32], mut each: impl FnMut(usize, u32)) {
        let weight = self.weight;
        self.list.meet(questions, |place, impact| each(place, weight * u32::from(impact)));
    }

    fn bounds(&self) -> (u32, u32) {
        let (most, rest) = self.list.bounds();
        (u32::from(most) * self.weight, u32::from(rest) * self.weight)
    }
}

impl Clause<'_> {
    pub fn set(&self, demand: Demand) -> Cow<'_, RoaringBitmap> {
        union(self.sets(demand))
    }

    /// Those that meet it, by way.
    fn sets(&self, demand: Demand) -> impl Iterator<Item = Cow<'_, RoaringBitmap>> {
        self.ways.iter().map(move |way| way.set(demand))
    }

    pub fn best(&self, demand: Demand) -> Cow<'_, RoaringBitmap> {
        union(self.ways.iter().map(|way| way.best(demand)))
    }

    pub fn bounds(&self) -> (u32, u32) {
        let bounds = self.ways.iter().map(Way::bounds);
        bounds.fold((0, 0), |one, other| (one.0.max(other.0), one.1.max(other.1)))
    }

    /// The list of its first word, which nearness goes by.
    pub fn word(&self) -> List<'_> {
        match self.ways.first() {
            Some(Way::Word(word)) => word.list,
            _ => List::default(),
        }
    }

    /// Calls `each` with the place of every question that meets it, what its best way says there, and
    /// how much of its share that is; puts what its first word says in each into `said`.
    pub fn meet(
        &self,
        questions: &[u32],
        demand: Demand,
        said: &mut [u8],
        mut each: impl FnMut(usize, u32, u32),
    ) {
        let share = self.share;
        self.word().meet(questions, |place, impact| said[place] = impact);
        if let [Way::Word(word)] = &self.ways[..] {
            for (place, &impact) in said.iter().enumerate().filter(|(_, impact)| **impact > 0) {
                each(place, word.weight * u32::from(impact), share);
            }
            return;
        }
        let mut most = vec![0; questions.len()];
        let mut partly = Vec::new();
        for (number, way) in self.ways.iter().enumerate() {
            let word = match way {
                Way::Word(word) if number == 0 => {
                    most = said.iter().map(|&impact| word.weight * u32::from(impact)).collect();
                    continue;
                }
                Way::Word(word) => *word,
                Way::Phrase(phrase) => phrase.word(),
                Way::Words(words) => {
                    partly.push(words_together(words, share, questions, demand));
                    continue;
                }
            };
            word.meet(questions, |place, adds| most[place] = most[place].max(adds));
        }
        for (place, most) in most.into_iter().enumerate() {
            let partly = partly.iter().map(|said| said[place]);
            let (adds, met) = partly.fold((most, share), Ord::max);
            if adds > 0 {
                each(place, adds, met);
            }
        }
    }

    /// About how many questions meet it.
    pub fn size(&self) -> usize {
        self.ways.iter().map(Way::size).sum()
    }

    pub fn phrases(&self) -> impl Iterator<Item = &Phrase<'_>> {
        self.ways.iter().filter_map(|way| match way {
            Way::Phrase(phrase) => Some(phrase),
            _ => None,
        })
    }

    /// The questions that meet it, by way, its phrases looked for in all.
    pub fn anywhere(&self, demand: Demand) -> impl Iterator<Item = Cow<'_, RoaringBitmap>> {
        self.phrases().for_each(|phrase| phrase.settle(None));
        self.sets(demand)
    }

    /// Those of `found` that meet it.
    pub fn within(&self, found: &RoaringBitmap, demand: Demand) -> RoaringBitmap {
        self.phrases().for_each(|phrase| phrase.settle(Some(found)));
        self.ways.iter().map(|way| found & way.set(demand).as_ref()).union()
    }
}

/// What words that belong together say in each question, and how much of the share it has.
fn words_together(
    words: &[Word],
    share: u32,
    questions: &[u32],
    demand: Demand,
) -> Vec<(u32, u32)> {
    let mut said = vec![(0, 0); questions.len()];
    for word in words {
        word.meet(questions, |place, adds| {
            said[place].0 += adds;
            said[place].1 += word.weight;
        });
    }
    let all = words.iter().map(|word| word.weight).sum();
    for (adds, met) in &mut said {
        match *met == all {
            false if demand == Demand::All => (*adds, *met) = (0, 0),
            _ => *met = part(share, *met, all),
        }
    }
    said
}

/// So many parts of a whole that has `all` of them.
fn part(whole: u32, parts: u32, all: u32) -> u32 {
    let share = u64::from(whole) * u64::from(parts) / u64::from(all.max(1));
    u32::try_from(share).unwrap_or(u32::MAX)
}

pub(super) fn union<'a>(
    sets: impl Iterator<Item = Cow<'a, RoaringBitmap>>,
) -> Cow<'a, RoaringBitmap> {
    let mut sets: Vec<_> = sets.collect();
    match sets.len() {
        1 => sets.remove(0),
        _ => Cow::Owned(sets.iter().map(Cow::as_ref).union()),
    }
}
