//! Reading pages against the run's time, in a world where only answers take any.

use std::sync::{Arc, Mutex};
use std::task::{Context as TaskContext, Poll, Waker};

use tomada_sdk::{
    Body, BoxFuture, Clock, Emit, Headers, Http, Log, Random, RunInfo, State, Timings, Versioned, json,
};

use super::*;
use crate::input::Input;

/// A service with pages without end, each of which takes its time.
struct Slow {
    answer_ms: u64,
    now_ms: Mutex<u64>,
    /// For each request, how long it may take, in milliseconds.
    asked: Mutex<Vec<u64>>,
}

impl Http for Slow {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        let timeout_ms = request.timeout_ms.unwrap_or(TIMEOUT_MS);
        let mut asked = self.asked.lock().unwrap();
        asked.push(timeout_ms);
        *self.now_ms.lock().unwrap() += self.answer_ms.min(timeout_ms);
        let answer = (self.answer_ms <= timeout_ms).then(|| Response {
            status: 200,
            url: request.url,
            headers: Headers::default(),
            body: Body::whole(format!("[{}]", asked.len())),
            attempts: 1,
            timings: Timings::default(),
        });
        let late = Failure::new(Kind::Unavailable, "It took too long.");
        Box::pin(std::future::ready(answer.ok_or(late)))
    }
}

impl Clock for Slow {
    fn now(&self) -> Duration {
        Duration::from_millis(*self.now_ms.lock().unwrap())
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

impl Log for Slow {
    fn log(&self, _: Level, _: &str, _: &Value) {}
}

impl State for Slow {
    fn get(&self, _: String) -> BoxFuture<'static, Result<Option<Versioned>, Failure>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    fn put(&self, _: String, _: Json, if_version: u64) -> BoxFuture<'static, Result<u64, Failure>> {
        Box::pin(std::future::ready(Ok(if_version + 1)))
    }

    fn delete(&self, _: String, _: u64) -> BoxFuture<'static, Result<(), Failure>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn list(&self, _: String) -> BoxFuture<'static, Result<Vec<String>, Failure>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }
}

impl Emit for Slow {
    fn emit(&self, _: Json) -> BoxFuture<'static, Result<(), Failure>> {
        Box::pin(std::future::ready(Ok(())))
    }
}

impl Random for Slow {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

/// Reads pages of a service that takes `answer_ms` for each, in a run of `deadline_ms`.
fn read_within(deadline_ms: u64, answer_ms: u64) -> (Result<Value, Failure>, Vec<u64>) {
    let world = Arc::new(Slow { answer_ms, now_ms: Mutex::new(0), asked: Mutex::default() });
    let run = RunInfo {
        run_id: "run-1".to_owned(),
        locale: Locale::En,
        deadline_unix_ms: deadline_ms,
        attempt: 1,
        trace_id: [0; 16],
    };
    let cx = Context::new(run, Json::empty_object(), world.clone());
    let mut input: Input = serde::Deserialize::deserialize(json!({
        "url": "https://api.example/list", "query": {"page": "{{ page.number }}"},
        "pages": {"next": {"by": "number"}, "items": "@", "pages_max": 50}
    }))
    .unwrap();
    let reader = std::mem::take(&mut input.response).prepare().unwrap();
    let pager = Pager::new(input.pages.take().unwrap()).unwrap();
    let call = Call::new(input, &cx).unwrap();
    let mut reading = std::pin::pin!(read(&call, pager, &reader, &cx));
    let Poll::Ready(read) = reading.as_mut().poll(&mut TaskContext::from_waker(Waker::noop())) else {
        panic!("nothing in this world waits");
    };
    let asked = world.asked.lock().unwrap().clone();
    (read.map(|output| Json::from_serialize(&output).unwrap().to_value()), asked)
}

#[test]
fn what_was_read_is_handed_over_before_the_time_is_up() {
    let rows: [(u64, u64, u64, &[u64]); 5] = [
        // The third could not even begin.
        (8_900, 4_000, 2, &[15_000, 4_400]),
        // The third is given what is left, and is late.
        (9_000, 4_000, 2, &[15_000, 4_500, 500]),
        (10_000, 4_000, 2, &[15_000, 5_500, 1_500]),
        // The last that fits is read.
        (9_500, 3_000, 3, &[15_000, 6_000, 3_000]),
        // However little the first leaves.
        (3_000, 2_900, 1, &[15_000]),
    ];
    for (deadline_ms, answer_ms, count, expected) in rows {
        let (read, asked) = read_within(deadline_ms, answer_ms);
        let about = format!("{deadline_ms} ms, {answer_ms} ms each");
        let output = read.unwrap();
        let pages = &output["pages"];
        assert_eq!(asked, expected, "{about}");
        assert_eq!(
            (&pages["count"], &pages["stopped"]),
            (&json!(count), &json!("deadline")),
            "{about}: {pages}"
        );
        assert_eq!(pages["complete"], false, "{about}");
        assert_eq!(
            pages["next"]["number"],
            json!(count + 1),
            "{about}: the rest can be read from here: {pages}"
        );
        assert_eq!(output["body"].as_array().map(Vec::len), usize::try_from(count).ok(), "{about}: {output}");
    }
}

#[test]
fn without_a_single_answer_it_is_a_failure() {
    let (read, asked) = read_within(60_000, 16_000);
    assert_eq!((read.map_err(|failure| failure.kind()), asked), (Err(Kind::Unavailable), vec![15_000]));
}
