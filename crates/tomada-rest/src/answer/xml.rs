//! XML to JSON, by rules that look at names and namespaces, and never at prefixes.
//!
//! | XML | JSON |
//! | --- | --- |
//! | the root | an object with one member of its name |
//! | `<a>text</a>`, `<a/>` | `"a": "text"`, `"a": ""`; values stay text |
//! | `<a x="1"><b>2</b></a>` | `"a": {"@x": "1", "b": "2"}` |
//! | `<a x="1">text</a>` | `"a": {"@x": "1", "#text": "text"}` |
//! | `<a><b>1</b><b>2</b></a>` | `"a": {"b": ["1", "2"]}`: an element that stands several times is a list |
//! | the option `lists: ["a.b"]`, `<a><b>1</b></a>` | `"a": {"b": ["1"]}`: so that one row and two have one shape |
//! | `<a>one <b>2</b> three</a>` | `"a": {"#text": ["one ", " three"], "b": "2"}`, and a note: their order is not kept |
//! | white space alone between elements | nothing |
//! | `<![CDATA[<x>]]>`, `&lt;`, `&#233;` | their text |
//! | `xsi:nil="true"` on an empty element | null |
//! | comments, processing instructions | nothing |
//!
//! Names are local names. An element that has attributes or elements in it, and is of another namespace than the one
//! around it, says so once: `"@xmlns": "urn:x"`. To tell elements of one name apart, a builder gives prefixes of their
//! own: with `namespaces: {"media": "http://search.yahoo.com/mrss/"}`, the elements and attributes of that namespace are
//! called `media:title` and `@media:url`, whatever the document calls them. Where elements of one name and several
//! namespaces come into one list, a note says so.
//!
//! Refused are: a document type, and with it every entity of one's own and everything that it could fetch; entities
//! but the five of XML and numeric ones; and what is beyond the limits below. What is not well-formed is refused with
//! its place, but a prefix that nothing declares is let through, and told.

mod element;
mod namespaces;
mod options;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use serde_json::{Map, Value};

use super::decoded::Notes;
use super::unreadable::Unreadable;
use element::Element;
use namespaces::Namespaces;
pub use options::XmlOptions;
pub(super) use options::XmlRules;

/// How deep elements may lie in each other. Each may be in a list, so the result is twice as deep at most.
const DEPTH_MAX: usize = 50;

/// How many attributes one element may have.
const ATTRIBUTES_MAX: usize = 1_000;

/// How many elements and attributes there may be.
const NODES_MAX: usize = 1_000_000;

/// How long a name may be, and that of a namespace.
const NAME_MAX_BYTES: usize = 512;

/// Reads a document.
pub(super) fn read(text: &str, rules: &XmlRules, notes: &mut Notes) -> Result<Value, Unreadable> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut document = Document {
        rules,
        notes,
        namespaces: Namespaces::new(text.len()),
        open: Vec::new(),
        root: None,
        nodes: 0,
    };
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|error| (reader.error_position(), error.to_string()));
        let ended = matches!(event, Ok(Event::Eof));
        let taken = event.and_then(|event| document.take(event).map_err(|reason| (at, reason)));
        if let Err((at, reason)) = taken {
            return Err(Unreadable::at(text, usize::try_from(at).unwrap_or(text.len()), reason));
        }
        if ended {
            return match document.root {
                Some((name, value)) => Ok(Value::Object(Map::from_iter([(name, value)]))),
                None => Err(Unreadable::at(text, text.len(), "there is no element in it")),
            };
        }
    }
}

/// What has been read so far.
struct Document<'a> {
    rules: &'a XmlRules,
    notes: &'a mut Notes,
    namespaces: Namespaces,
    open: Vec<Element>,
    root: Option<(String, Value)>,
    nodes: usize,
}

impl Document<'_> {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(start) | Event::Empty(start) => self.start(&start),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml10_content(), false),
            Event::CData(text) => self.text(&text.xml10_content(), true),
            Event::GeneralRef(reference) => self.reference(&reference),
            Event::DocType(_) => Err("a document type (DTD) is not read".to_owned()),
            Event::Eof => match self.open.last() {
                Some(element) => Err(format!("“{}” is not closed", element.name())),
                None => Ok(()),
            },
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => Ok(()),
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), String> {
        if self.open.is_empty() && self.root.is_some() {
            return Err("there is a second root element".to_owned());
        }
        if self.open.len() == DEPTH_MAX {
            return Err(format!("elements lie deeper than {DEPTH_MAX} levels"));
        }
        self.namespaces.enter(start)?;
        let name = self.namespaces.element(start.name(), self.rules, self.notes)?;
        let around = self.open.last_mut();
        let mut element = Element::new(name, around.as_deref(), self.rules);
        if let Some(around) = around {
            around.interrupt();
        }
        self.node()?;
        self.attributes(start, &mut element)?;
        self.open.push(element);
        Ok(())
    }

    fn attributes(&mut self, start: &BytesStart<'_>, element: &mut Element) -> Result<(), String> {
        for (index, attribute) in start.attributes().with_checks(false).enumerate() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            if index == ATTRIBUTES_MAX {
                return Err(format!("an element has more than {ATTRIBUTES_MAX} attributes"));
            }
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let name = self.namespaces.attribute(attribute.key, self.rules, self.notes)?;
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
            self.node()?;
            element.attribute(&name, value.into_owned(), self.notes)?;
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        self.namespaces.leave();
        // The reader has matched it with its start.
        let Some(element) = self.open.pop() else { return Ok(()) };
        let (name, value) = element.close(&mut self.namespaces, self.notes)?;
        match self.open.last_mut() {
            Some(around) => around.child(&name, value, self.rules, self.notes),
            None => self.root = Some((name.written, value)),
        }
        Ok(())
    }

    fn text(&mut self, text: &str, literal: bool) -> Result<(), String> {
        match self.open.last_mut() {
            Some(element) => element.text(text, literal),
            None if text.trim().is_empty() && !literal => {}
            None => return Err("there is text outside of the root element".to_owned()),
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), String> {
        if let Some(character) = reference.resolve_char_ref().map_err(|error| error.to_string())? {
            return self.text(character.encode_utf8(&mut [0; 4]), true);
        }
        match resolve_xml_entity(reference) {
            Some(text) => self.text(text, true),
            None => Err(format!("the entity “&{};” is not one of the five of XML", shortened(reference))),
        }
    }

    fn node(&mut self) -> Result<(), String> {
        self.nodes += 1;
        if self.nodes > NODES_MAX {
            return Err(format!("there are more than {NODES_MAX} elements and attributes"));
        }
        Ok(())
    }
}

/// A text that is short enough to be quoted.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
