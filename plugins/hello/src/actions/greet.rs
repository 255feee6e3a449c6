//! Greets someone in the language of the run.
//!
//! # What it does
//!
//! Answers a greeting with the given name, in English, Portuguese or Spanish. It calls no service, so it works without
//! any setting, and proves that the plugin runs.
//!
//! # When it fails
//!
//! `invalid_input` when the name is blank.

use tomada_sdk::prelude::*;

/// Whom to greet.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The name, as the greeting says it.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
}

/// The greeting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// One sentence.
    pub greeting: String,
}

/// Greets someone in the language of the run.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let greeting = greeting(cx.run().locale, &input.name)?;
    Ok(Output { greeting })
}

/// The sentence, in any of the three languages.
pub fn greeting(locale: Locale, name: &str) -> Result<String, Failure> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Failure::new(Kind::InvalidInput, "The name is blank.").with_at("/name"));
    }
    Ok(match locale {
        Locale::En => format!("Hello, {name}!"),
        Locale::PtBr => format!("Olá, {name}!"),
        Locale::Es => format!("¡Hola, {name}!"),
    })
}
