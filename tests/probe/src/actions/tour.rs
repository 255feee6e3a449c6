//! Visits every capability once, each behind an await point where the run may be cancelled.

use std::time::Duration;

use tomada_sdk::prelude::*;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub url: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    pub status: u16,
    pub body: String,
    pub slept_ms: u64,
    pub versions: Vec<u64>,
    pub keys: Vec<String>,
    pub random: Vec<u8>,
    pub attempts: u32,
    pub wait_us: Option<u64>,
}

pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let before = cx.now();
    cx.sleep(Duration::from_millis(50)).await;
    let slept = cx.now().saturating_sub(before);
    cx.log_with(Level::Info, "on tour", &tomada_sdk::json!({ "stop": "state" }));

    let state = cx.state();
    let key = "place".to_owned();
    let first = state.put(key.clone(), Json::from_serialize("here").map_err(odd)?, 0).await?;
    let found = state.get(key.clone()).await?.map_or(0, |found| found.version);
    let keys = state.list("pl".to_owned()).await?;
    state.delete(key, found).await?;

    cx.emit(&tomada_sdk::json!({ "stop": "http" })).await?;
    let response = cx.send(Request::get(input.url).retries(4).repeatable()).await?;
    let (status, attempts, wait_us) = (response.status, response.attempts, response.timings.wait_us);
    let body = String::from_utf8_lossy(&response.body.bytes().await?).into_owned();

    let mut random = vec![0; 4];
    cx.fill_random(&mut random);
    let slept_ms = u64::try_from(slept.as_millis()).unwrap_or(u64::MAX);
    Ok(Output { status, body, slept_ms, versions: vec![first, found], keys, random, attempts, wait_us })
}

fn odd(error: impl std::fmt::Display) -> Failure {
    Failure::new(Kind::Broken, error.to_string())
}
