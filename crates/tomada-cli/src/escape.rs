//! Makes text from outside harmless on a terminal: what would steer it, or hide or reorder what is read, is written
//! out.
//!
//! Rule: whatever a manifest, a service or a plugin says passes here before it is printed.

use std::borrow::Cow;

/// `text` with everything that steers a terminal written as `\u{1b}`; line breaks and tabs stay.
pub(crate) fn for_people(text: &str) -> Cow<'_, str> {
    escape(
        text,
        |letter| letter != '\n' && letter != '\t' && steers(letter),
        |letter| letter.escape_unicode().to_string(),
    )
}

/// The same on one line: line breaks and tabs become spaces.
pub(crate) fn on_one_line(text: &str) -> String {
    for_people(text).replace(['\n', '\t'], " ")
}

/// JSON text that steers no terminal and is the same JSON: what steers stands within strings, and is escaped there.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    escape(
        text,
        |letter| !letter.is_ascii() && steers(letter) || letter == '\u{7f}',
        |letter| format!("\\u{:04x}", u32::from(letter)),
    )
}

fn escape(text: &str, refused: impl Fn(char) -> bool, written: impl Fn(char) -> String) -> Cow<'_, str> {
    if !text.contains(&refused) {
        return Cow::Borrowed(text);
    }
    let letters =
        text.chars().map(|letter| if refused(letter) { written(letter) } else { letter.to_string() });
    Cow::Owned(letters.collect())
}

/// Control characters (C0, DEL, C1), line and paragraph separators, and marks of writing direction. All of them lie in
/// the first plane.
fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, people: &str, in_json: &str) {
        assert_eq!((&*for_people(text), &*json(text)), (people, in_json));
    }

    #[test]
    fn what_steers_a_terminal_is_written_out_and_the_rest_stays() {
        check("Olá\n\tfim", "Olá\n\tfim", "Olá\n\tfim");
        check("\u{1b}[2J", "\\u{1b}[2J", "\u{1b}[2J");
        check("a\u{9b}31m", "a\\u{9b}31m", "a\\u009b31m");
        check("a\u{7f}\u{202e}b", "a\\u{7f}\\u{202e}b", "a\\u007f\\u202eb");
        check("\r\u{0}", "\\u{d}\\u{0}", "\r\u{0}");
    }
}
