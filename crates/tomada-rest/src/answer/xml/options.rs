//! What a builder can say about XML, and how it is kept for reading.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use tomada_core::Failure;

use crate::place::Place;

/// How many paths or prefixes may be given.
const OPTIONS_MAX: usize = 100;

/// How XML is taken.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct XmlOptions {
    /// Paths from the root to elements that are always lists, so that one row and two have the same shape:
    /// `["order.items.item"]`.
    pub lists: Vec<String>,
    /// Prefixes of one's own for namespaces: with `{"media": "http://search.yahoo.com/mrss/"}`, an element of that
    /// namespace is called `media:title`, whatever the document calls it.
    pub namespaces: BTreeMap<String, String>,
}

/// The same, checked.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct XmlRules {
    pub(super) lists: Vec<String>,
    /// Prefixes by the names of namespaces.
    pub(super) prefixes: BTreeMap<String, String>,
}

impl XmlOptions {
    pub(in super::super) fn check(&self, at: &Place) -> Result<XmlRules, Failure> {
        if self.lists.len() > OPTIONS_MAX || self.namespaces.len() > OPTIONS_MAX {
            return Err(at.failure("response-xml-too-many").with_argument("max", OPTIONS_MAX));
        }
        if let Some(index) = self.lists.iter().position(|path| path.split('.').any(str::is_empty)) {
            let at = at.child("lists").child(index);
            return Err(at.failure("response-xml-path").with_argument("path", &self.lists[index]));
        }
        let mut prefixes = BTreeMap::new();
        for (prefix, namespace) in &self.namespaces {
            let is_name =
                !prefix.is_empty() && prefix.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
            if !is_name || prefixes.insert(namespace.clone(), prefix.clone()).is_some() {
                let at = at.child("namespaces").child(prefix);
                return Err(at.failure("response-xml-prefix").with_argument("prefix", prefix));
            }
        }
        Ok(XmlRules { lists: self.lists.clone(), prefixes })
    }
}
