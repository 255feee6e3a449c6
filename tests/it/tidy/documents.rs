//! What the documents name exists: every path in them, and in the tables of `ARCHITECTURE.md` every symbol beside its
//! file.

use super::house::{self, File, has_extension};

const DOCUMENTS: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// The longest that a map may be and still be one.
const ARCHITECTURE_LINES_MAX: usize = 200;

/// A file's name without a folder is judged if it ends so.
const EXTENSIONS: [&str; 7] = ["ftl", "h", "json", "lock", "md", "rs", "toml"];

/// What looks like a path and is made, not written.
const MADE: [&str; 2] = ["target/", "catalog.lock"];

/// What a symbol follows where it is declared.
const DECLARES: [&str; 9] =
    ["fn", "struct", "enum", "trait", "type", "const", "static", "mod", "macro_rules!"];

fn missing_paths(document: &File, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let spans = code_spans(&document.text).chain(links(&document.text));
    let paths =
        spans.filter(|text| is_path(text)).filter(|path| !MADE.iter().any(|made| path.starts_with(made)));
    paths.filter(|path| !exists(path)).map(|path| format!("{} names {path}", document.path)).collect()
}

/// Symbols stand behind their file in one row of a table.
fn missing_symbols(document: &File, source: impl Fn(&str) -> String) -> Vec<String> {
    let mut missing = Vec::new();
    for row in document.text.lines().filter(|line| line.starts_with('|')) {
        let mut text = None;
        for span in code_spans(row) {
            match &text {
                _ if has_extension(span, "rs") => text = Some((span, source(span))),
                Some((path, text)) if !declares(text, span) => {
                    missing.push(format!("{} names `{span}` of {path}", document.path));
                }
                _ => {}
            }
        }
    }
    missing
}

fn declares(text: &str, symbol: &str) -> bool {
    let name = symbol.trim_end_matches("()").trim_end_matches('!');
    let name = name.rsplit("::").next().unwrap_or(name);
    DECLARES.iter().any(|keyword| {
        let declaration = format!("{keyword} {name}");
        text.match_indices(&declaration).any(|(at, _)| {
            let next = text[at + declaration.len()..].chars().next();
            next.is_none_or(|c| !c.is_alphanumeric() && c != '_')
        })
    })
}

/// What stands between single backticks, outside of blocks of code.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    let lines = text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        in_block ^= fence;
        !in_block && !fence
    });
    lines.flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// Where the links lead that stay within the repository.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://") && !target.starts_with('#'))
}

fn is_path(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    let begins = text.starts_with(|c: char| c.is_alphanumeric() || c == '.');
    let named = text.contains('/') || EXTENSIONS.iter().any(|extension| has_extension(text, extension));
    begins && named && text.chars().all(plain)
}

/// A path from the root, or the name of a file that is somewhere, such as each plugin's `manifest.json`.
fn exists(path: &str) -> bool {
    if path.contains('/') {
        return house::root().join(path).exists();
    }
    house::files().iter().any(|file| file.path == path || file.path.ends_with(&format!("/{path}")))
}

fn documents() -> impl Iterator<Item = File> {
    DOCUMENTS.iter().map(|path| File::new(path, &house::read(path)))
}

#[test]
fn every_path_in_the_documents_exists() {
    let faults: Vec<String> = documents().flat_map(|it| missing_paths(&it, exists)).collect();
    super::keeps("what a document names is there", &faults);
}

#[test]
fn every_symbol_in_the_documents_is_declared_where_they_say() {
    let faults: Vec<String> =
        documents().flat_map(|document| missing_symbols(&document, house::read)).collect();
    super::keeps("what a document names is there", &faults);
}

#[test]
fn the_map_is_short() {
    let lines = house::read("ARCHITECTURE.md").lines().count();
    assert!(lines <= ARCHITECTURE_LINES_MAX, "ARCHITECTURE.md has {lines} lines");
}

#[test]
fn a_missing_path_is_noticed() {
    let judge =
        |text: &str| missing_paths(&File::new("A.md", text), |path| path == "crates/a" || path == "a.toml");
    super::notices("A.md names crates/b", &judge("see `crates/a` and `crates/b`"));
    super::notices("b.toml", &judge("see `a.toml` and `b.toml`"));
    super::notices("crates/b", &judge("see [a](crates/a), [b](crates/b) and [c](https://c/d)"));
    super::keeps(
        "these are no paths",
        &judge("`cargo xtask try`, `a::b`, `http://a/b`, `/v1/runs`, `a.b`, crates/c"),
    );
    super::keeps("a block of code may show anything", &judge("```\n`crates/c`\n```"));
    super::keeps("what is made is not there yet", &judge("`target/release/tomada`"));
}

#[test]
fn a_missing_symbol_is_noticed() {
    let source = |_: &str| "pub async fn run(self) {}\nstruct Runner;\nmacro_rules! export {}".to_owned();
    let judge = |row: &str| missing_symbols(&File::new("A.md", row), source);
    super::keeps("all are declared", &judge("| `a.rs` | `run` and `A::run()` | `Runner` | `export!` |"));
    super::notices("`Run` of a.rs", &judge("| `a.rs` | `Run` |"));
    super::notices("`walk`", &judge("| before `it` is any | `a.rs` | `walk` |"));
    super::keeps("only tables are read so", &judge("`a.rs` has no `walk`"));
}
