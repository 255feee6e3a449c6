//! The call log: a list whose filters are its address, and what can be done with one call.

mod detail;
mod waterfall;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use tomada_core::Kind;
use tomada_platform::{CallFilter, CallSummary, PageRequest};

use super::common::{Words, escaped};
use super::shell::{Visit, refused, show};

pub(super) use detail::{case, curl, har, page, replay};

/// The filters as the address says them: everything is text, as a form sends it.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    integration: String,
    action: String,
    connection: String,
    outcome: String,
    status: String,
    from: String,
    to: String,
    text: String,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "calls.html")]
struct ListPage {
    w: Words,
    now: u64,
    project: String,
    asked: Asked,
    kinds: Vec<&'static str>,
    calls: Vec<CallSummary>,
    /// The address of the next page.
    next: Option<String>,
    is_filtered: bool,
    errors: Vec<String>,
    /// The filters as the API reads them, if the list can be followed: from its top on, and without looking into calls.
    query: Option<String>,
}

/// `GET /p/{project}/calls`
pub(super) async fn list(Path(project): Path<String>, Query(asked): Query<Asked>, visit: Visit) -> Response {
    let w = visit.words();
    let (filter, errors) = asked.filter(w);
    let page = PageRequest { after: asked.after.clone(), limit: None };
    let found = match visit.entered.calls(&filter, &page).await {
        Ok(found) => found,
        Err(failure) => return refused(&visit, &failure),
    };
    let page = ListPage {
        w,
        now: visit.now_unix_ms,
        next: found.next.map(|after| asked.address(&after)),
        is_filtered: filter != CallFilter::default(),
        query: (asked.after.is_none() && filter.text.is_none() && errors.is_empty()).then(|| query(&filter)),
        kinds: Kind::ALL.iter().map(|kind| kind.as_str()).collect(),
        calls: found.items,
        project,
        asked,
        errors,
    };
    show(&visit, &w.t("page-calls-title"), "calls", &page)
}

impl Asked {
    fn fields(&self) -> [(&'static str, &str); 8] {
        [
            ("integration", &self.integration),
            ("action", &self.action),
            ("connection", &self.connection),
            ("outcome", &self.outcome),
            ("status", &self.status),
            ("from", &self.from),
            ("to", &self.to),
            ("text", &self.text),
        ]
    }

    /// What is asked for, and what of it cannot be read.
    fn filter(&self, w: Words) -> (CallFilter, Vec<String>) {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut errors = Vec::new();
        let status = some(&self.status)
            .and_then(|text| text.parse().map_err(|_| errors.push(w.t("page-calls-status-wrong"))).ok());
        let mut time = |text: &str| {
            let text = some(text)?;
            let read = moment(&text);
            if read.is_none() {
                errors.push(w.with("page-calls-time-wrong", "found", &text));
            }
            read
        };
        let (from_unix_ms, to_unix_ms) = (time(&self.from), time(&self.to));
        let filter = CallFilter {
            integration: some(&self.integration),
            action: some(&self.action),
            connection: some(&self.connection),
            outcome: some(&self.outcome),
            status,
            from_unix_ms,
            to_unix_ms,
            text: some(&self.text),
        };
        (filter, errors)
    }

    fn address(&self, after: &str) -> String {
        let given = self.fields().into_iter().filter(|(_, value)| !value.is_empty());
        let parts = given.map(|(name, value)| format!("{name}={}", escaped(value)));
        let parts: Vec<_> = parts.chain([format!("after={}", escaped(after))]).collect();
        format!("?{}", parts.join("&"))
    }
}

/// A filter as the API reads it.
fn query(filter: &CallFilter) -> String {
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    let fields = [
        ("integration", filter.integration.clone()),
        ("action", filter.action.clone()),
        ("connection", filter.connection.clone()),
        ("outcome", filter.outcome.clone()),
        ("status", number(filter.status.map(u64::from))),
        ("from_unix_ms", number(filter.from_unix_ms)),
        ("to_unix_ms", number(filter.to_unix_ms)),
    ];
    let given = fields.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish()
}

/// A time as `datetime-local` sends it, in UTC.
fn moment(text: &str) -> Option<u64> {
    let civil: jiff::civil::DateTime = text.parse().ok()?;
    let moment = civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    u64::try_from(moment.as_millisecond()).ok()
}

/// A file to keep.
fn file(name: &str, kind: &'static str, text: String) -> Response {
    let safe: String = name
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-' || *letter == '.')
        .collect();
    let disposition = format!("attachment; filename=\"{safe}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], text)
        .into_response()
}

#[cfg(test)]
mod tests {
    use tomada_core::Locale;

    use super::*;

    #[test]
    fn an_address_keeps_its_filters_and_tells_what_it_cannot_read() {
        let asked = Asked { text: "a&b=c".to_owned(), outcome: "failed".to_owned(), ..Asked::default() };
        assert_eq!(asked.address("k/1"), "?outcome=failed&text=a%26b%3Dc&after=k%2F1");
        for (status, from, errors) in
            [("200", "2026-11-24T19:00", 0), ("many", "", 1), ("70000", "yesterday", 2), ("", "", 0)]
        {
            let asked = Asked { status: status.to_owned(), from: from.to_owned(), ..Asked::default() };
            assert_eq!(asked.filter(Words(Locale::En)).1.len(), errors, "{status} {from}");
        }
        assert_eq!(moment("1970-01-01T00:01"), Some(60_000));
    }

    #[test]
    fn the_filters_of_the_page_are_those_of_the_api() {
        let asked = Asked {
            outcome: "failed".to_owned(),
            status: "503".to_owned(),
            from: "1970-01-01T00:01".to_owned(),
            ..Asked::default()
        };
        let (filter, _) = asked.filter(Words(Locale::En));
        assert_eq!(query(&filter), "outcome=failed&status=503&from_unix_ms=60000");
    }
}
