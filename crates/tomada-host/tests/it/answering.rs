//! Station 7: masked, committed, then answered.

use std::sync::{Arc, Mutex};

use serde_json::json;
use tomada_core::{BoxFuture, Context, Failure, Json, Kind, Level, Output};
use tomada_host::{ConnectionSource, Host, Journal, JournalError, MemoryJournal, RunRecord, RunRequest};

use crate::stand::{Puppet, TurnedClock, connection_with, manifest, manifest_with, output, request, settle};

const SECRET: &str = "hunter2-hunter2";

/// An integration that tells its input wherever it can.
async fn tell(input: Json, context: Context) -> Result<Output, Failure> {
    let text = input.to_value()["text"].as_str().unwrap().to_owned();
    context.log_with(Level::Info, &text, &json!({"fields": text}));
    context.emit(&text).await?;
    match text.len() % 2 {
        0 => Ok(Output::new(json!({"text": text}))),
        _ => Err(Failure::new(Kind::Rejected, &text).with_hint(&text).with_detail(&text)),
    }
}

#[tokio::test]
async fn a_secret_that_comes_back_is_masked_wherever_it_is_shown_or_kept() {
    let journal = Arc::new(MemoryJournal::default());
    let manifest = manifest_with(json!({"auth": {"kind": "bearer"}}));
    let host =
        Host::builder().integration(Puppet::new(manifest, tell)).journal(journal.clone()).build().unwrap();
    for text in [SECRET.to_owned(), format!("{SECRET}!"), format!("\u{0}{SECRET}"), format!("{SECRET}é")] {
        let (sender, mut parts) = tokio::sync::mpsc::channel(1);
        let mut request = request("look", json!({"text": text}));
        request.connection = ConnectionSource::from(connection_with(json!({}), &[("token", SECRET)]));
        request.partials = Some(sender);
        let report = host.run(request).await;
        let part = parts.recv().await.unwrap();
        let everything = format!("{report:?} {part:?}");
        assert!(!everything.contains("hunter2"), "{everything}");
        assert!(everything.contains("***"), "{everything}");
    }
    let kept = format!("{:?}", journal.records());
    assert!(!kept.contains("hunter2") && kept.contains("***"), "{kept}");
}

#[tokio::test]
async fn a_secret_is_masked_even_if_the_run_came_nowhere() {
    let journal = Arc::new(MemoryJournal::default());
    let host = Host::builder().integration(Puppet::echo()).journal(journal.clone()).build().unwrap();
    let mut request = request("zzzz", json!({"text": SECRET}));
    request.connection = ConnectionSource::from(connection_with(json!({}), &[("token", SECRET)]));
    host.run(request).await.result.unwrap_err();
    assert_eq!(journal.records()[0].input.to_value(), json!({"text": "***"}));
}

#[tokio::test]
async fn what_is_only_written_is_not_kept() {
    let journal = Arc::new(MemoryJournal::default());
    let input = json!({"type": "object", "properties": {
        "command": {"type": "string", "writeOnly": true}, "note": {"type": "string"}
    }});
    let mut manifest = manifest();
    manifest["actions"][0]["input"] = input;
    let echo = Puppet::new(manifest, |input, _| async move { Ok(Output::new(input.to_value())) });
    let host = Host::builder().integration(echo).journal(journal.clone()).build().unwrap();
    let given = json!({"command": "curl -u ana:hunter2 https://a.example", "note": "n"});
    let report = host.run(request("look", given.clone())).await;
    assert_eq!(output(&report), given, "the action gets it");
    assert_eq!(journal.records()[0].input.to_value(), json!({"command": "***", "note": "n"}));
}

#[tokio::test]
async fn a_record_tells_the_whole_run() {
    let journal = Arc::new(MemoryJournal::default());
    let clock = TurnedClock::default();
    clock.turn_ms(1_000);
    let puppet = Puppet::new(manifest(), {
        let clock = clock.clone();
        move |_, context: Context| {
            clock.turn_ms(5);
            context.log(Level::Warn, "slow");
            async { Ok(Output::new(json!("done"))) }
        }
    });
    let host =
        Host::builder().integration(puppet).journal(journal.clone()).clock(Arc::new(clock)).build().unwrap();
    let report = host.run(request("look", json!({"a": 1}))).await;
    let records = journal.records();
    let [record] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!(record.run_id, report.run_id);
    let names = [&record.project, &record.connection, &record.integration, &record.version, &record.action];
    assert_eq!(names, ["project", "main", "puppet", "1.2.0", "look"]);
    assert_eq!((record.started_unix_ms, record.elapsed_ms, report.elapsed_ms), (1_000, 5, 5));
    assert_eq!(record.input.to_value(), json!({"a": 1}));
    assert_eq!(record.outcome.as_ref().unwrap().to_value(), json!("done"));
    assert_eq!((record.log[0].unix_ms, record.log[0].message.as_str()), (1_005, "slow"));
}

/// A journal that commits when it is told to, or fails.
#[derive(Default)]
struct SlowJournal {
    fails: bool,
    begun: Mutex<Vec<RunRecord>>,
    commit: tokio::sync::Notify,
}

impl Journal for SlowJournal {
    fn record(&self, record: RunRecord) -> BoxFuture<'_, Result<(), JournalError>> {
        let run_id = record.run_id.clone();
        self.begun.lock().unwrap().push(record);
        Box::pin(async move {
            if self.fails {
                return Err(JournalError { run_id, source: "the disk is full".into() });
            }
            self.commit.notified().await;
            Ok(())
        })
    }
}

#[tokio::test]
async fn nobody_is_answered_before_the_commit() {
    let journal = Arc::new(SlowJournal::default());
    let host = Host::builder().integration(Puppet::echo()).journal(journal.clone()).build().unwrap();
    let run = tokio::spawn(async move { host.run(request("look", json!({"a": 1}))).await });
    settle().await;
    assert_eq!(journal.begun.lock().unwrap().len(), 1);
    assert!(!run.is_finished());
    journal.commit.notify_one();
    assert_eq!(output(&run.await.unwrap()), json!({"a": 1}));
}

/// A journal with a defect.
struct PanickingJournal;

impl Journal for PanickingJournal {
    fn record(&self, _record: RunRecord) -> BoxFuture<'_, Result<(), JournalError>> {
        panic!("the journal itself")
    }
}

#[tokio::test]
async fn a_journal_that_panics_ends_the_run_and_not_the_host() {
    let host =
        Host::builder().integration(Puppet::echo()).journal(Arc::new(PanickingJournal)).build().unwrap();
    for _ in 0..2 {
        let failure = host.run(request("look", json!({}))).await.result.unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (Kind::Unavailable, Some("host-stopping")));
    }
}

#[tokio::test]
async fn a_run_that_is_not_journaled_is_not_answered_with_its_output() {
    let check = async |journal: SlowJournal, action: &str, input: serde_json::Value, expected| {
        let clock = TurnedClock::default();
        let host = Host::builder()
            .integration(Puppet::echo())
            .journal(Arc::new(journal))
            .clock(Arc::new(clock.clone()))
            .build()
            .unwrap();
        let request = request(action, input);
        let run = tokio::spawn(async move { host.run(request).await });
        settle().await;
        clock.turn_ms(RunRequest::DEADLINE_MAX_MS);
        let failure = run.await.unwrap().result.unwrap_err();
        assert_eq!((failure.kind(), failure.code()), (expected, Some("journal-not-written")), "{action}");
        failure.detail().unwrap_or_default().to_owned()
    };
    let failing = || SlowJournal { fails: true, ..SlowJournal::default() };
    let detail = check(failing(), "look", json!({}), Kind::Unavailable).await;
    assert!(detail.contains("the disk is full"), "{detail}");
    check(failing(), "change", json!({}), Kind::Uncertain).await;
    check(failing(), "change", json!([]), Kind::Unavailable).await;
    check(SlowJournal::default(), "look", json!({}), Kind::Unavailable).await;
}
