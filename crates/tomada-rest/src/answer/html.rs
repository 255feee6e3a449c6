//! What a flow can use of a page: `title`, `lang`, `meta`, `text`, `links`, and `data`, its JSON-LD.
//!
//! `meta` holds the page's own descriptions (`description`, `og:title`; one that stands several times is a list); `text`
//! has a line for each block, white space as a reader sees it, and tabs between the cells of a table; `links` are
//! `{"text", "href"}`, addresses as they are written; `data` is a list of what the page holds for machines, such as a
//! product with its price. The rest of a page is left out.
//!
//! There are no CSS selections. They need a tree as browsers build it: `scraper` 0.29, which has it, makes a library
//! 1.1 MB larger, half of what the Webhook's is without it. The tokenizer `html5gum`, which reads a page by the same
//! specification, makes it 0.45 MB larger, and forgives everything: any text is a page.

mod page;

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use serde_json::Value;

use super::decoded::Notes;
use page::Page;

/// Reads a page. Any text is one.
pub(super) fn read(text: &str, notes: &mut Notes) -> Value {
    let mut page = Page::default();
    let take = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => page.open(name),
            CallbackEvent::AttributeName { name } => page.attribute_name(name),
            CallbackEvent::AttributeValue { value } => page.attribute_value(value),
            CallbackEvent::CloseStartTag { .. } => page.opened(),
            CallbackEvent::EndTag { name } => page.end(name),
            CallbackEvent::String { value } => page.text(value),
            _ => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(take);
    // So that what stands in scripts and styles is not taken for elements.
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    page.close(notes)
}
