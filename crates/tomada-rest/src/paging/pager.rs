//! The way through the pages of one call: before each page where to go, after it whether to go on.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tomada_core::{Failure, Headers, Request};
use url::Url;

use super::guard::Guard;
use super::{Keep, NextPage, PagesOptions, Stopped, link};
use crate::mapping::{Answered, Mapping};
use crate::place::Place;

/// A page that came, decoded.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The address that answered.
    pub url: &'a str,
    /// The HTTP status.
    pub status: u16,
    /// The header fields.
    pub headers: &'a Headers,
    /// What it holds.
    pub body: &'a Value,
    /// The bytes that it was decoded from.
    pub bytes: &'a [u8],
}

/// What was collected.
#[derive(Clone, Debug, PartialEq)]
pub struct PagesRead {
    /// The items, or the pages, in their order.
    pub kept: Vec<Value>,
    /// How many pages were read.
    pub pages: u32,
    /// How many items they had; `None` if it was not said where they are.
    pub items: Option<usize>,
    /// Why it is not all; `None` if it is.
    pub stopped: Option<Stopped>,
    /// What asks for the page after the last one that was read, for whoever wants to go on: the fields that templates
    /// know of `page`, and `url` for links.
    pub next: Option<BTreeMap<&'static str, Value>>,
}

/// Reads pages.
#[derive(Debug)]
pub struct Pager {
    options: PagesOptions,
    items: Option<Mapping>,
    has_more: Option<Mapping>,
    mark: Option<Mapping>,
    guard: Guard,
    read: PagesRead,
    bytes: u64,
    /// The link to the page that comes next.
    link: Option<String>,
    cursor: Value,
    number: u64,
    offset: u64,
}

impl Pager {
    /// Checks the options, so that nothing needs to be sent to find a mistake in them.
    ///
    /// # Errors
    /// `InvalidInput` with the JSON pointer of the option, below `/pages`.
    pub fn new(options: PagesOptions) -> Result<Self, Failure> {
        let at = Place::top("pages");
        let compile = |source: &Option<String>, name| {
            source.as_ref().map(|source| Mapping::at(source, at.child(name))).transpose()
        };
        let (items, has_more) = (compile(&options.items, "items")?, compile(&options.has_more, "has_more")?);
        let (mark, number, offset) = match &options.next {
            NextPage::Link { at: source } | NextPage::Cursor { at: source } => {
                (Some(Mapping::at(source, at.child("next").child("at"))?), 1, 0)
            }
            NextPage::LinkHeader {} => (None, 1, 0),
            NextPage::Number { first, .. } => (None, *first, 0),
            NextPage::Offset { first, .. } => (None, 1, *first),
        };
        let is_offset = matches!(options.next, NextPage::Offset { .. });
        let is_number = matches!(options.next, NextPage::Number { .. });
        if items.is_none() && (is_offset || is_number && has_more.is_none()) {
            return Err(at.failure("pages-without-items"));
        }
        if items.is_none() && options.items_max.is_some() {
            return Err(at.child("items_max").failure("pages-without-items"));
        }
        let count = items.is_some().then_some(0);
        let read = PagesRead { kept: Vec::new(), pages: 0, items: count, stopped: None, next: None };
        let (guard, cursor) = (Guard::default(), Value::Null);
        Ok(Self { options, items, has_more, mark, guard, read, bytes: 0, link: None, cursor, number, offset })
    }

    /// What templates name `page`, for the page that comes next.
    pub fn page(&self) -> Value {
        json!({
            "cursor": self.cursor,
            "number": self.number,
            "offset": self.offset,
            "items": self.read.items.unwrap_or_default(),
        })
    }

    /// How many pages were read.
    pub fn pages(&self) -> u32 {
        self.read.pages
    }

    /// How many bytes the page that comes next may have.
    pub fn bytes_left(&self) -> u64 {
        self.options.bytes_max.saturating_sub(self.bytes)
    }

    /// Aims the rendered request at the page that comes next, and answers whether it may be sent.
    ///
    /// # Errors
    /// `Loop`, when it was sent before.
    pub fn aim(&mut self, request: &mut Request) -> Result<(), Stopped> {
        if let Some(link) = &self.link {
            request.url.clone_from(link);
        }
        if self.guard.is_new_request(request) { Ok(()) } else { Err(Stopped::Loop) }
    }

    /// Takes a page, and answers whether there is another one to be asked for.
    ///
    /// # Errors
    /// `InvalidInput` for the first page, when an expression cannot be applied to it; `Rejected` when it lacks the items.
    /// Later pages never fail: they end the reading.
    pub fn take(&mut self, page: &Page<'_>) -> Result<bool, Failure> {
        let (items, more) = match self.look(page) {
            Ok(found) => found,
            Err(failure) if self.read.pages == 0 => return Err(failure),
            Err(_) => return Ok(self.stop(Stopped::BadPage)),
        };
        let is_counted = matches!(self.options.next, NextPage::Number { .. } | NextPage::Offset { .. });
        let count = items.as_ref().map(Vec::len);
        if !self.guard.is_progress(page.bytes, count, is_counted) {
            return Ok(self.stop(Stopped::NoProgress));
        }
        self.read.pages += 1;
        self.bytes = self.bytes.saturating_add(page.bytes.len() as u64);
        let is_cut = self.keep(page.body, items);
        self.count_up(count.unwrap_or_default());
        let aimed = match more {
            More::End => Ok(false),
            More::Counted => Ok(true),
            More::Link(link) => self.follow(page.url, &link),
            More::Cursor(cursor) => self.take_cursor(cursor),
        };
        let goes_on = match aimed {
            Ok(goes_on) => goes_on,
            Err(stopped) => return Ok(self.stop(stopped)),
        };
        let is_full = self.options.items_max.is_some_and(|max| self.read.items.unwrap_or_default() >= max);
        match () {
            () if is_cut || goes_on && is_full => Ok(self.stop(Stopped::ItemsMax)),
            () if !goes_on => Ok(false),
            () if self.read.pages >= self.options.pages_max => Ok(self.stop(Stopped::PagesMax)),
            () if self.bytes_left() == 0 => Ok(self.stop(Stopped::BytesMax)),
            () => Ok(true),
        }
    }

    /// Ends the reading before its end; always `false`.
    pub fn stop(&mut self, stopped: Stopped) -> bool {
        self.read.stopped.get_or_insert(stopped);
        false
    }

    /// What was collected.
    pub fn finish(mut self) -> PagesRead {
        if self.read.stopped.is_some() {
            let value = |name, value| Some(BTreeMap::from([(name, value)]));
            self.read.next = match &self.options.next {
                NextPage::LinkHeader {} | NextPage::Link { .. } => {
                    self.link.as_ref().and_then(|link| value("url", Value::from(link.clone())))
                }
                NextPage::Cursor { .. } => {
                    value("cursor", self.cursor.clone()).filter(|_| !self.cursor.is_null())
                }
                NextPage::Number { .. } => value("number", self.number.into()),
                NextPage::Offset { .. } => value("offset", self.offset.into()),
            };
        }
        self.read
    }

    /// The items of a page, and how it goes on after it.
    fn look(&self, page: &Page<'_>) -> Result<(Option<Vec<Value>>, More), Failure> {
        let answered = Answered { body: page.body, status: page.status, headers: page.headers };
        let apply = |mapping: &Option<Mapping>| mapping.as_ref().map(|it| it.apply(&answered)).transpose();
        let items = match apply(&self.items)? {
            None => None,
            Some(Value::Array(items)) => Some(items),
            // Some services leave an empty list out.
            Some(Value::Null) if self.read.pages > 0 => Some(Vec::new()),
            Some(_) => return Err(Place::top("pages").child("items").rejected("pages-items-not-list")),
        };
        if apply(&self.has_more)?.is_some_and(|more| !is_something(&more)) {
            return Ok((items, More::End));
        }
        let count = items.as_ref().map(Vec::len);
        let counted = |size: &Option<usize>| match (count, size) {
            (Some(count), Some(size)) if count < *size && self.has_more.is_none() => More::End,
            (Some(0), _) => More::End,
            _ => More::Counted,
        };
        let more = match &self.options.next {
            NextPage::LinkHeader {} => link::next(page.headers).map_or(More::End, More::Link),
            NextPage::Link { .. } => match apply(&self.mark)? {
                Some(Value::String(link)) if !link.is_empty() => More::Link(link),
                Some(value) if is_something(&value) => {
                    return Err(Place::top("pages")
                        .child("next")
                        .child("at")
                        .rejected("pages-link-not-text"));
                }
                _ => More::End,
            },
            NextPage::Cursor { .. } => match apply(&self.mark)? {
                Some(cursor) if is_something(&cursor) => More::Cursor(cursor),
                _ => More::End,
            },
            NextPage::Number { size, .. } | NextPage::Offset { size, .. } => counted(size),
        };
        Ok((items, more))
    }

    /// Keeps a page or its items, and answers whether some of them were too many.
    fn keep(&mut self, body: &Value, items: Option<Vec<Value>>) -> bool {
        let mut is_cut = false;
        let items = items.map(|mut items| {
            let before = self.read.items.unwrap_or_default();
            let room = self.options.items_max.map_or(usize::MAX, |max| max.saturating_sub(before));
            is_cut = items.len() > room;
            items.truncate(room);
            self.read.items = Some(before + items.len());
            items
        });
        match (self.options.keep, items) {
            (Keep::Items, Some(items)) => self.read.kept.extend(items),
            (Keep::Items, None) | (Keep::Pages, _) => self.read.kept.push(body.clone()),
        }
        is_cut
    }

    fn count_up(&mut self, items: usize) {
        self.number = self.number.saturating_add(1);
        self.offset = self.offset.saturating_add(items as u64);
    }

    /// Where a link leads that stands in the page at `base`.
    fn follow(&mut self, base: &str, link: &str) -> Result<bool, Stopped> {
        self.link = None;
        let base = Url::parse(base).map_err(|_| Stopped::BadLink)?;
        let mut target = base.join(link).map_err(|_| Stopped::BadLink)?;
        target.set_fragment(None);
        self.link = Some(target.to_string());
        if target.origin() != base.origin() {
            return Err(Stopped::OtherOrigin);
        }
        if self.guard.is_new_mark(target.as_str()) { Ok(true) } else { Err(Stopped::Loop) }
    }

    fn take_cursor(&mut self, cursor: Value) -> Result<bool, Stopped> {
        let is_new = self.guard.is_new_mark(&cursor.to_string());
        self.cursor = cursor;
        if is_new { Ok(true) } else { Err(Stopped::Loop) }
    }
}

/// How it goes on after a page.
enum More {
    End,
    Counted,
    Link(String),
    Cursor(Value),
}

/// Whether a value says that there is something: not null, false, 0 or empty.
fn is_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) => true,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}
