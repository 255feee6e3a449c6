//! One language's messages, parsed on first use and kept for the life of the process.
//!
//! Called by the functions of the crate root. It never fails at run time: what cannot be parsed is left out, and a
//! test proves that nothing is.

use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use tomada_core::Locale;
use unic_langid::LanguageIdentifier;

/// The messages of one language.
pub(crate) struct Catalogue {
    bundle: FluentBundle<Arc<FluentResource>>,
    resource: Arc<FluentResource>,
}

/// The messages of `locale`.
pub(crate) fn of(locale: Locale) -> &'static Catalogue {
    static EN: OnceLock<Catalogue> = OnceLock::new();
    static PT_BR: OnceLock<Catalogue> = OnceLock::new();
    static ES: OnceLock<Catalogue> = OnceLock::new();
    match locale {
        Locale::En => EN.get_or_init(|| Catalogue::parse(locale, include_str!("../messages/en.ftl"))),
        Locale::PtBr => PT_BR.get_or_init(|| Catalogue::parse(locale, include_str!("../messages/pt-BR.ftl"))),
        Locale::Es => ES.get_or_init(|| Catalogue::parse(locale, include_str!("../messages/es.ftl"))),
    }
}

/// Arguments as Fluent wants them, under the names that the messages use.
pub(crate) fn arguments<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> FluentArgs<'a> {
    pairs.into_iter().map(|(name, value)| (name.replace('_', "-"), argument(value))).collect()
}

/// A whole number is one, so that it chooses a plural form; it is still written as it came. Everything else is text.
fn argument(value: &str) -> FluentValue<'_> {
    match value.parse::<u32>() {
        Ok(number) if number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

impl Catalogue {
    fn parse(locale: Locale, source: &str) -> Self {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let resource = Arc::new(resource);
        let language = locale.tag().parse::<LanguageIdentifier>().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Terminals and logs would show the isolation marks.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(Arc::clone(&resource));
        Self { bundle, resource }
    }

    /// The message, or one of its attributes, with `arguments` in their places.
    pub(crate) fn format(
        &self,
        id: &str,
        attribute: Option<&str>,
        arguments: &FluentArgs<'_>,
    ) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        // What is missing shows in the text as `{$name}`: a text with a hole says more than none.
        Some(self.bundle.format_pattern(pattern, Some(arguments), &mut Vec::new()).into_owned())
    }

    /// The ids of the messages, in the order of the file.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.resource.entries().filter_map(message_id).collect()
    }
}

fn message_id<'a>(entry: &Entry<&'a str>) -> Option<&'a str> {
    match entry {
        Entry::Message(message) => Some(message.id.name),
        _ => None,
    }
}
