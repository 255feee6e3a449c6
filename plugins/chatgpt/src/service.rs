//! The connection: where the service is, what it is told by default, and how a call to it is made.

use std::collections::BTreeMap;

use tomada_sdk::prelude::*;

use crate::ask::TokensField;
use crate::{refusal, words};

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
}
