//! The journal: finished runs, each with its exchanges and log lines, committed in groups.
//!
//! Rule: whoever records a run is answered after the commit that holds it, unless [`JournalMode::Async`] was chosen, and a
//! run that cannot be written fails alone.

mod counters;
mod insert;
mod room;
mod rows;
mod slim;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::task::JoinHandle;
use tomada_core::{BoxFuture, Failure};
use tomada_host::{Journal, JournalError, RunRecord};

use crate::sql::{Database, Scope};
use crate::{CallSummary, JournalMode, Options, Store, StoreError};
use counters::Counters;
pub use counters::JournalCounters;
use insert::Insert;
use room::Room;

/// How many runs one commit may hold.
const GROUP_MAX: usize = 64;
/// How many runs may wait for their commit; who comes then waits for a place.
const QUEUE_MAX: usize = 1_024;

/// How many committed runs wait for who follows them.
const FOLLOWED_MAX: usize = 1_024;

const DOING: &str = "writing the journal";

/// The task that writes, and the way to it.
pub(crate) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Job>>>,
    task: Mutex<Option<JoinHandle<()>>>,
    committed: broadcast::Sender<Committed>,
    mode: JournalMode,
    counters: Arc<Counters>,
    room: Arc<Room>,
}

/// A run that has just been committed.
#[derive(Clone, Debug)]
pub struct Committed {
    /// The project.
    pub project: Arc<str>,
    /// The run, as lists show it.
    pub run: Arc<CallSummary>,
}

struct Job {
    record: RunRecord,
    /// Absent where the caller was answered before.
    done: Option<oneshot::Sender<Result<(), StoreError>>>,
}

/// What the task tells of what it has done.
struct Told {
    committed: broadcast::Sender<Committed>,
    counters: Arc<Counters>,
}

impl Writer {
    /// Starts the task, which ends when the writer is closed.
    pub(crate) fn start(database: Database, options: &Options) -> Self {
        let (queue, jobs) = mpsc::channel(QUEUE_MAX);
        let (committed, _) = broadcast::channel(FOLLOWED_MAX);
        let counters = Arc::<Counters>::default();
        let room = Arc::new(Room::new(&database, options));
        let told = Told { committed: committed.clone(), counters: Arc::clone(&counters) };
        let task = Mutex::new(Some(tokio::spawn(work(database, jobs, told, Arc::clone(&room)))));
        Self { queue: Mutex::new(Some(queue)), task, committed, mode: options.journal, counters, room }
    }

    async fn record(&self, mut record: RunRecord) -> Result<(), StoreError> {
        let closed = || StoreError::row(DOING, "the store is closed");
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or_else(closed)?;
        let crowded = queue.capacity() < QUEUE_MAX / 4;
        self.counters.bodies_dropped(slim::slim(&mut record, crowded));
        if self.mode == JournalMode::Async {
            return match queue.try_send(Job { record, done: None }) {
                Ok(()) => Ok(()),
                Err(TrySendError::Full(_)) => {
                    self.counters.run_dropped();
                    Ok(())
                }
                Err(TrySendError::Closed(_)) => Err(closed()),
            };
        }
        let (done, answer) = oneshot::channel();
        queue.send(Job { record, done: Some(done) }).await.map_err(|_| closed())?;
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

/// What gathers while one group is being committed is the next group: nobody waits for company. As long as there is no
/// room, it is looked for.
async fn work(database: Database, mut jobs: mpsc::Receiver<Job>, told: Told, room: Arc<Room>) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    loop {
        tokio::select! {
            count = jobs.recv_many(&mut group, GROUP_MAX) => if count == 0 { return },
            () = room.next_look() => room.look().await,
        }
        if group.len() > 1 && commit(&database, group.iter().map(|job| &job.record)).await.is_ok() {
            group.drain(..).for_each(|job| told.answer(job, Ok(())));
            continue;
        }
        // Alone, or one of them cannot be written: each by itself, so that the others can.
        for job in group.drain(..) {
            let done = commit(&database, std::iter::once(&job.record)).await;
            if done.is_err() {
                room.look().await;
            }
            told.answer(job, done);
        }
    }
}

impl Told {
    fn answer(&self, job: Job, done: Result<(), StoreError>) {
        if done.is_ok() && self.committed.receiver_count() > 0 {
            let project = job.record.project.as_str().into();
            let _ = self.committed.send(Committed { project, run: Arc::new(summary(&job.record)) });
        }
        match job.done {
            // Whoever has gone away meanwhile does not need to know.
            Some(caller) => drop(caller.send(done)),
            None if done.is_err() => self.counters.run_dropped(),
            None => {}
        }
    }
}

fn summary(record: &RunRecord) -> CallSummary {
    CallSummary {
        run_id: record.run_id.clone(),
        started_unix_ms: record.started_unix_ms,
        elapsed_ms: record.elapsed_ms,
        integration: record.integration.clone(),
        version: record.version.clone(),
        action: record.action.clone(),
        connection: record.connection.clone(),
        outcome: record.outcome.as_ref().err().map_or("ok", |failure| failure.kind().as_str()).to_owned(),
        status: record.exchanges.iter().rev().find_map(|exchange| exchange.status),
        exchanges: record.exchanges.len() as u64,
    }
}

impl Store {
    /// Every run from now on that this host commits. Who is too slow loses the oldest, and is told how many.
    pub fn committed(&self) -> broadcast::Receiver<Committed> {
        self.0.writer.committed.subscribe()
    }

    /// What the journal had to leave out since the store was opened.
    pub fn journal_counters(&self) -> JournalCounters {
        self.0.writer.counters.read()
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
    fn accepts(&self) -> Result<(), Failure> {
        self.0.writer.room.accepts()
    }

    fn record(&self, record: RunRecord) -> BoxFuture<'_, Result<(), JournalError>> {
        Box::pin(async move {
            let run_id = record.run_id.clone();
            let recorded = self.0.writer.record(record).await;
            recorded.map_err(|error| JournalError { run_id, source: Box::new(error) })
        })
    }
}
