//! What the service answered, and what the mapping makes of it.
//!
//! An answer is taken from the call log by the number of its run, so that a mapping is tried on it as often as wanted
//! without another call. Rule: a mapping that fails loses no answer.

use serde_json::{Value, json};
use tomada_core::{Failure, Json};

use crate::pages::common::{Trouble, Words, escaped};
use crate::pages::shell::Visit;
use crate::pages::tree::{TreeLine, tree};

/// An answer, for people.
pub(super) struct Answer {
    pub(super) run: String,
    /// The page of the call.
    pub(super) call: String,
    pub(super) status: u64,
    pub(super) form: String,
    pub(super) elapsed_ms: u64,
    pub(super) bytes: u64,
    pub(super) is_cut: bool,
    /// How pages were read; empty if none were.
    pub(super) pages: String,
    /// The body; of an answer that was mapped as it was called, what the mapping made.
    pub(super) lines: Vec<TreeLine>,
    pub(super) headers: Vec<(String, String)>,
    /// All else that is known of it.
    pub(super) rest: Vec<TreeLine>,
    output: Value,
}

/// What the mapping makes of an answer.
#[derive(Default)]
pub(super) struct Mapped {
    pub(super) trouble: Option<Trouble>,
    pub(super) lines: Vec<TreeLine>,
}

impl Answer {
    /// The answer that a call gave.
    pub(super) fn new(run: &str, output: &Json, elapsed_ms: u64, visit: &Visit) -> Self {
        let output = output.to_value();
        let value = output.get("body").or_else(|| output.get("output")).unwrap_or(&Value::Null);
        let number = |name: &str| output[name].as_u64().unwrap_or_default();
        let rest = output.as_object().into_iter().flatten();
        let rest =
            rest.filter(|(name, _)| !matches!(name.as_str(), "body" | "output" | "headers" | "status"));
        Self {
            run: run.to_owned(),
            call: format!("/p/{}/calls/{}", escaped(visit.entered.project()), escaped(run)),
            status: number("status"),
            form: output["as"].as_str().unwrap_or_default().to_owned(),
            elapsed_ms,
            bytes: number("body_bytes"),
            is_cut: output["truncated"] == true,
            pages: pages(&output["pages"], visit.words()),
            lines: tree(value),
            headers: headers(&output["headers"]),
            rest: tree(&Value::Object(rest.map(|(name, value)| (name.clone(), value.clone())).collect())),
            output,
        }
    }

    /// The answer that the call log has of a run.
    pub(super) async fn logged(run: &str, visit: &Visit) -> Result<Self, Failure> {
        let call = visit.entered.call(run).await?;
        let output = call.output.unwrap_or_else(|| Json::from(json!({})));
        Ok(Self::new(&call.summary.run_id, &output, call.summary.elapsed_ms, visit))
    }

    /// Whether a mapping would be applied to it: only to whole answers that tell of success.
    pub(super) fn is_good(&self) -> bool {
        (200..300).contains(&self.status) && !self.is_cut
    }

    /// It as the action `map` takes it, with the mapping.
    pub(super) fn with_map(&self, map: &Value) -> Option<Json> {
        let body = self.output.get("body")?;
        let answer = json!({ "body": body, "status": self.status, "headers": self.output["headers"] });
        Some(Json::from(json!({ "answer": answer, "response": { "map": map } })))
    }
}

impl Mapped {
    /// What the action `map` gave.
    pub(super) fn new(output: &Json) -> Self {
        Self { trouble: None, lines: tree(&output.to_value()["output"]) }
    }
}

fn headers(fields: &Value) -> Vec<(String, String)> {
    let fields = fields.as_object().into_iter().flatten();
    let lines = fields.flat_map(|(name, values)| {
        let values = values.as_array().into_iter().flatten().filter_map(Value::as_str);
        values.map(move |value| (name.clone(), value.to_owned()))
    });
    lines.collect()
}

/// How pages were read, in words.
fn pages(pages: &Value, w: Words) -> String {
    let Some(count) = pages["count"].as_u64() else { return String::new() };
    let items = pages["items"].as_u64().unwrap_or_default();
    let read =
        w.filled("page-card-pages-read", &[("pages", &count.to_string()), ("items", &items.to_string())]);
    let end = match pages["stopped"].as_str() {
        None => w.t("page-card-pages-complete"),
        Some(stopped) => w.one("page-card-stopped", &stopped.replace('_', "-")),
    };
    format!("{read} {end}")
}
