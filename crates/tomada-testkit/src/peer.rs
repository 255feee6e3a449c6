//! A scripted service on loopback: it answers what its script says, in whatever manner, and keeps what it was sent.
//!
//! [`crate::Stage`] puts one before each run; an author may use it alone. The rule it protects: a request is answered
//! once and by one step, and whatever differed from the script can be read afterwards.

mod answer;
mod compare;
mod names;
mod read;
mod script;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::{JoinHandle, JoinSet};

pub(crate) use names::Names;
pub use read::Seen;
pub use script::{Answer, Behaviour, Content, Expected, Payload, Script, Step};

/// A scripted HTTP/1.1 service. It ends when it is dropped.
pub struct Peer {
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

pub(crate) struct Shared {
    script: Script,
    pub(crate) names: Names,
    progress: Mutex<Progress>,
}

#[derive(Default)]
struct Progress {
    /// Which steps have been taken.
    taken: Vec<bool>,
    seen: Vec<Seen>,
    differences: Vec<String>,
}

impl Peer {
    /// Listens on a free port of this machine. It must be called within a tokio runtime.
    ///
    /// # Errors
    /// When the machine gives no port.
    #[expect(clippy::disallowed_types, reason = "the scripted peer of tests, on loopback")]
    pub async fn start(script: Script) -> io::Result<Self> {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let names = Names::at(listener.local_addr()?.port());
        let progress = Progress { taken: vec![false; script.steps.len()], ..Progress::default() };
        let shared = Arc::new(Shared { script, names, progress: Mutex::new(progress) });
        let accepting = tokio::spawn({
            let shared = Arc::clone(&shared);
            async move {
                // The connections end with the task that holds them.
                let mut connections = JoinSet::new();
                while let Ok((stream, _)) = listener.accept().await {
                    let shared = Arc::clone(&shared);
                    connections.spawn(async move { serve(stream, &shared).await });
                }
            }
        });
        Ok(Self { shared, accepting })
    }

    /// The port that it listens on, at 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.shared.names.port()
    }

    /// The address of `path`, which begins with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port())
    }

    /// Every request so far, in the order of their arrival.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared.lock().seen.clone()
    }

    /// In what the requests so far differ from the script: one that is not as expected, one too many, one that never
    /// came. Empty if they are what the script says.
    pub fn differences(&self) -> Vec<String> {
        let progress = self.shared.lock();
        let mut differences = progress.differences.clone();
        let left = progress.taken.iter().zip(&self.shared.script.steps).enumerate();
        for (index, (_, step)) in left.filter(|(_, (taken, _))| !**taken) {
            differences.push(format!("exchange {}: {} was never sent", index + 1, step.request));
        }
        differences
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    /// Whether the next request will get no answer, so that whoever sends it had better not wait for long.
    pub(crate) fn will_stall(&self) -> bool {
        let taken = &self.lock().taken;
        let next = self.script.steps.iter().zip(taken).find(|(_, taken)| !**taken).map(|(step, _)| step);
        let step = next.or(self.script.steps.last());
        step.is_some_and(|step| matches!(step.behaviour, Behaviour::Stall | Behaviour::Hang(_)))
    }

    /// Notes a request and finds what to do with it: the first step left that expects it, or else the next one.
    fn take(&self, seen: Seen) -> Behaviour {
        let mut progress = self.lock();
        let steps = &self.script.steps;
        let left = || (0..steps.len()).filter(|index| !progress.taken[*index]);
        let fits = |index: &usize| compare::differences(&steps[*index].request, &seen).is_empty();
        let chosen = left().find(fits).or_else(|| left().next());
        let behaviour = match chosen {
            Some(index) => {
                progress.taken[index] = true;
                let told = compare::differences(&steps[index].request, &seen).into_iter();
                progress
                    .differences
                    .extend(told.map(|difference| format!("exchange {}: {difference}", index + 1)));
                steps[index].behaviour.clone()
            }
            None if self.script.repeats_last && !steps.is_empty() => steps[steps.len() - 1].behaviour.clone(),
            None => {
                progress
                    .differences
                    .push(format!("{} {} is in no exchange that is left", seen.method, seen.url));
                Behaviour::Answer(Answer::text(501, "No exchange is left in the script of this test."))
            }
        };
        progress.seen.push(seen);
        behaviour
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        // A panic while pushing leaves vectors that are still whole.
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::disallowed_types, reason = "the scripted peer of tests, on loopback")]
async fn serve(mut stream: tokio::net::TcpStream, shared: &Shared) {
    let mut unread = Vec::new();
    // A connection that breaks is the other side's affair: what it sent so far is noted.
    while let Ok(Some(seen)) = read::request(&mut stream, &mut unread, &shared.names).await {
        let is_head = seen.method == "HEAD";
        let behaviour = shared.take(seen.clone());
        match answer::give(&mut stream, &behaviour, &seen, is_head, &shared.names).await {
            Ok(answer::Then::Keep) => {}
            Ok(answer::Then::Close) | Err(_) => return,
        }
    }
}
