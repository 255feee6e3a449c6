//! A call made again, with what was recorded of it.
//!
//! Rule: what was masked or cut cannot be sent: it would not be the same call.

use tomada_core::{Failure, Json, Kind, Locale};

use super::{Replay, difference};
use crate::runs::RunAsk;
use crate::{Entered, Role};

impl Entered {
    /// Makes a call again with its recorded input, and compares. Role: editor.
    ///
    /// # Errors
    /// `Rejected` with `replay-masked` where a masked or cut input cannot be sent again; `NotFound` for a connection that is gone.
    pub async fn replay(&self, run_id: &str, locale: Locale) -> Result<Replay, Failure> {
        self.may(Role::Editor)?;
        let call = self.call(run_id).await?;
        if holds_mask(&call.input.to_value()) {
            return Err(Failure::coded(Kind::Rejected, "replay-masked").with_argument("run_id", run_id));
        }
        let has_connection = call.summary.connection != "none";
        if has_connection {
            self.connection(&call.summary.connection).await?;
        }
        let ask = RunAsk {
            connection: has_connection.then(|| call.summary.connection.clone()),
            input: call.input.clone(),
            ..RunAsk::new(&call.summary.integration, &call.summary.action, locale)
        };
        let report = self.run(ask).await?;
        let before = call.output.as_ref().map(Json::to_value).unwrap_or_default();
        let after = report.result.as_ref().map(Json::to_value).unwrap_or_default();
        let differences = difference::between(&before, &after);
        Ok(Replay { report, differences })
    }
}

/// Whether something in the input was masked when it was recorded.
fn holds_mask(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains("***"),
        serde_json::Value::Array(items) => items.iter().any(holds_mask),
        serde_json::Value::Object(fields) => fields.values().any(holds_mask),
        _ => false,
    }
}
