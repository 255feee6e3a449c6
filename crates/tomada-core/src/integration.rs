//! The trait that everything in the catalog implements: plugins, declarative integrations, plain structs.

use crate::{BoxFuture, Context, Failure, Json, Manifest};

/// What a run answered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Output {
    /// The value, of the action's output schema.
    pub json: Json,
}

impl Output {
    /// An answer of this value.
    pub fn new(json: impl Into<Json>) -> Self {
        Self { json: json.into() }
    }
}

/// One entry of the catalog that can run.
///
/// Object-safe: the host holds `Arc<dyn Integration>` and knows nothing else of it.
///
/// ```
/// use tomada_core::{BoxFuture, Context, Failure, Integration, Json, Kind, Manifest, Output};
///
/// struct Echo(Manifest);
///
/// impl Integration for Echo {
///     fn manifest(&self) -> &Manifest {
///         &self.0
///     }
///
///     fn run<'a>(
///         &'a self,
///         action: &'a str,
///         input: Json,
///         _context: Context,
///     ) -> BoxFuture<'a, Result<Output, Failure>> {
///         Box::pin(async move {
///             match action {
///                 "echo" => Ok(Output::new(input)),
///                 _ => Err(Failure::new(Kind::NotFound, "There is only echo.")),
///             }
///         })
///     }
/// }
/// ```
pub trait Integration: Send + Sync {
    /// What it says of itself; the same for as long as it lives.
    fn manifest(&self) -> &Manifest;

    /// Runs one action. The caller has checked `input` against the action's schema. Dropping the future cancels
    /// the run and frees what it holds.
    ///
    /// # Errors
    /// One [`Failure`]; an unknown action is `NotFound`.
    fn run<'a>(
        &'a self,
        action: &'a str,
        input: Json,
        context: Context,
    ) -> BoxFuture<'a, Result<Output, Failure>>;
}
