//! Writes down what is said in an audio file.
//!
//! # What it does
//!
//! Uploads the audio, a voice message for one, and answers its text. A language or a prompt with names and terms that
//! occur makes it more exact.
//!
//! # When it fails
//!
//! `invalid_input` when the audio is no base64, its name tells of no audio that the service reads, or the service cannot
//! read it; `not_found` for a model that there is not; `rejected` when the account has no money left; `rate_limited` and
//! `unavailable` as the service says. Asking again changes nothing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tomada_sdk::prelude::*;

use super::chat::Usage;
use crate::service::Service;
use crate::wire::Transcription;
use crate::words;

const TIMEOUT_MS: u64 = 300_000;

/// The largest answer, in bytes: hours of speech have less.
const BODY_MAX_BYTES: u64 = 4 * 1024 * 1024;

/// How the files end that the service reads (OpenAI API reference, "Create transcription"), and what they are. `oga` is
/// what some platforms call the `ogg` of a voice message.
const KINDS: [(&str, &str); 10] = [
    ("flac", "audio/flac"),
    ("m4a", "audio/mp4"),
    ("mp3", "audio/mpeg"),
    ("mp4", "audio/mp4"),
    ("mpeg", "audio/mpeg"),
    ("mpga", "audio/mpeg"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("wav", "audio/wav"),
    ("webm", "audio/webm"),
];

/// What to listen to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The audio file in base64, at most 16,000,000 characters, which are 12 MB of audio.
    #[schemars(length(min = 1, max = 16_000_000))]
    pub audio: String,
    /// Its name. The ending says what it is: flac, m4a, mp3, mp4, mpeg, mpga, oga, ogg, wav or webm.
    #[schemars(length(min = 1, max = 255))]
    pub file_name: String,
    /// The model.
    #[serde(default = "model")]
    #[schemars(length(min = 1))]
    pub model: String,
    /// The language that is spoken, as ISO 639-1 names it: `pt`. The model finds out if absent.
    #[schemars(length(min = 2, max = 8))]
    pub language: Option<String>,
    /// Words to expect, in the language of the audio: names, terms, how the text before it ended.
    pub prompt: Option<String>,
    /// How freely the model guesses, from 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub temperature: Option<f64>,
}

fn model() -> String {
    "gpt-4o-mini-transcribe".to_owned()
}

/// What was said.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The text.
    pub text: String,
    /// What it took, if the service counts tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<Usage>,
    /// How many seconds of audio are paid for, if the service counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
}

/// Writes down what is said in an audio file.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let service = Service::of(cx)?;
    let audio = STANDARD.decode(&input.audio).map_err(|error| {
        words::refuse("/audio", words::AUDIO_DATA, service.locale()).with_detail(error.to_string())
    })?;
    let content_type = content_type(&input.file_name, service.locale())?;
    let form = Form::new(cx).file("file", &input.file_name, content_type, &audio);
    let temperature = input.temperature.map(|temperature| temperature.to_string());
    let fields = [
        ("model", Some(input.model.as_str())),
        ("response_format", Some("json")),
        ("language", input.language.as_deref()),
        ("prompt", input.prompt.as_deref()),
        ("temperature", temperature.as_deref()),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let request = Request::post(service.address("audio/transcriptions"))
        .multipart(fields.fold(form, |form, (name, value)| form.text(name, value)))
        .timeout_ms(TIMEOUT_MS)
        .body_max_bytes(BODY_MAX_BYTES);
    let answer: Transcription = service.ask(request).await?;
    let seconds = answer.usage.as_ref().and_then(|usage| usage.seconds);
    let counted = answer.usage.filter(|usage| usage.seconds.is_none());
    Ok(Output { text: answer.text, usage: counted.map(|usage| usage.tokens.into()), seconds })
}

fn content_type(file_name: &str, locale: Locale) -> Result<&'static str, Failure> {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let found = KINDS.into_iter().find(|(known, _)| ending.as_deref() == Some(known));
    found.map(|(_, content_type)| content_type).ok_or_else(|| {
        let known = KINDS.map(|(ending, _)| ending).join(", ");
        let message = words::AUDIO_NAME.with(locale, &[("name", file_name), ("known", &known)]);
        Failure::new(Kind::InvalidInput, message).with_at("/file_name")
    })
}
