//! One message of a conversation, as the input of `chat` has it: texts, pictures, and what tools were asked and said.
//!
//! The rule it protects: what the service would misread is refused here, with its place in the input.

use tomada_sdk::prelude::*;

use crate::image::Image;
use crate::tools::ToolCall;
use crate::words::{self, Words};

/// One message.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Who says it.
    pub role: Role,
    /// What is said: a text, or several with pictures among them. Only a message that calls tools may do without.
    pub content: Option<Content>,
    /// Which tools the model called, as `chat` answers them; only in a message of the assistant.
    #[serde(default)]
    pub tool_calls: Vec<ToolCall>,
    /// The `id` of the call that a message of a tool answers.
    pub tool_call_id: Option<String>,
}

/// Who says something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who sets the rules.
    System,
    /// The same, as newer models call it.
    Developer,
    /// Who asks.
    #[default]
    User,
    /// The model.
    Assistant,
    /// A tool that the model called.
    Tool,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Content {
    /// A text.
    Text(String),
    /// Texts and pictures, in order.
    Parts(#[schemars(length(min = 1))] Vec<Part>),
}

/// A part of what is said.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Part {
    /// A text.
    Text {
        /// The text itself.
        text: String,
    },
    /// A picture, which only the user shows.
    Image(Image),
}

impl Message {
    /// A message of nothing but text.
    pub fn text(role: Role, text: impl Into<String>) -> Self {
        Self { role, content: Some(Content::Text(text.into())), ..Self::default() }
    }

    /// What the user says, with pictures.
    pub fn with_images(text: &str, images: &[Image]) -> Self {
        if images.is_empty() {
            return Self::text(Role::User, text);
        }
        let images = images.iter().cloned().map(Part::Image);
        let parts = std::iter::once(Part::Text { text: text.to_owned() }).chain(images);
        Self { content: Some(Content::Parts(parts.collect())), ..Self::text(Role::User, "") }
    }

    /// Whether `self`, of the history, says what `about` is about to say: the same text, and no picture but its.
    pub(crate) fn is_said_by(&self, about: &Self) -> bool {
        let same_text = self.plain().is_some_and(|text| Some(text) == about.plain());
        let images = self.images().collect::<Vec<_>>();
        self.role == about.role && same_text && (images.is_empty() || about.images().eq(images))
    }

    /// The text without the space around it, if there is exactly one.
    fn plain(&self) -> Option<&str> {
        match self.content.as_ref()? {
            Content::Text(text) => Some(text.trim()),
            Content::Parts(parts) => {
                let mut texts = parts.iter().filter_map(|part| match part {
                    Part::Text { text } => Some(text.trim()),
                    Part::Image(_) => None,
                });
                texts.next().filter(|_| texts.next().is_none())
            }
        }
    }

    fn images(&self) -> impl Iterator<Item = &Image> {
        self.parts().iter().filter_map(|part| if let Part::Image(image) = part { Some(image) } else { None })
    }

    fn parts(&self) -> &[Part] {
        if let Some(Content::Parts(parts)) = &self.content { parts } else { &[] }
    }

    /// Whether the service can make sense of it.
    ///
    /// # Errors
    /// `InvalidInput` that names the place below `at`.
    pub fn check(&self, at: &str, locale: Locale) -> Result<(), Failure> {
        let calls = !self.tool_calls.is_empty();
        let refuse = |field: &str, words: Words| Err(words::refuse(format!("{at}/{field}"), words, locale));
        match self.role {
            Role::Assistant => {}
            _ if calls => return refuse("tool_calls", words::ONLY_ASSISTANT_CALLS),
            Role::Tool if self.tool_call_id.is_none() => return refuse("tool_call_id", words::WHICH_CALL),
            _ => {}
        }
        if self.role != Role::Tool && self.tool_call_id.is_some() {
            return refuse("tool_call_id", words::ONLY_TOOLS_ANSWER);
        }
        if self.role != Role::User && self.images().next().is_some() {
            return refuse("content", words::ONLY_USER_SHOWS);
        }
        if self.content.is_none() && !calls {
            return refuse("content", words::NOTHING_SAID);
        }
        self.check_images(at, locale)
    }

    fn check_images(&self, at: &str, locale: Locale) -> Result<(), Failure> {
        for (index, part) in self.parts().iter().enumerate() {
            if let Part::Image(image) = part {
                image.check(&format!("{at}/content/{index}"), locale)?;
            }
        }
        Ok(())
    }
}
