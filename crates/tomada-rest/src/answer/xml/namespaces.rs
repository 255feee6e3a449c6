//! What names mean: namespaces by number, names with the builder's prefixes.

use std::collections::HashMap;

use quick_xml::escape;
use quick_xml::events::BytesStart;
use quick_xml::name::{NamespaceResolver, QName, ResolveResult};

use super::super::decoded::{Note, NoteCode, Notes};
use super::options::XmlRules;
use super::{NAME_MAX_BYTES, shortened};

/// Names of namespaces that are written out may take this many times the document, since one declaration is enough to
/// have them written at each element.
const WRITTEN_RATIO: usize = 4;

/// The instance namespace, of `nil` (XML Schema, part 1, section 2.6.2).
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What an element or an attribute is called.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// With the builder's prefix, if its namespace has one.
    pub(super) written: String,
    /// 0 is none.
    pub(super) namespace: usize,
    /// Whether the namespace has a prefix of the builder's.
    pub(super) prefixed: bool,
    /// Whether it is `nil` of the instance namespace.
    pub(super) is_nil: bool,
}

/// The namespaces of a document.
pub(super) struct Namespaces {
    resolver: NamespaceResolver,
    numbers: HashMap<String, usize>,
    names: Vec<String>,
    /// How many bytes of names may be written yet.
    left: usize,
}

impl Namespaces {
    pub(super) fn new(document_bytes: usize) -> Self {
        Self {
            resolver: NamespaceResolver::default(),
            numbers: HashMap::new(),
            names: vec![String::new()],
            left: document_bytes.saturating_mul(WRITTEN_RATIO).saturating_add(64 * 1024),
        }
    }

    /// Takes the declarations of an element in. More than 128 in force at once are refused.
    pub(super) fn enter(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        self.resolver.push(start).map_err(|error| error.to_string())
    }

    pub(super) fn leave(&mut self) {
        self.resolver.pop();
    }

    /// The name of a namespace, to be written out.
    pub(super) fn write(&mut self, namespace: usize) -> Result<String, String> {
        let name = self.names.get(namespace).cloned().unwrap_or_default();
        self.left = self.left.checked_sub(name.len()).ok_or("namespaces change too often")?;
        Ok(name)
    }

    pub(super) fn element(
        &mut self,
        name: QName<'_>,
        rules: &XmlRules,
        notes: &mut Notes,
    ) -> Result<Name, String> {
        self.resolved(name, true, rules, notes)
    }

    pub(super) fn attribute(
        &mut self,
        name: QName<'_>,
        rules: &XmlRules,
        notes: &mut Notes,
    ) -> Result<Name, String> {
        self.resolved(name, false, rules, notes)
    }

    fn resolved(
        &mut self,
        name: QName<'_>,
        is_element: bool,
        rules: &XmlRules,
        notes: &mut Notes,
    ) -> Result<Name, String> {
        check(name.into_inner())?;
        let (found, local) = self.resolver.resolve(name, is_element);
        let local = local.into_inner();
        check(local)?;
        let found = match found {
            ResolveResult::Bound(namespace) => {
                escape::unescape(namespace.into_inner()).map_err(|error| error.to_string())?
            }
            ResolveResult::Unbound => "".into(),
            ResolveResult::Unknown(prefix) => {
                notes.add(Note::new(NoteCode::NamespaceUnknown).detail(shortened(&prefix)));
                "".into()
            }
        };
        if found.len() > NAME_MAX_BYTES {
            return Err(format!("the name of a namespace is longer than {NAME_MAX_BYTES} bytes"));
        }
        let is_nil = local == "nil" && found == INSTANCE;
        let prefix = rules.prefixes.get(&*found).filter(|_| !found.is_empty());
        let written = prefix.map_or_else(|| local.to_owned(), |prefix| format!("{prefix}:{local}"));
        let prefixed = prefix.is_some();
        let namespace = if found.is_empty() { 0 } else { number(&mut self.numbers, &mut self.names, &found) };
        Ok(Name { written, namespace, prefixed, is_nil })
    }
}

fn number(numbers: &mut HashMap<String, usize>, names: &mut Vec<String>, name: &str) -> usize {
    if let Some(number) = numbers.get(name) {
        return *number;
    }
    numbers.insert(name.to_owned(), names.len());
    names.push(name.to_owned());
    names.len() - 1
}

/// Refuses what cannot be a name: it could be taken for one of our own, such as `#text`.
fn check(name: &str) -> Result<(), String> {
    if name.len() > NAME_MAX_BYTES {
        return Err(format!("a name is longer than {NAME_MAX_BYTES} bytes"));
    }
    let starts = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    if starts && !name.contains(['<', '>', '&', '"', '\'', '=', '@', '#', '\0']) {
        return Ok(());
    }
    Err(format!("“{}” is no name", shortened(name)))
}
