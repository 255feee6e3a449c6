//! A value in XML: text between tags, or an attribute's value. Everywhere else it is refused, for no escape would keep it
//! from becoming a name or an end there: in names, comments, CDATA sections, instructions and declarations.
//!
//! Where a value stands is read off what the author wrote around it (XML 1.0, fifth edition, section 2).

use tomada_core::Failure;

use crate::place::Place;
use crate::template::{Piece, Rendered};

/// Where reading has got to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// Between tags.
    Text,
    /// Inside of a tag, outside of its attributes' values.
    Tag,
    /// In an attribute's value that this quote ends.
    Attribute(char),
    /// In a declaration such as a document type, so many brackets deep.
    Declaration(usize),
    /// In something that this text ends.
    Until(&'static str, &'static str),
}

impl Position {
    /// What it is called where a value is refused or the text ends.
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Tag => "tag",
            Self::Attribute(_) => "attribute",
            Self::Declaration(_) => "declaration",
            Self::Until(name, _) => name,
        }
    }
}

/// The text of `rendered`, each value escaped by its position.
pub(crate) fn escape(rendered: &Rendered, at: &Place) -> Result<String, Failure> {
    let mut position = Position::Text;
    let mut xml = String::new();
    for piece in rendered.pieces() {
        match piece {
            Piece::Written(text) => {
                position = read(text, position);
                xml.push_str(text);
            }
            Piece::Value(value) => {
                if !matches!(position, Position::Text | Position::Attribute(_)) {
                    return Err(at.failure("xml-value-place").with_argument("place", position.name()));
                }
                push(&mut xml, value, position, at)?;
            }
        }
    }
    match position {
        Position::Text => Ok(xml),
        open => Err(at.failure("xml-not-closed").with_argument("place", open.name())),
    }
}

/// Where `text` leads from `position`.
fn read(text: &str, mut position: Position) -> Position {
    let mut rest = text;
    while !rest.is_empty() {
        let (next, taken) = step(rest, position);
        position = next;
        rest = &rest[taken..];
    }
    position
}

/// The position after the next bit of `rest`, and how long that is.
fn step(rest: &str, position: Position) -> (Position, usize) {
    const OPENINGS: [(&str, Position); 5] = [
        ("<!--", Position::Until("comment", "-->")),
        ("<![CDATA[", Position::Until("CDATA", "]]>")),
        ("<?", Position::Until("instruction", "?>")),
        ("<!", Position::Declaration(0)),
        ("<", Position::Tag),
    ];
    let first = rest.chars().next().map_or(1, char::len_utf8);
    match position {
        Position::Text => {
            let opened = OPENINGS.iter().find(|(opening, _)| rest.starts_with(opening));
            opened.map_or((position, first), |(opening, next)| (*next, opening.len()))
        }
        Position::Tag => match rest.as_bytes()[0] {
            b'>' => (Position::Text, 1),
            quote @ (b'"' | b'\'') => (Position::Attribute(char::from(quote)), 1),
            _ => (position, first),
        },
        Position::Attribute(quote) if rest.starts_with(quote) => (Position::Tag, 1),
        Position::Declaration(depth) => match rest.as_bytes()[0] {
            b'[' => (Position::Declaration(depth + 1), 1),
            b']' => (Position::Declaration(depth.saturating_sub(1)), 1),
            b'>' if depth == 0 => (Position::Text, 1),
            _ => (position, first),
        },
        Position::Until(_, end) if rest.starts_with(end) => (Position::Text, end.len()),
        Position::Attribute(_) | Position::Until(..) => (position, first),
    }
}

/// Adds `value` so that a reader gets it back as it is.
fn push(xml: &mut String, value: &str, position: Position, at: &Place) -> Result<(), Failure> {
    for c in value.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&apos;"),
            // Readers make a line feed of it, and spaces of all three in an attribute (sections 2.11 and 3.3.3).
            '\r' => xml.push_str("&#13;"),
            '\n' if position != Position::Text => xml.push_str("&#10;"),
            '\t' if position != Position::Text => xml.push_str("&#9;"),
            '\t' | '\n' => xml.push(c),
            // XML has no way to write them (section 2.2).
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                return Err(at.failure("xml-character").with_argument("character", c.escape_unicode()));
            }
            _ => xml.push(c),
        }
    }
    Ok(())
}
