//! The order of a conversation: history, rules, knowledge base, named prompts, and last what the user says.
//!
//! The rule it protects: everything is said once, and nothing is said that was not given.

use tomada_sdk::prelude::*;

use crate::words;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Who says it.
    pub role: Role,
    /// What is said.
    pub content: String,
}

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who sets the rules.
    System,
    /// The same, as newer models call it.
    Developer,
    /// Who asks.
    User,
    /// The model.
    Assistant,
}

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
    /// The end of the conversation, in place of `prompt`.
    pub messages: &'a [Message],
}

impl Conversation<'_> {
    /// All messages, in order. Of `prompt` and `messages`, one must be given.
    ///
    /// # Errors
    /// `InvalidInput` when both or neither are given, or the prompt is blank.
    pub fn in_order(&self, locale: Locale) -> Result<Vec<Message>, Failure> {
        let last = self.last(locale)?;
        let instructions =
            [self.rules, self.knowledge_base].into_iter().flatten().chain(self.prompts.iter().copied());
        let instructions = instructions
            .filter(|text| !text.trim().is_empty())
            .map(|text| Message { role: Role::System, content: text.to_owned() });
        Ok(self.before(&last).iter().cloned().chain(instructions).chain(last.iter().cloned()).collect())
    }

    fn last(&self, locale: Locale) -> Result<Vec<Message>, Failure> {
        let refuse = |at: &str, message: &str| Failure::new(Kind::InvalidInput, message).with_at(at);
        match (self.prompt, self.messages) {
            (Some(_), [_, ..]) => Err(refuse("/messages", words::prompt_and_messages(locale))),
            (None, []) => Err(refuse("/prompt", words::nothing_to_say(locale))),
            (Some(prompt), []) if prompt.trim().is_empty() => {
                Err(refuse("/prompt", words::nothing_to_say(locale)))
            }
            (Some(prompt), []) => Ok(vec![Message { role: Role::User, content: prompt.to_owned() }]),
            (None, messages) => Ok(messages.to_vec()),
        }
    }

    /// The history without the message that is about to be said: platforms record it before they ask.
    fn before(&self, last: &[Message]) -> &[Message] {
        let is_said = |said: &Message, about: &Message| {
            said.role == about.role && said.content.trim() == about.content.trim()
        };
        match (self.history, last) {
            ([before @ .., said], [about]) if about.role == Role::User && is_said(said, about) => before,
            (history, _) => history,
        }
    }
}
