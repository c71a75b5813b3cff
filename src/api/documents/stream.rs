//! Sending a document: short ones whole, long ones piece by piece.

use std::sync::Arc;
use std::vec;

use axum::body::{Body, Bytes};
use futures_util::stream;
use xxhash_rust::xxh3::Xxh3;

use super::super::reply::Reply;
use crate::bank::Bank;
use crate::document::{About, Document, Format};

/// Up to so many questions a document is made whole, with a tag that changes only when it does.
const WHOLE: usize = 250;
/// How much is sent at once of a longer one, in bytes.
const PIECE: usize = 32 << 10;

/// A document to be sent.
pub(super) struct Sheet {
    pub bank: Arc<Bank>,
    pub positions: Vec<u32>,
    pub format: Format,
    pub about: About,
    /// The file name, without its extension.
    pub name: &'static str,
}

impl Sheet {
    pub(super) fn reply(self) -> Reply {
        let file = format!("{}.{}", self.name, self.format.file_extension());
        let (media_type, short) = (self.format.media_type(), self.positions.len() <= WHOLE);
        let reply = if short {
            Reply::new(Pieces::new(self).collect::<String>(), media_type)
        } else {
            let tag = self.tag();
            Reply::streamed(Pieces::new(self).into_body(), media_type, tag)
        };
        reply.named(file).with_policy()
    }

    /// Of a long document only what it is made from is known before it is sent.
    fn tag(&self) -> u128 {
        let mut hash = Xxh3::new();
        hash.update(env!("CARGO_PKG_VERSION").as_bytes());
        hash.update(format!("{:?} {:?}", self.format, self.about).as_bytes());
        hash.update(&self.bank.fingerprint().to_le_bytes());
        for at in &self.positions {
            hash.update(&at.to_le_bytes());
        }
        hash.digest128()
    }
}

/// The document piece by piece, each made when it is asked for.
struct Pieces {
    bank: Arc<Bank>,
    left: vec::IntoIter<u32>,
    document: Document,
    /// What is written and not yet given; absent at the end.
    written: Option<String>,
}

impl Pieces {
    fn new(sheet: Sheet) -> Self {
        let document = Document::new(sheet.format, sheet.about);
        let written = Some(document.head());
        Self { bank: sheet.bank, left: sheet.positions.into_iter(), document, written }
    }

    fn into_body(self) -> Body {
        let pieces = stream::unfold(self, |mut pieces| async {
            // Others get their turn between two pieces, however fast the reader is.
            tokio::task::yield_now().await;
            let piece = Bytes::from(pieces.next()?);
            Some((Ok::<_, std::convert::Infallible>(piece), pieces))
        });
        Body::from_stream(pieces)
    }
}

impl Iterator for Pieces {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut piece = self.written.take()?;
        while piece.len() < PIECE {
            let Some(at) = self.left.next() else {
                piece.push_str(&self.document.foot());
                return Some(piece);
            };
            piece.push_str(&self.document.question(self.bank.question(at)));
        }
        self.written = Some(String::new());
        Some(piece)
    }
}
