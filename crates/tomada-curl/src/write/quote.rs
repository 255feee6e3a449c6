//! Words quoted so that the shell gives curl exactly them.

use std::fmt::Write as _;

use super::Piece;
use crate::shell::Shell;

/// What goes on a line that goes on.
pub(super) fn line_break(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => " \\\n  ",
        Shell::Cmd => " ^\r\n  ",
        Shell::PowerShell => " `\n  ",
    }
}

/// One word.
pub(super) fn word(pieces: &[Piece], shell: Shell) -> String {
    match shell {
        Shell::Bash => pieces.iter().map(bash).collect(),
        Shell::Cmd => cmd(pieces),
        Shell::PowerShell => powershell(pieces),
    }
}

/// Bare where nothing needs a quote, in single quotes where they do, with escapes where there is a quote or anything
/// that cannot be seen.
fn bash(piece: &Piece) -> String {
    let bytes = match piece {
        Piece::Variable(name) => return format!("\"${name}\""),
        Piece::Literal(bytes) => bytes,
    };
    let bare = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./:@%+=,".contains(byte);
    match std::str::from_utf8(bytes) {
        Ok(text) if !bytes.is_empty() && bytes.iter().all(bare) => text.to_owned(),
        Ok(text) if !text.contains('\'') && !text.chars().any(|c| c.is_control() && c != '\n') => {
            format!("'{text}'")
        }
        _ => escaped(bytes),
    }
}

/// `$'…'`.
fn escaped(bytes: &[u8]) -> String {
    let mut quoted = "$'".to_owned();
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\'' | '\\' => quoted.extend(['\\', character]),
                '\n' => quoted.push_str("\\n"),
                '\r' => quoted.push_str("\\r"),
                '\t' => quoted.push_str("\\t"),
                control if control.is_control() => {
                    control.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| push_octal(&mut quoted, byte));
                }
                other => quoted.push(other),
            }
        }
        chunk.invalid().iter().for_each(|byte| push_octal(&mut quoted, *byte));
    }
    quoted.push('\'');
    quoted
}

/// Three digits always, so that a digit which follows is none of it.
fn push_octal(quoted: &mut String, byte: u8) {
    let _ = write!(quoted, "\\{byte:03o}");
}

/// For the C runtime in quotes, and for cmd.exe every character escaped that it may take for its own.
fn cmd(pieces: &[Piece]) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./:@+=,".contains(byte);
    if let [Piece::Literal(bytes)] = pieces
        && !bytes.is_empty()
        && bytes.iter().all(plain)
    {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut quoted = "^\"".to_owned();
    let mut backslashes = 0;
    for piece in pieces {
        let text = match piece {
            Piece::Variable(name) => {
                let _ = write!(quoted, "%{name}%");
                backslashes = 0;
                continue;
            }
            Piece::Literal(bytes) => String::from_utf8_lossy(bytes),
        };
        for character in text.replace("\r\n", "\n").chars() {
            match character {
                '"' => {
                    quoted.push_str(&"\\".repeat(backslashes));
                    quoted.push_str("\\^\"");
                }
                '\n' => quoted.push_str("^\r\n\r\n"),
                c if c.is_ascii_alphanumeric() || " _-./:@+=,\\".contains(c) || !c.is_ascii() => {
                    quoted.push(c);
                }
                c => quoted.extend(['^', c]),
            }
            backslashes = if character == '\\' { backslashes + 1 } else { 0 };
        }
    }
    quoted.push_str(&"\\".repeat(backslashes));
    quoted.push_str("^\"");
    quoted
}

/// In single quotes, in which only the quote itself is doubled; a word with a variable in double quotes.
fn powershell(pieces: &[Piece]) -> String {
    if let [Piece::Literal(bytes)] = pieces {
        let bare = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./:+=".contains(byte);
        let text = String::from_utf8_lossy(bytes);
        let is_bare = !bytes.is_empty() && bytes.iter().all(bare) && !text.starts_with("--");
        return if is_bare || text == "curl" {
            text.into_owned()
        } else {
            format!("'{}'", text.replace('\'', "''"))
        };
    }
    let mut quoted = "\"".to_owned();
    for piece in pieces {
        match piece {
            Piece::Variable(name) => {
                let _ = write!(quoted, "${{{name}}}");
            }
            Piece::Literal(bytes) => {
                for character in String::from_utf8_lossy(bytes).chars() {
                    if matches!(character, '"' | '`' | '$') {
                        quoted.push('`');
                    }
                    quoted.push(character);
                }
            }
        }
    }
    quoted.push('"');
    quoted
}
