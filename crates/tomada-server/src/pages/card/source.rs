//! What the card is filled from: a cURL command, which is not kept, or the JSON of a card.

use serde_json::{Value, json};
use tomada_core::{Failure, Json};
use tomada_platform::RunAsk;

use super::WEBHOOK;
use super::fields::fill;
use super::rows::row_named;
use crate::pages::form::{Posted, rows};
use crate::pages::shell::Visit;

/// Where either is pasted.
pub(super) const PASTED: &str = "curl";

/// Fills the card from what was pasted and answers what has to be said about it. When it cannot be read, all stays.
pub(super) async fn fill_from(visit: &Visit, posted: &mut Posted) -> Result<Vec<String>, Failure> {
    let text = posted.get(PASTED).map(|text| text.trim().to_owned()).unwrap_or_default();
    if let Ok(call @ Value::Object(_)) = serde_json::from_str::<Value>(&text) {
        refill(&call, posted, visit);
        return Ok(Vec::new());
    }
    let input = Json::from(json!({ "command": text }));
    let ask = RunAsk { input, ..RunAsk::new(WEBHOOK, "from_curl", visit.locale) };
    let output = visit.entered.work_out(ask).await?.to_value();
    refill(&output["call"], posted, visit);
    name_variables(&output["variables"], posted);
    Ok(notes(&output, visit))
}

/// Fills the card anew; only which connection is used stays.
pub(super) fn refill(call: &Value, posted: &mut Posted, visit: &Visit) {
    let kept = posted.remove("connection");
    posted.clear();
    posted.extend(kept.map(|id| ("connection".to_owned(), id)));
    fill(call, posted, visit.words());
}

/// Gives what the command leaves open rows for sample values.
fn name_variables(variables: &Value, posted: &mut Posted) {
    for name in variables.as_array().into_iter().flatten().filter_map(|variable| variable["name"].as_str()) {
        if row_named(posted, "/context", name).is_none() {
            let row = rows(posted, "/context");
            posted.insert(format!("/context/{row}/name"), name.to_owned());
        }
    }
}

fn notes(output: &Value, visit: &Visit) -> Vec<String> {
    let notes = output["notes"].as_array().into_iter().flatten().filter_map(|note| {
        let arguments = note["arguments"].as_object()?;
        let arguments = arguments.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
        tomada_text::text(visit.locale, note["code"].as_str()?, arguments)
    });
    let secret = output["connection"].is_object().then(|| visit.words().t("page-card-credential-note"));
    notes.chain(secret).collect()
}
