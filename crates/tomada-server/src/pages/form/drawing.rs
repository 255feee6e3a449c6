//! What a form is drawn from: what was posted, what is wrong with it, and what its parts are called.

use super::posted::{AS_JSON, Posted, is_within};

/// What the lines of a form are made from.
pub(crate) struct Drawing<'a> {
    pub(crate) posted: &'a Posted,
    /// What is wrong, by JSON pointer, in the reader's language.
    pub(crate) errors: &'a [(String, String)],
    /// What the name and the value of a pair are called.
    pub(crate) name_label: String,
    pub(crate) value_label: String,
    /// What the fields are called that are seldom given.
    pub(crate) more_label: String,
    /// The list that gets one more empty row.
    pub(crate) add: Option<&'a str>,
}

impl Drawing<'_> {
    pub(super) fn is_json(&self, at: &str) -> bool {
        self.posted.get(&format!("{at}{AS_JSON}")).is_some_and(|text| !text.trim().is_empty())
    }

    /// Whether something at `at` or below it is wrong, or is to be added there.
    pub(super) fn is_touched(&self, at: &str) -> bool {
        let wrong = self.errors.iter().map(|(place, _)| place.as_str());
        wrong.chain(self.add).any(|place| is_within(place, at))
    }

    pub(super) fn error(&self, at: &str) -> String {
        let found = self.errors.iter().find(|(place, _)| place == at);
        found.map(|(_, message)| message.clone()).unwrap_or_default()
    }
}
