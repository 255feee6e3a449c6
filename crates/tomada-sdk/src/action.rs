//! What the parts of an action must be, with compiler errors that say so in an author's words.
//!
//! The traits are implemented for every type that fits; nobody writes `impl` for them. They exist because the
//! compiler's own text for a missing derive names traits that an author never wrote.

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tomada_core::Failure;

/// A type that can be the input of an action: it is read from JSON and has a JSON Schema.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the input of an action",
    label = "it cannot be read from JSON, or has no JSON Schema",
    note = "write `#[derive(Deserialize, JsonSchema)]` above it"
)]
pub trait ActionInput: DeserializeOwned + JsonSchema + Send + 'static {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + JsonSchema + Send + 'static> ActionInput for T {}

/// A type that can be the output of an action: it is written as JSON and has a JSON Schema.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the output of an action",
    label = "it cannot be written as JSON, or has no JSON Schema",
    note = "write `#[derive(Serialize, JsonSchema)]` above it"
)]
pub trait ActionOutput: Serialize + JsonSchema {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + JsonSchema> ActionOutput for T {}

/// What an action's `run` gives: a future of its output or a failure.
#[diagnostic::on_unimplemented(
    message = "`run` is no action: `{Self}` is not a future of `Result<{O}, Failure>`",
    label = "`run` gives this",
    note = "write `pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure>`"
)]
pub trait Answer<O>: Future<Output = Result<O, Failure>> {}

#[diagnostic::do_not_recommend]
impl<O, F: Future<Output = Result<O, Failure>>> Answer<O> for F {}
