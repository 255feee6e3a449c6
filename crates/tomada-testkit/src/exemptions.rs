//! Laws that a plugin is excused from, each with its reason: `tests/exemptions.toml`.
//!
//! ```toml
//! [[exemption]]
//! law = "when-unauthorized"
//! action = "call"             # without it, every action
//! reason = "The card passes every status on: the flow decides."
//! ```

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;
use tomada_catalog::parse_toml;

use crate::case::CaseError;

/// One exemption.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exemption {
    pub(crate) law: String,
    pub(crate) action: Option<String>,
    pub(crate) reason: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default, rename = "exemption")]
    exemptions: Vec<Exemption>,
}

/// The exemptions of the file `path`; none if there is no such file.
pub(crate) fn read(path: &Path) -> Result<Vec<Exemption>, CaseError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(parse_toml::<Written>(path, &text)?.exemptions),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(source) => Err(CaseError::File { path: path.to_owned(), verb: "read", source }),
    }
}

impl Exemption {
    /// Whether it excuses `action` from the law `law`.
    pub(crate) fn covers(&self, law: &str, action: Option<&str>) -> bool {
        self.law == law && (self.action.is_none() || self.action.as_deref() == action)
    }
}
