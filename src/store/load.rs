//! Loading everything, all at one revision.

use super::connection::Transaction;
use super::shelves::{categories, tags};
use super::{Snapshot, Store, StoreError, read, watch};
use crate::model::Question;

/// How many connections load at most.
const SHARES: usize = 4;
/// How many questions are worth a connection of their own.
const SHARE: usize = 4_096;
/// How often loading on several connections is begun again because somebody wrote meanwhile.
const ATTEMPTS: usize = 3;

/// What questions are gathered in while they are loaded.
pub trait Gather: Default + Send + 'static {
    /// Adds a question behind all others.
    fn gather(&mut self, question: Question);

    /// Adds what was gathered elsewhere behind all others.
    fn append(&mut self, other: Self);
}

impl Gather for Vec<Question> {
    fn gather(&mut self, question: Question) {
        self.push(question);
    }

    fn append(&mut self, mut other: Self) {
        Vec::append(self, &mut other);
    }
}

impl Store {
    /// Everything, as it was at one moment.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the database does not answer, or a row is no question.
    pub async fn load(&self) -> Result<Snapshot, StoreError> {
        self.load_into().await
    }

    /// The same, with the questions gathered in a form of the caller's, on all cores.
    ///
    /// # Errors
    ///
    /// As [`Store::load`].
    pub async fn load_into<Q: Gather>(&self) -> Result<Snapshot<Q>, StoreError> {
        let mut attempts = 0;
        loop {
            let mut transaction = self.reading().await?;
            let mut snapshot = around::<Q>(&mut transaction).await?;
            let cuts = match attempts {
                0..ATTEMPTS => cuts(&mut transaction).await?,
                // Somebody writes all the time: one connection sees one moment, however long it takes.
                _ => Vec::new(),
            };
            if cuts.is_empty() {
                gather(i64::MIN, i64::MAX, &mut snapshot.questions, &mut transaction).await?;
                transaction.rollback().await?;
                return Ok(snapshot);
            }
            transaction.rollback().await?;
            if let Some(questions) = self.load_shares(&cuts, snapshot.revision).await? {
                return Ok(Snapshot { questions, ..snapshot });
            }
            attempts += 1;
        }
    }

    /// The questions below, between and from these numbers on, each share on a connection of its own;
    /// `None` when one of them sees another revision.
    async fn load_shares<Q: Gather>(
        &self,
        cuts: &[i64],
        revision: i64,
    ) -> Result<Option<Q>, StoreError> {
        let from = std::iter::once(i64::MIN).chain(cuts.iter().copied());
        let to = cuts.iter().map(|cut| cut - 1).chain([i64::MAX]);
        let share = |(from, to)| {
            let store = self.clone();
            tokio::spawn(async move { store.load_share(from, to, revision).await })
        };
        let shares: Vec<_> = from.zip(to).map(share).collect();
        let mut all = Some(Q::default());
        for share in shares {
            let share = share.await.map_err(|error| StoreError::Ended(error.to_string()))??;
            all = all.zip(share).map(|(mut all, share)| {
                all.append(share);
                all
            });
        }
        Ok(all)
    }

    async fn load_share<Q: Gather>(
        &self,
        from: i64,
        to: i64,
        revision: i64,
    ) -> Result<Option<Q>, StoreError> {
        let mut transaction = self.reading().await?;
        let (seen,): (i64,) = transaction.one(watch::REVISION, &[]).await?;
        let mut questions = Q::default();
        if seen == revision {
            gather(from, to, &mut questions, &mut transaction).await?;
        }
        transaction.rollback().await?;
        Ok((seen == revision).then_some(questions))
    }
}

/// Everything but the questions.
async fn around<Q: Default>(connection: &mut Transaction) -> Result<Snapshot<Q>, StoreError> {
    let (revision,): (i64,) = connection.one(watch::REVISION, &[]).await?;
    Ok(Snapshot {
        revision,
        categories: categories(connection).await?.into_iter().map(|row| row.1).collect(),
        tags: tags(connection).await?.into_iter().map(|row| row.1).collect(),
        questions: Q::default(),
    })
}

/// The numbers that divide the questions into shares of one size; none where one share will do.
async fn cuts(connection: &mut Transaction) -> Result<Vec<i64>, StoreError> {
    let (count,): (i64,) = connection.one("SELECT count(*) FROM questions", &[]).await?;
    let count = usize::try_from(count).unwrap_or(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let shares = cores.min(SHARES).min(count / SHARE);
    let mut cuts = Vec::new();
    for share in 1..shares {
        let offset = i64::try_from(count * share / shares).unwrap_or(i64::MAX);
        let statement = "SELECT number FROM questions ORDER BY number LIMIT 1 OFFSET $1";
        let (cut,): (i64,) = connection.one(statement, &[offset.into()]).await?;
        cuts.push(cut);
    }
    Ok(cuts)
}

/// Gathers the questions of these numbers, the first and last included.
async fn gather<Q: Gather>(
    from: i64,
    to: i64,
    into: &mut Q,
    connection: &mut Transaction,
) -> Result<(), StoreError> {
    read::each(from, to, connection, |_, question| into.gather(question)).await
}
