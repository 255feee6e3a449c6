//! The order of a conversation, and that nothing is said twice.

use chatgpt::conversation::Conversation;
use chatgpt::image::Image;
use chatgpt::message::{Message, Role};
use chatgpt::tools::ToolCall;
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

#[test]
fn what_is_shown_belongs_to_what_is_said() {
    let dot = || Image { url: Some("https://example.com/dot.png".to_owned()), ..Image::default() };
    let shown = |text: &str| Message::with_images(text, &[dot()]);
    let check = |said: &Message, images: &[Image], expected: &[&Message]| {
        let history = [said.clone()];
        let conversation =
            Conversation { history: &history, prompt: Some("This?"), images, ..Conversation::default() };
        assert_eq!(conversation.in_order(Locale::En).unwrap().iter().collect::<Vec<_>>(), expected);
    };
    let (plain, other) = (message(Role::User, "This?"), message(Role::User, "That?"));
    check(&plain, &[], &[&plain]);
    check(&plain, &[dot()], &[&shown("This?")]);
    check(&shown("This?"), &[dot()], &[&shown("This?")]);
    // What was shown before is not lost, though the same is said again.
    check(&shown("This?"), &[], &[&shown("This?"), &plain]);
    check(&other, &[dot()], &[&other, &shown("This?")]);
}

#[test]
fn a_message_that_makes_no_sense_is_refused_with_its_place() {
    #[track_caller]
    fn refused(message: Message, at: &str) {
        let messages = [Message::text(Role::User, "Hi"), message];
        let conversation = Conversation { messages: &messages, ..Conversation::default() };
        let failure = conversation.in_order(Locale::PtBr).unwrap_err();
        assert_eq!((failure.kind(), failure.at()), (Kind::InvalidInput, Some(at)), "{failure}");
        let conversation =
            Conversation { history: &messages, prompt: Some("Tea?"), ..Conversation::default() };
        let failure = conversation.in_order(Locale::PtBr).unwrap_err();
        assert_eq!(failure.at(), Some(at.replace("messages", "history").as_str()));
    }
    let call = || vec![ToolCall { id: "1".to_owned(), name: "f".to_owned(), ..ToolCall::default() }];
    let image = |url: Option<&str>, data: Option<&str>| {
        let image = Image { url: url.map(str::to_owned), data: data.map(str::to_owned), detail: None };
        Message::with_images("This?", &[image])
    };
    let say = |role| Message::text(role, "Hi");
    let id = || Some("1".to_owned());
    refused(Message { tool_calls: call(), ..say(Role::User) }, "/messages/1/tool_calls");
    refused(Message { tool_calls: call(), tool_call_id: id(), ..say(Role::Tool) }, "/messages/1/tool_calls");
    refused(say(Role::Tool), "/messages/1/tool_call_id");
    refused(Message { tool_call_id: id(), ..say(Role::User) }, "/messages/1/tool_call_id");
    refused(Message { content: None, ..say(Role::User) }, "/messages/1/content");
    refused(Message { content: None, ..say(Role::Assistant) }, "/messages/1/content");
    refused(Message { role: Role::System, ..image(Some("https://a.test/b"), None) }, "/messages/1/content");
    refused(image(None, None), "/messages/1/content/1");
    refused(image(Some("https://a.test"), Some("iVBORw0KGgo=")), "/messages/1/content/1");
    for url in
        ["", "a.png", "ftp://a.test/b", "file:///b", "data:image/png;base64,iVBORw0KGgo=", "https://a b"]
    {
        refused(image(Some(url), None), "/messages/1/content/1/url");
    }
    for data in [
        "",
        "iVBORw0KGgo",
        "iVBORw0KGgoAAAANSUhEUg*=",
        "UklGRgAAAABXQVZFZm10IA==",
        "/9j",
        "é".repeat(9).as_str(),
    ] {
        refused(image(None, Some(data)), "/messages/1/content/1/data");
    }
}

#[test]
fn the_four_kinds_of_pictures_are_known() {
    for data in [
        "iVBORw0KGgoAAAANSUhEUg==",
        "/9j/4AAQSkZJRgABAQ==",
        "R0lGODlhAQABAIAAAA==",
        "UklGRhoAAABXRUJQVlA4TA==",
    ] {
        let image = Image { data: Some(data.to_owned()), ..Image::default() };
        assert_eq!(image.check("/images/0", Locale::En), Ok(()), "{data}");
    }
}
