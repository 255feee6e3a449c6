//! Says whether a text or pictures may hurt somebody, and in what way.
//!
//! # What it does
//!
//! Sends a text, pictures or both to the service's moderation, and answers whether they are flagged, in which categories,
//! and how sure the model is of each.
//!
//! # When it fails
//!
//! `invalid_input` when there is nothing to judge, or a picture that is none; `not_found` for a model that there is not,
//! or on a compatible server that has no moderation; `rate_limited` and `unavailable` as the service says. Asking again
//! changes nothing.

use std::collections::BTreeMap;

use tomada_sdk::json;
use tomada_sdk::prelude::*;

use crate::ask::image_part;
use crate::image::Image;
use crate::service::Service;
use crate::wire::{Moderations, not_as_expected};
use crate::words;

const TIMEOUT_MS: u64 = 60_000;

/// What to judge: `text`, `images` or both.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The text.
    #[schemars(length(min = 1))]
    pub text: Option<String>,
    /// The pictures.
    #[serde(default)]
    pub images: Vec<Image>,
    /// The model; the service decides if absent. Only some models look at pictures.
    #[schemars(length(min = 1))]
    pub model: Option<String>,
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// Whether anything was.
    pub flagged: bool,
    /// In which categories, such as `harassment` or `violence/graphic`, in alphabetical order.
    pub categories: Vec<String>,
    /// How sure the model is of each category, flagged or not, from 0 to 1.
    pub scores: BTreeMap<String, f64>,
    /// The model that judged, by its full name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// Says whether a text or pictures may hurt somebody.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let service = Service::of(cx)?;
    let mut body = json!({ "input": to_judge(&input, service.locale())? });
    if let Some(model) = &input.model {
        body["model"] = json!(model);
    }
    let request = Request::post(service.address("moderations")).json_of(&body)?.timeout_ms(TIMEOUT_MS);
    let answer: Moderations = service.ask(request).await?;
    let Some(found) = answer.results.into_iter().next() else {
        return Err(not_as_expected("`results` is empty"));
    };
    let flagged = found.categories.into_iter().filter(|(_, flagged)| *flagged == Some(true));
    let scores = found.category_scores.into_iter().filter_map(|(name, score)| Some((name, score?)));
    Ok(Output {
        flagged: found.flagged,
        categories: flagged.map(|(name, _)| name).collect(),
        scores: scores.collect(),
        model: answer.model,
    })
}

/// A text alone is sent as such: the older models know nothing else.
fn to_judge(input: &Input, locale: Locale) -> Result<Value, Failure> {
    for (index, image) in input.images.iter().enumerate() {
        image.check(&format!("/images/{index}"), locale)?;
    }
    let text = input.text.iter().map(|text| json!({ "type": "text", "text": text }));
    match &input.text {
        None if input.images.is_empty() => Err(words::refuse("/text", words::NOTHING_TO_JUDGE, locale)),
        Some(text) if input.images.is_empty() => Ok(json!(text)),
        _ => Ok(text.chain(input.images.iter().map(image_part)).collect()),
    }
}
