//! The plugin's side of the boundary: everything `unsafe` of the SDK is below this module.
//!
//! The host's calls arrive in `entry` and `operation`, each under `guard`, which lets no panic pass. The plugin's own
//! calls leave through `host`, the only place that calls the host's functions; `remote` makes of them the
//! capabilities that an action sees.

mod call;
pub(crate) mod entry;
mod guard;
mod host;
mod operation;
mod remote;
mod status;
pub(crate) mod table;
mod waker;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tomada_core::{Context, Failure, Kind};

use crate::action::{ActionInput, ActionOutput};
use call::Run;
use host::Host;

/// One action, as the macro lists it: its id, and how a run of it begins.
pub struct Entry {
    id: &'static str,
    begin: fn(Start<'_>) -> tomada_abi::Operation,
}

impl Entry {
    /// An action named by `id`, a module's name.
    pub const fn new(id: &'static str, begin: fn(Start<'_>) -> tomada_abi::Operation) -> Self {
        Self { id, begin }
    }

    /// The id: the module's name, without the mark of a raw identifier.
    fn id(&self) -> &'static str {
        plain_id(self.id)
    }
}

/// `move` for a module `r#move`.
pub(crate) fn plain_id(module: &str) -> &str {
    module.strip_prefix("r#").unwrap_or(module)
}

/// A run that is to begin.
pub struct Start<'a> {
    run: Arc<Run>,
    context: Context,
    input: &'a [u8],
}

impl Start<'_> {
    /// Reads the input where the host has it and makes the run an operation.
    pub fn run<I: ActionInput, O: ActionOutput, F>(
        self,
        action: impl FnOnce(I, Context) -> F + Send + 'static,
    ) -> tomada_abi::Operation
    where
        F: Future<Output = Result<O, Failure>> + Send + 'static,
    {
        let context = self.context;
        match serde_json::from_slice::<I>(self.input) {
            Ok(input) => operation::running(self.run, async move { output(&action(input, context).await?) }),
            Err(error) => operation::settled(
                tomada_abi::status::FAILED,
                &Failure::coded(Kind::InvalidInput, "input-not-readable").with_argument("reason", error),
            ),
        }
    }
}

fn output<O: ActionOutput>(output: &O) -> Result<Vec<u8>, Failure> {
    let bytes = serde_json::to_vec(output)
        .map_err(|error| Failure::coded(Kind::Broken, "output-not-json").with_argument("reason", error))?;
    status::limited(Kind::Broken, bytes.len())?;
    Ok(bytes)
}

/// One instance of the plugin: the host it belongs to, its actions, and whether a panic has spoilt it.
struct Instance {
    host: Host,
    actions: &'static [Entry],
    poisoned: AtomicBool,
}

impl Instance {
    /// From now on new calls are refused; runs that have begun may end.
    fn poison(&self) {
        self.poisoned.store(true, Ordering::Release);
    }

    fn is_poisoned(&self) -> bool {
        self.poisoned.load(Ordering::Acquire)
    }
}
