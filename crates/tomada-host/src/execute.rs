//! Station 5, execute: the integration runs, whatever it is and however it was opened.
//!
//! Rule: a panic ends the run as `Broken` and nothing else. The deadline is kept by the caller, who drops the future.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use tomada_core::{Failure, Json, Kind, Locale};

use crate::check::Checked;
use crate::host::Parts;
use crate::journey::Journey;
use crate::resolve::Resolved;
use crate::{out, panic};

/// The largest output, in bytes.
const OUTPUT_MAX_BYTES: usize = 16 << 20;

/// Runs the action and looks at what it gives.
///
/// # Errors
/// The action's own; `Broken` for a panic, an output that is too large or, where that is checked, not as declared.
pub(crate) async fn execute(
    parts: &Parts,
    journey: &Journey,
    resolved: &Resolved,
    checked: Checked,
) -> Result<Json, Failure> {
    let integration = resolved.entry.integration().await?;
    let context = out::context(parts, journey, resolved, checked);
    let input = journey.request.input.clone();
    journey.execution_begins();
    // In an async block, so that a panic before there is a future is caught as well.
    let run = async { integration.run(&resolved.action().id, input, context).await };
    let ended = AssertUnwindSafe(run).catch_unwind().await;
    let output = ended.unwrap_or_else(|payload| Err(panic::failure(&*payload)))?.json;
    check_size(&output)?;
    if parts.check_outputs {
        check_shape(resolved, &output)?;
    }
    Ok(output)
}

/// Refuses an output, or a part of one, that is too large.
pub(crate) fn check_size(output: &Json) -> Result<(), Failure> {
    let found = output.as_bytes().len();
    if found <= OUTPUT_MAX_BYTES {
        return Ok(());
    }
    let failure = Failure::coded(Kind::Broken, "output-too-large");
    Err(failure.with_argument("found", found).with_argument("max", OUTPUT_MAX_BYTES))
}

fn check_shape(resolved: &Resolved, output: &Json) -> Result<(), Failure> {
    let action = resolved.action();
    let schema = resolved.entry.output_schema(&action.id, &action.output)?;
    let Some(problem) = schema.problems(&output.to_value()).into_iter().next() else { return Ok(()) };
    Err(Failure::coded(Kind::Broken, "output-not-as-declared")
        .with_argument("action", &action.id)
        .with_argument("reason", problem.in_words(Locale::En)))
}
