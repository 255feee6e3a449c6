//! The order of a conversation, and that nothing is said twice.

use chatgpt::conversation::Conversation;
use chatgpt::image::Image;
use chatgpt::message::{Message, Role};
use tomada_sdk::{Kind, Locale};

fn message(role: Role, content: &str) -> Message {
    Message::text(role, content)
}

#[track_caller]
fn check(conversation: &Conversation<'_>, expected: &[(Role, &str)]) {
    let messages = conversation.in_order(Locale::En).unwrap();
    let expected = expected.iter().map(|(role, content)| message(*role, content)).collect::<Vec<_>>();
    assert_eq!(messages, expected);
}

#[test]
fn history_comes_first_and_the_prompt_last() {
    let history = [message(Role::User, "Hi"), message(Role::Assistant, "Hello!")];
    let conversation = Conversation {
        history: &history,
        rules: Some("Be kind."),
        knowledge_base: Some("We sell tea."),
        prompts: vec!["Be brief.", "Sell."],
        prompt: Some("Tea?"),
        images: &[],
        messages: &[],
    };
    check(
        &conversation,
        &[
            (Role::User, "Hi"),
            (Role::Assistant, "Hello!"),
            (Role::System, "Be kind."),
            (Role::System, "We sell tea."),
            (Role::System, "Be brief."),
            (Role::System, "Sell."),
            (Role::User, "Tea?"),
        ],
    );
}

#[test]
fn the_prompt_is_said_once() {
    let history =
        [message(Role::User, "Tea?"), message(Role::Assistant, "Yes."), message(Role::User, " Tea?\n")];
    let conversation = Conversation { history: &history, prompt: Some("Tea?"), ..Conversation::default() };
    check(&conversation, &[(Role::User, "Tea?"), (Role::Assistant, "Yes."), (Role::User, "Tea?")]);
    let conversation = Conversation { history: &history[..2], ..conversation };
    check(&conversation, &[(Role::User, "Tea?"), (Role::Assistant, "Yes."), (Role::User, "Tea?")]);
    let history = [message(Role::Assistant, "Tea?")];
    let conversation = Conversation { history: &history, ..conversation };
    check(&conversation, &[(Role::Assistant, "Tea?"), (Role::User, "Tea?")]);
}

#[test]
fn what_is_not_given_is_not_said() {
    let messages = [message(Role::Developer, "Sum up."), message(Role::User, "Long text")];
    let conversation = Conversation {
        rules: Some(""),
        knowledge_base: Some(" "),
        messages: &messages,
        ..Conversation::default()
    };
    check(&conversation, &[(Role::Developer, "Sum up."), (Role::User, "Long text")]);
}

#[test]
fn a_conversation_ends_with_one_of_prompt_and_messages() {
    #[track_caller]
    fn refused(prompt: Option<&str>, messages: &[Message], at: &str) {
        let conversation = Conversation { prompt, messages, ..Conversation::default() };
        let failure = conversation.in_order(Locale::Es).unwrap_err();
        assert_eq!((failure.kind(), failure.at()), (Kind::InvalidInput, Some(at)));
    }
    refused(None, &[], "/prompt");
    refused(Some(" \n"), &[], "/prompt");
    refused(Some("Tea?"), &[message(Role::User, "Tea?")], "/messages");
}
