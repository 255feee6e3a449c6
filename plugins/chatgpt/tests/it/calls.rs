//! What no case can show: how long a silence is borne, and that a schema keeps its order on the way.

use std::pin::pin;
use std::task::{Context as Task, Poll, Waker};

use chatgpt::actions::chat::{Input, Output, run};
use tomada_sdk::{Failure, Kind};

use crate::world::World;

const BEGUN: &str = "data: {\"choices\":[{\"delta\":{\"content\":\"Well\"}}]}\n\n";
const CALLS: &str =
    "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"a\"}}]}}]}\n\n";
const THINKS: &str =
    "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n: thinking\n\n";
const ENDS: &str = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

/// What becomes of a chat in a world where every wait is over at once.
fn chat(parts: &[&'static str]) -> Poll<Result<Output, Failure>> {
    let input: Input = serde_json::from_str(r#"{"prompt": "Tea?"}"#).unwrap();
    let context = World::that_says(parts).context();
    pin!(run(input, &context)).poll(&mut Task::from_waker(Waker::noop()))
}

#[test]
fn a_service_that_has_begun_may_not_fall_silent() {
    for begun in [BEGUN, CALLS] {
        let Poll::Ready(Err(failure)) = chat(&[THINKS, begun]) else { panic!("it fell silent") };
        assert_eq!((failure.kind(), failure.code()), (Kind::Unavailable, None));
        assert!(failure.message().contains("fell silent"), "{failure}");
    }
}

#[test]
fn a_model_may_think_before_it_begins() {
    assert!(chat(&[]).is_pending());
    assert!(chat(&[THINKS]).is_pending());
}

/// The body of an answer that has ended may stay open: it is waited for, but not for ever.
#[test]
fn an_answer_that_has_ended_is_there() {
    let Poll::Ready(Ok(output)) = chat(&[BEGUN, ENDS]) else { panic!("it has ended") };
    assert_eq!(output.text, "Well");
}

#[test]
fn a_schema_is_sent_in_the_order_in_which_it_is_written() {
    let schema = r#"{"type":"object","properties":{"thoughts":{"type":"string"},"answer":{"type":"integer"}},"required":["thoughts","answer"],"additionalProperties":false}"#;
    let tool = r#"{"type":"function","function":{"name":"f","parameters":{"zero":0,"alpha":1}}}"#;
    let input = format!(r#"{{"prompt": "Tea?", "answer_schema": {schema}, "tools": [{tool}]}}"#);
    let world = World::that_says(&[]);
    let context = world.context();
    let input: Input = serde_json::from_str(&input).unwrap();
    assert!(pin!(run(input, &context)).poll(&mut Task::from_waker(Waker::noop())).is_pending());
    let sent = world.sent.lock().unwrap();
    let body = std::str::from_utf8(&sent[0].body).unwrap();
    assert!(body.contains(schema) && body.contains(r#"{"zero":0,"alpha":1}"#), "{body}");
}
