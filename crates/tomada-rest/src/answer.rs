//! What the bytes of an answer hold, as JSON, whatever the service speaks.
//!
//! A [`ResponseReader`] is made before the request is sent, so that a mistake in its options sends nothing. It takes an
//! answer as the form that was asked for, or finds the form itself. The rule of the module: **nothing is lost in
//! silence**. What was replaced, ignored or guessed stands in [`Decoded::notes`]; an answer that is not the form that
//! was asked for is a failure with its place, and one that is not the form that its content type names is text.

mod charset;
mod decoded;
mod form;
mod html;
mod json;
mod lines;
mod options;
mod pairs;
mod reader;
mod table;
mod unreadable;
mod xml;

pub use decoded::{Decoded, Form, Note, NoteCode};
pub use form::ResponseForm;
pub use options::ResponseOptions;
pub use reader::{ResponseReader, decode};
pub use table::CsvOptions;
pub use xml::XmlOptions;

/// How deep the decoded value may be, in lists and objects. It crosses boundaries that read 127 levels, inside of the
/// output of an action.
const DEPTH_MAX: usize = 100;

/// What stands for what cannot be read.
const REPLACEMENT: char = '\u{fffd}';
