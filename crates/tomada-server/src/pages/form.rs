//! Forms from JSON Schemas: a schema becomes a tree of fields, what is posted becomes JSON again.
//!
//! Pages that ask for settings or inputs call this. A field's name is the JSON pointer of its value, so that an error with
//! a place finds its field; `POINTER~json` is the same place as JSON text, for what no field can hold. The rule: what was
//! typed is never lost, and a value that was put into a form comes out of it unchanged.

mod drawing;
mod lines;
mod posted;
mod shape;

pub(crate) use drawing::Drawing;
pub(crate) use lines::{Field, Form, Line};
pub(crate) use posted::{Posted, Wrong, rows};
pub(crate) use shape::{Choice, Member, Shape, plain, spoken};

#[cfg(test)]
mod tests;
