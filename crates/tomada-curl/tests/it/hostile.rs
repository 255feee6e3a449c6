//! Whatever is thrown at it: no panic, work that grows with the text, and bounds.

use proptest::prelude::*;
use tomada_curl::{COMMAND_MAX_BYTES, Limits, Reason, Shell, read};

const SHELLS: [Shell; 3] = [Shell::Bash, Shell::Cmd, Shell::PowerShell];

fn survive(command: &str) {
    for shell in SHELLS {
        match read(command, shell, &Limits::CARD) {
            Ok(import) => {
                let call = import.call(&|pieces| format!("{pieces:?}"));
                assert!(!call.method.is_empty());
                assert!(import.notes.iter().all(|note| note.at <= command.len()), "{:?}", import.notes);
            }
            Err(wrong) => {
                assert!(wrong.at <= command.len());
                assert!(wrong.in_command(command, "/command").code().is_some());
            }
        }
    }
    let _ = Shell::of(command);
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "curl ",
        "http://h/",
        "-",
        "--",
        "-d",
        "-F",
        "-H",
        "-u",
        "-G",
        "--json ",
        "--data-urlencode ",
        "'",
        "\"",
        "\\",
        "$",
        "$'",
        "${",
        "$(",
        "`",
        ")",
        "}",
        "{",
        "[",
        "]",
        "^",
        "%",
        "%A%",
        "\n",
        "\r\n",
        " ",
        "<<E\n",
        "<<<",
        "E\n",
        ">",
        "<(",
        "|",
        "&",
        ";",
        "=",
        "@",
        ":",
        ",",
        "#",
        "a",
        "é",
        "\u{F0000}",
        "\u{10FEFF}",
        "\\x",
        "\\u",
        "\\777",
        "type=",
        "filename=",
        "@-",
        "(",
        "\0",
        "-1",
        "?",
        "&a=%f3%b0%80%80",
        "-X",
        "-:",
        "curl\\",
        "A=1 ",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| format!("curl {}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(command in ".{0,80}") {
        survive(&command);
    }

    #[test]
    fn any_mixture_of_signs_is_survived(command in pieces()) {
        survive(&command);
    }
}

/// Texts of the greatest length that repeat what could be gone over again and again.
#[test]
fn the_longest_texts_are_read_in_one_go() {
    let patterns = [
        "-d @a ",
        "$A",
        "${A",
        "$(",
        "$((",
        "`",
        "'",
        "\"",
        "\\",
        "\\\n",
        "-v ",
        "-k ",
        "-H x ",
        "-H 'a b: c' ",
        "-H a:b ",
        "-d 'a=b' ",
        "-F a=b ",
        "-F 'a=\"b;' ",
        "x ",
        "{",
        "[",
        "{a,",
        "%",
        "^",
        "^\n",
        "&",
        ";",
        "<",
        "<<E ",
        "<<<x ",
        "A=1 ",
        "-b a=b ",
        "%A%",
        "%41",
        "\n",
        "# x\n",
        "--header x ",
        "--hea ",
        "-",
        "\u{F0000}",
        "-X$A ",
        "a=1&",
        "token=1&",
        "(",
        "$'\\x",
        "--expect",
        "--n",
        "'a' ",
        "-F 'a=b;type=c/d;x' ",
    ];
    for pattern in patterns {
        for start in [
            "curl http://h/ ",
            "curl http://h/",
            "curl http://h/ -d '",
            "curl -G h -d \"",
            "curl ^\"h?",
            "X=1 ",
        ] {
            let count = (COMMAND_MAX_BYTES - start.len()) / pattern.len() / 64;
            survive(&format!("{start}{}", pattern.repeat(count)));
        }
    }
}

#[test]
fn deep_json_is_text() {
    let command = format!("curl h --json '{}'", "[".repeat(100_000) + &"]".repeat(100_000));
    survive(&command);
}

#[test]
fn a_longer_command_is_refused() {
    let longest = format!("curl h -d '{}'", "x".repeat(COMMAND_MAX_BYTES - 12));
    assert_eq!(longest.len(), COMMAND_MAX_BYTES);
    assert!(read(&longest, Shell::Bash, &Limits::CARD).is_ok());
    let wrong = read(&(longest + " "), Shell::Bash, &Limits::CARD).expect_err("too long");
    assert_eq!(wrong.reason, Reason::TooLong { max: COMMAND_MAX_BYTES });
}
