//! The one message catalogue: every text of Tomada's own that people see, in English, Portuguese and Spanish.
//!
//! Whoever detects a failure names a code and arguments; the interfaces call [`render`] with the reader's language.
//! The texts are Fluent files in `messages/`, compiled in; a language is parsed when it is first asked for. Wording
//! lives there and nowhere else: no other crate holds a sentence for people.
#![forbid(unsafe_code)]

mod catalogue;

use tomada_core::{Failure, Kind, Locale};

use catalogue::Catalogue;

/// The text of message `id` in `locale`, or in English where `locale` lacks it; `None` for an unknown `id`.
///
/// Arguments may be named as in the code (`retry_after_ms`) or as in the messages (`retry-after-ms`). Whole numbers
/// choose plural forms. An argument that the message wants and does not get shows as `{$name}`.
///
/// ```
/// use tomada_core::Locale;
///
/// let text = tomada_text::text(Locale::Es, "state-conflict", [("key", "cursor")]);
/// assert_eq!(text.as_deref(), Some("Otra ejecución acaba de cambiar «cursor» en la memoria de esta conexión."));
/// assert_eq!(tomada_text::text(Locale::Es, "no-such-message", []), None);
/// ```
pub fn text<'a>(
    locale: Locale,
    id: &str,
    arguments: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<String> {
    lookup(locale, id, None, arguments)
}

/// What to do next about message `id`, if the catalogue says so; otherwise as [`text`].
pub fn hint<'a>(
    locale: Locale,
    id: &str,
    arguments: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<String> {
    lookup(locale, id, Some("hint"), arguments)
}

/// Fills message and hint of a coded failure in `locale`, or in English where `locale` lacks the code.
///
/// A failure without a code, and one whose code is unknown, is given back as it is. It may be rendered again in
/// another language.
#[must_use]
pub fn render(failure: Failure, locale: Locale) -> Failure {
    let Some(code) = failure.code() else { return failure };
    let arguments = || failure.arguments().iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let Some(message) = text(locale, code, arguments()) else { return failure };
    let hint = hint(locale, code, arguments());
    let failure = failure.with_message(message);
    match hint {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    }
}

/// What people call failures of this kind, such as “Not found”.
pub fn kind_label(kind: Kind, locale: Locale) -> String {
    of_kind(kind, locale, None)
}

/// Who must act on failures of this kind, such as “Whoever owns the connection”.
pub fn who_acts(kind: Kind, locale: Locale) -> String {
    of_kind(kind, locale, Some("who"))
}

/// The ids of the messages that `locale` has, in the order of its file.
pub fn ids(locale: Locale) -> Vec<&'static str> {
    catalogue::of(locale).ids()
}

fn of_kind(kind: Kind, locale: Locale, attribute: Option<&str>) -> String {
    let id = format!("kind-{}", kind.as_str().replace('_', "-"));
    // A test proves that every kind has its texts; the wire name is still better than nothing.
    lookup(locale, &id, attribute, []).unwrap_or_else(|| kind.as_str().to_owned())
}

fn lookup<'a>(
    locale: Locale,
    id: &str,
    attribute: Option<&str>,
    arguments: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<String> {
    let arguments = catalogue::arguments(arguments);
    let find = |catalogue: &Catalogue| catalogue.format(id, attribute, &arguments);
    find(catalogue::of(locale)).or_else(|| find(catalogue::of(Locale::En)))
}
