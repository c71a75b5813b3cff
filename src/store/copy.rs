//! Copying a whole bank to another database, of whichever engine.

use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::FromRow;

use super::connection::Transaction;
use super::row::{Row, columns};
use super::write::{end_writing, write_rows};
use super::{Store, StoreError, watch};

/// What was copied, and found to be the same on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// How many questions.
    pub questions: usize,
    /// How many categories.
    pub categories: usize,
    /// How many tags that are described.
    pub tags: usize,
    /// The revision that both have now.
    pub revision: i64,
    /// Of all rows, in hexadecimal.
    pub digest: String,
}

/// How many rows a bank has.
const HELD: &str = "SELECT (SELECT count(*) FROM categories) + (SELECT count(*) FROM tags) \
                    + (SELECT count(*) FROM questions)";

/// All rows of a bank.
#[derive(Serialize)]
struct Whole {
    categories: Vec<Shelf>,
    tags: Vec<Described>,
    questions: Vec<Row>,
}

#[derive(FromRow, Serialize)]
struct Shelf {
    id: String,
    name: String,
    description: Option<String>,
    number: i64,
    origin: String,
}

#[derive(FromRow, Serialize)]
struct Described {
    id: String,
    description: String,
    origin: String,
}

impl Store {
    /// Copies everything to a database that holds nothing, in one transaction, reads it back, and
    /// compares. `written` is told from time to time how many questions are written.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotEmpty`] when the target holds something, [`StoreError::Unlike`] when what was
    /// read back is not what was written; then as for any other error nothing of it is there.
    pub async fn copy_to(
        &self,
        target: &Self,
        written: &(dyn Fn(usize) + Send + Sync),
    ) -> Result<Copied, StoreError> {
        let mut from = self.reading().await?;
        let (revision,): (i64,) = from.one(watch::REVISION, &[]).await?;
        let whole = Whole::read(&mut from).await?;
        from.rollback().await?;
        target.take_whole(&whole, revision, written).await.map_err(|error| target.explain(error))
    }

    async fn take_whole(
        &self,
        whole: &Whole,
        revision: i64,
        written: &(dyn Fn(usize) + Send + Sync),
    ) -> Result<Copied, StoreError> {
        let mut to = self.writing().await?;
        let (before,): (i64,) = to.one(watch::REVISION, &[]).await?;
        let (held,): (i64,) = to.one(HELD, &[]).await?;
        if held > 0 {
            return Err(StoreError::NotEmpty(self.name()));
        }
        // Whoever serves the target already is not to see a revision twice.
        let revision = if before == 0 { revision } else { revision.max(before + 1) };
        let begin = "UPDATE bank SET revision = $1, listed_after = $1, writing = 1";
        to.run(begin, &[revision.into()]).await?;
        to.run("DELETE FROM changes", &[]).await?;
        whole.write(written, &mut to).await?;
        end_writing(&mut to).await?;
        let digest = whole.digest()?;
        if Whole::read(&mut to).await?.digest()? != digest {
            return Err(StoreError::Unlike(self.name()));
        }
        to.commit().await?;
        Ok(Copied {
            questions: whole.questions.len(),
            categories: whole.categories.len(),
            tags: whole.tags.len(),
            revision,
            digest,
        })
    }
}

impl Whole {
    async fn read(connection: &mut Transaction) -> Result<Self, StoreError> {
        let categories = "SELECT id, name, description, number, origin FROM categories ORDER BY id";
        let tags = "SELECT id, description, origin FROM tags ORDER BY id";
        let questions = concat!("SELECT ", columns!(), " FROM questions ORDER BY number");
        Ok(Self {
            categories: connection.all(categories, &[]).await?,
            tags: connection.all(tags, &[]).await?,
            questions: connection.all(questions, &[]).await?,
        })
    }

    async fn write(
        &self,
        written: &(dyn Fn(usize) + Send + Sync),
        connection: &mut Transaction,
    ) -> Result<(), StoreError> {
        for shelf in &self.categories {
            let statement = "INSERT INTO categories (id, name, description, number, origin) \
                             VALUES ($1, $2, $3, $4, $5)";
            let values = [
                shelf.id.as_str().into(),
                shelf.name.as_str().into(),
                shelf.description.as_deref().into(),
                shelf.number.into(),
                shelf.origin.as_str().into(),
            ];
            connection.run(statement, &values).await?;
        }
        for tag in &self.tags {
            let statement = "INSERT INTO tags (id, description, origin) VALUES ($1, $2, $3)";
            let values = [&tag.id, &tag.description, &tag.origin].map(|text| text.as_str().into());
            connection.run(statement, &values).await?;
        }
        let mut count = 0;
        for rows in self.questions.chunks(super::write::BATCH) {
            write_rows(rows, connection).await?;
            count += rows.len();
            written(count);
        }
        Ok(())
    }

    fn digest(&self) -> Result<String, StoreError> {
        let mut digest = Sha256::new();
        let rows = serde_json::to_writer(HashWriter(&mut digest), self);
        rows.map_err(|error| sqlx::Error::Encode(error.into()))?;
        Ok(data_encoding::HEXLOWER.encode(&digest.finalize()))
    }
}

/// Takes in what is written.
struct HashWriter<'a>(&'a mut Sha256);

impl std::io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
