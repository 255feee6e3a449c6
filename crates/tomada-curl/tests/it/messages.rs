//! Every note and every failure has its text in the three languages, with all its arguments.

use tomada_core::{Kind, Locale};
use tomada_curl::{Limits, Shell, Topic, read};

const LOCALES: [Locale; 3] = [Locale::En, Locale::PtBr, Locale::Es];

#[test]
fn every_note_has_its_text() {
    for (topic, locale) in Topic::ALL.iter().flat_map(|topic| LOCALES.map(|locale| (topic, locale))) {
        assert!(tomada_text::text(locale, topic.code(), []).is_some(), "{topic:?} in {locale:?}");
    }
}

/// A command for every note, which must fill in its whole text.
const NOTED: &str = r#"
curl -sv --compressed --http2 --max-r 2 example.com -L
A=1 curl http://h -H 'Host: x' -H Accept: -H nothing -H 'a b: c' -d x -H Content-Type:
curl --request=PUT http://h -u a -b c=d --digest --anyauth
curl "$URL/x" -d "$(date)" -d @file -d @-
curl -k -x p --ciphers c --cert c --resolve r -o f -K c http://h
curl -L --post301 -m 999 --connect-timeout 1 --retry 9 --retry-delay 1 --max-filesize 999999999 http://h
curl --ntlm -u a:b --ftp-pasv --path-as-is http://h/{a,b} http://i | jq .
curl http://h -: http://i > f; ls
curl http://h -d {a,b}
curl -u a:b http://h
"#;

#[test]
fn every_note_fills_its_text() {
    let mut seen = Vec::new();
    for command in NOTED.lines() {
        let Ok(import) = read(command, Shell::Bash, &Limits::CARD) else { continue };
        for note in &import.notes {
            seen.push(note.topic);
            let arguments = || note.arguments.iter().map(|(name, value)| (*name, value.as_str()));
            for locale in LOCALES {
                let text = tomada_text::text(locale, note.topic.code(), arguments()).expect("it has a text");
                assert!(!text.contains("{$"), "{text}");
            }
        }
    }
    let unseen: Vec<_> = Topic::ALL.iter().filter(|topic| !seen.contains(topic)).collect();
    assert!(unseen.is_empty(), "no command for {unseen:?}");
}

#[test]
fn every_failure_fills_its_text() {
    let long = "x".repeat(1024 * 1024 + 1);
    let many =
        format!("curl http://h {}", (0..5000).map(|n| format!("-d @{n}")).collect::<Vec<_>>().join(" "));
    let commands = [
        (long.as_str(), "curl-too-long"),
        (&many, "curl-too-many"),
        ("wget x", "curl-not-curl"),
        ("curl 'x", "curl-unclosed"),
        ("curl --nonsense", "curl-unknown-flag"),
        ("curl -X", "curl-missing-value"),
        ("curl x -m y", "curl-wrong-value"),
        ("curl x -d y -I", "curl-conflict"),
        ("curl", "curl-no-url"),
        ("curl ftp://h", "curl-wrong-url"),
    ];
    for (command, code) in commands {
        let wrong = read(command, Shell::Bash, &Limits::CARD).expect_err(code);
        let failure = wrong.in_command(command, "/command");
        assert_eq!(
            (failure.kind(), failure.code(), failure.at()),
            (Kind::InvalidInput, Some(code), Some("/command"))
        );
        for locale in LOCALES {
            let rendered = tomada_text::render(failure.clone(), locale);
            let text = format!("{} {}", rendered.message(), rendered.hint().unwrap_or_default());
            assert!(text.len() > 40 && !text.contains("{$"), "{text}");
        }
    }
}
