//! The JSON texts of questions, one behind the other as pages have them.
//!
//! Questions that follow each other stand in one piece of memory with the comma between them. So a
//! page of neighbours is one piece already, and who reads it goes through memory in order.

use bytes::{Buf, Bytes};

/// How many bytes stand together.
const CHUNK: usize = 64 << 10;

/// A text in a chunk.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    /// From its beginning to the end of the chunk.
    rest: Bytes,
    length: u32,
}

impl Text {
    pub fn bytes(&self) -> &[u8] {
        &self.rest[..self.length as usize]
    }

    /// The same without a copy.
    pub fn to_bytes(&self) -> Bytes {
        self.rest.slice(..self.length as usize)
    }

    /// These texts with a comma between them, and the others: as many as stand behind each other.
    ///
    /// # Panics
    ///
    /// Where there is no text.
    pub fn run<'a, 't>(texts: &'a [&'t Self]) -> (&'t [u8], &'a [&'t Self]) {
        let follows = |pair: &&[&Self]| pair[0].is_followed_by(pair[1]);
        let more = texts.windows(2).take_while(follows).count();
        let (run, others) = texts.split_at(more + 1);
        let length = run.iter().map(|text| text.length as usize + 1).sum::<usize>();
        (&run[0].rest[..length - 1], others)
    }

    fn is_followed_by(&self, next: &Self) -> bool {
        let behind = self.rest.get(self.length as usize + 1..).unwrap_or_default();
        // What has bytes has an address of its own.
        !behind.is_empty() && behind.as_ptr() == next.rest.as_ptr()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self { rest: Bytes::from(text.into_bytes().into_boxed_slice()), length }
    }
}

/// Texts on their way into chunks, in order.
#[derive(Debug, Default)]
pub(super) struct Texts {
    written: Vec<u8>,
    /// Of those that were written since the last chunk.
    lengths: Vec<u32>,
}

impl Texts {
    /// Writes one more; gives the texts of a chunk whenever one is full.
    pub fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> Vec<Text> {
        let start = self.written.len();
        write(&mut self.written);
        self.lengths.push(u32::try_from(self.written.len() - start).unwrap_or(u32::MAX));
        self.written.push(b',');
        if self.written.len() < CHUNK { Vec::new() } else { self.finish() }
    }

    /// The texts that no chunk has yet.
    pub fn finish(&mut self) -> Vec<Text> {
        let mut rest = Bytes::copy_from_slice(&self.written);
        self.written.clear();
        let text = |length: u32| {
            let text = Text { rest: rest.clone(), length };
            rest.advance(length as usize + 1);
            text
        };
        self.lengths.drain(..).map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(all: &[&str]) -> Vec<Text> {
        let mut texts = Texts::default();
        let pushed =
            all.iter().flat_map(|one| texts.push(|into| into.extend_from_slice(one.as_bytes())));
        let mut done: Vec<Text> = pushed.collect();
        done.extend(texts.finish());
        done
    }

    fn runs(mut texts: &[&Text]) -> Vec<String> {
        let mut runs = Vec::new();
        while !texts.is_empty() {
            let (run, others) = Text::run(texts);
            runs.push(String::from_utf8(run.to_vec()).unwrap());
            texts = others;
        }
        runs
    }

    #[test]
    fn neighbours_come_in_one_piece_and_others_by_themselves() {
        let texts = texts(&["a", "bc", "", "d"]);
        let all: Vec<&Text> = texts.iter().collect();
        assert_eq!(runs(&all), ["a,bc,,d"]);
        assert_eq!(runs(&[all[0], all[1], all[3], all[2], all[3]]), ["a,bc", "d", ",d"]);
        assert_eq!(runs(&[all[1], all[0], all[0]]), ["bc", "a", "a"]);
    }

    #[test]
    fn a_full_chunk_is_followed_by_another() {
        let long = "x".repeat(CHUNK);
        let texts = texts(&["a", &long, "b", "c"]);
        let all: Vec<&Text> = texts.iter().collect();
        assert_eq!(runs(&all), [format!("a,{long}"), "b,c".to_owned()]);
        assert_eq!(all[2].to_bytes(), "b");
    }
}
