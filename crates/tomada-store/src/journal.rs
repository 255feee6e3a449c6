//! The journal: finished runs, each with its exchanges and log lines, committed in groups.
//!
//! Rule: whoever records a run is answered after the commit that holds it, and a run that cannot be written fails alone.

mod insert;
mod rows;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tomada_core::BoxFuture;
use tomada_host::{Journal, JournalError, RunRecord};

use crate::sql::{Database, Scope};
use crate::{Store, StoreError};
use insert::Insert;

/// How many runs one commit may hold.
const GROUP_MAX: usize = 64;
/// How many runs may wait for their commit; who comes then waits for a place.
const QUEUE_MAX: usize = 1_024;

const DOING: &str = "writing the journal";

/// The task that writes, and the way to it.
pub(crate) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Job>>>,
    task: Mutex<Option<JoinHandle<()>>>,
}

struct Job {
    record: RunRecord,
    done: oneshot::Sender<Result<(), StoreError>>,
}

impl Writer {
    /// Starts the task, which ends when the writer is closed.
    pub(crate) fn start(database: Database) -> Self {
        let (queue, jobs) = mpsc::channel(QUEUE_MAX);
        let task = tokio::spawn(work(database, jobs));
        Self { queue: Mutex::new(Some(queue)), task: Mutex::new(Some(task)) }
    }

    async fn record(&self, record: RunRecord) -> Result<(), StoreError> {
        let closed = || StoreError::row(DOING, "the store is closed");
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (done, answer) = oneshot::channel();
        queue.ok_or_else(closed)?.send(Job { record, done }).await.map_err(|_| closed())?;
        answer.await.map_err(|_| closed())?
    }

    /// Writes what is waiting, and ends.
    pub(crate) async fn close(&self) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            // A task that panicked has nobody waiting any more: their answers ended with it.
            let _ = task.await;
        }
    }
}

/// What gathers while one group is being committed is the next group: nobody waits for company.
async fn work(database: Database, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    while jobs.recv_many(&mut group, GROUP_MAX).await > 0 {
        if group.len() > 1 && commit(&database, group.iter().map(|job| &job.record)).await.is_ok() {
            answer(group.drain(..));
            continue;
        }
        // Alone, or one of them cannot be written: each by itself, so that the others can.
        for job in group.drain(..) {
            let done = commit(&database, std::iter::once(&job.record)).await;
            let _ = job.done.send(done);
        }
    }
}

/// Whoever has gone away meanwhile does not need to know.
fn answer(jobs: impl Iterator<Item = Job>) {
    for job in jobs {
        let _ = job.done.send(Ok(()));
    }
}

async fn commit(database: &Database, records: impl Iterator<Item = &RunRecord>) -> Result<(), StoreError> {
    // In the order of their names, so that two hosts never wait for each other.
    let mut projects: BTreeMap<&str, Vec<&RunRecord>> = BTreeMap::new();
    for record in records {
        projects.entry(&record.project).or_default().push(record);
    }
    let mut transaction = database.write(Scope::Operator, DOING).await?;
    for (project, records) in projects {
        transaction.enter(project).await?;
        let mut written = rows::Written::default();
        for record in &records {
            written.add(record)?;
        }
        for insert in [written.runs, written.exchanges, written.log_lines] {
            insert.run(&mut transaction).await?;
        }
        let sizes = "INSERT INTO journal_sizes (project, runs, bytes) VALUES ($1, $2, $3)
            ON CONFLICT (project) DO UPDATE SET runs = journal_sizes.runs + excluded.runs,
            bytes = journal_sizes.bytes + excluded.bytes";
        let count = i64::try_from(records.len()).unwrap_or(i64::MAX);
        transaction.execute(sizes, [project.into(), count.into(), written.bytes.into()]).await?;
    }
    transaction.commit().await
}

impl Journal for Store {
    fn record(&self, record: RunRecord) -> BoxFuture<'_, Result<(), JournalError>> {
        Box::pin(async move {
            let run_id = record.run_id.clone();
            let recorded = self.0.writer.record(record).await;
            recorded.map_err(|error| JournalError { run_id, source: Box::new(error) })
        })
    }
}
