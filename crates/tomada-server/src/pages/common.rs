//! What the pages of integrations, connections and calls share: who visits, words, times, troubles.
//!
//! Rule: a text comes from the catalogue, a failure is shown with its kind, who must act, and where its call is.

use std::collections::BTreeMap;

use tomada_core::{Failure, Locale, Manifest};
use tomada_text::{hint, kind_label, render, text, who_acts};

use super::form::{Drawing, Form, Posted, Shape, Wrong};
use crate::app::App;

/// The catalogue in the reader's language, for templates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(pub(crate) Locale);

impl Words {
    /// The text `id`; the id itself if there is none, which a test of the catalogue finds.
    pub(crate) fn t(self, id: &str) -> String {
        text(self.0, id, []).unwrap_or_else(|| id.to_owned())
    }

    /// The text `id` with one argument.
    pub(crate) fn with(self, id: &str, name: &str, value: &str) -> String {
        text(self.0, id, [(name, value)]).unwrap_or_else(|| id.to_owned())
    }

    /// The text `id` with arguments.
    pub(crate) fn filled<'a>(self, id: &str, arguments: &[(&'a str, &'a str)]) -> String {
        text(self.0, id, arguments.iter().copied()).unwrap_or_else(|| id.to_owned())
    }

    /// The text `id`, or `other` if there is none.
    pub(crate) fn or(self, id: &str, other: &str) -> String {
        text(self.0, id, []).unwrap_or_else(|| other.to_owned())
    }

    /// What to do about `id`, or nothing.
    pub(crate) fn help(self, id: &str) -> String {
        hint(self.0, id, []).unwrap_or_default()
    }

    /// An outcome: `ok`, or a failure's kind.
    pub(crate) fn outcome(self, outcome: &str) -> String {
        match outcome.parse() {
            Ok(kind) => kind_label(kind, self.0),
            Err(()) => self.t("page-outcome-ok"),
        }
    }

    /// The text of one of several that share a beginning.
    pub(crate) fn one(self, start: &str, end: &str) -> String {
        self.t(&format!("{start}-{end}"))
    }

    /// A moment, in UTC.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand references")]
    pub(crate) fn moment(self, unix_ms: &u64) -> String {
        let form = if self.0 == Locale::En { "%Y-%m-%d %H:%M:%S UTC" } else { "%d/%m/%Y %H:%M:%S UTC" };
        let moment = i64::try_from(*unix_ms).ok().and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok());
        moment.map_or_else(String::new, |moment| moment.strftime(form).to_string())
    }

    /// How long something took, as people read it.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand references")]
    pub(crate) fn span(self, ms: &u64) -> String {
        let seconds = |tenths: u64| {
            let mark = if self.0 == Locale::En { '.' } else { ',' };
            format!("{}{mark}{} s", tenths / 10, tenths % 10)
        };
        match *ms {
            0..1_000 => format!("{ms} ms"),
            1_000..60_000 => seconds(ms / 100),
            _ => format!("{} min {} s", ms / 60_000, ms / 1_000 % 60),
        }
    }
}

/// A failure as a page shows it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trouble {
    pub(crate) label: String,
    pub(crate) message: String,
    pub(crate) who: String,
    pub(crate) hint: String,
    /// The page of the call that failed; empty if there was none.
    pub(crate) call: String,
}

impl Trouble {
    pub(crate) fn of(failure: &Failure, locale: Locale, call: String) -> Self {
        let shown = render(failure.clone(), locale);
        Self {
            label: kind_label(shown.kind(), locale),
            message: shown.message().to_owned(),
            who: who_acts(shown.kind(), locale),
            hint: shown.hint().unwrap_or_default().to_owned(),
            call,
        }
    }
}

/// Errors of fields, in the reader's language.
pub(crate) fn told(wrong: &[Wrong], words: Words) -> Vec<(String, String)> {
    wrong.iter().map(|wrong| (wrong.at.clone(), words.t(wrong.message))).collect()
}

/// Draws a form of what was posted.
pub(crate) fn drawn(
    shape: &Shape,
    at: &str,
    posted: &Posted,
    errors: &[(String, String)],
    words: Words,
) -> Form {
    let drawing = Drawing {
        posted,
        errors,
        name_label: words.t("page-form-name"),
        value_label: words.t("page-form-value"),
        add: posted.get(ADD).map(String::as_str),
    };
    Form::draw(shape, at, &drawing)
}

/// The name of the buttons that add a row.
pub(crate) const ADD: &str = "~add";

/// Fields of a form by name.
pub(crate) fn posted(fields: Vec<(String, String)>) -> Posted {
    fields.into_iter().collect::<BTreeMap<_, _>>()
}

/// The newest version of an integration.
pub(crate) fn manifest<'a>(app: &'a App, id: &str) -> Result<&'a Manifest, Failure> {
    let found = app.platform.host().manifests().filter(|manifest| manifest.id == id).last();
    found.ok_or_else(|| {
        Failure::coded(tomada_core::Kind::NotFound, "page-integration-unknown")
            .with_argument("integration", id)
    })
}

/// The page of a connection.
pub(crate) fn connection_place(project: &str, id: &str) -> String {
    format!("/p/{}/connections/{}", escaped(project), escaped(id))
}

/// A part of a path or of a query, escaped.
pub(crate) fn escaped(part: &str) -> String {
    url::form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>().replace('+', "%20")
}
