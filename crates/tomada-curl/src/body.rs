//! The body: JSON and forms as structures where nothing is lost by that, text and bytes otherwise.

use crate::call::{Body, Part};
use crate::coded;
use crate::fault::{Reason, Unreadable};
use crate::headers::Headers;
use crate::json;
use crate::note::{Note, Topic};
use crate::options::Options;
use crate::secrets;
use crate::shell::Gathered;
use crate::url;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
/// What a body is called that has no name.
const BYTES: &str = "application/octet-stream";

/// The body that `options` ask for, and where it stands. Its content type leaves the headers where the body implies it.
pub(crate) fn body(
    options: &mut Options,
    headers: &mut Headers,
    gathered: &mut Gathered,
) -> Result<Body, Unreadable> {
    refuse_several(options)?;
    if let Some(at) = options.first_part_at {
        return multipart(options, headers, at, gathered);
    }
    let (data, at, default) = match (options.data.take(), options.upload.take()) {
        (Some((data, at)), _) => (data, at, Some(FORM)),
        (None, Some((content, at))) => (content, at, None),
        (None, None) => return Ok(Body::None),
    };
    let said = headers.value("content-type").map(str::to_owned);
    let content_type = said.clone().or(default.filter(|_| !headers.says("content-type")).map(str::to_owned));
    let content_type = content_type.unwrap_or_else(|| {
        gathered.note(Note::new(Topic::ContentType, at).with("used", BYTES));
        BYTES.to_owned()
    });
    let body = of_data(data, &content_type, at, gathered)?;
    let implied = match &body {
        Body::Json(_) => content_type == JSON,
        Body::Form(_) => content_type == FORM,
        _ => true,
    };
    if implied {
        headers.remove("content-type");
    }
    Ok(body)
}

fn of_data(data: String, content_type: &str, at: usize, gathered: &mut Gathered) -> Result<Body, Unreadable> {
    let content_type = content_type.to_owned();
    if !coded::is_text(&data) {
        // Bytes and variables cannot be had in one: where both are, the variables are left out, and were noted.
        return Ok(Body::Bytes { bytes: coded::bytes(&data), content_type });
    }
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if (essence == JSON || essence.ends_with("+json"))
        && let Some(mut value) = json::exact(&data)
    {
        secrets::hide_json(&mut value, at, gathered)?;
        return Ok(Body::Json(value));
    }
    let mut text = data;
    if essence == FORM {
        if let Some(mut fields) = url::fields(&text) {
            secrets::hide_fields(&mut fields, at, gathered)?;
            return Ok(Body::Form(fields));
        }
        secrets::hide_encoded(&mut text, at, gathered)?;
    }
    Ok(Body::Text { text, content_type })
}

fn multipart(
    options: &mut Options,
    headers: &mut Headers,
    at: usize,
    gathered: &mut Gathered,
) -> Result<Body, Unreadable> {
    if headers.says("content-type") {
        gathered.note(Note::new(Topic::HeaderFramed, at).with("name", "Content-Type"));
        headers.remove("content-type");
    }
    let mut parts = std::mem::take(&mut options.parts);
    for part in &mut parts {
        settle(part, at, gathered)?;
    }
    Ok(Body::Multipart(parts))
}

/// Content that is no text becomes bytes; content that is a secret becomes a variable.
fn settle(part: &mut Part, at: usize, gathered: &mut Gathered) -> Result<(), Unreadable> {
    let mut content = String::from_utf8_lossy(&part.content).into_owned();
    if !coded::is_text(&content) {
        part.content = coded::bytes(&content);
        return Ok(());
    }
    if part.filename.is_none() && secrets::in_field(&part.name, &content) {
        secrets::hide(&part.name, &mut content, at, gathered)?;
    }
    part.content = content.into_bytes();
    Ok(())
}

/// curl refuses two kinds of body in one request.
fn refuse_several(options: &Options) -> Result<(), Unreadable> {
    let conflict =
        |at, flag: &str, other| Err(Unreadable::new(at, Reason::Conflict { flag: flag.to_owned(), other }));
    match (&options.data, options.first_part_at, &options.upload, options.head_at) {
        (Some((_, at)), Some(_), ..) => conflict(*at, "-d", "-F"),
        (Some((_, at)), _, Some(_), _) => conflict(*at, "-d", "-T"),
        (_, Some(at), Some(_), _) => conflict(at, "-F", "-T"),
        (Some((_, at)), .., Some(_)) => conflict(*at, "-d", "-I"),
        (_, Some(at), _, Some(_)) => conflict(at, "-F", "-I"),
        _ => Ok(()),
    }
}
