//! An opened plugin as an [`Integration`]: one instance at a time, made anew when a panic has poisoned it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tomada_core::{BoxFuture, Context, Failure, Integration, Json, Kind, Manifest, Output};

use crate::counters::Counts;
use crate::entry::Entry;
use crate::host_side::HostSide;
use crate::run::{Begun, Instance, Pull, Pulled};

/// How long the second replacement in a row waits; each further one twice as long.
const BACK_OFF_FIRST: Duration = Duration::from_millis(100);

/// The longest wait before a replacement.
const BACK_OFF_MAX: Duration = Duration::from_secs(30);

/// An instance that has lived so long was no replacement in a row.
const SETTLED: Duration = Duration::from_mins(1);

/// A plugin, opened and started.
pub struct Plugin {
    manifest: Manifest,
    host: &'static HostSide,
    entry: Entry,
    life: Mutex<Life>,
}

/// The current instance and the history that decides when it may be replaced.
#[derive(Default)]
struct Life {
    instance: Option<Arc<Instance>>,
    born: Duration,
    replacements: u32,
    not_before: Duration,
}

impl Plugin {
    pub(crate) fn new(manifest: Manifest, host: &'static HostSide, entry: Entry) -> Self {
        Self { manifest, host, entry, life: Mutex::default() }
    }

    /// What is open and what went wrong.
    pub fn counts(&self) -> Counts {
        self.host.counters.snapshot()
    }

    /// The last 64 lines that the plugin logged outside of any call.
    pub fn notes(&self) -> Vec<String> {
        self.host.notes.lines()
    }

    /// The instance to use at `now`, made anew if the last one is poisoned or stuck.
    fn instance(&self, now: Duration) -> Result<Arc<Instance>, Failure> {
        let mut life = self.life.lock().unwrap_or_else(PoisonError::into_inner);
        if self.host.take_stuck()
            && let Some(instance) = &life.instance
        {
            instance.poison();
        }
        if let Some(instance) = life.instance.take_if(|instance| instance.is_poisoned()) {
            life.bury(now);
            drop(instance);
        }
        if let Some(instance) = &life.instance {
            return Ok(instance.clone());
        }
        let wait = life.not_before.saturating_sub(now);
        if !wait.is_zero() {
            let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            return Err(
                Failure::coded(Kind::Unavailable, "plugin-recovering").with_retry_after_ms(wait.max(1))
            );
        }
        match Instance::create(self.host, &self.entry) {
            Ok(instance) => {
                life.born = now;
                Ok(life.instance.insert(instance).clone())
            }
            Err(failure) => {
                life.bury(now);
                Err(failure)
            }
        }
    }

    async fn run_now(&self, action: &str, input: Json, context: Context) -> Result<Output, Failure> {
        let described = self.manifest.action(action).ok_or_else(|| {
            Failure::coded(Kind::NotFound, "action-unknown").with_argument("action", action)
        })?;
        let pull = self.begin(action, &input, &context, described.streaming)?;
        // What the plugin wants to keep it has copied.
        drop(input);
        answer(pull, &context).await
    }

    /// Begins an action. If the instance turns out to be poisoned, nothing has run yet: its replacement may try.
    fn begin(&self, action: &str, input: &Json, context: &Context, streaming: bool) -> Result<Pull, Failure> {
        for _ in 0..2 {
            let instance = self.instance(context.now())?;
            if let Begun::Pull(pull) = instance.begin(action, input, context, streaming)? {
                return Ok(pull);
            }
        }
        Err(Failure::coded(Kind::Broken, "plugin-panicked"))
    }
}

/// Pulls until the answer; items on the way are the run's partial results.
async fn answer(mut pull: Pull, context: &Context) -> Result<Output, Failure> {
    loop {
        match pull.next(context.clock()).await? {
            Pulled::Item(item) => context.emitter().emit(item).await?,
            Pulled::Answer(json) => return Ok(Output::new(json)),
        }
    }
}

impl Life {
    /// Decides when a replacement may be made: at once for the first, later for each further one in a row.
    fn bury(&mut self, now: Duration) {
        if now.saturating_sub(self.born) > SETTLED {
            self.replacements = 0;
        }
        self.replacements += 1;
        let doublings = self.replacements.saturating_sub(2).min(16);
        let wait = if self.replacements == 1 { Duration::ZERO } else { BACK_OFF_FIRST * (1 << doublings) };
        self.not_before = now + wait.min(BACK_OFF_MAX);
    }
}

impl Integration for Plugin {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn run<'a>(
        &'a self,
        action: &'a str,
        input: Json,
        context: Context,
    ) -> BoxFuture<'a, Result<Output, Failure>> {
        Box::pin(self.run_now(action, input, context))
    }
}

impl std::fmt::Debug for Plugin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Plugin({})", self.host.name)
    }
}
