//! `run`, as far as it goes without a real plugin: everything that is checked before one is opened, and what is told
//! when it cannot be.

use serde_json::json;

use crate::stand::{Said, Shop};

/// Runs `look` of a sample whose settings and secrets are right.
fn run(more: &[&str], input: &str) -> Said {
    let shop = Shop::locked(&["sample"]);
    shop.write("key", "abcdefgh\n");
    shop.write("input.json", r#"{"number": 1}"#);
    let right = ["run", "sample", "look", "--setting", "tries=3", "--secret", "key=@key"];
    shop.run_with(&[&right[..], more].concat(), &[("KEY", "abcdefgh")], input)
}

#[track_caller]
fn check(said: &Said, code: i32, kind: &str, message: &str) {
    let told = said.json();
    assert_eq!((said.code, said.error.as_str()), (code, ""));
    assert_eq!((&told["ok"], &told["failure"]["kind"]), (&json!(false), &json!(kind)), "{told}");
    let found = told["failure"]["message"].as_str().unwrap();
    assert!(found.contains(message), "{found}");
}

#[test]
fn an_input_that_does_not_fit_is_told_with_its_pointers() {
    let said = run(&["--json", "--input", r#"{"nmber": 1, "fields": ["prise"]}"#], "");
    let message = "3 things in the input are not right:\n- /fields/0: found \"prise\", accepted: \"price\", \"state\"\n\
                   - /nmber: there is no such field; did you mean number?\n- /number: this field is missing";
    check(&said, 10, "invalid_input", message);
    let told = said.json();
    assert_eq!(told["exchanges"], json!([]));
    assert_eq!(told["run_id"].as_str().unwrap().len(), 36);
    let keys = told.as_object().unwrap().keys().collect::<Vec<_>>();
    assert_eq!(keys, ["exchanges", "failure", "ok", "run_id"]);
    let keys = told["failure"].as_object().unwrap().keys().collect::<Vec<_>>();
    assert_eq!(keys, ["hint", "kind", "message"]);
}

#[test]
fn the_input_comes_from_the_command_line_a_file_or_standard_input() {
    // The input is right where the run goes on to open the library, which is none.
    check(&run(&["--json", "--input", r#"{"number": 1}"#], ""), 18, "broken", "");
    check(&run(&["--json", "--input", "@input.json"], ""), 18, "broken", "");
    check(&run(&["--json", "--input", "-"], r#"{"number": 1}"#), 18, "broken", "");
    check(&run(&["--json"], ""), 10, "invalid_input", "/number: this field is missing");
    check(
        &run(&["--json", "--input", "-"], "{number}"),
        10,
        "invalid_input",
        "The input (-) is no JSON: key must be",
    );
}

#[test]
fn settings_are_json_where_the_setting_wants_it() {
    let with = |setting: &str| {
        let shop = Shop::locked(&["sample"]);
        shop.run_with(
            &[
                "run",
                "sample",
                "look",
                "--json",
                "--input",
                r#"{"number": 1}"#,
                "--secret",
                "key=env:KEY",
                "--setting",
                setting,
            ],
            &[("KEY", "abcdefgh")],
            "",
        )
    };
    check(&with("tries=3"), 18, "broken", "");
    check(&with("tries=three"), 10, "invalid_input", "/tries: found text, expected a whole number");
    check(&with("tires=3"), 10, "invalid_input", "sample knows no setting “tires”");
    check(&with("base_url=3"), 10, "invalid_input", "lacks the setting “Tries”");
    let said = with("tries");
    assert_eq!((said.code, said.json()["failure"]["kind"].clone()), (2, json!("usage")));
}

#[test]
fn a_secret_that_is_missing_or_unknown_is_told() {
    let shop = Shop::locked(&["sample"]);
    let with = |more: &[&str]| {
        let right =
            ["run", "sample", "look", "--json", "--input", r#"{"number": 1}"#, "--setting", "tries=3"];
        shop.run_with(&[&right[..], more].concat(), &[("KEY", "abcdefgh")], "")
    };
    check(&with(&[]), 11, "unauthorized", "The connection lacks the secret “key”");
    check(&with(&["--secret", "kye=env:KEY"]), 10, "invalid_input", "no use for a secret “kye”");
    let twice = with(&["--secret", "key=env:KEY", "--secret", "key=env:KEY"]);
    assert_eq!(
        (twice.code, twice.json()["failure"]["message"].clone()),
        (2, json!("--secret key stands there twice."))
    );
}

/// Five letters and a line break are five letters, which are too few.
#[test]
fn the_line_break_at_the_end_of_a_secrets_file_is_no_part_of_it() {
    let shop = Shop::locked(&["sample"]);
    for text in ["abcde", "abcde\n", "abcde\r\n"] {
        shop.write("key", text);
        let said =
            shop.run(&["run", "sample", "look", "--json", "--setting", "tries=3", "--secret", "key=@key"]);
        check(&said, 10, "invalid_input", "“key” is 5 bytes long");
    }
}

#[test]
fn what_does_not_exist_is_told_with_what_was_meant() {
    let shop = Shop::locked(&["sample"]);
    let with = |integration: &str, action: &str| shop.run(&["run", integration, action, "--json"]);
    check(&with("sample", "lok"), 13, "not_found", "sample has no action “lok”");
    check(&with("sample@^9", "look"), 13, "not_found", "");
    check(&with("smple", "look"), 13, "not_found", "");
}

#[test]
fn people_are_told_on_stderr_with_the_run_to_quote() {
    let said = run(&["--lang", "pt-BR"], "");
    assert_eq!((said.code, said.out.as_str()), (10, ""));
    let lines = said.error.lines().collect::<Vec<_>>();
    assert_eq!(lines[0], "Entrada inválida: /number: falta esse campo");
    assert!(lines[1].starts_with("  execução "), "{lines:?}");
    assert_eq!(lines.len(), 2);
}

#[test]
fn no_secret_is_ever_printed() {
    let shop = Shop::locked(&["sample"]);
    shop.write("key", "hunter2-hunter2");
    let input = json!({"number": "hunter2-hunter2", "hunter2-hunter2": 1}).to_string();
    for more in [&["--json"][..], &["--verbose"]] {
        let run =
            ["run", "sample", "look", "--setting", "tries=3", "--secret", "key=@key", "--input", &input];
        let said = shop.run(&[&run[..], more].concat());
        assert_eq!(said.code, 10);
        assert!(!format!("{said:?}").contains("hunter2"), "{said:?}");
    }
}
