//! One compiled JSON Schema that knows no unknown fields, and what it has against a value.
//!
//! The check station and the settings use it. Rule: whatever a schema forgets to say about further fields, a field
//! that it does not describe is refused. `pattern`s run on an engine without backtracking, and nothing outside the
//! schema itself is ever fetched.

mod close;
mod names;
mod problem;
#[cfg(test)]
mod tests;

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;

pub(crate) use problem::Problem;

/// A schema, ready to judge values.
pub(crate) struct Schema {
    validator: Validator,
    schema: Value,
}

impl Schema {
    /// How many problems are told of one value.
    const PROBLEMS_MAX: usize = 20;
    /// How many are looked at to find the first of them: a long list may have one in each item.
    const ERRORS_MAX: usize = 1_000;

    /// Compiles `schema`, closed against fields that it does not describe.
    ///
    /// # Errors
    /// When it is no JSON Schema: what is wrong with it, for its author.
    pub(crate) fn closed(schema: &Value) -> Result<Self, String> {
        Self::compile(close::closed(schema))
    }

    /// Compiles `schema` as it is.
    ///
    /// # Errors
    /// As [`Schema::closed`].
    pub(crate) fn open(schema: &Value) -> Result<Self, String> {
        Self::compile(schema.clone())
    }

    fn compile(schema: Value) -> Result<Self, String> {
        let options = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_pattern_options(PatternOptions::regex());
        let validator = options.build(&schema).map_err(|error| error.to_string())?;
        Ok(Self { validator, schema })
    }

    /// What is wrong with `value`, in the order of the places; nothing if it fits.
    pub(crate) fn problems(&self, value: &Value) -> Vec<Problem> {
        if self.validator.is_valid(value) {
            return Vec::new();
        }
        let errors = self.validator.iter_errors(value).take(Self::ERRORS_MAX);
        let mut problems = errors.flat_map(|error| problem::of(&error, &self.schema)).collect::<Vec<_>>();
        problems.sort_by(|a, b| a.at.cmp(&b.at));
        problems.dedup();
        problems.truncate(Self::PROBLEMS_MAX);
        problems
    }
}
