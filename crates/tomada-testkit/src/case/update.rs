//! Rewrites what a case expects, when its author asks for it. Everything before `[expect]` stays as it is.

use std::fs;

use serde::Serialize;
use serde_json::Value;

use super::{Case, CaseError, ExpectedEnd, Trial};
use crate::stage::Outcome;

impl Trial {
    /// Rewrites `[expect]` of the case's file to what came out. Requests that differ are not touched: they are the
    /// action's doing.
    ///
    /// # Errors
    /// [`CaseError::File`], [`CaseError::ExpectNotLast`], [`CaseError::Unwritable`].
    pub fn update(&self) -> Result<(), CaseError> {
        let path = &self.case.path;
        let failed = |verb| move |source| CaseError::File { path: path.clone(), verb, source };
        let old = fs::read_to_string(path).map_err(failed("read"))?;
        fs::write(path, self.case.with_expectation_of(&old, &self.outcome)?).map_err(failed("written"))
    }
}

impl Case {
    /// The text of the case with another expectation.
    fn with_expectation_of(&self, old: &str, outcome: &Outcome) -> Result<String, CaseError> {
        let path = || self.path.clone();
        let kept = old.split_inclusive('\n').take_while(|line| !is_expect(line)).map(str::len).sum::<usize>();
        let mut after = old[kept..].lines();
        if kept == old.len() || after.any(is_another_table) {
            return Err(CaseError::ExpectNotLast { path: path() });
        }
        let written = Whole { expect: self.expectation_of(outcome) };
        let written =
            toml::to_string(&written).map_err(|source| CaseError::Unwritable { path: path(), source })?;
        Ok(format!("{}{written}", &old[..kept]))
    }

    fn expectation_of(&self, outcome: &Outcome) -> WriteExpect {
        let parts = (!outcome.parts.is_empty()).then(|| writable(&Value::from(outcome.parts.clone())));
        let mut expect = WriteExpect { output: None, output_has: None, failure: None, parts };
        match (&outcome.report.result, &self.expect.end) {
            // A subset stays one: its fields, with their new values.
            (Ok(found), ExpectedEnd::OutputHas(named)) => {
                expect.output_has = Some(writable(&common(named, &found.to_value())));
            }
            (Ok(found), _) => expect.output = Some(writable(&found.to_value())),
            (Err(failure), _) => expect.failure = Some(WriteFailure::of(failure)),
        }
        expect
    }
}

/// Whether a line begins a table of the expectation.
fn is_expect(line: &str) -> bool {
    ["[expect]", "[expect.", "[[expect."].iter().any(|begin| line.starts_with(begin))
}

/// Whether a line begins another table. A line within a text can look like one; then nothing is rewritten.
fn is_another_table(line: &str) -> bool {
    line.starts_with('[') && line.trim_end().ends_with(']') && !is_expect(line)
}

#[derive(Serialize)]
struct Whole {
    expect: WriteExpect,
}

/// `[expect]` as it is written.
#[derive(Serialize)]
pub(super) struct WriteExpect {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) output: Option<toml::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) output_has: Option<toml::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) failure: Option<WriteFailure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parts: Option<toml::Value>,
}

/// A failure as it is written: what does not depend on the wording.
#[derive(Serialize)]
pub(super) struct WriteFailure {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
}

impl WriteFailure {
    pub(super) fn of(failure: &tomada_core::Failure) -> Self {
        let code = failure.code().map(str::to_owned);
        Self {
            kind: failure.kind().as_str(),
            message: code.is_none().then(|| failure.message().to_owned()),
            code,
            retry_after_ms: failure.retry_after_ms(),
            at: failure.at().map(str::to_owned),
        }
    }
}

/// JSON as a case writes it: as TOML, or as text where TOML has no word for it or would read it otherwise.
pub(super) fn writable(value: &Value) -> toml::Value {
    let as_toml = toml::Value::try_from(value).ok().filter(|_| !value.is_string());
    as_toml.unwrap_or_else(|| toml::Value::String(value.to_string()))
}

/// The fields that `named` has, with the values of `found`.
fn common(named: &Value, found: &Value) -> Value {
    match (named, found) {
        (Value::Object(named), Value::Object(found)) => {
            let both = named
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), common(value, found.get(name)?))));
            Value::Object(both.collect())
        }
        _ => found.clone(),
    }
}

/// Whether the author asks for expectations and manifests to be rewritten.
pub(crate) fn is_wanted() -> bool {
    std::env::var_os("TOMADA_UPDATE").is_some_and(|value| value == "1")
}
