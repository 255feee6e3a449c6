//! Case files: what is read, what is refused and at which line, and what is written anew.

use std::fs;
use std::path::Path;

use tomada_testkit::{Case, CaseError};

use crate::built::{block_on, stage};

#[track_caller]
fn refused(text: &str, line: usize, words: &str) {
    let mistake = Case::parse(Path::new("a.toml"), text).unwrap_err().to_string();
    assert!(mistake.starts_with(&format!("a.toml:{line}: ")), "{mistake}");
    assert!(mistake.contains(words), "{mistake}");
}

#[test]
fn a_case_that_says_too_much_or_too_little_is_refused_with_its_line() {
    refused("[expect]\noutput = {}", 1, "`action` is missing");
    refused("action = \"a\"\n", 1, "`expect` is missing");
    refused("action = \"a\"\n\n[expect]\n", 3, "one of output, output_has and failure");
    refused("action = \"a\"\n[expect]\noutput = {}\nfailure = { kind = \"broken\" }", 2, "one of output");
    refused("action = \"a\"\n[expect]\nfailure = { kind = \"brokn\" }", 3, "nearest: `broken`");
    refused("action = \"a\"\n[expect]\noutptu = {}", 3, "nearest: `output`");
    refused("action = \"a\"\ninput = \"{\"\n[expect]\noutput = {}", 2, "JSON text");
    refused("action = \"a\"\ninput = { a = 2026-01-01 }\n[expect]\noutput = {}", 2, "no dates");
    let exchange = |text: &str| format!("action = \"a\"\n[[exchange]]\n{text}\n[expect]\noutput = {{}}");
    refused(&exchange(""), 2, "an answer, a fault or raw");
    refused(&exchange("fault = \"stall\"\nanswer = {}"), 2, "go together with an answer");
    refused(&exchange("answer = { json = 1, text = \"1\" }"), 2, "one body");
    refused(&exchange("answer = { status = 101 }"), 3, "from 200 to 599");
    refused(&exchange("answer = { base64 = \"?\" }"), 3, "Invalid");
}

#[test]
fn json_is_toml_or_text() {
    let case = |input: &str| {
        Case::parse(Path::new("a.toml"), &format!("action = \"a\"\ninput = {input}\n[expect]\noutput = {{}}"))
    };
    assert_eq!(case("{ a = 1 }").unwrap().input, case("'{\"a\": 1}'").unwrap().input);
    assert!(case("'{\"a\": null}'").unwrap().input["a"].is_null());
}

/// What a case of `greet` that expects `expect` is told.
#[track_caller]
fn differs(expect: &str, words: &[&str]) {
    let text = format!("action = \"greet\"\ninput = {{ name = \"Ana\" }}\n[expect]\n{expect}\n");
    let case = Case::parse(Path::new("a.toml"), &text).unwrap();
    let trial = block_on(case.run(&stage())).unwrap();
    assert_eq!(trial.differences.len(), words.len(), "{:?}", trial.differences);
    for (told, word) in trial.differences.iter().zip(words) {
        assert!(told.contains(word), "{told:?} does not say {word:?}");
    }
}

#[test]
fn what_came_out_otherwise_is_said_place_by_place() {
    differs("output = { greeting = \"Hello, Ana!\" }", &[]);
    differs("output_has = {}", &[]);
    differs("output = {}", &["output, /greeting\n  expected nothing\n  found    \"Hello, Ana!\""]);
    differs("output = { greeting = \"Hi\" }", &["expected \"Hi\"\n  found    \"Hello, Ana!\""]);
    differs("output_has = { other = 1 }", &["output, /other\n  expected 1\n  found    nothing"]);
    differs("output_has = {}\nparts = [1]", &["parts, /0"]);
    differs("failure = { kind = \"broken\" }", &["a failure of kind broken was expected, and it answered"]);
}

#[test]
fn an_expectation_is_written_anew_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("count.toml");
    let head = "# Kept.\naction = \"count\"\ninput = { to = 2 }\n\n";
    fs::write(&path, format!("{head}[expect]\noutput = {{ total = 9 }} # wrong\n")).unwrap();
    let stage = stage();
    let trial = block_on(Case::read(&path).unwrap().run(&stage)).unwrap();
    assert!(!trial.holds());
    trial.update().unwrap();
    assert!(fs::read_to_string(&path).unwrap().starts_with(head));
    let again = block_on(Case::read(&path).unwrap().run(&stage)).unwrap();
    assert!(again.holds(), "{:?}", again.differences);
    assert_eq!(again.case.expect.parts.map(|parts| parts.len()), Some(2));

    fs::write(&path, "action = \"greet\"\ninput = { name = \"a\" }\n[expect]\noutput = {}\n[settings]\n")
        .unwrap();
    let last = block_on(Case::read(&path).unwrap().run(&stage)).unwrap();
    assert!(matches!(last.update(), Err(CaseError::ExpectNotLast { .. })));
}
