//! One element while it is open, and the value that it becomes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::decoded::{Note, NoteCode, Notes};
use super::namespaces::{Name, Namespaces};
use super::options::XmlRules;
use super::shortened;

/// The member that text becomes which does not stand alone.
const TEXT: &str = "#text";

/// The member that names a namespace.
const NAMESPACE: &str = "@xmlns";

/// An open element.
pub(super) struct Element {
    name: Name,
    /// The namespace of the element around it.
    around: usize,
    members: Map<String, Value>,
    has_children: bool,
    /// Of the children that are of another namespace, which.
    foreign: BTreeMap<String, usize>,
    /// The pieces of text between children, and the one that is being read.
    pieces: Vec<String>,
    piece: String,
    /// Whether there is something in the piece that is meant, even if it is white space.
    literal: bool,
    is_nil: bool,
    /// The rest of each path of `lists` that leads through here.
    paths: Vec<(usize, usize)>,
}

impl Element {
    pub(super) fn new(name: Name, around: Option<&Self>, rules: &XmlRules) -> Self {
        let outer = around.map_or(0, |around| around.name.namespace);
        let paths = match around {
            Some(around) => around.paths_to(&name.written, rules).collect(),
            None => (0..rules.lists.len()).filter_map(|path| step(rules, (path, 0), &name.written)).collect(),
        };
        Self {
            name,
            around: outer,
            members: Map::new(),
            has_children: false,
            foreign: BTreeMap::new(),
            pieces: Vec::new(),
            piece: String::new(),
            literal: false,
            is_nil: false,
            paths,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name.written
    }

    fn paths_to<'a>(
        &'a self,
        name: &'a str,
        rules: &'a XmlRules,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.paths.iter().filter_map(move |path| step(rules, *path, name))
    }

    pub(super) fn attribute(&mut self, name: &Name, value: String, notes: &mut Notes) -> Result<(), String> {
        if name.is_nil && matches!(value.trim(), "true" | "1") {
            self.is_nil = true;
            return Ok(());
        }
        let key = format!("@{}", name.written);
        match self.members.get_mut(&key) {
            None => drop(self.members.insert(key, Value::String(value))),
            // Two of one local name, of several namespaces. The same one twice is not well-formed.
            Some(_) if self.foreign.get(&key).copied().unwrap_or_default() == name.namespace => {
                return Err(format!("the attribute “{}” stands twice", shortened(&name.written)));
            }
            Some(other) => {
                notes.add(Note::new(NoteCode::NamespacesMixed).detail(shortened(&key)));
                push(other, Value::String(value));
                return Ok(());
            }
        }
        if name.namespace != 0 {
            self.foreign.insert(format!("@{}", name.written), name.namespace);
        }
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str, literal: bool) {
        self.piece.push_str(text);
        self.literal |= literal;
    }

    /// Ends a piece of text: a child begins.
    pub(super) fn interrupt(&mut self) {
        self.has_children = true;
        self.end_piece();
    }

    fn end_piece(&mut self) {
        let piece = std::mem::take(&mut self.piece);
        if self.literal && !piece.is_empty() || !piece.trim().is_empty() {
            self.pieces.push(piece);
        }
        self.literal = false;
    }

    /// Takes a child in that has ended.
    pub(super) fn child(&mut self, name: &Name, value: Value, rules: &XmlRules, notes: &mut Notes) {
        let is_list = self.paths_to(&name.written, rules).any(|(path, at)| rules.lists[path].len() < at);
        let moved = (name.namespace != self.name.namespace && !name.prefixed).then_some(name.namespace);
        if let Some(other) = self.members.get_mut(&name.written) {
            if self.foreign.get(&name.written).copied() != moved {
                notes.add(Note::new(NoteCode::NamespacesMixed).detail(shortened(&name.written)));
            }
            push(other, value);
            return;
        }
        let value = if is_list { Value::Array(vec![value]) } else { value };
        self.members.insert(name.written.clone(), value);
        if let Some(namespace) = moved {
            self.foreign.insert(name.written.clone(), namespace);
        }
    }

    /// The value of the element, which has ended.
    pub(super) fn close(
        mut self,
        namespaces: &mut Namespaces,
        notes: &mut Notes,
    ) -> Result<(Name, Value), String> {
        if !self.has_children {
            let text = if self.piece.is_empty() && self.is_nil {
                Value::Null
            } else {
                Value::String(std::mem::take(&mut self.piece))
            };
            if self.members.is_empty() {
                return Ok((self.name, text));
            }
            if text != "" {
                self.members.insert(TEXT.to_owned(), text);
            }
        }
        self.end_piece();
        if !self.pieces.is_empty() {
            notes.add(Note::new(NoteCode::MixedContent).detail(shortened(&self.name.written)));
            let mut pieces = self.pieces.into_iter().map(Value::String).collect::<Vec<_>>();
            let text = if pieces.len() == 1 { pieces.remove(0) } else { Value::Array(pieces) };
            self.members.insert(TEXT.to_owned(), text);
        }
        if self.around != self.name.namespace && !self.name.prefixed {
            let namespace = namespaces.write(self.name.namespace)?;
            self.members.insert(NAMESPACE.to_owned(), Value::String(namespace));
        }
        Ok((self.name, Value::Object(self.members)))
    }
}

/// A step along a path: where in its text the rest begins, behind the end if that was its last name.
fn step(rules: &XmlRules, (path, at): (usize, usize), name: &str) -> Option<(usize, usize)> {
    let rest = rules.lists[path].get(at..)?.strip_prefix(name)?;
    (rest.is_empty() || rest.starts_with('.')).then_some((path, at + name.len() + 1))
}

/// Makes a list of what stands several times. Of itself no value is a list.
fn push(found: &mut Value, value: Value) {
    if let Value::Array(list) = found {
        list.push(value);
    } else {
        *found = Value::Array(vec![found.take(), value]);
    }
}
