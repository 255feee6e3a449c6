//! The order of a conversation: history, rules, knowledge base, named prompts, and last what the user says.
//!
//! The rule it protects: everything is said once, and nothing is said that was not given.

use tomada_sdk::prelude::*;

use crate::image::Image;
use crate::message::{Message, Role};
use crate::words;

/// The parts of a conversation, before they are put in order.
#[derive(Clone, Debug, Default)]
pub struct Conversation<'a> {
    /// What was said before, oldest first.
    pub history: &'a [Message],
    /// How the model shall behave.
    pub rules: Option<&'a str>,
    /// What the model shall know.
    pub knowledge_base: Option<&'a str>,
    /// More instructions.
    pub prompts: Vec<&'a str>,
    /// What the user says.
    pub prompt: Option<&'a str>,
    /// What the user shows with it.
    pub images: &'a [Image],
    /// The end of the conversation, in place of `prompt`.
    pub messages: &'a [Message],
}

impl Conversation<'_> {
    /// All messages, in order. Of `prompt` and `messages`, one must be given.
    ///
    /// # Errors
    /// `InvalidInput` when both or neither are given, the prompt is blank, or a message makes no sense.
    pub fn in_order(&self, locale: Locale) -> Result<Vec<Message>, Failure> {
        for (name, messages) in [("history", self.history), ("messages", self.messages)] {
            for (index, message) in messages.iter().enumerate() {
                message.check(&format!("/{name}/{index}"), locale)?;
            }
        }
        for (index, image) in self.images.iter().enumerate() {
            image.check(&format!("/images/{index}"), locale)?;
        }
        let last = self.last(locale)?;
        let instructions =
            [self.rules, self.knowledge_base].into_iter().flatten().chain(self.prompts.iter().copied());
        let instructions =
            instructions.filter(|text| !text.trim().is_empty()).map(|text| Message::text(Role::System, text));
        Ok(self.before(&last).iter().cloned().chain(instructions).chain(last.iter().cloned()).collect())
    }

    fn last(&self, locale: Locale) -> Result<Vec<Message>, Failure> {
        let refuse = |at: &str, words| Err(words::refuse(at, words, locale));
        match (self.prompt, self.messages) {
            (Some(_), [_, ..]) => refuse("/messages", words::PROMPT_AND_MESSAGES),
            (None, [_, ..]) if !self.images.is_empty() => refuse("/images", words::IMAGES_IN_MESSAGES),
            (None, []) => refuse("/prompt", words::NOTHING_TO_SAY),
            (Some(prompt), []) if prompt.trim().is_empty() => refuse("/prompt", words::NOTHING_TO_SAY),
            (Some(prompt), []) => Ok(vec![Message::with_images(prompt, self.images)]),
            (None, messages) => Ok(messages.to_vec()),
        }
    }

    /// The history without the message that is about to be said: platforms record it before they ask.
    fn before(&self, last: &[Message]) -> &[Message] {
        match (self.history, last) {
            ([before @ .., said], [about]) if about.role == Role::User && said.is_said_by(about) => before,
            (history, _) => history,
        }
    }
}
