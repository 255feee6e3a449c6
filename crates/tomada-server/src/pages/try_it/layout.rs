//! JSON laid out to be read, letter by letter: members keep their order and numbers their digits, for it is what will be sent.

/// JSON with each member on a line of its own; another text, and JSON that was cut off, as it is.
pub(super) fn laid_out(text: &str) -> String {
    if serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
        return text.to_owned();
    }
    let mut page = Page::default();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if page.is_text {
            page.text(letter);
            continue;
        }
        match letter {
            '{' | '[' => {
                while letters.next_if(char::is_ascii_whitespace).is_some() {}
                match letters.next_if(|next| matches!(next, '}' | ']')) {
                    Some(close) => page.out.extend([letter, close]),
                    None => page.open(letter),
                }
            }
            '}' | ']' => page.close(letter),
            ',' => page.end_line(","),
            ':' => page.out.push_str(": "),
            '"' => page.text(letter),
            letter if letter.is_ascii_whitespace() => {}
            letter => page.out.push(letter),
        }
    }
    page.out
}

#[derive(Default)]
struct Page {
    out: String,
    depth: usize,
    /// Within a text, and behind a backslash there.
    is_text: bool,
    is_escaped: bool,
}

impl Page {
    /// A letter of a text, its quotes among them.
    fn text(&mut self, letter: char) {
        self.out.push(letter);
        self.is_text = !self.is_text || self.is_escaped || letter != '"';
        self.is_escaped = letter == '\\' && !self.is_escaped;
    }

    fn open(&mut self, letter: char) {
        self.depth += 1;
        self.end_line(letter.encode_utf8(&mut [0; 4]));
    }

    fn close(&mut self, letter: char) {
        self.depth = self.depth.saturating_sub(1);
        self.end_line("");
        self.out.push(letter);
    }

    fn end_line(&mut self, end: &str) {
        self.out.push_str(end);
        self.out.push('\n');
        self.out.push_str(&"  ".repeat(self.depth));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_laid_out_and_stays_what_it_was() {
        for (text, expected) in [
            (
                r#"{"b":[1,{}],"a":"x: \"{,\\"}"#,
                "{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": \"x: \\\"{,\\\\\"\n}",
            ),
            ("{ }", "{}"),
            ("{\"cut", "{\"cut"),
            ("a: b, c", "a: b, c"),
            ("", ""),
        ] {
            assert_eq!(laid_out(text), expected);
        }
    }
}
