//! An answer that shall be JSON: the schema that was given, and the answer as it fits it.
//!
//! The rule it protects: a flow that asked for a form never gets anything else, whatever the server makes of the schema.

use serde_json::value::RawValue;
use tomada_sdk::prelude::*;

use crate::actions::chat::Output;
use crate::schema::Schema;
use crate::words;

/// The form that an answer shall have, if any was asked for.
#[derive(Debug)]
pub(crate) struct Form(Option<Schema>);

impl Form {
    /// Reads the schema `written`.
    ///
    /// # Errors
    /// `InvalidInput` that names the place of what structured outputs do not know.
    pub(crate) fn read(written: Option<&RawValue>, locale: Locale) -> Result<Self, Failure> {
        let Some(written) = written else { return Ok(Self(None)) };
        let schema = serde_json::from_str(written.get()).map_err(|error| {
            let failure = Failure::coded(Kind::InvalidInput, "input-not-readable");
            failure.with_argument("reason", error).with_at("/answer_schema")
        })?;
        let schema = Schema::read(&schema).map_err(|fault| {
            let message = words::SCHEMA_NOT_SUPPORTED.with(locale, &[("reason", &fault.reason(locale))]);
            let failure = Failure::new(Kind::InvalidInput, message);
            failure.with_at(format!("/answer_schema{}", fault.at)).with_hint(words::SCHEMA_HINT.get(locale))
        })?;
        Ok(Self(Some(schema)))
    }

    /// The output with its JSON, if that was asked for. A model that declines or calls tools has not answered yet.
    pub(crate) fn fill(&self, output: Output, locale: Locale) -> Result<Output, Failure> {
        match &self.0 {
            Some(schema) if output.refusal.is_none() && output.tool_calls.is_empty() => {
                let json = fitting(schema, &output, locale);
                let json = json.map_err(|failure| failure.with_detail(&output.text))?;
                Ok(Output { json: Some(json), ..output })
            }
            _ => Ok(output),
        }
    }
}

fn fitting(schema: &Schema, output: &Output, locale: Locale) -> Result<Value, Failure> {
    let Ok(json) = Json::parse(output.text.clone().into_bytes()) else {
        return Err(if output.finish_reason.as_deref() == Some("length") {
            Failure::new(Kind::Rejected, words::ANSWER_CUT.get(locale))
                .with_hint(words::MORE_TOKENS.get(locale))
        } else {
            Failure::new(Kind::Rejected, words::ANSWER_NOT_JSON.get(locale))
        });
    };
    let json = json.to_value();
    schema.check(&json).map_err(|misfit| {
        let values = [("at", misfit.at.as_str()), ("keyword", misfit.keyword)];
        Failure::new(Kind::Rejected, words::ANSWER_MISFIT.with(locale, &values))
    })?;
    Ok(json)
}
