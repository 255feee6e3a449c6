//! Looks for the secrets of a run in everything that came out of it, apart from the host's own redaction.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use tomada_host::RunReport;

/// Every place that holds one of `secrets`, by name of the secret.
pub(super) fn leaks(secrets: &BTreeMap<String, String>, report: &RunReport, parts: &[Value]) -> Vec<String> {
    let places = places(report, parts);
    let found = |(name, secret): (&String, &String)| {
        let disguises = disguises(secret);
        let holds = move |text: &str| disguises.iter().any(|disguise| text.contains(disguise.as_str()));
        let leaks = places.iter().filter(move |(_, text)| holds(&text.to_lowercase()));
        leaks.map(|(place, _)| format!("the secret {name} is in {place}")).collect::<Vec<_>>()
    };
    secrets.iter().flat_map(found).collect()
}

/// Everything that people or a log may see of a run, place by place.
fn places(report: &RunReport, parts: &[Value]) -> Vec<(String, String)> {
    let outcome = match &report.result {
        Ok(output) => ("the output".to_owned(), output.to_string()),
        Err(failure) => ("the failure".to_owned(), format!("{failure:?}")),
    };
    let parts = parts.iter().enumerate();
    let parts = parts.map(|(index, part)| (format!("part {}", index + 1), part.to_string()));
    let exchanges = report.exchanges.iter().enumerate();
    let exchanges =
        exchanges.map(|(index, exchange)| (format!("exchange {}", index + 1), format!("{exchange:?}")));
    let log = report.log.iter().enumerate();
    let log = log.map(|(index, line)| (format!("log line {}", index + 1), format!("{line:?}")));
    std::iter::once(outcome).chain(parts).chain(exchanges).chain(log).collect()
}

/// The forms in which a secret is most often seen, in lower case.
fn disguises(secret: &str) -> Vec<String> {
    let bytes = secret.as_bytes();
    let hexadecimal = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let quoted = Value::from(secret).to_string();
    let forms = [
        secret.to_owned(),
        quoted[1..quoted.len() - 1].to_owned(),
        STANDARD_NO_PAD.encode(bytes),
        URL_SAFE_NO_PAD.encode(bytes),
        hexadecimal,
        utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string(),
    ];
    forms.iter().filter(|form| !form.is_empty()).map(|form| form.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use tomada_core::{Failure, Json, Kind};

    use super::*;

    fn report(result: Result<Json, Failure>) -> RunReport {
        RunReport {
            run_id: String::new(),
            version: None,
            result,
            exchanges: Vec::new(),
            log: Vec::new(),
            elapsed_ms: 0,
        }
    }

    #[track_caller]
    fn check(result: Result<Json, Failure>, parts: &[Value], expected: &[&str]) {
        let secrets = BTreeMap::from([("token".to_owned(), "s3cr3t/Token".to_owned())]);
        assert_eq!(leaks(&secrets, &report(result), parts), expected);
    }

    #[test]
    fn a_secret_is_found_wherever_and_however_it_comes_out() {
        let text = |text: &str| Ok(Json::from(Value::from(text)));
        check(text("nothing"), &[], &[]);
        check(text("it is S3CR3T/token"), &[], &["the secret token is in the output"]);
        check(text("czNjcjN0L1Rva2Vu"), &[], &["the secret token is in the output"]);
        check(text("s3cr3t%2FToken"), &[], &["the secret token is in the output"]);
        check(text("7333637233742F546F6B656E"), &[], &["the secret token is in the output"]);
        let failure = Failure::new(Kind::Broken, "no").with_detail("s3cr3t/Token");
        check(Err(failure), &[], &["the secret token is in the failure"]);
        check(text("no"), &["a".into(), "s3cr3t/Token".into()], &["the secret token is in part 2"]);
    }
}
