//! The connection: where the service is, what it is told by default, and how a call to it is made.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use tomada_sdk::prelude::*;

use crate::ask::TokensField;
use crate::{refusal, wire, words};

/// A connection's settings.
#[derive(Debug, Deserialize)]
pub(crate) struct Settings {
    base_url: String,
    pub(crate) model: String,
    pub(crate) rules: Option<String>,
    pub(crate) knowledge_base: Option<String>,
    #[serde(default)]
    prompts: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) tokens_field: TokensField,
}

impl Settings {
    /// The texts of the prompts `names`, in this order.
    pub(crate) fn prompts(&self, names: &[String], locale: Locale) -> Result<Vec<&str>, Failure> {
        let text = |(index, name): (usize, &String)| {
            self.prompts.get(name).map(String::as_str).ok_or_else(|| {
                let known = self.prompts.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                let words = if known.is_empty() { words::NO_PROMPTS } else { words::NO_PROMPT_OF_THAT_NAME };
                let message = words.with(locale, &[("name", name), ("known", &known)]);
                let failure = Failure::new(Kind::InvalidInput, message);
                failure.with_at(format!("/prompts/{index}"))
            })
        };
        names.iter().enumerate().map(text).collect()
    }
}

/// The service of a run.
pub(crate) struct Service<'a> {
    cx: &'a Context,
    pub(crate) settings: Settings,
}

impl<'a> Service<'a> {
    /// The one of the run's connection.
    pub(crate) fn of(cx: &'a Context) -> Result<Self, Failure> {
        Ok(Self { cx, settings: cx.settings()? })
    }

    /// The language of the run.
    pub(crate) fn locale(&self) -> Locale {
        self.cx.run().locale
    }

    /// The address of `path` under the base address.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.settings.base_url.trim_end_matches('/'))
    }

    /// Sends `request` and answers a response whose status is 2xx.
    pub(crate) async fn send(&self, request: Request) -> Result<Response, Failure> {
        let response = self.cx.send(request).await.map_err(refusal::repeatable)?;
        refusal::check(response, self.locale()).await
    }

    /// Sends `request` and reads what it is answered.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, request: Request) -> Result<T, Failure> {
        read(self.send(request).await?).await.map_err(refusal::repeatable)
    }
}

/// The whole of `response`, as a `T`. Read as text, as the parts of a stream are: each type is compiled once.
pub(crate) async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Failure> {
    let bytes = response.body.bytes().await?;
    serde_json::from_str(&String::from_utf8_lossy(&bytes)).map_err(wire::not_as_expected)
}
