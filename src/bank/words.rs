//! What counts as a word, in the bank and in a query alike.
//!
//! A text is cut into **units** at white space and punctuation. A unit is one run of letters and
//! digits, or several that a single joining character holds together (`CI/CD`, `node.js`, `N+1`),
//! with what belongs to a name around it (`C++`, `C#`, `.NET`). A joined unit is a word as a
//! whole, so that `C` is not `C++`; its parts of two or more characters are words too, so that
//! `end` finds `front-end`; and so is what is left without the joints (`frontend`).
//!
//! Words are compared without case and accents, plain English ones by their stem. Scripts written
//! without blanks are cut into single characters.

mod spelling;
pub(super) mod stop;

use std::ops::Range;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word in two forms.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Word {
    /// As it is written, without case and accents.
    pub surface: String,
    /// As it is compared: of one spelling, and an English word by its stem.
    pub term: String,
}

/// Words that stand at one place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// The whole.
    pub whole: Word,
    /// The whole without its joints, where it has any.
    pub joined: Option<Word>,
    /// Its runs of two or more characters, where those are not the whole.
    pub parts: Vec<Word>,
    /// Whether it is a character of a script without blanks.
    pub unspaced: bool,
}

/// Longer words are cut: nobody types them, and the index bounds its terms.
const LONGEST: usize = 200;

/// `every` and `very` are no nouns of a verb.
const SHORTEST_NOUN: usize = 5;

/// Where the units of `text` stand, in order.
pub(super) fn spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut scanner = Scanner { text, at: 0 };
    std::iter::from_fn(move || scanner.next_span()).filter(|span| {
        let unit = &text[span.clone()];
        // Nothing but marks without a letter is no word.
        unit.is_ascii() || !fold(unit).is_empty()
    })
}

/// The units of `text` in order.
pub(super) fn units(text: &str) -> Vec<Unit> {
    Analyser::new().units(text)
}

/// Tells which words a unit is.
pub(super) struct Analyser(Option<Stemmer>);

impl Analyser {
    pub fn new() -> Self {
        Self(Some(Stemmer::new(Algorithm::English)))
    }

    /// One to which every form of a word is a word of its own.
    pub fn without_stems() -> Self {
        Self(None)
    }

    /// The units of `text` in order.
    pub fn units(&self, text: &str) -> Vec<Unit> {
        spans(text).map(|span| self.unit(&text[span.clone()], span)).collect()
    }

    /// The unit that is written so and stands there.
    pub fn unit(&self, text: &str, span: Range<usize>) -> Unit {
        Unit::new(text, span, self.0.as_ref())
    }

    /// One word alone, for what is no text, such as a line of the vocabulary.
    pub fn word(&self, surface: &str) -> Word {
        Word::new(surface, self.0.as_ref())
    }
}

impl Word {
    fn new(text: &str, stemmer: Option<&Stemmer>) -> Self {
        let mut surface = fold(text);
        surface.truncate(surface.floor_char_boundary(LONGEST));
        let plain = surface.bytes().all(|b| b.is_ascii_lowercase());
        let term = match stemmer.filter(|_| plain) {
            Some(stemmer) => stem(&spelling::unified(&surface), stemmer),
            None => surface.clone(),
        };
        Self { surface, term }
    }
}

/// The stem, by which doubled and single `l` are the same (`modelling`, `modeling`), and so are a noun
/// and its verb in `-very` (`delivery`, `deliver`).
fn stem(word: &str, stemmer: &Stemmer) -> String {
    let stem = stemmer.stem(word);
    if stem.len() > SHORTEST_NOUN && stem.ends_with("veri") {
        return stem[..stem.len() - 1].to_owned();
    }
    stem.strip_suffix("ll").map_or_else(|| stem.clone().into_owned(), |head| format!("{head}l"))
}

impl Unit {
    fn new(text: &str, span: Range<usize>, stemmer: Option<&Stemmer>) -> Self {
        let whole = Word::new(text, stemmer);
        let unspaced = text.chars().next().is_some_and(is_unspaced);
        if text.chars().all(is_word) {
            return Self { span, whole, joined: None, parts: Vec::new(), unspaced };
        }
        let runs: Vec<&str> =
            text.split(|c: char| !is_word(c)).filter(|run| !run.is_empty()).collect();
        let long = runs.iter().filter(|run| run.chars().nth(1).is_some());
        let parts = long.map(|run| Word::new(run, stemmer)).collect();
        let joined = (runs.len() > 1).then(|| Word::new(&runs.concat(), stemmer));
        Self { span, whole, joined, parts, unspaced }
    }

    /// Every word that this unit is.
    pub fn into_words(self) -> impl Iterator<Item = Word> {
        std::iter::once(self.whole).chain(self.joined).chain(self.parts)
    }

    /// Its parts, where they are all that it is made of, else the whole.
    pub fn apart(&self) -> &[Word] {
        let runs = self.parts.iter().map(|part| part.surface.len()).sum::<usize>();
        match &self.joined {
            Some(joined) if joined.surface.len() == runs => &self.parts,
            _ => std::slice::from_ref(&self.whole),
        }
    }

    /// Whether it is one run of letters and digits.
    pub fn is_plain(&self) -> bool {
        self.joined.is_none() && self.parts.is_empty()
    }
}

/// Finds the next unit.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn next_span(&mut self) -> Option<Range<usize>> {
        let found = self.next_word()?;
        let start = self.with_leading_dot(found);
        let mut end = self.run_end(found);
        if !is_unspaced(self.char_at(found)?) {
            while let Some(next) = self.joined_run(end) {
                end = self.run_end(next);
            }
            end = self.with_suffix(end);
        }
        self.at = end;
        Some(start..end)
    }

    /// The place of the next word character.
    fn next_word(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let near =
            rest.bytes().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
        let near = self.at + near;
        match self.text.as_bytes()[near].is_ascii() {
            true => Some(near),
            false => self.text[near..].find(is_word).map(|at| near + at),
        }
    }

    /// `.NET`: a dot with a letter behind it and no word, dot or slash before it.
    fn with_leading_dot(&self, start: usize) -> usize {
        if start == 0 || self.byte_at(start - 1) != Some(b'.') {
            return start;
        }
        let before = &self.text[self.at..start];
        let named = before.strip_suffix('.').is_some_and(|head| {
            let bare = head.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
            // Right after the last unit the dot ends a sentence.
            bare && !(head.is_empty() && self.at > 0)
        });
        let letter = self.char_at(start).is_some_and(char::is_alphabetic);
        if named && letter { start - 1 } else { start }
    }

    /// The end of the run of word characters that begins at `start`.
    fn run_end(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if plain > 0 && self.byte_at(start + plain).is_none_or(|byte| byte.is_ascii()) {
            return start + plain;
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        if self.char_at(start).is_some_and(is_unspaced) {
            let marks = rest[first..].find(|c| !is_combining_mark(c));
            return start + first + marks.unwrap_or(rest.len() - first);
        }
        let end = rest.find(|c: char| !is_word(c) || is_unspaced(c));
        start + end.unwrap_or(rest.len())
    }

    /// The start of another run that one joining character ties to what ends at `end`.
    fn joined_run(&self, end: usize) -> Option<usize> {
        let mut rest = self.text[end..].chars();
        let joint = rest.next().filter(|&c| is_joint(c))?;
        rest.next().filter(|&c| is_word(c) && !is_unspaced(c))?;
        Some(end + joint.len_utf8())
    }

    /// `C++` and `C#`: plus and hash signs that end a name.
    fn with_suffix(&self, end: usize) -> usize {
        if !matches!(self.byte_at(end), Some(b'+' | b'#')) {
            return end;
        }
        let rest = &self.text[end..];
        let signs = rest.len() - rest.trim_start_matches(['+', '#']).len();
        let closed = rest[signs..].chars().next().is_none_or(|c| !is_word(c));
        if closed { end + signs } else { end }
    }

    fn byte_at(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)))
}

fn is_joint(c: char) -> bool {
    matches!(c, '+' | '#' | '.' | '/' | '-' | '_' | '\'' | '’' | '&' | '@' | ':' | '=')
}

/// Whether words of this script stand without blanks between them: Chinese characters, Japanese
/// syllables, Korean blocks, Thai (the Unicode blocks of these names).
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Without case and accents, and with the letters that are no accented ones but are typed so.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare = text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for character in bare {
        match character {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            '’' => folded.push('\''),
            other => folded.push(other),
        }
    }
    folded
}
