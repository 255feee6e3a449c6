//! Documentation of Rust as comments of C: links and code become the names that C knows, and lines are wrapped anew,
//! for those names are longer.

use super::c::{Names, WIDTH};

impl Names {
    /// Documentation as a comment, indented and wrapped anew, for C's names are longer than Rust's.
    pub(super) fn comment(&self, docs: &[String], indent: &str) -> String {
        let lines: Vec<_> = docs.iter().map(|line| self.in_c(line.trim_start_matches("# "))).collect();
        assert!(!lines.is_empty(), "everything on the boundary is documented");
        assert!(lines.iter().all(|line| !line.contains("*/")), "a comment would end within: {lines:?}");
        let lines = wrapped(&lines, WIDTH - indent.len() - 3).join(&format!("\n{indent} * "));
        format!("{indent}/* {lines} */\n").replace(" * \n", " *\n")
    }

    /// A line of documentation with C's names instead of Rust's links and code.
    fn in_c(&self, line: &str) -> String {
        let line = line.replace("[`", "`").replace("`]", "`");
        let word = |(index, part): (usize, &str)| match (index % 2, self.word(part)) {
            (0, _) => part.to_owned(),
            (_, Some(name)) => name,
            (_, None) => format!("`{part}`"),
        };
        let line: String = line.split('`').enumerate().map(word).collect();
        line.replace("an Tomada", "a Tomada").replace("**", "")
    }

    /// `Slice` is `TomadaSlice`, `status::OK` is `TOMADA_OK`, `HostV1::poll` is `TomadaHostV1.poll`.
    fn word(&self, code: &str) -> Option<String> {
        let of = |name: &str| primitive(name).or_else(|| self.0.get(name).cloned());
        match code.rsplit_once("::") {
            None => of(code),
            Some(("status" | "section" | "extension" | "level", name)) => of(name),
            Some((before, last)) => Some(format!("{}.{last}", of(before)?)),
        }
    }
}

pub(super) fn primitive(name: &str) -> Option<String> {
    Some(match name {
        "u8" | "u16" | "u32" | "u64" => format!("uint{}_t", &name[1..]),
        "i32" => "int32_t".to_owned(),
        "usize" => "size_t".to_owned(),
        "c_void" => "void".to_owned(),
        _ => return None,
    })
}

/// Lines of at most `width`. A blank line and a numbered one begin a paragraph; a number hangs in the margin.
fn wrapped(lines: &[String], width: usize) -> Vec<String> {
    let mut wrapped: Vec<String> = Vec::new();
    let mut margin = "";
    for line in lines {
        let numbered = line.starts_with(|first: char| first.is_ascii_digit());
        if wrapped.is_empty() || numbered && !wrapped.ends_with(&[String::new()]) {
            wrapped.push(String::new());
        }
        if numbered || line.is_empty() {
            margin = if numbered { "   " } else { "" };
        }
        for word in line.split_whitespace() {
            match wrapped.last_mut() {
                Some(last) if last.is_empty() => last.push_str(word),
                Some(last) if last.len() + 1 + word.len() <= width => last.extend([" ", word]),
                _ => wrapped.push(format!("{margin}{word}")),
            }
        }
        if line.is_empty() {
            wrapped.extend([String::new(), String::new()]);
        }
    }
    wrapped
}
