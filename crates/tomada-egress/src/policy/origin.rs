//! Origins that a run may call, or that a credential is bound to: scheme, host and port, compared exactly.

use url::Url;

use super::target;

/// A set of origins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    any: bool,
    exact: Vec<String>,
}

impl Origins {
    /// Reads entries such as `https://api.example.com` or `*`. Of a longer URL only the origin counts; an entry that
    /// is no http or https URL permits nothing.
    pub(crate) fn read(entries: &[String]) -> Self {
        let urls = entries.iter().filter_map(|entry| Url::parse(entry).ok());
        let web = urls.filter(|url| matches!(url.scheme(), "http" | "https") && url.username().is_empty());
        Self {
            any: entries.iter().any(|entry| entry == "*"),
            exact: web.map(|url| target::origin(&url).to_owned()).collect(),
        }
    }

    /// Whether `origin`, as [`super::Target::origin`] writes it, is one of them.
    pub(crate) fn contain(&self, origin: &str) -> bool {
        self.any || self.exact.iter().any(|exact| exact == origin)
    }
}
