//! What has been read of a page so far.

use serde_json::{Map, Value, json};

use super::super::decoded::{Note, NoteCode, Notes};
use super::super::json;

/// How many links, and how many pieces of data, are kept.
const KEPT_MAX: usize = 10_000;

/// Elements whose text is not for readers.
const UNREAD: [&str; 6] = ["script", "style", "template", "noscript", "iframe", "textarea"];

/// Elements that run along in a line; all others begin a new one.
const INLINE: [&str; 31] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    "var", "wbr",
];

/// The attributes that matter.
const ATTRIBUTES: [&str; 6] = ["content", "href", "lang", "name", "property", "type"];

#[derive(Default)]
pub(super) struct Page {
    title: Option<String>,
    lang: Option<String>,
    meta: Map<String, Value>,
    text: String,
    links: Vec<Value>,
    data: Vec<String>,
    /// How many links and pieces of data were left out.
    cut: usize,
    tag: Tag,
    /// The element that is open whose text is not for readers, or the title.
    within: Option<String>,
    /// The text in it, if it is wanted.
    inner: Option<String>,
    /// The open link.
    link: Option<(String, String)>,
}

/// The tag that is being read.
#[derive(Default)]
struct Tag {
    name: String,
    attribute: Option<&'static str>,
    attributes: Vec<(&'static str, String)>,
}

impl Tag {
    /// The first attribute of that name, as browsers take it.
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }
}

impl Page {
    pub(super) fn open(&mut self, name: &[u8]) {
        self.tag = Tag { name: lossy(name), ..Tag::default() };
    }

    pub(super) fn attribute_name(&mut self, name: &[u8]) {
        let known = ATTRIBUTES.into_iter().find(|known| known.as_bytes() == name);
        self.tag.attribute = known.filter(|name| self.tag.get(name).is_none());
    }

    pub(super) fn attribute_value(&mut self, value: &[u8]) {
        if let Some(name) = self.tag.attribute.take() {
            self.tag.attributes.push((name, lossy(value)));
        }
    }

    /// A start tag ends.
    pub(super) fn opened(&mut self) {
        let tag = std::mem::take(&mut self.tag);
        if self.within.is_some() {
            return;
        }
        self.boundary(&tag.name);
        match tag.name.as_str() {
            "html" => self.lang = self.lang.take().or_else(|| tag.get("lang").map(str::to_owned)),
            "title" if self.title.is_none() => self.enter(&tag.name, true),
            "script" => self.enter(
                &tag.name,
                tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")),
            ),
            "meta" => self.describe(&tag),
            "a" => {
                self.end_link();
                self.link = tag.get("href").map(|href| (href.trim().to_owned(), String::new()));
            }
            name if UNREAD.contains(&name) => self.enter(name, false),
            _ => {}
        }
    }

    fn enter(&mut self, name: &str, wanted: bool) {
        self.within = Some(name.to_owned());
        self.inner = wanted.then(String::new);
    }

    fn describe(&mut self, tag: &Tag) {
        let Some((name, content)) = tag.get("property").or(tag.get("name")).zip(tag.get("content")) else {
            return;
        };
        let content = Value::from(content);
        match self.meta.get_mut(name) {
            None => drop(self.meta.insert(name.to_owned(), content)),
            Some(Value::Array(several)) => several.push(content),
            Some(one) => *one = Value::Array(vec![one.take(), content]),
        }
    }

    pub(super) fn end(&mut self, name: &[u8]) {
        let name = lossy(name);
        match &self.within {
            Some(within) if *within == name => {
                self.within = None;
                match (self.inner.take(), name.as_str()) {
                    (Some(title), "title") => self.title = Some(words(&title)),
                    (Some(_), _) if self.data.len() == KEPT_MAX => self.cut += 1,
                    (Some(data), _) => self.data.push(data),
                    (None, _) => {}
                }
            }
            Some(_) => {}
            None => {
                self.boundary(&name);
                if name == "a" {
                    self.end_link();
                }
            }
        }
    }

    fn end_link(&mut self) {
        let Some((href, text)) = self.link.take() else { return };
        if self.links.len() == KEPT_MAX {
            self.cut += 1;
        } else {
            self.links.push(json!({"href": href, "text": words(&text)}));
        }
    }

    pub(super) fn text(&mut self, text: &[u8]) {
        let text = lossy(text);
        if self.within.is_some() {
            if let Some(inner) = &mut self.inner {
                inner.push_str(&text);
            }
            return;
        }
        if let Some((_, link)) = &mut self.link {
            link.push_str(&text);
        }
        for character in text.chars() {
            let white = character.is_whitespace() && character != '\u{a0}';
            if !white {
                self.text.push(character);
            } else if !self.text.ends_with([' ', '\n', '\t']) && !self.text.is_empty() {
                self.text.push(' ');
            }
        }
    }

    /// A tag begins a new line, or a new cell, or nothing.
    fn boundary(&mut self, name: &str) {
        if INLINE.contains(&name) {
            return;
        }
        let kept = self.text.trim_end_matches([' ', '\n', '\t']).len();
        let is_cell = matches!(name, "td" | "th") && !self.text[kept..].contains('\n');
        self.text.truncate(kept);
        if kept > 0 {
            self.text.push(if is_cell { '\t' } else { '\n' });
        }
    }

    pub(super) fn close(mut self, notes: &mut Notes) -> Value {
        self.end_link();
        let mut data = Vec::new();
        for text in &self.data {
            match json::read(text.trim(), &json::Room::for_text(text), notes) {
                Ok(value) => data.push(value),
                Err(error) => notes.add(Note::new(NoteCode::DataUnreadable).detail(error.to_string())),
            }
        }
        if self.cut > 0 {
            let note = Note::new(NoteCode::PageCut).detail(format!("{KEPT_MAX} of each are kept"));
            notes.add(Note { count: self.cut, ..note });
        }
        json!({
            "title": self.title,
            "lang": self.lang,
            "meta": self.meta,
            "text": self.text.trim_end(),
            "links": self.links,
            "data": data,
        })
    }
}

/// Text with one space between words.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
