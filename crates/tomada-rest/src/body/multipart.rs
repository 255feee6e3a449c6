//! A form part by part (RFC 7578), for fields and files. The rule it protects: no part can end itself or begin another,
//! so the boundary stands in none of them, and a name is written as browsers do (WHATWG HTML, multipart/form-data).

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use tomada_core::Failure;

use crate::names::Names;
use crate::place::Place;
use crate::position::header;
use crate::template;

/// One part: a field, or a file if it has a file name.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The field's name, a template.
    pub name: String,
    /// What it holds, as text. A template that is one expression alone may give a list, which repeats the part, or null,
    /// which leaves it out.
    pub text: Option<String>,
    /// What it holds, as bytes in base64, a template. Either this or `text`.
    pub base64: Option<String>,
    /// The file's name, a template; absent for a field that is no file.
    pub file_name: Option<String>,
    /// What it is, such as `image/png`, a template. `application/octet-stream` for a file if absent.
    pub content_type: Option<String>,
}

/// Content type and bytes of the whole body.
pub(super) fn render(
    parts: &[Part],
    names: &Names,
    chance: [u8; 16],
    at: &Place,
) -> Result<(String, Vec<u8>), Failure> {
    let mut rendered = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        part.render(names, &at.child(index), &mut rendered)?;
    }
    let boundary = boundary(chance, &rendered);
    let mut body = Vec::new();
    for Rendered { head, content } in &rendered {
        body.extend_from_slice(format!("--{boundary}\r\n{head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok((format!("multipart/form-data; boundary={boundary}"), body))
}

struct Rendered {
    head: String,
    content: Vec<u8>,
}

impl Part {
    fn render(&self, names: &Names, at: &Place, parts: &mut Vec<Rendered>) -> Result<(), Failure> {
        let contents = self.contents(names, at)?;
        let head = self.head(names, at)?;
        parts.extend(contents.into_iter().map(|content| Rendered { head: head.clone(), content }));
        Ok(())
    }

    /// What it holds, once for each time that it is sent.
    fn contents(&self, names: &Names, at: &Place) -> Result<Vec<Vec<u8>>, Failure> {
        match (&self.text, &self.base64) {
            (Some(text), None) => Ok(match template::value(text, names, &at.child("text"))? {
                Value::Null => Vec::new(),
                Value::Array(items) => items.iter().filter(|item| !item.is_null()).map(bytes_of).collect(),
                value => vec![bytes_of(&value)],
            }),
            (None, Some(base64)) => Ok(vec![super::decoded(base64, names, &at.child("base64"))?]),
            (None, None) | (Some(_), Some(_)) => Err(at.failure("part-content")),
        }
    }

    /// The lines that say what it is.
    fn head(&self, names: &Names, at: &Place) -> Result<String, Failure> {
        let name = template::text(&self.name, names, &at.child("name"))?.into_text();
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(&name));
        if let Some(file_name) = &self.file_name {
            let file_name = template::text(file_name, names, &at.child("file_name"))?.into_text();
            head.extend(["; filename=\"", &quoted(&file_name), "\""]);
        }
        let content_type = match (&self.content_type, &self.file_name) {
            (Some(source), _) => {
                let at = at.child("content_type");
                let content_type = template::text(source, names, &at)?.into_text();
                header::check_value(&content_type, &at)?;
                content_type
            }
            (None, Some(_)) => super::bytes(),
            (None, None) => return Ok(head),
        };
        head.extend(["\r\nContent-Type: ", &content_type]);
        Ok(head)
    }
}

/// Text as it is, everything else as JSON.
fn bytes_of(value: &Value) -> Vec<u8> {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned).into_bytes()
}

/// What would end a name or a line, as HTML's forms write it.
fn quoted(name: &str) -> String {
    name.replace('\n', "%0A").replace('\r', "%0D").replace('"', "%22")
}

/// A boundary that stands in no part. `chance` alone makes that as good as certain, unless a part knows it.
fn boundary(chance: [u8; 16], parts: &[Rendered]) -> String {
    let mut number = u128::from_be_bytes(chance);
    loop {
        let boundary = format!("part-{number:032x}");
        let stands = |bytes: &[u8]| memchr::memmem::find(bytes, boundary.as_bytes()).is_some();
        if !parts.iter().any(|part| stands(&part.content) || stands(part.head.as_bytes())) {
            return boundary;
        }
        number = number.wrapping_add(1);
    }
}
