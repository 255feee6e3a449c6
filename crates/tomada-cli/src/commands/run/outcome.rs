//! Says what came of a run: one object for programs; for people the output on stdout, and what was sent on stderr.

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use serde_json::value::RawValue;
use tomada_core::{Failure, Json};
use tomada_host::{Exchange, LogLine, RunReport};

use crate::escape::{self, for_people, on_one_line};
use crate::say;
use crate::session::{Session, Trouble};
use crate::terminal::{Palette, styled};

/// What `--json` prints of a run.
#[derive(Serialize)]
struct Told<'a> {
    run_id: &'a str,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Value>,
    exchanges: Vec<ToldExchange<'a>>,
}

#[derive(Serialize)]
struct ToldExchange<'a> {
    method: &'a str,
    url: &'a str,
    status: Option<u16>,
    elapsed_ms: u64,
    attempt: u32,
}

/// One partial result, on a line of its own.
pub(super) fn tell_part(session: &Session, part: &Json) -> Result<(), Failure> {
    let part = written(part, CompactFormatter);
    say::text(&if session.json { format!("{{\"part\":{part}}}\n") } else { part + "\n" })
}

/// What came of it.
pub(super) fn tell(session: &Session, report: &RunReport, verbose: bool) -> Result<(), Trouble> {
    if session.json {
        let told = serde_json::to_string(&Told::of(report)).unwrap_or_default();
        say::text(&(escape::json(&told).into_owned() + "\n"))?;
    } else {
        say::aside(&aside(session, report, verbose));
    }
    match &report.result {
        Ok(_) if session.json => Ok(()),
        Ok(output) => Ok(say::text(&(written(output, PrettyFormatter::new()) + "\n"))?),
        Err(failure) => Err(Trouble::Told(failure.kind())),
    }
}

/// JSON text written anew, its fields in their order.
fn written(json: &Json, formatter: impl Formatter) -> String {
    let mut text = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(json.as_str());
    let mut writer = serde_json::Serializer::with_formatter(&mut text, formatter);
    match serde_transcode::transcode(&mut reader, &mut writer) {
        Ok(()) => escape::json(&String::from_utf8_lossy(&text)).into_owned(),
        // Unreachable: the text is JSON, and memory does not refuse to be written.
        Err(_) => json.as_str().to_owned(),
    }
}

impl<'a> Told<'a> {
    fn of(report: &'a RunReport) -> Self {
        let raw = |output| RawValue::from_string(written(output, CompactFormatter)).ok();
        Self {
            run_id: &report.run_id,
            ok: report.result.is_ok(),
            output: report.result.as_ref().ok().and_then(raw),
            failure: report.result.as_ref().err().map(say::failure_json),
            exchanges: report.exchanges.iter().map(ToldExchange::of).collect(),
        }
    }
}

impl<'a> ToldExchange<'a> {
    fn of(exchange: &'a Exchange) -> Self {
        let Exchange { method, url, status, elapsed_ms, attempt, .. } = exchange;
        Self { method, url, status: *status, elapsed_ms: *elapsed_ms, attempt: *attempt }
    }
}

/// What was logged and sent, and the failure if there is one.
fn aside(session: &Session, report: &RunReport, verbose: bool) -> String {
    let palette = session.aside;
    let log = report.log.iter().filter(|line| verbose || matters(line)).map(|line| log_line(palette, line));
    let exchanges = report.exchanges.iter().map(|exchange| exchange_line(palette, exchange));
    let mut told = log.chain(exchanges).collect::<Vec<_>>();
    let elapsed_ms = report.elapsed_ms.to_string();
    let number =
        session.text_with("cli-run-number", &[("run_id", &report.run_id), ("elapsed_ms", &elapsed_ms)]);
    let quietly = |text: &str| format!("  {}\n", styled(palette.quiet, text));
    if let Err(failure) = &report.result {
        let label = tomada_text::kind_label(failure.kind(), session.locale);
        told.push(say::in_words(palette, &label, failure.message(), failure.hint()));
        told.extend(failure.detail().filter(|_| verbose).map(|detail| quietly(&for_people(detail))));
    }
    if verbose || report.result.is_err() {
        told.push(quietly(&number));
    }
    told.concat()
}

fn matters(line: &LogLine) -> bool {
    matches!(line.level, "warn" | "error")
}

fn log_line(palette: Palette, line: &LogLine) -> String {
    let style = if matters(line) { palette.careful } else { palette.quiet };
    let words = format!("{} {}", on_one_line(&line.message), on_one_line(&line.fields));
    format!("{} {}\n", styled(style, line.level), words.trim_end())
}

fn exchange_line(palette: Palette, exchange: &Exchange) -> String {
    let status = match (exchange.status, exchange.error) {
        (Some(status), None) if status < 400 => styled(palette.good, status),
        (Some(status), None) => styled(palette.careful, status),
        (Some(status), Some(error)) => styled(palette.careful, format!("{status} {error}")),
        (None, error) => styled(palette.bad, error.unwrap_or("–")),
    };
    let attempt = if exchange.attempt > 1 { format!(" ×{}", exchange.attempt) } else { String::new() };
    let call = format!("{} {}", on_one_line(&exchange.method), on_one_line(&exchange.url));
    let time = styled(palette.quiet, format!("{} ms{attempt}", exchange.elapsed_ms));
    format!("{} {call} {status} {time}\n", styled(palette.quiet, "→"))
}

#[cfg(test)]
mod tests {
    use tomada_core::{Kind, Timings};
    use tomada_host::Message;

    use super::*;

    #[track_caller]
    fn check(result: Result<&str, Failure>, expected: &str) {
        let exchange = Exchange {
            method: "GET".to_owned(),
            url: "https://api.example.com/\u{9b}".to_owned(),
            status: Some(200),
            started_unix_ms: 0,
            elapsed_ms: 3,
            attempt: 2,
            error: None,
            sent: true,
            repeatable: true,
            timings: Timings::default(),
            request: Message::default(),
            response: None,
        };
        let report = RunReport {
            run_id: "the-run".to_owned(),
            version: None,
            result: result.map(|output| Json::parse(output.as_bytes().to_vec()).unwrap()),
            exchanges: vec![exchange],
            log: Vec::new(),
            elapsed_ms: 7,
        };
        let exchange = r#"{"method":"GET","url":"https://api.example.com/\u009b","status":200,"elapsed_ms":3,"attempt":2}"#;
        let told = serde_json::to_string(&Told::of(&report)).unwrap();
        assert_eq!(
            escape::json(&told),
            format!(r#"{{"run_id":"the-run",{expected},"exchanges":[{exchange}]}}"#)
        );
    }

    #[test]
    fn programs_are_told_one_object_on_one_line_with_fields_in_their_order() {
        check(Ok("{\"b\": 1,\n \"a\": \"\u{7f}\"}"), r#""ok":true,"output":{"b":1,"a":"\u007f"}"#);
        check(Ok("12345678901234567890.5"), r#""ok":true,"output":1.2345678901234567e+19"#);
        let failure = Failure::new(Kind::Rejected, "no").with_detail("for the log").with_hint("ask");
        check(Err(failure), r#""ok":false,"failure":{"hint":"ask","kind":"rejected","message":"no"}"#);
    }
}
