//! Takes an answer as the form that was asked for, or finds out which it has.
//!
//! Found in this order: nothing; JSON, if it begins as a list or an object, or is called JSON; what the content type
//! names; JSON lines, and XML with its declaration; text, if it is text; base64. A page is text: of what is asked for
//! as HTML only a part is kept.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encoding_rs::Encoding;
use serde_json::Value;
use tomada_core::Failure;

use super::charset::{self, Text};
use super::decoded::{Note, NoteCode, Notes};
use super::form::ContentType;
use super::table::{self, TableRules};
use super::unreadable::Unreadable;
use super::xml::{self, XmlRules};
use super::{Decoded, Form, REPLACEMENT, ResponseForm, ResponseOptions, html, json, lines, pairs};
use crate::mapping::{Answered, Mapping};

/// Options that were found to be good. Made by [`ResponseOptions::prepare`].
#[derive(Clone, Debug)]
pub struct ResponseReader {
    pub(super) form: ResponseForm,
    pub(super) charset: Option<&'static Encoding>,
    pub(super) xml: XmlRules,
    pub(super) csv: TableRules,
    pub(super) mapping: Option<Mapping>,
}

/// Decodes `bytes` as `form`, with all other options as they are by default.
///
/// ```
/// use tomada_rest::{Form, ResponseForm, decode};
///
/// let decoded = decode(b"\xef\xbb\xbf{\"ok\": true}", Some("text/html"), ResponseForm::Auto)?;
/// assert_eq!((decoded.value, decoded.form), (serde_json::json!({"ok": true}), Form::Json));
/// # Ok::<(), tomada_core::Failure>(())
/// ```
///
/// # Errors
/// `Rejected` with the place, if the body is not what was asked for. Never for [`ResponseForm::Auto`].
pub fn decode(bytes: &[u8], content_type: Option<&str>, form: ResponseForm) -> Result<Decoded, Failure> {
    ResponseOptions::from(form).prepare()?.decode(bytes, content_type)
}

impl ResponseReader {
    /// Decodes the body of an answer. An empty one is null, whatever was asked for.
    ///
    /// # Errors
    /// `Rejected` with line, column and byte, if the body is not what was asked for. Never for [`ResponseForm::Auto`].
    pub fn decode(&self, bytes: &[u8], content_type: Option<&str>) -> Result<Decoded, Failure> {
        let content_type = content_type.map(ContentType::parse).unwrap_or_default();
        let asked = self.form.asked();
        if asked == Some(Form::Base64) {
            return Ok(base64(bytes));
        }
        let called = content_type.form();
        let text = charset::text(bytes, self.charset, content_type.charset.as_deref(), asked.or(called));
        if text.characters.is_empty() {
            return Ok(Decoded { value: Value::Null, form: Form::Empty, charset: None, notes: Vec::new() });
        }
        match asked {
            Some(form) => self.asked(form, text, &content_type).map_err(|error| error.failure(form)),
            None => Ok(self.found(bytes, text, &content_type)),
        }
    }

    /// What `response.map` makes of an answer; `None` if there is no map.
    ///
    /// # Errors
    /// As [`Mapping::apply`].
    pub fn map(&self, answered: &Answered<'_>) -> Result<Option<Value>, Failure> {
        self.mapping.as_ref().map(|mapping| mapping.apply(answered)).transpose()
    }

    fn asked(&self, form: Form, text: Text<'_>, content_type: &ContentType) -> Result<Decoded, Unreadable> {
        let Text { characters: text, charset, mut notes, .. } = text;
        let value = self.read(form, &text, content_type, &mut notes)?;
        Ok(Decoded { value, form, charset: Some(charset), notes: notes.into_vec() })
    }

    fn found(&self, bytes: &[u8], text: Text<'_>, content_type: &ContentType) -> Decoded {
        let called = content_type.form();
        let mut declined = None;
        for form in candidates(&text.characters, called) {
            let mut notes = Notes::default();
            match self.read(form, &text.characters, content_type, &mut notes) {
                Ok(value) => {
                    let mut all = text.notes;
                    all.extend(notes);
                    return Decoded { value, form, charset: Some(text.charset), notes: all.into_vec() };
                }
                Err(error) if called == Some(form) => declined = Some(error),
                Err(_) => {}
            }
        }
        if called == Some(Form::Base64)
            || !(text.declared || called.is_some() || charset::is_text(&text.characters))
        {
            return base64(bytes);
        }
        let Text { characters: text, charset, mut notes, .. } = text;
        if let Some(Unreadable { line, column, reason, .. }) = declined {
            let reason = format!("column {column}: {reason}");
            notes.add(Note::new(NoteCode::NotAsDeclared).line(line).detail(reason));
        }
        let value = Value::String(text.into_owned());
        Decoded { value, form: Form::Text, charset: Some(charset), notes: notes.into_vec() }
    }

    fn read(
        &self,
        form: Form,
        text: &str,
        content_type: &ContentType,
        notes: &mut Notes,
    ) -> Result<Value, Unreadable> {
        match form {
            Form::Json => json::read(text, &json::Room::for_text(text), notes),
            Form::Jsonl => lines::read(text, notes),
            Form::Form => pairs::read(text, notes),
            Form::Xml => xml::read(text, &self.xml, notes),
            Form::Csv => {
                let tab = content_type.is_tab_separated().then_some(b'\t');
                table::read(text, TableRules { delimiter: self.csv.delimiter.or(tab), ..self.csv }, notes)
            }
            Form::Html => Ok(html::read(text, notes)),
            Form::Text | Form::Empty | Form::Base64 => Ok(Value::from(text)),
        }
    }
}

/// The forms that are worth trying, best first.
fn candidates(text: &str, called: Option<Form>) -> Vec<Form> {
    // What JSON is mended of may stand before it.
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\0' || c == REPLACEMENT);
    let mut forms = Vec::with_capacity(3);
    if start.starts_with(['{', '[']) || called == Some(Form::Json) {
        forms.push(Form::Json);
        if called != Some(Form::Jsonl) && lines::may_be(start) {
            forms.push(Form::Jsonl);
        }
    }
    // Of a page only a part is kept, so a builder must ask for that.
    let as_it_is = [Form::Html, Form::Text, Form::Base64];
    forms.extend(called.filter(|form| !forms.contains(form) && !as_it_is.contains(form)));
    if called != Some(Form::Xml) && start.starts_with("<?xml") {
        forms.push(Form::Xml);
    }
    forms
}

fn base64(bytes: &[u8]) -> Decoded {
    if bytes.is_empty() {
        return Decoded { value: Value::Null, form: Form::Empty, charset: None, notes: Vec::new() };
    }
    Decoded {
        value: Value::String(STANDARD.encode(bytes)),
        form: Form::Base64,
        charset: None,
        notes: Vec::new(),
    }
}
