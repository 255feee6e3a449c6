//! What the pages of integrations, connections and calls share: who visits, words, times, troubles.
//!
//! Rule: a text comes from the catalogue, a failure is shown with its kind, who must act, and where its call is.

use std::collections::BTreeMap;

use tomada_core::{Failure, Locale, Manifest};
use tomada_text::{hint, kind_label, render, text, who_acts};

use super::form::{Drawing, Form, Posted, Shape, Wrong};
use crate::app::App;

const MINUTE_MS: u64 = 60_000;

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

    /// How long ago a moment was; the moment itself where that is a month or more, or is yet to come.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand references")]
    pub(crate) fn ago(self, unix_ms: &u64, now_unix_ms: &u64) -> String {
        // A page's now is read before what it shows.
        if (*now_unix_ms..now_unix_ms.saturating_add(MINUTE_MS)).contains(unix_ms) {
            return self.t("page-time-now");
        }
        let minutes = now_unix_ms.checked_sub(*unix_ms).map(|ms| ms / MINUTE_MS);
        let (id, count) = match minutes {
            Some(0) => return self.t("page-time-now"),
            Some(minutes @ 1..60) => ("page-time-minutes", minutes),
            Some(minutes @ 60..1_440) => ("page-time-hours", minutes / 60),
            Some(minutes @ 1_440..43_200) => ("page-time-days", minutes / 1_440),
            _ => return self.moment(unix_ms),
        };
        self.with(id, "count", &count.to_string())
    }

    /// A moment as machines read it (RFC 3339).
    #[expect(clippy::trivially_copy_pass_by_ref, clippy::unused_self, reason = "templates call it so")]
    pub(crate) fn stamp(self, unix_ms: &u64) -> String {
        let moment = i64::try_from(*unix_ms).ok().and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok());
        moment.map_or_else(String::new, |moment| moment.to_string())
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
        more_label: words.t("page-form-more"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_as_people_say_it() {
        const NOW: u64 = 1_764_000_000_000;
        for (before_ms, expected) in [
            (0, ["just now", "agora mesmo", "ahora mismo"]),
            (59_999, ["just now", "agora mesmo", "ahora mismo"]),
            (3 * 60_000, ["3 min ago", "há 3 min", "hace 3 min"]),
            (23 * 3_600_000, ["23 h ago", "há 23 h", "hace 23 h"]),
            (24 * 3_600_000, ["1 day ago", "há 1 dia", "hace 1 día"]),
            (29 * 86_400_000, ["29 days ago", "há 29 dias", "hace 29 días"]),
            (
                30 * 86_400_000,
                ["2025-10-25 16:00:00 UTC", "25/10/2025 16:00:00 UTC", "25/10/2025 16:00:00 UTC"],
            ),
        ] {
            let told = [Locale::En, Locale::PtBr, Locale::Es]
                .map(|locale| Words(locale).ago(&(NOW - before_ms), &NOW));
            assert_eq!(told, expected, "{before_ms}");
        }
        assert_eq!(Words(Locale::En).ago(&(NOW + 1), &NOW), "just now");
        assert_eq!(Words(Locale::En).ago(&(NOW + MINUTE_MS), &NOW), "2025-11-24 16:01:00 UTC");
        assert_eq!(Words(Locale::En).stamp(&NOW), "2025-11-24T16:00:00Z");
    }
}
