//! A model that knows one sentence, in the format of OpenAI's chat completions, streamed or whole.

use serde_json::{Value, json};

use super::http::{Answer, Request};

const NAME: &str = "tomada-parrot";

/// The answer of `route` to whoever brings a bearer token, or what OpenAI says to whoever does not.
pub(super) fn if_authorized(request: &Request, route: impl FnOnce() -> Answer) -> Answer {
    let bearer = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    if bearer.is_some_and(|token| !token.is_empty()) {
        return route();
    }
    refuse(401, "You didn't provide an API key.", "invalid_api_key")
}

pub(super) fn models() -> Answer {
    let model = json!({"id": NAME, "object": "model", "created": 1_764_000_000, "owned_by": "tomada"});
    Answer::json(200, &json!({"object": "list", "data": [model]}))
}

pub(super) fn chat(request: &Request) -> Answer {
    let Ok(asked) = serde_json::from_slice::<Value>(&request.body) else {
        return refuse(400, "The body is not JSON.", "invalid_json");
    };
    let Some(question) = last_question(&asked) else {
        return refuse(400, "`messages` must hold at least one message with a text.", "invalid_messages");
    };
    let answer =
        format!("You said \u{201c}{question}\u{201d}. I only repeat what I hear, but I do it word by word.");
    let usage = json!({
        "prompt_tokens": question.split_whitespace().count(),
        "completion_tokens": answer.split_whitespace().count(),
        "total_tokens": question.split_whitespace().count() + answer.split_whitespace().count(),
    });
    if asked["stream"] == true {
        return streamed(&answer, asked["stream_options"]["include_usage"] == true, &usage);
    }
    let message = json!({"role": "assistant", "content": answer});
    let choice = json!({"index": 0, "message": message, "finish_reason": "stop"});
    Answer::json(200, &envelope("chat.completion", &json!([choice]), &usage))
}

/// The text of the last message: a string, or parts of which some have a text.
fn last_question(asked: &Value) -> Option<&str> {
    let content = &asked["messages"].as_array()?.last()?["content"];
    content.as_str().or_else(|| content.as_array()?.iter().find_map(|part| part["text"].as_str()))
}

fn streamed(answer: &str, with_usage: bool, usage: &Value) -> Answer {
    let choice = |delta: Value, finish: Value| json!([{"index": 0, "delta": delta, "finish_reason": finish}]);
    let mut chunks = vec![choice(json!({"role": "assistant", "content": ""}), Value::Null)];
    chunks.extend(answer.split_inclusive(' ').map(|word| choice(json!({"content": word}), Value::Null)));
    chunks.push(choice(json!({}), json!("stop")));
    let chunks = chunks.iter().map(|choices| envelope("chat.completion.chunk", choices, &Value::Null));
    let last = with_usage.then(|| envelope("chat.completion.chunk", &json!([]), usage));
    let data = chunks.chain(last).map(|chunk| chunk.to_string());
    Answer::events(data.chain(["[DONE]".to_owned()]))
}

fn envelope(object: &str, choices: &Value, usage: &Value) -> Value {
    json!({
        "id": "chatcmpl-1",
        "object": object,
        "created": 1_764_000_000,
        "model": NAME,
        "choices": choices,
        "usage": usage,
    })
}

fn refuse(status: u16, message: &str, code: &str) -> Answer {
    let error = json!({"message": message, "type": "invalid_request_error", "param": null, "code": code});
    Answer::json(status, &json!({"error": error}))
}
