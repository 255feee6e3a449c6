//! Checks an action's input against its schema.

use serde_json::Value;
use tomada_core::{Failure, Kind, Locale};

use crate::RunRequest;
use crate::resolve::Resolved;
use crate::schema::Problem;

/// The input as a tree, if it fits.
pub(super) fn check(resolved: &Resolved, request: &RunRequest) -> Result<Value, Failure> {
    let action = resolved.action();
    let schema = resolved.entry.input_schema(&action.id, &action.input)?;
    let input = request.input.to_value();
    match schema.problems(&input).as_slice() {
        [] => Ok(input),
        problems => Err(failure(problems, request.locale)),
    }
}

/// One failure of all `problems`, at the place of the first.
fn failure(problems: &[Problem], locale: Locale) -> Failure {
    let first = problems.first().map_or("", |problem| problem.at.as_str());
    let failure = match problems {
        [only] => only
            .arguments_in(locale)
            .into_iter()
            .fold(Failure::coded(Kind::InvalidInput, only.code), |failure, (name, value)| {
                failure.with_argument(name, value)
            }),
        several => Failure::coded(Kind::InvalidInput, "input-problems")
            .with_argument("count", several.len())
            .with_argument("problems", in_words(several, locale)),
    };
    failure.with_at(first)
}

/// The problems as lines of a list.
pub(super) fn in_words(problems: &[Problem], locale: Locale) -> String {
    problems.iter().flat_map(|problem| ["\n- ".to_owned(), problem.in_words(locale)]).collect()
}
